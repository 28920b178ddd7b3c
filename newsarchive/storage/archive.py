"""One site's archive while it is written: entries, pages and articles in, acknowledged keys out."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from newsarchive.records import Article, Outcome, Page, RawPlace
from newsarchive.storage import daily, revisits, warc
from newsarchive.storage.captures import Captures, url_hash
from newsarchive.storage.days import DayFiles
from newsarchive.storage.departures import Departed, Departures
from newsarchive.storage.frontier import Entry, Frontier
from newsarchive.storage.layout import Layout
from newsarchive.storage.ledger import StoredRecord
from newsarchive.storage.raw import MAX_BYTES, NOT_MODIFIED, Wire
from newsarchive.storage.unit import UnitOfWork

_OK = 200
_IN_FLIGHT = 1000  # pages between `keep_page` and `finish`, at most by far
_READ = frozenset({Outcome.LISTING, Outcome.STORED, Outcome.UPDATED, Outcome.UNCHANGED})
_TELL_WHETHER_GONE = frozenset({Outcome.GONE, Outcome.UPDATED, Outcome.UNCHANGED})
_LOOK_AGAIN = frozenset({Outcome.STORED, Outcome.UPDATED, Outcome.UNCHANGED, Outcome.FAILED, Outcome.BLOCKED})


def utc_now() -> datetime:
    """The present, aware."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Limits:
    """A unit of work is due after so many pages or seconds; a WARC file is closed at so many bytes.

    `looks` are the ages at which a page is looked at again.
    """

    pages: int = 50
    seconds: float = 0.5
    raw_bytes: int = MAX_BYTES
    looks: tuple[timedelta, ...] = revisits.STEPS


