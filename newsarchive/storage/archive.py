"""The one unit of work over raw pages, day files and ledger: pages in, acknowledged keys out."""

from __future__ import annotations

import contextlib
import functools
import os
import sqlite3
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

from newsarchive.errors import ArchiveError
from newsarchive.records import Article, Outcome, Page, RawPlace
from newsarchive.storage import daily, recovery
from newsarchive.storage.append import sync_folder
from newsarchive.storage.frontier import Entry, Frontier
from newsarchive.storage.layout import Layout
from newsarchive.storage.ledger import Ledger, StoredRecord
from newsarchive.storage.raw import RawWriter, Wire

__all__ = ["Entry", "SiteArchive", "Wire", "utc_now"]

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


def utc_now() -> datetime:
    """The present, aware."""
    return datetime.now(UTC)


def _step(
    method: Callable[Concatenate[SiteArchive, _Arguments], _Result],
) -> Callable[Concatenate[SiteArchive, _Arguments], _Result]:
    """A step of the unit of work: it happens whole, or the archive is abandoned and nothing of the unit stays."""

    @functools.wraps(method)
    def step(self: SiteArchive, /, *args: _Arguments.args, **kwargs: _Arguments.kwargs) -> _Result:
        self._check()
        try:
            return method(self, *args, **kwargs)
        except (OSError, sqlite3.Error, ArchiveError) as error:
            raise self._abandon(error) from error
        except BaseException:
            # An interrupt may have come between a line and its row: what is half done must not be committed.
            self._abandon(None)
            raise

    return step


