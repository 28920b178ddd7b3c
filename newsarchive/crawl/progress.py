"""How the crawls stand, as a line that is said while they run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from newsarchive.crawl.tally import TAKEN, SiteReport
from newsarchive.progress import StatusLine


class Progress(Protocol):
    """What a caller may pass to `run.crawl` to be told how it goes."""

    def show(self, reports: Sequence[SiteReport]) -> None:
        """Called several times a second."""

    def end(self) -> None:
        """Called once, after the last `show`."""


class LineProgress(StatusLine):
    """Progress as lines of text."""

    def show(self, reports: Sequence[SiteReport]) -> None:
        """Write a line if it is time for one."""
        self.say(lambda seconds: line_of(reports, seconds))


def line_of(reports: Sequence[SiteReport], seconds: float) -> str:
    """All sites together on one line."""
    pages = sum(report.outcomes.total() for report in reports)
    taken = sum(report.outcomes[outcome] for report in reports for outcome in TAKEN)
    waiting = sum(report.pending for report in reports)
    reached = max((report.reached for report in reports if report.reached), default=None)
    at = f"  at {reached}" if reached else ""
    return f"{pages} pages  {taken} articles  {waiting} waiting{at}  {pages / seconds if seconds else 0:.1f} pages/s"
