"""An address in, the pages of its article out: a crawl of one entry, in an archive that lives as long as the call."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from newsarchive.crawl.run import crawl
from newsarchive.crawl.site_crawl import SiteCrawl
from newsarchive.crawl.targets import Options, Target, target_of
from newsarchive.errors import NotAnArticle
from newsarchive.records import Article, Outcome, Page
from newsarchive.storage import Entry, Layout, raw
from newsarchive.urls import key_of


def fetch_article(url: str, options: Options) -> tuple[Page, ...]:
    """The page at `url`, then the further pages of its article, in order; politely and safely as in any crawl.

    `options.archive` is where a site file is looked for. Raises CallerError, SiteError for what cannot be asked, and
    NotAnArticle, with the word in which the page ended, if it did not arrive. Works once in a process.
    """
    target = target_of(url, options)
    ends: list[tuple[Outcome, str | None]] = []
    with TemporaryDirectory(prefix="newsarchive-") as place:
        own = replace(options, archive=Path(place))
        report = crawl([target], own, manner=lambda *words: _Single(url, ends, *words))
        files = sorted(Layout(own.archive, target.folder).raw.glob("*.warc.gz*"))
        pages = tuple(page for file in files for _, page in raw.pages(file) if _is_wanted(page, url))
    if pages:
        return pages
    troubles = [error for site in report.sites for error in site.errors]
    outcome, detail = ends[0] if ends else (Outcome.FAILED, None)
    raise NotAnArticle(outcome, detail or "; ".join(troubles), url=url)


def _is_wanted(page: Page, url: str) -> bool:
    is_robots = urlsplit(page.url).path == "/robots.txt" and page.url != url
    return 200 <= page.status < 300 and not is_robots


class _Single(SiteCrawl):
    """A crawl that begins and ends with one page; `ends` takes down how that page ended."""

    learns_not_found = False  # all pages in the archive are the article's

    def __init__(self, url: str, ends: list[tuple[Outcome, str | None]], target: Target, options: Options):
        super().__init__(target, options)
        self._url, self._ends = url, ends

    def begin(self) -> None:
        """Put the one page into the frontier."""
        with self._disk():
            self.archive.start_run()
            self.archive.schedule([Entry(self._url, "article", key_of(self._url))])

    def end(
        self,
        outcome: Outcome,
        entry: Entry | None,
        detail: str | None = None,
        article: Article | None = None,
        *,
        leads_on: bool = False,
    ) -> None:
        """Take it down."""
        if entry is not None:
            self._ends.append((outcome, detail))
        super().end(outcome, entry, detail, article, leads_on=leads_on)