class SiteArchive:
    """One site's folder opened for writing; holds the folder's lock until `close`.

    Nothing is acknowledged before `commit` returns; whatever was not is cut away when the folder is opened again. After
    an error of the disk the archive is closed for good: every further call raises the same ArchiveError.
    """

    def __init__(
        self,
        layout: Layout,
        ledger: Ledger,
        lock: int,
        *,
        clock: Callable[[], datetime],
        max_pages: int,
        max_seconds: float,
    ):
        self.layout = layout
        self._ledger = ledger
        self._lock: int | None = lock
        self._clock, self._max_pages, self._max_seconds = clock, max_pages, max_seconds
        self._frontier = Frontier(ledger.connection)
        self._raw = RawWriter(layout.raw, 1 + sum(file.name.startswith("raw/") for file in ledger.files()))
        self._days = daily.DayWriter(layout.articles)
        self._broken: ArchiveError | None = None
        self._run: int | None = None
        self._outcomes: Counter[Outcome] = Counter()
        self._finished: list[str] = []
        self._since: float | None = None

    @classmethod
    def open(
        cls,
        root: Path,
        site: str,
        *,
        clock: Callable[[], datetime] = utc_now,
        max_pages: int = 50,
        max_seconds: float = 0.5,
    ) -> Self:
        """Take the lock, cut files back to their committed length, return leases; ArchiveError if it cannot be done."""
        layout = Layout(root, site)
        with contextlib.ExitStack() as undo:
            try:
                lock = recovery.take(layout)
                undo.callback(os.close, lock)
                ledger = Ledger.open(layout.ledger)
                undo.callback(ledger.close)
                recovery.settle(layout, ledger.files())
                sync_folder(layout.folder)
                archive = cls(layout, ledger, lock, clock=clock, max_pages=max_pages, max_seconds=max_seconds)
            except (OSError, sqlite3.Error) as error:
                raise ArchiveError(_reason(error), path=layout.folder) from error
            undo.pop_all()
        archive._return_leases()
        return archive

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @_step
    def start_run(self, note: str = "") -> int:
        """Begin a run; outcomes are counted to it from now on. Its number."""
        self._change()
        self._run = self._ledger.start_run(self._clock(), note)
        self._outcomes.clear()
        return self._run

    @_step
    def end_run(self, note: str = "") -> None:
        """The run's end, committed."""
        self._change()
        if self._run is not None:
            self._ledger.set_run(self._run, self._outcomes, self._clock(), note)
        self._run = None
        self.commit()

    @_step
    def schedule(self, entries: Iterable[Entry], *, again: bool = False) -> int:
        """Put entries into the frontier; how many now wait because of it.

        Known ones stay as they are; with `again`, those that are done wait once more.
        """
        self._change()
        return self._frontier.schedule(entries, again=again)

    @_step
    def lease(self) -> Entry | None:
        """The next entry that is due, first in first out; None if none is."""
        self._ledger.begin()
        return self._frontier.lease(self._now())

    def pending(self) -> int:
        """How many entries wait, are leased, or wait for a retry."""
        return self._frontier.pending()

    @_step
    def known(self, key: str, kind: str = "article") -> bool:
        """Whether the frontier has ever held this key."""
        return self._frontier.known(key, kind)

    @_step
    def keep_page(self, page: Page, wire: Wire) -> RawPlace:
        """Write a page to WARC; where its body can be read from."""
        self._change()
        return self._raw.write(page, wire, self._clock())

    @_step
    def store(self, article: Article) -> tuple[Outcome, Article]:
        """STORED, UPDATED or UNCHANGED, and the article as it stands in the archive."""
        latest = self._ledger.latest(article.id)
        if latest and latest.content_hash == article.content_hash:
            return Outcome.UNCHANGED, replace(article, version=latest.version, raw=latest.raw)
        stored = replace(article, version=latest.version + 1 if latest else 1)
        day = daily.day_of(stored) or self._clock().date().isoformat()
        line = daily.line_of(stored)
        self._change()
        if not self._days.holds(day):
            file = self._ledger.file(f"articles/{day}.jsonl")
            self._days.begin(day, file.length if file else 0)
        place = (day, self._days.append(day, line), len(line), zlib.crc32(line))
        self._ledger.add_record(StoredRecord(stored.id, stored.version, stored.content_hash, *place, stored.raw))
        return (Outcome.UPDATED if latest else Outcome.STORED), stored

    @_step
    def finish(self, entry: Entry, outcome: Outcome, *, detail: str | None = None) -> None:
        """The page's end: leased -> done, counted."""
        self._change()
        self._frontier.finish(entry, outcome, detail, self._now())
        self._outcomes[outcome] += 1
        self._finished.append(entry.key)

    @_step
    def retry(self, entry: Entry, *, not_before: datetime) -> None:
        """Back to waiting, not to be leased before then."""
        self._change()
        self._frontier.retry(entry, not_before.timestamp())

    @_step
    def template(self, name: str) -> str | None:
        """What was learned of the site under this name."""
        return self._ledger.template(name)

    @_step
    def keep_template(self, name: str, data: str) -> None:
        """Keep what was learned of the site under a name."""
        self._change()
        self._ledger.set_template(name, data)

    def due(self) -> bool:
        """Whether `max_pages` are finished or `max_seconds` have passed since the first uncommitted change."""
        if self._since is None:
            return False
        return len(self._finished) >= self._max_pages or time.monotonic() - self._since >= self._max_seconds

    @_step
    def commit(self) -> tuple[str, ...]:
        """The unit of work; the keys of the entries finished in it, now acknowledged."""
        if self._since is None:
            return ()
        files = [*self._raw.files, *self._days.files]
        for file in files:
            file.sync()
        for folder in {file.path.parent for file in files if file.is_new}:
            sync_folder(folder)
        for file in files:
            self._ledger.set_file(file.name, file.size, file.size)
        if self._run is not None:
            self._ledger.set_run(self._run, self._outcomes, None, "")
        self._ledger.commit()
        for file in files:
            file.committed, file.is_new = file.size, False
        self._days.publish()
        self._raw.publish_filled()
        acknowledged, self._finished, self._since = tuple(self._finished), [], None
        return acknowledged

    def close(self) -> None:
        """Commit, give files their final names and the lock back; nothing happens the second time."""
        if self._lock is None:
            return
        self.commit()
        self._return_leases()
        self._publish()
        self._ledger.close()
        self._unlock()

    def abandon(self) -> None:
        """Give everything back at once; what was not committed is gone, and its entries wait again."""
        if self._lock is not None:
            self._abandon(None)

    @_step
    def _publish(self) -> None:
        self._raw.publish()

    @_step
    def _return_leases(self) -> None:
        self._ledger.begin()
        self._frontier.return_leases(self._now())
        self._ledger.commit()

    def _change(self) -> None:
        self._ledger.begin()
        if self._since is None:
            self._since = time.monotonic()

    def _now(self) -> float:
        return self._clock().timestamp()

    def _check(self) -> None:
        if self._broken:
            raise self._broken
        if self._lock is None:
            raise ArchiveError("was closed", path=self.layout.folder)

    def _abandon(self, cause: OSError | sqlite3.Error | ArchiveError | None) -> ArchiveError:
        if self._broken is None:
            reason = _reason(cause) if cause else "was given up before its end"
            self._broken = cause if isinstance(cause, ArchiveError) else ArchiveError(reason, path=self.layout.folder)
            self._raw.close()
            self._days.close()
            # What cannot be tidied now, on a disk that just failed, is tidied when the folder is opened the next time.
            with contextlib.suppress(OSError, sqlite3.Error, ArchiveError):
                self._ledger.close()
                # Only the ledger, read anew, knows whether a commit that failed half-way has happened.
                ledger = Ledger.open(self.layout.ledger)
                recovery.settle(self.layout, ledger.files())
                ledger.close()
            self._unlock()
        return self._broken

    def _unlock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def _reason(error: OSError | sqlite3.Error | ArchiveError) -> str:
    if isinstance(error, OSError):
        return f"cannot be written: {error.strerror or error}"
    if isinstance(error, sqlite3.Error):
        return f"the ledger cannot be used: {error}"
    return str(error)
