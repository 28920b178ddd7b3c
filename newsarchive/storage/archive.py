"""The one unit of work over raw pages, day files and ledger: pages in, acknowledged keys out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from newsarchive.records import Article, Outcome, Page, RawPlace
from newsarchive.storage.frontier import Entry
from newsarchive.storage.raw import Wire

__all__ = ["Entry", "SiteArchive", "Wire", "utc_now"]


def utc_now() -> datetime:
    """The present, aware."""
    return datetime.now(UTC)


class SiteArchive:
    """One site's folder opened for writing; holds the folder's lock until `close`.

    Nothing is acknowledged before `commit` returns; whatever was not is cut away when the folder is opened again.
    """

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
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start_run(self, note: str = "") -> int:
        """Begin a run; outcomes are counted to it from now on. Its number."""
        raise NotImplementedError

    def end_run(self, note: str = "") -> None:
        """The run's end, committed."""
        raise NotImplementedError

    def schedule(self, entries: Iterable[Entry], *, again: bool = False) -> int:
        """Put entries into the frontier; how many now wait because of it. Known ones stay as they are unless `again`."""
        raise NotImplementedError

    def lease(self) -> Entry | None:
        """The next entry that is due, first in first out; None if none is."""
        raise NotImplementedError

    def pending(self) -> int:
        """How many entries wait, are leased, or wait for a retry."""
        raise NotImplementedError

    def known(self, key: str, kind: str = "article") -> bool:
        """Whether the frontier has ever held this key."""
        raise NotImplementedError

    def keep_page(self, page: Page, wire: Wire) -> RawPlace:
        """Write a page to WARC; where its body can be read from."""
        raise NotImplementedError

    def store(self, article: Article) -> tuple[Outcome, Article]:
        """STORED, UPDATED or UNCHANGED, and the article as it stands in the archive."""
        raise NotImplementedError

    def finish(self, entry: Entry, outcome: Outcome, *, detail: str | None = None) -> None:
        """The page's end: leased -> done, counted."""
        raise NotImplementedError

    def retry(self, entry: Entry, *, not_before: datetime) -> None:
        """Back to waiting, not to be leased before then."""
        raise NotImplementedError

    def due(self) -> bool:
        """Whether `max_pages` or `max_seconds` have passed since the first uncommitted change."""
        raise NotImplementedError

    def commit(self) -> tuple[str, ...]:
        """The unit of work; the keys of the entries finished in it, now acknowledged."""
        raise NotImplementedError

    def close(self) -> None:
        """Commit, close files, give the lock back."""
        raise NotImplementedError
