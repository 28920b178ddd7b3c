"""Scrapy's scheduler as a thin coat over the archive's frontier: entries leased when requests are asked for."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.core.downloader import Downloader, Slot
from scrapy.core.engine import ExecutionEngine
from scrapy.core.scheduler import BaseScheduler
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from newsarchive.crawl.spiders.portal import PortalSpider

# What this room uses of Scrapy beyond its documented interfaces, or what came with 2.19 only.
_NEEDED = (
    (ExecutionEngine, "download_async"),
    (ExecutionEngine, "close_spider_async"),
    (Downloader, "_get_slot"),
    (Slot, "jitter"),
    (AutoThrottle, "_min_delay"),
    (Response, "protocol"),
)


def check_scrapy() -> None:
    """Raise RuntimeError if this Scrapy lacks something that the crawl stands on."""
    lacking = [f"{owner.__name__}.{name}" for owner, name in _NEEDED if not hasattr(owner, name)]
    if lacking:
        raise RuntimeError(f"this Scrapy lacks {', '.join(lacking)}; newsarchive needs Scrapy 2.19")


class FrontierScheduler(BaseScheduler):
    """Entries of the frontier as requests; what the engine itself sends back (a redirect, a retry) goes first.

    Those few live in memory: their entry stays leased, so that after a crash it is fetched again from its beginning.
    """

    def __init__(self) -> None:
        self._sent_back: deque[Request] = deque()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:  # noqa: ARG003
        """Scrapy's way to build a scheduler."""
        check_scrapy()
        return cls()

    def open(self, spider: PortalSpider) -> None:  # type: ignore[override]
        """Take the spider, which turns entries into requests."""
        self._spider = spider

    def has_pending_requests(self) -> bool:
        """Whether anything is left to fetch in this run."""
        return bool(self._sent_back) or self._spider.crawl.has_next()

    def enqueue_request(self, request: Request) -> bool:
        """Take a request that the engine sends back; always taken."""
        self._sent_back.append(request)
        return True

    def next_request(self) -> Request | None:
        """The next request; None if there is none at the moment."""
        if self._sent_back:
            return self._sent_back.popleft()
        entry = self._spider.crawl.next_entry()
        return self._spider.request_for(entry) if entry else None
