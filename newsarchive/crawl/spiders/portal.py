"""The spider: answers of a portal in, links into the frontier and articles out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from newsarchive import reading
from newsarchive.crawl.access import fetch, page_of
from newsarchive.crawl.browser import chromium
from newsarchive.crawl.exporters import ArticleItem
from newsarchive.crawl.not_found import NotFound
from newsarchive.crawl.outcomes import SOFT_404, NotNow, PageEnd, of_error, of_status
from newsarchive.crawl.politeness import settings_of
from newsarchive.crawl.replay import CAPTURE, carried
from newsarchive.crawl.site_crawl import SiteCrawl
from newsarchive.crawl.sources import Sources
from newsarchive.crawl.targets import options_of, target_of
from newsarchive.discovery import kinds
from newsarchive.errors import NotAnArticle
from newsarchive.extraction.document import Document, parse
from newsarchive.joining import Joining
from newsarchive.records import Outcome
from newsarchive.storage import Entry

NOT_MODIFIED = 304


class PortalSpider(Spider):
    """Crawls one site: sources, their next pages, and the articles that they link to.

    `scrapy crawl portal -a site=HOST` takes the words of `newsarchive crawl` as arguments: archive, since, until,
    limit, max_time, full, delay, allow_private, contact.
    """

    name = "portal"

    def __init__(self, crawl: SiteCrawl):
        super().__init__()
        self.crawl = crawl
        self._sources = Sources(crawl)
        self._not_found: NotFound | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *, crawl: SiteCrawl | None = None, **words: Any) -> Self:
        """A spider for a crawl that is open already, or for the arguments of `scrapy crawl`."""
        if crawl is None:
            options = options_of(words, contact=crawler.settings["CONTACT"])
            crawl = SiteCrawl(target_of(words.get("site", ""), options), options)
        if crawl.site.render or any(source.render for source in crawl.target.sources):
            chromium()  # said once and in one line, not at every page
        crawler.settings.update(settings_of(crawl.site, crawl.options), priority="spider")
        spider = cls(crawl)
        spider._set_crawler(crawler)
        spider._not_found = NotFound(crawler) if crawl.learns_not_found else None
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Put the sources into the frontier; the scheduler takes everything from there."""
        self.crawl.begin()
        return
        yield

    def request_for(self, entry: Entry) -> Request:
        """The request that fetches an entry's page."""
        callback = self.read_source if entry.kind == "source" else self.read_article
        capture = self.crawl.capture_of(entry)
        return Request(
            entry.url,
            callback=callback,
            errback=self.give_up,
            headers=self.crawl.conditions(entry),
            meta={"entry": entry, **(capture.meta() if capture else {})},
            dont_filter=True,
        )

    async def read_source(self, response: Response) -> None:
        """Take the links of a page of a source."""
        entry: Entry = response.meta["entry"]
        if self._has_ended(response, entry):
            return
        site, source, page = self.crawl.site, self.crawl.source_of(entry), page_of(response)
        try:
            found = self._sources.place(entry, kinds.read(page, lambda: parse(page, site).tree, site, source))
        except NotAnArticle as error:
            self.crawl.end(error.outcome, entry, error.reason)
            return
        leads_on = self._sources.take(entry, found)
        if found.articles or found.listings or found.sources or entry.page > 1:
            self.crawl.end(Outcome.LISTING, entry, leads_on=leads_on)
        else:
            self.crawl.end(Outcome.NOT_ARTICLE, entry, "no links that look like articles; a site file can name them")

    async def read_article(self, response: Response) -> AsyncIterator[ArticleItem]:
        """Read an article, its further pages joined."""
        entry: Entry = response.meta["entry"]
        if self._has_ended(response, entry):
            return
        try:
            document = await self._document(response)
            joining = await self._joined(document, carried(response.meta))
            self.crawl.look_at(document, joining)
            site, further = self.crawl.site, joining.documents
            article = reading.read_document(document, site, further=further, said=joining.said())
        except NotAnArticle as error:
            self.crawl.end(error.outcome, entry, error.reason)
        except NotNow:
            return
        else:
            for number in joining.missing:
                self.crawl.tally.miss(f"page {number} of {entry.url}")
            note = f"without page {', '.join(map(str, joining.missing))}" if joining.missing else None
            yield ArticleItem(entry, replace(article, raw=response.meta["raw"]), note)

    def give_up(self, failure: Failure) -> None:
        """End the entry of a page that did not arrive."""
        entry: Entry = failure.request.meta["entry"]  # type: ignore[attr-defined]
        if not isinstance(failure.value, NotNow):
            outcome, detail = of_error(failure.value)
            self.crawl.end(outcome, entry, detail)
        elif failure.value.after:
            self.crawl.give_back(entry, after=failure.value.after)

    async def _document(self, response: Response) -> Document:
        """The answer parsed. Raises NotAnArticle, also for the page that this portal shows where there is none."""
        document = parse(page_of(response), self.crawl.site)
        # Another archive has a page of its own for what it does not have.
        if self._not_found and CAPTURE not in response.meta and await self._not_found.shows(document):
            raise NotAnArticle(*SOFT_404)
        return document

    def _has_ended(self, response: Response, entry: Entry | None) -> bool:
        """End a page that its status tells all about."""
        if response.status == NOT_MODIFIED and entry:
            self.crawl.end(Outcome.LISTING if entry.kind == "source" else Outcome.UNCHANGED, entry)
            return True
        end = of_status(response.status)
        if end:
            self.crawl.end(end[0], entry, end[1])
        return end is not None

    async def _joined(self, first: Document, meta: Mapping[str, Any]) -> Joining:
        """The further pages of an article, those that arrive and those that do not; `meta` goes with each request."""
        joining = Joining(first)
        while url := joining.wanted():
            answer = await self._further_page(url, meta)
            self.crawl.end(answer if isinstance(answer, Outcome) else Outcome.JOINED, None)
            joining.take(answer)
        return joining

    async def _further_page(self, url: str, meta: Mapping[str, Any]) -> Document | Outcome:
        try:
            response = await fetch(self.crawler, url, meta=meta)
            end = of_status(response.status)
            return end[0] if end else await self._document(response)
        except (NotAnArticle, PageEnd) as error:
            return error.outcome
