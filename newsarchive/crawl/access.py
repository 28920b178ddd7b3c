"""What the components of one crawler reach through it: the site's crawl, and pages fetched beside the frontier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from newsarchive.crawl.outcomes import NotNow, PageEnd, of_error
from newsarchive.crawl.site_crawl import SiteCrawl
from newsarchive.records import Page

STOPPED = "download_stopped"
"""Scrapy's flag of a response that was cut off on purpose: it was larger than DOWNLOAD_MAXSIZE."""

PART = "part"
"""The key of `Request.meta` that marks what belongs to a page without being one: its scripts and their data."""


def crawl_of(crawler: Crawler) -> SiteCrawl:
    """The site's crawl, which the crawler's spider carries."""
    crawl: SiteCrawl = crawler.spider.crawl  # type: ignore[union-attr]
    return crawl


def page_of(response: Response) -> Page:
    """The page as it was archived, with its Content-Encoding undone."""
    page: Page = response.meta["page"]
    return replace(page, body=response.body)


async def fetch(
    crawler: Crawler, url: str, *, obey_robots: bool = True, meta: Mapping[str, Any] = MappingProxyType({})
) -> Response:
    """A page that is no entry of the frontier, through all middlewares; PageEnd or NotNow if it does not arrive."""
    request = Request(url, callback=NO_CALLBACK, meta={"dont_obey_robotstxt": not obey_robots, **meta})
    try:
        return await crawler.engine.download_async(request)
    except (PageEnd, NotNow):
        raise
    except Exception as error:  # whatever the network or Scrapy came up with: the page's end, with its reason
        raise PageEnd(*of_error(error)) from error
