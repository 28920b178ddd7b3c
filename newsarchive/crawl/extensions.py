"""What happens beside the flow of pages: raw pages archived as they come, units of work committed, mishaps counted."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from http.client import responses as reason_phrases
from typing import TYPE_CHECKING, Self

from scrapy import Request, signals
from scrapy.exceptions import StopDownload
from scrapy.http import Response
from scrapy.http.headers import Headers
from twisted.python.failure import Failure

from newsarchive.crawl.access import PART, STOPPED, crawl_of
from newsarchive.crawl.replay import CAPTURED_AT
from newsarchive.records import Page
from newsarchive.storage import Wire

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_TICK = 0.5
"""Seconds between looks at whether a commit is due: as long as a page waits for it at most."""


class RawCapture:
    """Every page goes into the archive as it was sent, before anyone interprets it.

    Of one that is larger than DOWNLOAD_MAXSIZE it is what came until that was known: the headers, or that many bytes.
    Scrapy alone would throw even that away.
    """

    def __init__(self, crawler: Crawler):
        self._crawler, self._most = crawler, crawler.settings.getint("DOWNLOAD_MAXSIZE")
        crawler.signals.connect(self._announced, signals.headers_received)
        crawler.signals.connect(self._received, signals.bytes_received)
        crawler.signals.connect(self._downloaded, signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to build an extension."""
        return cls(crawler)

    def _announced(self, body_length: object, request: Request) -> None:
        request.meta["received"] = 0
        if isinstance(body_length, int) and body_length > self._most:  # Twisted has an object for "not known"
            raise StopDownload(fail=False)

    def _received(self, data: bytes, request: Request) -> None:
        request.meta["received"] += len(data)
        if request.meta["received"] > self._most:
            raise StopDownload(fail=False)

    def _downloaded(self, response: Response, request: Request) -> None:
        if request.meta.get(PART):
            return
        crawl = crawl_of(self._crawler)
        captured_at = request.meta.get(CAPTURED_AT)
        headers = _pairs(response.headers)
        page = Page(response.url, response.body, response.status, headers, captured_at or crawl.clock())
        wire = Wire(
            body=response.body,
            protocol=response.protocol or "HTTP/1.1",
            # Scrapy does not hand on the phrase that was sent.
            reason=reason_phrases.get(response.status, ""),
            method=None if captured_at else request.method,  # what was asked of another archive is no request for it
            request_headers=_pairs(request.headers),
            ip=str(response.ip_address) if response.ip_address else None,
            truncated="length" if STOPPED in response.flags else None,
        )
        asked = request.meta.get("redirect_urls", [page.url])[0]
        request.meta["page"], request.meta["raw"] = page, crawl.keep(page, wire, asked)


class Committer:
    """Commits when it is due, when nothing is left to do, and at the end; ends the crawl when it is told to stop."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._idle, signals.spider_idle)
        crawler.signals.connect(self._closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to build an extension."""
        return cls(crawler)

    def _opened(self) -> None:
        crawl = crawl_of(self._crawler)
        self._ticking = asyncio.ensure_future(self._tick())
        self._stopping = asyncio.ensure_future(self._stop())
        if crawl.options.max_seconds is not None:
            reason = f"{crawl.options.max_seconds:g} s have passed (--max-time)"
            asyncio.get_running_loop().call_later(crawl.options.max_seconds, crawl.stop, reason)

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(_TICK)
            crawl_of(self._crawler).tick()

    async def _stop(self) -> None:
        crawl = crawl_of(self._crawler)
        await crawl.pause.over.wait()
        await self._crawler.engine.close_spider_async(reason=crawl.pause.reason or "stopped")

    def _idle(self) -> None:
        crawl_of(self._crawler).commit()

    def _closed(self) -> None:
        crawl = crawl_of(self._crawler)
        self._ticking.cancel()
        if not crawl.pause.over.is_set():  # otherwise it is what closes the spider just now
            self._stopping.cancel()
        crawl.close()


class Mishaps:
    """A defect of ours that a page brings out ends that page as failed, with the place; the crawl goes on."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        crawler.signals.connect(self._raised, signals.spider_error)
        crawler.signals.connect(self._raised, signals.item_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to build an extension."""
        return cls(crawler)

    def _raised(self, failure: Failure, response: Response | Failure | None) -> None:
        frames = failure.frames
        place = f" at {frames[-1][1]}:{frames[-1][2]}" if frames else ""
        detail = f"{failure.type.__name__ if failure.type else 'error'}: {failure.getErrorMessage()}{place}"
        request = getattr(response, "request", None)
        entry = request.meta.get("entry") if request else None
        crawl_of(self._crawler).end_by_defect(entry, detail)


def _pairs(headers: Headers) -> tuple[tuple[str, str], ...]:
    """The headers as text pairs, repeated ones repeated."""
    items: Iterable[tuple[bytes, list[bytes]]] = headers.items()
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, values in items for value in values)
