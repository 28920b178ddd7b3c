"""The archive as its readers see it: sites, days, records and changes; takes no lock and changes nothing."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from newsarchive.errors import ArchiveError
from newsarchive.records import Article, Page, RawPlace
from newsarchive.storage import raw
from newsarchive.storage.cursor import Cursor
from newsarchive.storage.days import DayFiles
from newsarchive.storage.departures import Departed, Departures
from newsarchive.storage.layout import Layout
from newsarchive.storage.ledger import Ledger, Run, StoredRecord

_AT_ONCE = 1000  # records asked of the ledger at a time: a reader that is slow must not hold its log back


@dataclass(frozen=True, slots=True)
class Change:
    """A record in commit order, and the cursor behind it: after it, reading goes on with the next."""

    site: str
    cursor: str
    article: Article


@dataclass(frozen=True, slots=True)
class Departure:
    """Among the changes, where an article's page was gone, or was back; the cursor behind it."""

    site: str
    cursor: str
    page: Departed


class Archive:
    """All sites under one folder. What a running crawl has not committed yet is not seen."""

    def __init__(self, path: Path | str):
        self.path = Path(path)

    def sites(self) -> list[str]:
        """Names of the sites that hold anything, sorted."""
        folders = self.path.iterdir() if self.path.is_dir() else ()
        return sorted(folder.name for folder in folders if (folder / "articles").is_dir())

    def days(self, site: str) -> list[str]:
        """Days ("2023-06-01") of which the site has records, oldest first."""
        return self._files(site).days()

    def records(self, site: str | None = None, day: str | None = None) -> Iterator[Article]:
        """Every stored record, all versions, by site and day and in the order of their file."""
        for name in self.sites() if site is None else [site]:
            files = self._files(name)
            for each in files.days() if day is None else [day]:
                for line in files.lines(each):
                    yield _article(line, self.path / name / "articles", each)

    def superseded(self, site: str) -> dict[str, int]:
        """The articles that have more than one version: id -> number of the last."""
        with self._ledger(site) as ledger:
            if ledger is not None:
                return ledger.last_versions()
        found: dict[str, int] = {}
        for article in self.records(site):
            if article.version > 1:
                found[article.id] = max(article.version, found.get(article.id, 1))
        return found

    def gone(self, site: str) -> dict[str, str]:
        """The articles whose page was answered with 404 or 410 when it was looked at last: id -> when (ISO 8601)."""
        with self._ledger(site) as ledger:
            return Departures(ledger).gone() if ledger else {}

    def changes(self, after: str = "", site: str | None = None) -> Iterator[Change]:
        """Every record behind a cursor, each once: by site, in the order in which they were committed.

        An empty cursor is before the first. CallerError for a cursor that this archive has not given.
        """
        return (event for event in self.events(after, site) if isinstance(event, Change))

    def events(self, after: str = "", site: str | None = None) -> Iterator[Change | Departure]:
        """As `changes`, and among them where the page of an article was gone, or was back."""
        cursor = Cursor.parse(after)
        for name in self.sites() if site is None else [site]:
            with self._ledger(name) as ledger:
                if ledger is None:
                    raise ArchiveError("has no ledger; run `newsarchive verify --repair`", path=self.path / name)
                identity = ledger.identity()
                position = cursor.position(name, identity)
                files = self._files(name)
                while found := _in_order(ledger, position):
                    for position, event in found:
                        cursor = cursor.moved(name, identity, position)
                        if isinstance(event, Departed):
                            yield Departure(name, str(cursor), event)
                            continue
                        line = files.line(event.day, event.offset, event.length)
                        yield Change(name, str(cursor), _article(line, self.path / name / "articles", event.day))

    def page(self, site: str, place: RawPlace) -> Page:
        """The raw page that a record was read from; ArchiveError if it is missing."""
        return raw.read(self._layout(site).raw, place)

    def runs(self, site: str) -> list[Run]:
        """Every crawl of the site, oldest first."""
        with self._ledger(site) as ledger:
            return list(ledger.runs()) if ledger else []

    def last_run(self, site: str) -> Run | None:
        """The last crawl of the site, or the one at work; None if there was none."""
        with self._ledger(site) as ledger:
            return ledger.last_run() if ledger else None

    def _layout(self, site: str) -> Layout:
        return Layout(self.path, site)

    def _files(self, site: str) -> DayFiles:
        layout = self._layout(site)
        with self._ledger(site) as ledger:
            return DayFiles(layout.articles, {file.name: file for file in ledger.files()} if ledger else None)

    @contextlib.contextmanager
    def _ledger(self, site: str) -> Iterator[Ledger | None]:
        path = self._layout(site).ledger
        try:
            ledger = Ledger.read(path)
        except sqlite3.DatabaseError as error:
            raise ArchiveError(f"{error}; run `newsarchive verify {site} --repair`", path=path) from error
        try:
            yield ledger
        finally:
            if ledger:
                ledger.close()


def _in_order(ledger: Ledger, after: int) -> list[tuple[int, StoredRecord | Departed]]:
    """The next records and departures behind a number, in the order of commit."""
    records = ledger.records_after(after, _AT_ONCE)
    last = records[-1][0] if len(records) == _AT_ONCE else None
    return sorted([*records, *Departures(ledger).after(after, last)], key=itemgetter(0))


def _article(line: bytes, folder: Path, day: str) -> Article:
    try:
        return Article.from_json(line)
    except (ValueError, TypeError, KeyError) as error:
        problem = f"holds a line that is no record ({error}); run `newsarchive verify --repair`"
        raise ArchiveError(problem, path=folder / f"{day}.jsonl") from error
