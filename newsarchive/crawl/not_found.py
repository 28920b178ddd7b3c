"""An article's page in, whether it is what the portal shows for addresses that do not exist, status 200 or not, out."""

from __future__ import annotations

import asyncio
from urllib.parse import urljoin

from scrapy.crawler import Crawler

from newsarchive.crawl.access import crawl_of, fetch, page_of
from newsarchive.crawl.outcomes import NotNow, PageEnd, of_status
from newsarchive.discovery.missing import Missing
from newsarchive.errors import NotAnArticle
from newsarchive.extraction.document import Document, parse

NAME = "no-such-page-anywhere.html"
"""A file that nobody has published; without digits, since some portals answer to the number in an address alone."""


class NotFound:
    """What a portal says with status 200 where it should say 404: asked for once a run, beside its first article.

    A portal that redirects what it does not have to its home page is understood as well.
    """

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._learned: asyncio.Task[Missing | None] | None = None

    async def shows(self, document: Document) -> bool:
        """Whether the document says no more than that there is no such page."""
        if self._learned is None:
            self._learned = asyncio.ensure_future(self._learn(urljoin(document.page.url, NAME)))
        missing = await self._learned
        return missing is not None and missing.is_same(document.tree)

    async def _learn(self, url: str) -> Missing | None:
        try:
            response = await fetch(self._crawler, url)
            if of_status(response.status):
                return None
            missing = Missing.learn(parse(page_of(response), crawl_of(self._crawler).site).tree)
        except (PageEnd, NotNow, NotAnArticle):
            return None
        # A page without a word is like every other that a script fills.
        return missing if missing.lines else None
