"""The archive as its readers see it: sites, days and records; takes no lock and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from newsarchive.records import Article, Page, RawPlace
from newsarchive.storage import daily, raw
from newsarchive.storage.layout import Layout
from newsarchive.storage.ledger import Ledger, Run


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
        return daily.days(self._layout(site).articles)

    def records(self, site: str | None = None, day: str | None = None) -> Iterator[Article]:
        """Every stored record, all versions, by site and day and in the order of their file."""
        for name in self.sites() if site is None else [site]:
            layout = self._layout(name)
            lengths = self._lengths(layout)
            for each in daily.days(layout.articles):
                if day in (None, each):
                    path = layout.day_file(each)
                    for line in daily.lines(path, lengths.get(f"articles/{path.name}")):
                        yield Article.from_json(line)

    def page(self, site: str, place: RawPlace) -> Page:
        """The raw page that a record was read from; ArchiveError if it is missing."""
        return raw.read(self._layout(site).raw, place)

    def runs(self, site: str) -> list[Run]:
        """Every crawl of the site, oldest first."""
        ledger = Ledger.read(self._layout(site).ledger)
        if ledger is None:
            return []
        try:
            return list(ledger.runs())
        finally:
            ledger.close()

    def _layout(self, site: str) -> Layout:
        return Layout(self.path, site)

    def _lengths(self, layout: Layout) -> dict[str, int]:
        ledger = Ledger.read(layout.ledger)
        if ledger is None:
            return {}
        try:
            return {file.name: file.length for file in ledger.files()}
        finally:
            ledger.close()
