"""Between downloader and spider: retries that wait, bodies that stay small, redirects that stay on the site."""

from __future__ import annotations

import time
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import load_object

from newsarchive.crawl.access import STOPPED, crawl_of
from newsarchive.crawl.outcomes import NotNow, PageEnd
from newsarchive.crawl.politeness import backoff, retry_after
from newsarchive.records import Outcome
from newsarchive.urls import host_of, key_of, within

_SHOWN = "shown"
"""The key of `Request.meta` for the cookies with which the addresses of a chain of redirects were asked for."""


class PatientRetryMiddleware:
    """Try again what may yet succeed, after as long as the portal asks for (Retry-After), else after longer each time.

    While a page waits here, none takes its place: a portal that fails is asked less.
    """

    def __init__(self, crawler: Crawler):
        settings: Settings = crawler.settings
        self._crawl = crawl_of(crawler)
        self._statuses = set(map(int, settings.getlist("RETRY_HTTP_CODES")))
        self._errors = tuple(load_object(each) for each in settings.getlist("RETRY_EXCEPTIONS"))
        self._times = settings.getint("RETRY_TIMES")
        self._longest = settings.getfloat("RETRY_WAIT_MAX")
        self._delay = settings.getfloat("DOWNLOAD_DELAY")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to build a middleware."""
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        """The response, or the request once more."""
        if response.status not in self._statuses or request.meta.get("dont_retry"):
            return response
        header = response.headers.get("Retry-After")
        asked = retry_after(header.decode("latin-1") if header else None, time.time())
        if asked is not None:
            self._heed(asked, response)
        return await self._again(request, asked) or response

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """The request once more, or None: the error stands."""
        host = urlparse_cached(request).hostname or ""
        if isinstance(exception, CannotResolveHostError) and (refused := refused_address(host)):
            raise PageEnd(Outcome.FAILED, f"{host} is at {refused}, no public address; --allow-private opens it")
        if not isinstance(exception, self._errors) or request.meta.get("dont_retry"):
            return None
        return await self._again(request, None)

    async def _again(self, request: Request, asked: float | None) -> Request | None:
        tries = request.meta.get("retry_times", 0) + 1
        if tries > self._times:
            return None
        if not await self._crawl.pause.wait(backoff(tries, self._delay) if asked is None else asked):
            raise NotNow("the crawl is stopping")
        return request.replace(meta={**request.meta, "retry_times": tries}, dont_filter=True)

    def _heed(self, seconds: float, response: Response) -> None:
        if seconds > self._longest:
            reason = f"{host_of(response.url)} answers {response.status} and asks us to stay away for {seconds:.0f} s"
            self._crawl.stay_away(seconds, reason)
            raise NotNow(reason, after=seconds)
        self._crawl.pause.be_quiet(seconds)


def refused_address(host: str) -> str | None:
    """The address for which the guard has withheld a host."""
    from twisted.internet import reactor  # importing it earlier would install the wrong one

    refused: dict[str, str] = getattr(reactor.nameResolver, "refused", {})
    return refused.get(host)


class BoundedCompressionMiddleware(HttpCompressionMiddleware):
    """Scrapy's, but a body of more than DOWNLOAD_MAXSIZE, packed or unpacked, ends its page as too large."""

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Request | Response:  # noqa: ARG002
        """The response with its Content-Encoding undone."""
        if STOPPED in response.flags:
            raise PageEnd(Outcome.TOO_LARGE, "larger than DOWNLOAD_MAXSIZE")
        try:
            return super().process_response(request, response)
        except IgnoreRequest as error:
            raise PageEnd(Outcome.TOO_LARGE, "unpacks to more than DOWNLOAD_MAXSIZE") from error


class SiteRedirectMiddleware(RedirectMiddleware):
    """Scrapy's, but an entry's page is followed only within its site and not to what the frontier holds by itself.

    Cookies that a redirect sets are shown to its host for the rest of the run: some portals send whoever has none in a
    circle. Others are not kept.
    """

    def __init__(self, settings: Settings):
        super().__init__(settings)
        self._cookies: dict[str, dict[str, str]] = {}

    def process_request(self, request: Request) -> None:
        """Show the host what its redirects have set."""
        if cookie := self._cookie_for(request):
            request.headers["Cookie"] = cookie
        request.meta.setdefault(_SHOWN, cookie)

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Request | Response:  # noqa: ARG002
        """The response, or the request for where it leads."""
        try:
            result = super().process_response(request, response)
        except IgnoreRequest as error:
            raise PageEnd(Outcome.FAILED, "redirects without an end") from error
        if isinstance(result, Request):
            self._keep_cookies(response)
            self._judge(request, result)
        return result

    def _keep_cookies(self, response: Response) -> None:
        told = (header.decode("latin-1").partition(";")[0] for header in response.headers.getlist("Set-Cookie"))
        fresh = dict(pair.strip().split("=", 1) for pair in told if "=" in pair)
        if fresh:
            self._cookies.setdefault(host_of(response.url), {}).update(fresh)

    def _cookie_for(self, request: Request) -> str:
        return "; ".join(f"{name}={value}" for name, value in self._cookies.get(host_of(request.url), {}).items())

    def _judge(self, request: Request, target: Request) -> None:
        crawl, entry = crawl_of(self.crawler), request.meta.get("entry")
        if target.url in (request.url, *request.meta.get("redirect_urls", ())):
            cookie = self._cookie_for(target)
            if cookie == request.meta.get(_SHOWN):
                raise PageEnd(Outcome.FAILED, "redirects in a circle")
            target.meta[_SHOWN] = cookie
        if entry is None:
            return
        if not within(target.url, crawl.site.host):
            raise PageEnd(Outcome.REDIRECTED, f"leads to another site, {host_of(target.url)}")
        key = key_of(target.url)
        if entry.kind == "article" and key != entry.key and crawl.holds(key):
            raise PageEnd(Outcome.REDIRECTED, f"leads to {target.url}, which is known")
        crawl.end(Outcome.REDIRECTED, None)
