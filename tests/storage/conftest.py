"""What the tests of storage share: a clock that stands still until it is moved, small pages, entries and articles."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsarchive.records import Article, Page, content_hash
from newsarchive.storage import Entry, Layout, SiteArchive, Wire
from newsarchive.urls import article_id, key_of

SITE = "news.example.cn"


class Clock:
    """A clock that stands still; `forward` moves it, back with a negative number of seconds."""

    def __init__(self) -> None:
        self.now = datetime(2023, 6, 1, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class Maker:
    """Small things by number: the same number always gives the same thing."""

    site = SITE

    def url(self, number: int) -> str:
        return f"http://{SITE}/20230601/{number:06d}.html"

    def entry(self, number: int, kind: str = "article") -> Entry:
        return Entry(self.url(number), kind, key_of(self.url(number)), title=f"第{number}条")

    def page(self, number: int, body: bytes = "<html>武汉</html>".encode(), **values: object) -> Page:
        fetched = datetime(2023, 6, 1, 12, 0, 0, 250000, tzinfo=UTC)
        fields = {"headers": (("Content-Type", "text/html"),), "fetched_at": fetched} | values
        return Page(self.url(number), body, **fields)

    def wire(self, page: Page, **values: object) -> Wire:
        return Wire(**({"body": page.body, "reason": "OK"} | values))

    def article(self, number: int, text: str = "正文", day: str = "2023-06-01", **values: object) -> Article:
        url = self.url(number)
        digest = content_hash(f"标题{number}", text)
        fields = {"date_published": f"{day}T08:18:00+08:00", "content_hash": digest} | values
        return Article(article_id(url), url, url, SITE, f"标题{number}", f"标题{number}_网站", text, **fields)

    def archive(self, archive: SiteArchive, number: int, **values: object) -> Article:
        """Take one article through all hops of the unit of work, without the commit."""
        page = self.page(number)
        raw = archive.keep_page(page, self.wire(page))
        outcome, article = archive.store(self.article(number, raw=raw, **values))
        archive.finish(self.entry(number), outcome)
        return article


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def make() -> Maker:
    return Maker()


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(tmp_path, SITE)


@pytest.fixture
def opened(tmp_path: Path, clock: Clock) -> Callable[..., SiteArchive]:
    """Opens the site's folder, any number of times; what a test leaves open is closed behind it."""
    archives: list[SiteArchive] = []

    def open_archive(**values: object) -> SiteArchive:
        archives.append(SiteArchive.open(tmp_path, SITE, **({"clock": clock} | values)))
        return archives[-1]

    yield open_archive
    for archive in archives:
        archive.abandon()
