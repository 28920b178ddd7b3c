"""What can go wrong, named by who must act.

    NewsarchiveError
    ├── CallerError        whoever typed the command: a wrong date, an unknown site        -> exit 2
    ├── SiteError          whoever wrote the site file: file, table, key, nearest right key -> exit 2
    ├── NotAnArticle       nobody: the page is no article; its outcome is counted
    │   └── Unreadable     nobody: no encoding or markup makes text of the page's bytes
    └── ArchiveError       the operator: disk full, lock held, a file shorter than promised -> exit 1, the run stops

Messages are one line and say what to do next; the evidence stays in attributes.
"""

from __future__ import annotations

from pathlib import Path

from newsarchive.records import Outcome


class NewsarchiveError(Exception):
    """The root of all errors that this package raises on purpose."""


class CallerError(NewsarchiveError):
    """An argument that cannot be used; the message names it and shows a right one."""


class SiteError(NewsarchiveError):
    """A site file that cannot be used.

    `key` is the dotted path of the offending key ("fetch.delay"), `nearest` the known key closest to it, if any is.
    """

    def __init__(self, problem: str, *, file: Path | None = None, key: str | None = None, nearest: str | None = None):
        self.problem, self.file, self.key, self.nearest = problem, file, key, nearest
        where = ": ".join(str(part) for part in (file, key) if part)
        hint = f"; did you mean '{nearest}'?" if nearest else ""
        super().__init__(f"{where}: {problem}{hint}" if where else f"{problem}{hint}")


class NotAnArticle(NewsarchiveError):
    """The page holds no article; `outcome` is the word it ends in, `reason` what decided."""

    def __init__(self, outcome: Outcome, reason: str = "", *, url: str = ""):
        self.outcome, self.reason, self.url = outcome, reason, url
        super().__init__(f"{url or 'page'}: {outcome}" + (f" ({reason})" if reason else ""))


class Unreadable(NotAnArticle):
    """The page's bytes cannot be made into text: no encoding fits, or it is no text at all."""

    def __init__(self, reason: str, *, url: str = ""):
        super().__init__(Outcome.UNREADABLE, reason, url=url)


class ArchiveError(NewsarchiveError):
    """The archive cannot go on: the run must stop. `path` is the file or folder concerned."""

    def __init__(self, problem: str, *, path: Path | None = None):
        self.problem, self.path = problem, path
        super().__init__(f"{path}: {problem}" if path else problem)