class SiteArchive:
    """One site's folder opened for writing; holds the folder's lock until `close`.

    Nothing is acknowledged before `commit` returns; whatever was not is cut away when the folder is opened again.
    """

    def __init__(self, unit: UnitOfWork, clock: Callable[[], datetime], limits: Limits):
        self.layout = unit.layout
        self._unit, self._ledger, self._clock, self._limits = unit, unit.ledger, clock, limits
        self._frontier = Frontier(unit.ledger.connection)
        self._captures, self._departures = Captures(unit.ledger), Departures(unit.ledger)
        self._conditions: dict[bytes, tuple[str | None, str | None]] = {}
        self._run: int | None = None
        self._outcomes: Counter[Outcome] = Counter()
        self._finished: list[str] = []

    @classmethod
    def open(
        cls,
        root: Path,
        site: str,
        *,
        clock: Callable[[], datetime] = utc_now,
        limits: Limits | None = None,
        origin: str = "",
    ) -> Self:
        """Take the lock, cut files back to their committed length, return leases; ArchiveError if it cannot be done.

        `origin` is the name of the file that all pages come from, where another program has fetched them.
        """
        limits = limits or Limits()
        archive = cls(UnitOfWork.open(Layout(root, site), limits.raw_bytes, origin), clock, limits)
        archive._return_leases()
        return archive

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start_run(self, note: str = "") -> int:
        """Begin a run; outcomes are counted to it from now on. Its number."""
        with self._unit.change():
            self._run = self._ledger.start_run(self._clock(), note)
            self._outcomes.clear()
            return self._run

    def end_run(self, note: str = "") -> None:
        """The run's end, committed."""
        with self._unit.change():
            if self._run is not None:
                self._ledger.set_run(self._run, self._outcomes, self._clock(), note)
            self._run = None
        self.commit()

    def schedule(self, entries: Iterable[Entry], *, again: bool = False) -> int:
        """Put entries into the frontier; how many now wait because of it.

        Known ones stay as they are; with `again`, those that are done wait once more.
        """
        with self._unit.change():
            return self._frontier.schedule(entries, again=again)

    def revisit(self) -> int:
        """Let every page wait again whose next look has come: young articles, and what failed. How many."""
        with self._unit.change():
            return self._frontier.revisit(self._now())

    def lease(self) -> Entry | None:
        """The next entry that is due, first in first out; None if none is."""
        with self._unit.step():
            self._ledger.begin()
            return self._frontier.lease(self._now())

    def pending(self) -> int:
        """How many entries wait, are leased, or wait for a retry."""
        return self._frontier.pending()

    def known(self, key: str, kind: str = "article") -> bool:
        """Whether the frontier has ever held this key."""
        with self._unit.step():
            return self._frontier.known(key, kind)

    def end_of(self, key: str, kind: str = "article") -> tuple[Outcome, str | None] | None:
        """How a page of this key ended, and the detail; None where it waits, or is not known."""
        with self._unit.step():
            return self._frontier.end_of(key, kind)

    def count(self, kind: str = "article") -> int:
        """How many keys of this kind the frontier has ever held."""
        with self._unit.step():
            return self._frontier.count(kind)

    def conditions(self, url: str) -> dict[str, str]:
        """Request headers by which the portal may answer 304 instead of a page that was read already."""
        with self._unit.step():
            return self._captures.conditions(url)

    def keep_page(self, page: Page, wire: Wire, asked: str | None = None) -> RawPlace:
        """Write a page to WARC; where its body can be read from.

        One that is as it was the last time is written as a revisit record, and its place is that of the last time.
        `asked` is the URL that led to it by redirects.
        """
        place = self._keep(page, wire)
        if asked and asked != page.url and page.status in (_OK, NOT_MODIFIED):
            with self._unit.change():
                self._captures.lead(asked, page.url)
        return place

    def _keep(self, page: Page, wire: Wire) -> RawPlace:
        with self._unit.change():
            seen, digest = self._captures.last(page.url), warc.digest(wire.body)
            if page.status == _OK:
                self._remember_conditions(page)
            if seen and (page.status == NOT_MODIFIED or (page.status == _OK and seen.digest == digest)):
                self._unit.raw.revisit(page, wire, self._clock(), seen)
                return seen.place
            capture = self._unit.raw.write(page, wire, self._clock(), digest)
            # What another program fetched earlier must not hide what was fetched later.
            if page.status == _OK and not (seen and seen.date > capture.date):
                self._captures.put(page.url, capture)
            return capture.place

    def keep_rendering(self, page: Page) -> RawPlace:
        """Write what a browser has made of a page that was kept, its body in UTF-8; where that can be read from.

        It takes the place of the page, always in full: the same bytes of a portal may become another page each time.
        """
        with self._unit.change():
            self._conditions.pop(url_hash(page.url), None)
            capture = self._unit.raw.convert(page, self._clock())
            self._captures.put(page.url, capture)
            return capture.place

    def differing(self, article: Article) -> Article | None:
        """The last version of an article as it was stored, if its text or title is another; all is committed for it."""
        with self._unit.step():
            latest = self._ledger.latest(article.id)
        if latest is None or latest.content_hash == article.content_hash:
            return None
        self.commit()
        with self._unit.step():
            files = DayFiles(self.layout.articles, {file.name: file for file in self._ledger.files()})
            return Article.from_json(files.line(latest.day, latest.offset, latest.length))

    def store(self, article: Article, *, always: bool = False) -> tuple[Outcome, Article]:
        """STORED, UPDATED or UNCHANGED, and the article as it stands in the archive.

        A known one is unchanged if its text and title are; with `always`, the caller knows of another change.
        """
        with self._unit.change():
            latest = self._ledger.latest(article.id)
            if latest and latest.content_hash == article.content_hash and not always:
                return Outcome.UNCHANGED, replace(article, version=latest.version, raw=latest.raw)
            stored = replace(article, version=latest.version + 1 if latest else 1)
            day, line = daily.day_of(stored) or self._clock().date().isoformat(), daily.line_of(stored)
            if not self._unit.days.holds(day):
                self._unit.days.begin(day, *self._ledger.day_lengths(day))
            place = (day, self._unit.days.append(day, line), len(line), zlib.crc32(line))
            self._ledger.add_record(StoredRecord(stored.id, stored.version, stored.content_hash, *place, stored.raw))
            return (Outcome.UPDATED if latest else Outcome.STORED), stored

    def finish(
        self,
        entry: Entry,
        outcome: Outcome,
        *,
        detail: str | None = None,
        article: Article | None = None,
        whole: bool = True,
    ) -> None:
        """The page's end: leased -> done, counted. `article` is what it became, by whose age it is looked at again.

        Not `whole`: some of its links were left out on purpose, so a later run must be given the page again.
        """
        with self._unit.change():
            now = self._clock()
            became = article.id if article else None
            first, became = self._frontier.finish(entry, outcome, now, detail=detail, article=became)
            if became and entry.kind == "article" and outcome in _TELL_WHETHER_GONE:
                is_back = outcome is not Outcome.GONE
                self._departures.put(Departed(became, entry.url, now.astimezone(UTC).isoformat(), is_back))
            if entry.kind == "article" and outcome in _LOOK_AGAIN:
                published = article.date_published if article else None
                look = revisits.next_look(first, now, published, self._limits.looks)
                self._frontier.look_again(entry, look)
            # Only now: a listing kept but not read to its end must not be answered with 304 the next time.
            conditions = self._conditions.pop(url_hash(entry.url), None)
            if conditions and whole and outcome in _READ:
                self._captures.set_conditions(entry.url, *conditions)
            self._outcomes[outcome] += 1
            self._finished.append(entry.key)

    def retry(self, entry: Entry, *, not_before: datetime) -> None:
        """Back to waiting, not to be leased before then."""
        with self._unit.change():
            self._frontier.retry(entry, not_before.timestamp())

    def template(self, name: str) -> str | None:
        """What was learned of the site under this name."""
        with self._unit.step():
            return self._ledger.template(name)

    def keep_template(self, name: str, data: str) -> None:
        """Keep what was learned of the site under a name."""
        with self._unit.change():
            self._ledger.set_template(name, data)

    def due(self) -> bool:
        """Whether it is time to commit: by the pages finished, or by the seconds since the first change."""
        age = self._unit.age
        return age is not None and (len(self._finished) >= self._limits.pages or age >= self._limits.seconds)

    def commit(self) -> tuple[str, ...]:
        """The unit of work; the keys of the entries finished in it, now acknowledged."""
        if self._run is not None and self._finished:
            with self._unit.change():
                self._ledger.set_run(self._run, self._outcomes, None, "")
        self._unit.commit()
        acknowledged, self._finished = tuple(self._finished), []
        return acknowledged

    def abandon(self) -> None:
        """Give everything back at once; what was not committed is gone, and its entries wait again."""
        if self._unit.is_open:
            self._unit.abandon()

    def close(self) -> None:
        """Commit, give files their final names and the lock back; nothing happens the second time."""
        if self._unit.is_open:
            self.commit()
            self._return_leases()
            self._unit.close()

    def _remember_conditions(self, page: Page) -> None:
        if len(self._conditions) >= _IN_FLIGHT:  # what was redirected is never finished under its page's URL
            del self._conditions[next(iter(self._conditions))]
        self._conditions[url_hash(page.url)] = page.header("ETag"), page.header("Last-Modified")

    def _return_leases(self) -> None:
        with self._unit.change():
            self._frontier.return_leases(self._now())
        self._unit.commit()

    def _now(self) -> float:
        return self._clock().timestamp()
