"""What the tests of rebuilding share: a site's archive as a crawl leaves it, and its site file to be changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsarchive.errors import NotAnArticle
from newsarchive.reading import read_page
from newsarchive.rebuilding.report import Report
from newsarchive.rebuilding.run import rebuild
from newsarchive.records import Article, Outcome, Page, RawPlace
from newsarchive.sites.load import site_for
from newsarchive.storage import Archive, Entry, Layout, SiteArchive, Wire
from newsarchive.urls import key_of

SITE = "news.example.cn"
NOON = datetime(2023, 6, 1, 12, tzinfo=UTC)


@dataclass
class Crawled:
    """A site's archive, written page by page as a crawl would."""

    root: Path

    @property
    def layout(self) -> Layout:
        return Layout(self.root, SITE)

    def url(self, number: int) -> str:
        return f"http://{SITE}/2023/0601/c{100000 + number}.html"

    def crawl(self, pages: dict[int, str], *, hour: int = 0, **entry: str) -> dict[int, Outcome]:
        """Take pages through all hops, at noon or so many hours later; how each ended."""
        clock, ends = (lambda: NOON + timedelta(hours=hour)), {}
        with SiteArchive.open(self.root, SITE, clock=clock) as archive:
            for number, html in pages.items():
                ends[number] = self._take(archive, number, html, clock(), entry)
        return ends

    def keep(self, url: str, html: str) -> RawPlace:
        """Keep a page and do nothing with it."""
        with SiteArchive.open(self.root, SITE, clock=lambda: NOON) as archive:
            return archive.keep_page(Page(url, html.encode(), fetched_at=NOON), Wire(html.encode()))

    def site_file(self, text: str) -> None:
        """Change how the site is read."""
        self.layout.folder.mkdir(parents=True, exist_ok=True)
        self.layout.site_file.write_text(text, encoding="utf-8")

    def rebuild(self, **options: object) -> Report:
        return rebuild(self.root, SITE, **options)

    def records(self) -> list[Article]:
        return list(Archive(self.root).records(SITE))

    def versions(self, number: int) -> list[Article]:
        """The versions of one article, oldest first."""
        return [each for each in self.records() if each.url == self.url(number)]

    def _take(self, archive: SiteArchive, number: int, html: str, now: datetime, told: dict[str, str]) -> Outcome:
        url = self.url(number)
        entry, page = Entry(url, "article", key_of(url), **told), Page(url, html.encode(), fetched_at=now)
        place = archive.keep_page(page, Wire(page.body, reason="OK"))
        try:
            read = read_page(page, site_for(self.root, SITE))
        except NotAnArticle as error:
            archive.finish(entry, error.outcome, detail=error.reason)
            return error.outcome
        outcome, article = archive.store(replace(read, raw=place))
        archive.finish(entry, outcome, article=article)
        return outcome


@pytest.fixture(scope="session")
def crawled_in() -> Callable[[Path], Crawled]:
    return Crawled


@pytest.fixture
def crawled(tmp_path: Path) -> Crawled:
    return Crawled(tmp_path / "data")


@pytest.fixture
def every_byte() -> Callable[[Path], dict[str, bytes]]:
    """The content of each file of a folder."""
    return lambda root: {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}
