"""One site's crawl: entries out of the frontier, pages and articles into the archive, every end counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from newsarchive.crawl.days import latest_day_of
from newsarchive.crawl.memory import Memory
from newsarchive.crawl.pause import Pause
from newsarchive.crawl.replay import Capture
from newsarchive.crawl.tally import SiteReport, Tally
from newsarchive.crawl.targets import Options, Target
from newsarchive.crawl.turning import End, Turning
from newsarchive.errors import ArchiveError
from newsarchive.extraction.document import Document
from newsarchive.joining import Joining
from newsarchive.records import Article, Outcome, Page, RawPlace
from newsarchive.sites import replays
from newsarchive.sites.addresses import firsts, has_days
from newsarchive.sites.schema import Source
from newsarchive.storage import Entry, SiteArchive, Wire
from newsarchive.storage.archive import utc_now
from newsarchive.urls import domain_of, host_of, key_of

_GIVE_UP_AFTER = 20
"""Pages failed in a row after which the portal is taken to be down."""


class SiteCrawl:
    """A target and its open archive while it is crawled.

    Whatever the disk refuses ends the crawl: the archive's error is kept, nothing more is written, `stop` is called.
    """

    learns_not_found = True
    """Whether to ask for a page that cannot exist, to know the others like it."""

    def __init__(self, target: Target, options: Options, *, clock: Callable[[], datetime] = utc_now):
        self.options, self.site, self.clock = options, target.site, clock
        self.archive = SiteArchive.open(options.archive, target.folder, clock=clock)
        self.tally = Tally()
        self.turning = Turning(options, lambda link: latest_day_of(link, self.today()))
        self.pause = Pause()
        self.sitemaps: tuple[str, ...] = ()
        self._in_flight: set[tuple[str, str]] = set()
        self._read: set[int] = set()
        self._next: Entry | None = None
        self._known = 0
        self._is_closed = False
        self._memory = Memory(self.archive)
        self.target = self._remembered(target)
        self._sources = {source.url: source for source in self.target.sources}

    # What to fetch

    def begin(self) -> None:
        """Put into the frontier what this run is to look at: the sources, and pages whose next look has come."""
        with self._disk():
            self.archive.start_run()
            if reason := self._memory.away(self.clock()):
                self.stop(f"{self.site.host} {reason}", error=True)
                return
            self.archive.revisit()
            for source in self.target.sources:
                self.archive.schedule(self._first_pages(source), again=True)

    def source_of(self, entry: Entry) -> Source:
        """The source that an entry is a page of, as it was declared or as the defaults have it."""
        address = entry.source or entry.url
        return self._sources.get(address) or Source(address, explore=self.target.explores)

    def schedule(self, entries: Iterable[Entry], *, again: bool = False) -> int:
        """Put entries into the frontier; how many of them now wait because of it."""
        with self._disk():
            return self.archive.schedule(entries, again=again)
        return 0

    def has_next(self) -> bool:
        """Whether an entry may be leased: now, or once a page in flight or a portal's wish for quiet allows it."""
        if self.pause.over.is_set() or self._is_full(0):
            return False
        if self._next is None:
            with self._disk():
                self._next = self.archive.lease()
        return self._next is not None

    def next_entry(self) -> Entry | None:
        """Lease the next entry; None if there is none at the moment."""
        if self.pause.is_quiet or self._is_full(len(self._in_flight)) or not self.has_next():
            return None
        entry, self._next = self._next, None
        if entry:
            self._in_flight.add((entry.kind, entry.key))
        return entry

    def conditions(self, entry: Entry) -> dict[str, str]:
        """Request headers by which the portal may say that a page is as it was; none where its links are wanted."""
        in_full = entry.kind == "source" and (self.options.full or self.options.since)
        if in_full or self.renders(entry) or self.capture_of(entry):
            return {}
        with self._disk():
            return self.archive.conditions(entry.url)
        return {}

    def renders(self, entry: Entry) -> bool:
        """Whether a browser builds the entry's page."""
        return self.site.render or (entry.kind == "source" and self.source_of(entry).render)

    def capture_of(self, entry: Entry) -> Capture | None:
        """Which capture of another archive an entry's page is; None where the portal itself is asked."""
        source = self.source_of(entry)
        if source.kind != "cdx" or entry.kind != "article" or not entry.title:
            return None
        # The index knows no headline; in its place it gives the moment.
        return Capture(source.replay or replays.pattern_of(source.url), entry.title)

    @property
    def was_whole(self) -> bool:
        """Whether an earlier run without a range came to its end."""
        return self._memory.looked_at() is not None

    def learn_sitemaps(self, urls: Iterable[str]) -> None:
        """Take down the sitemaps that a robots.txt names, as far as they are on hosts of the portal's domain."""
        near = [url for url in urls if domain_of(host_of(url)) == domain_of(self.site.host)]
        self.sitemaps = tuple(dict.fromkeys((*self.sitemaps, *near)))

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

    def has_read(self, article: Article) -> bool:
        """Whether this run has stored the article already, from another address."""
        return _number(article) in self._read

    # What came of it

    def keep(self, page: Page, wire: Wire, asked: str) -> RawPlace | None:
        """Archive a page as it came, also as that of the URL that was asked for first; None if the disk refused."""
        self.tally.responses += 1
        with self._disk():
            return self.archive.keep_page(page, wire, asked)
        return None

    def keep_rendering(self, page: Page) -> RawPlace | None:
        """Archive what a browser has made of a page; None if the disk refused."""
        with self._disk():
            return self.archive.keep_rendering(page)
        return None

    def look_at(self, first: Document, joining: Joining) -> None:
        """An article is about to be read of these pages: for whoever wants no more of a crawl than that."""

    def store(self, entry: Entry, article: Article, note: str | None = None) -> None:
        """Store an article; its entry ends with what the archive says of it, and the note."""
        with self._disk():
            outcome, stored = self.archive.store(article)
            self._read.add(_number(article))
            self.tally.count_article(stored, outcome)
            self.end(outcome, entry, note, stored)

    def end(
        self,
        outcome: Outcome,
        entry: Entry | None,
        detail: str | None = None,
        article: Article | None = None,
        *,
        leads_on: bool = False,
    ) -> None:
        """A page's end, counted. Without an entry it is a page on the way to one: a redirect, a further page.

        A source that `leads_on` to others is given in full the next time, for those to be found on it again.
        """
        self.tally.count(outcome)
        if entry is None:
            return
        self._in_flight.discard((entry.kind, entry.key))
        if entry.kind == "source" and outcome is not Outcome.LISTING:
            self.turning.put_down(entry.source or entry.url, End.FAILED, f"{entry.url}: {detail or outcome}")
        if entry.kind == "article" and entry.source:
            self.turning.count(entry.source, outcome)
        if is_start(entry):
            self._end_start(entry, outcome, detail)
        with self._disk():
            whole = entry.kind != "source" or not (leads_on or self.options.since or self.options.until)
            self.archive.finish(entry, outcome, detail=detail, article=article, whole=whole)
        self.tick()
        if self.tally.failures_in_a_row >= _GIVE_UP_AFTER:
            self.stop(f"{self.site.host} has failed {_GIVE_UP_AFTER} times in a row ({detail})", error=True)

    def end_by_defect(self, entry: Entry | None, detail: str) -> None:
        """A page's end that is our fault: the crawl goes on, and has failed."""
        self.tally.fail(f"a defect in newsarchive, {detail}")
        self.end(Outcome.FAILED, entry, detail)

    def give_back(self, entry: Entry, *, after: float) -> None:
        """A page that may not be fetched now waits again, for a run at least so many seconds later."""
        self._in_flight.discard((entry.kind, entry.key))
        with self._disk():
            self.archive.retry(entry, not_before=self.clock() + timedelta(seconds=after))

    # Time

    def today(self) -> date:
        """The day that it is in the portal's zone."""
        return self.clock().astimezone(ZoneInfo(self.site.timezone or "UTC")).date()

    def tick(self) -> None:
        """Commit what is due."""
        with self._disk():
            if self.archive.due():
                self.archive.commit()

    def commit(self) -> None:
        """Commit what there is."""
        with self._disk():
            self.archive.commit()

    def stop(self, reason: str, *, error: bool = False) -> None:
        """Lease nothing more; what is in flight is finished."""
        if self.pause.end(reason) and error:
            self.tally.fail(reason)

    def stay_away(self, seconds: float, reason: str) -> None:
        """Stop, since the portal asks for a long rest; later runs keep to it as well."""
        with self._disk():
            self._memory.keep_away_until(self.clock() + timedelta(seconds=seconds))
        self.stop(reason, error=True)

    def close(self) -> None:
        """Commit and close the archive; nothing happens the second time."""
        if not self._is_closed:
            self._is_closed = True
            with self._disk():
                self._known = self.archive.count()
                is_whole = not (self.pause.reason or self.options.since or self.options.until)
                self.tally.sum_up(self.site.host, self._known, is_whole=is_whole)
                if is_whole and not self.tally.failed:
                    self._memory.keep_looked_at(self.today())
                self.archive.end_run(self.pause.reason or "")
                self.archive.close()

    def report(self) -> SiteReport:
        """How the crawl stands, or ended."""
        pending = self.archive.pending()
        told = replace(self.tally.report(self.target.folder), sources=self.turning.reaches())
        return replace(told, pending=pending, known=self._known, stopped=self.pause.reason)

    def _is_full(self, more: int) -> bool:
        return self.options.limit is not None and self.tally.taken + more >= self.options.limit

    def _first_pages(self, source: Source) -> Iterator[Entry]:
        for url in firsts(source.url, self.options.days(self.today(), self._memory.looked_at())):
            yield Entry(url, "source", key_of(url), section=source.section, source=source.url)

    def _end_start(self, entry: Entry, outcome: Outcome, detail: str | None) -> None:
        self.tally.count_start(outcome)
        if outcome is not Outcome.LISTING:
            if not has_days(entry.source or ""):  # a day without articles often has no list
                self.tally.tell(f"{entry.url}: {detail or outcome}")
        else:
            with self._disk():
                self._memory.keep_starts(self.target)

    def _remembered(self, target: Target) -> Target:
        with self._disk():
            return self._memory.started(target)
        return target

    @contextmanager
    def _disk(self) -> Iterator[None]:
        """Use of the archive: its first error ends the crawl, and whatever follows finds the archive shut."""
        try:
            yield
        except ArchiveError as error:
            self.stop(str(error), error=True)


def is_start(entry: Entry) -> bool:
    """Whether an entry is a page that a crawl begins with."""
    return entry.kind == "source" and entry.depth == 0 and entry.page == 1


def _number(article: Article) -> int:
    # A set of ids costs three times as much as a set of numbers; a backfill may hold a million.
    return int(article.id[:15], 16)
