"""Answers whose page a browser builds in, the built pages out; all it asks for passes the guard and robots.txt."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import replace
from typing import Self
from weakref import WeakValueDictionary

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import HtmlResponse, Response, TextResponse
from scrapy.http.request import NO_CALLBACK

from newsarchive.crawl.access import PART, STOPPED, crawl_of
from newsarchive.crawl.browser import CannotRender, Part, Renderer
from newsarchive.crawl.outcomes import PageEnd
from newsarchive.records import Outcome, Page

_MEDIA = "text/html; charset=utf-8"
_KEPT = 64 << 20  # bytes of scripts held in memory: the pages of a portal share theirs


class RenderMiddleware:
    """Hands pages of sources and sites with `render = true` to a browser, and on what that has made of them.

    The answer as it was sent is archived before, what the browser made of it here.
    """

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._largest = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._renderer = Renderer(crawler.settings["USER_AGENT"], patience=crawler.settings.getfloat("RENDER_PATIENCE"))
        self._scripts = _Scripts()
        crawler.signals.connect(self._renderer.close, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to build a middleware."""
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Response:
        """The response, its body what a browser has made of it; its page then is that, too."""
        if not self._is_wanted(request, response):
            return response
        try:
            built = await self._renderer.render(response.url, response.body, _media(response), self._fetch)
        except CannotRender as error:
            raise PageEnd(Outcome.FAILED, f"cannot be rendered: {error}") from error
        body = built.encode("utf-8", "replace")
        if len(body) > self._largest:
            raise PageEnd(Outcome.TOO_LARGE, "larger than DOWNLOAD_MAXSIZE once it is rendered")
        page: Page = request.meta["page"]
        page = replace(page, body=body, headers=(("Content-Type", _MEDIA),))
        request.meta["page"], request.meta["raw"] = page, crawl_of(self._crawler).keep_rendering(page)
        return HtmlResponse(
            response.url, status=200, headers={"Content-Type": _MEDIA}, body=body, encoding="utf-8", request=request
        )

    def _is_wanted(self, request: Request, response: Response) -> bool:
        is_page = response.status == 200 and isinstance(response, HtmlResponse) and STOPPED not in response.flags
        if not is_page or request.meta.get(PART):
            return False
        crawl, entry = crawl_of(self._crawler), request.meta.get("entry")
        return crawl.renders(entry) if entry else crawl.site.render

    async def _fetch(self, kind: str, url: str) -> Part | None:
        """A part of a page; a script is asked for once, though several pages want it at the same time."""
        if kind != "script":
            return await self._ask(url)
        async with self._scripts.turn(url):
            if known := self._scripts.get(url):
                return known
            part = await self._ask(url)
            if part and part.status == 200:
                self._scripts.put(url, part)
            return part

    async def _ask(self, url: str) -> Part | None:
        """A part of a page, through all middlewares; None where anything keeps it away."""
        request = Request(url, callback=NO_CALLBACK, meta={PART: True, "dont_retry": True})
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception:  # noqa: BLE001 -- whatever kept it away, the page is built without it, as in a reader's browser
            return None
        return Part(response.status, _media(response), response.body)


def _media(response: Response) -> str:
    """The type of an answer with the encoding that Scrapy finds: a browser would guess by the locale."""
    named = (response.headers.get("Content-Type") or b"").decode("latin-1").partition(";")[0]
    return f"{named}; charset={response.encoding}" if isinstance(response, TextResponse) else named


class _Scripts:
    """The scripts used last, up to so many bytes."""

    def __init__(self) -> None:
        self._parts: OrderedDict[str, Part] = OrderedDict()
        self._size = 0
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def turn(self, url: str) -> asyncio.Lock:
        """What is held while a script is fetched."""
        return self._turns.setdefault(url, asyncio.Lock())

    def get(self, url: str) -> Part | None:
        """A script that is held."""
        if url in self._parts:
            self._parts.move_to_end(url)
        return self._parts.get(url)

    def put(self, url: str, part: Part) -> None:
        """Hold a script, let go of those not used for longest."""
        if old := self._parts.pop(url, None):
            self._size -= len(old.body)
        self._parts[url] = part
        self._size += len(part.body)
        while self._size > _KEPT:
            _, gone = self._parts.popitem(last=False)
            self._size -= len(gone.body)
