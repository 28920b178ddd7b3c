"""One site's crawl: entries in, ended entries out; the one place where a page's end is counted."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from newsarchive.crawl.targets import Options, Target
from newsarchive.errors import ArchiveError
from newsarchive.records import Article, Outcome, Page, RawPlace
from newsarchive.sites.schema import Source
from newsarchive.storage import Entry, SiteArchive, Wire
from newsarchive.storage.archive import utc_now
from newsarchive.urls import key_of

TAKEN = (Outcome.STORED, Outcome.UPDATED, Outcome.UNCHANGED)
"""The ends that `--limit` counts: an article was read and is in the archive."""

_GIVE_UP_AFTER = 20
"""Pages failed in a row after which the portal is taken to be down."""


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What came of one site's crawl. `days` counts stored articles by day of publication; `errors` are single lines."""

    site: str
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    days: Counter[str] = field(default_factory=Counter)
    responses: int = 0
    seconds: float = 0.0
    pending: int = 0
    known: int = 0
    reached: str | None = None
    stopped: str | None = None
    errors: tuple[str, ...] = ()
    failed: bool = False


class SiteCrawl:
    """A target and its open archive while it is crawled.

    Whatever the disk refuses ends the crawl: the archive's error is kept, nothing more is written, `stop` is called.
    """

    def __init__(self, target: Target, options: Options, *, clock: Callable[[], datetime] = utc_now):
        self.target, self.options, self.site = target, options, target.site
        self.archive = SiteArchive.open(options.archive, target.folder, clock=clock)
        self.clock = clock
        self.outcomes: Counter[Outcome] = Counter()
        self.days: Counter[str] = Counter()
        self.errors: list[str] = []
        self.responses = 0
        self.reached: str | None = None
        self.stopped: str | None = None
        self.stopping = asyncio.Event()
        self._known = 0
        self._sources = {key_of(source.url): source for source in target.sources}
        self._in_flight: set[tuple[str, str]] = set()
        self._next: Entry | None = None
        self._read: set[int] = set()
        self._quiet_until = 0.0
        self._failures = 0
        self._broken = self._is_closed = False
        self._failed = False
        self._starts: Counter[bool] = Counter()
        self._started = time.monotonic()

    # What to fetch

    def begin(self) -> None:
        """Put into the frontier what this run is to look at: the sources, and pages whose next look has come."""
        with self._disk():
            self.archive.start_run()
            self.archive.revisit()
            self.archive.schedule(map(self.entry_of, self.target.sources), again=True)

    def entry_of(self, source: Source) -> Entry:
        """The first page of a source."""
        return Entry(source.url, "source", key_of(source.url), section=source.section, source=source.url)

    def source_of(self, entry: Entry) -> Source | None:
        """The declared source that an entry is a page of."""
        return self._sources.get(key_of(entry.source)) if entry.source else None

    def schedule(self, entries: Iterable[Entry], *, again: bool = False) -> int:
        """Put entries into the frontier; how many of them now wait because of it."""
        with self._disk():
            return self.archive.schedule(entries, again=again)
        return 0

    def has_next(self) -> bool:
        """Whether an entry may be leased: now, or once a page in flight or a portal's wish for quiet allows it."""
        if self.stopping.is_set() or self._is_full(0):
            return False
        if self._next is None:
            with self._disk():
                self._next = self.archive.lease()
        return self._next is not None

    def next_entry(self) -> Entry | None:
        """Lease the next entry; None if there is none at the moment."""
        if self._quiet_until > time.monotonic() or self._is_full(len(self._in_flight)) or not self.has_next():
            return None
        entry, self._next = self._next, None
        if entry:
            self._in_flight.add((entry.kind, entry.key))
        return entry

    def _is_full(self, more: int) -> bool:
        limit = self.options.limit
        return limit is not None and sum(self.outcomes[outcome] for outcome in TAKEN) + more >= limit

    def conditions(self, entry: Entry) -> dict[str, str]:
        """Request headers by which the portal may say that a page is as it was; none where its links are wanted."""
        options, explores = self.options, self.target.explore and self._is_start(entry)
        if explores or (entry.kind == "source" and (options.full or options.since)):
            return {}
        with self._disk():
            return self.archive.conditions(entry.url)
        return {}

    def holds(self, key: str) -> bool:
        """Whether the frontier holds an article of this key, waiting or done."""
        with self._disk():
            return self.archive.known(key)
        return False

    def end_of(self, key: str) -> tuple[Outcome, str | None] | None:
        """How the page of an article's key has ended, and the detail; None where it has not."""
        with self._disk():
            return self.archive.end_of(key)
        return None

    # What came of it

    def keep(self, page: Page, wire: Wire) -> RawPlace | None:
        """Archive a page as it came; None if the disk refused."""
        self.responses += 1
        with self._disk():
            return self.archive.keep_page(page, wire)
        return None

    def store(self, entry: Entry, article: Article) -> None:
        """Store an article; its entry ends with what the archive says of it."""
        with self._disk():
            outcome, stored = self.archive.store(article)
            day = (stored.date_published or "")[:10]
            self._read.add(_number(article))
            if day:
                self.reached = day
            if outcome is not Outcome.UNCHANGED:
                self.days[day] += 1
            self.end(outcome, entry, article=stored)

    def has_read(self, article: Article) -> bool:
        """Whether this run has stored the article already, from another address."""
        return _number(article) in self._read

    def end(
        self, outcome: Outcome, entry: Entry | None, detail: str | None = None, article: Article | None = None
    ) -> None:
        """A page's end, counted. Without an entry it is a page on the way to one: a redirect, a further page."""
        self.outcomes[outcome] += 1
        if entry is None:
            return
        self._in_flight.discard((entry.kind, entry.key))
        self._failures = self._failures + 1 if outcome is Outcome.FAILED else 0
        if self._is_start(entry):
            self._starts[outcome is Outcome.LISTING] += 1
            if outcome is not Outcome.LISTING:
                self.errors.append(f"{entry.url}: {detail or outcome}")
        with self._disk():
            self.archive.finish(entry, outcome, detail=detail, article=article)
        self.tick()
        if self._failures >= _GIVE_UP_AFTER:
            self.stop(f"{self.site.host} has failed {self._failures} times in a row ({detail})", error=True)

    def give_back(self, entry: Entry, *, after: float) -> None:
        """A page that may not be fetched now waits again, for a run at least so many seconds later."""
        self._in_flight.discard((entry.kind, entry.key))
        with self._disk():
            self.archive.retry(entry, not_before=self.clock() + timedelta(seconds=after))

    def _is_start(self, entry: Entry) -> bool:
        return entry.kind == "source" and entry.depth == 0 and entry.page == 1

    # Time

    def tick(self) -> None:
        """Commit what is due."""
        with self._disk():
            if self.archive.due():
                self.archive.commit()

    def commit(self) -> None:
        """Commit what there is."""
        with self._disk():
            self.archive.commit()

    async def wait(self, seconds: float) -> bool:
        """Wait; False if the crawl is stopping, at once."""
        try:
            await asyncio.wait_for(self.stopping.wait(), seconds)
        except TimeoutError:
            return True
        return False

    def be_quiet(self, seconds: float) -> None:
        """Ask the portal for nothing new for so long."""
        self._quiet_until = max(self._quiet_until, time.monotonic() + seconds)

    def stop(self, reason: str, *, error: bool = False) -> None:
        """Lease nothing more; what is in flight is finished."""
        if not self.stopping.is_set():
            self.stopped = reason
            if error:
                self._failed = True
                self.errors.append(reason)
            self.stopping.set()

    def close(self) -> None:
        """Commit and close the archive; nothing happens the second time."""
        if not self._is_closed:
            self._is_closed = True
            with self._disk():
                self._known = self.archive.count()
                self.archive.end_run(self.stopped or "")
                self.archive.close()

    # What is said of it

    @property
    def pending(self) -> int:
        """How many entries the frontier still holds for later."""
        return 0 if self._broken else self.archive.pending()

    @property
    def failed(self) -> bool:
        """Whether the crawl could not do its job: it was broken off, or no source answered as one."""
        return self._failed or (self._starts[False] > 0 and not self._starts[True])

    def report(self) -> SiteReport:
        """How the crawl stands, or ended."""
        return SiteReport(
            site=self.target.folder,
            outcomes=self.outcomes.copy(),
            days=self.days.copy(),
            responses=self.responses,
            seconds=time.monotonic() - self._started,
            pending=self.pending,
            known=self._known,
            reached=self.reached,
            stopped=self.stopped,
            errors=tuple(self.errors),
            failed=self.failed,
        )

    @contextmanager
    def _disk(self) -> Iterator[None]:
        """Writing to the archive: its first error ends the crawl, and whatever follows finds the archive shut."""
        try:
            yield
        except ArchiveError as error:
            if not self._broken:
                self._broken = True
                self.stop(str(error), error=True)


def _number(article: Article) -> int:
    # A set of ids costs three times as much as a set of numbers; a backfill may hold a million.
    return int(article.id[:15], 16)
