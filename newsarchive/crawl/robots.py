"""robots.txt obeyed as RFC 9309 has it: what it forbids is not fetched, and where it cannot be read nothing is."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.robotstxt import ProtegoRobotParser

from newsarchive.crawl.access import crawl_of, fetch
from newsarchive.crawl.outcomes import NotNow, PageEnd
from newsarchive.crawl.replay import address_of
from newsarchive.discovery import sitemap
from newsarchive.records import Outcome

_LIFETIME = 24 * 3600.0
"""Seconds after which robots.txt is fetched again (RFC 9309, 2.4)."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What one host's robots.txt says. `parser` None: all is allowed; `trouble`: it could not be read, and why."""

    read_at: float
    parser: ProtegoRobotParser | None = None
    trouble: str | None = None


class RobotsMiddleware:
    """Forbid what robots.txt forbids and keep its Crawl-delay.

    404 and other 4xx mean that there are no rules; 429, 5xx and no answer at all, after all retries, mean stay away.
    """

    def __init__(self, crawler: Crawler):
        self._crawler = crawler
        self._agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self._maxsize = crawler.settings.getint("ROBOTS_MAXSIZE")
        self._rules: dict[str, asyncio.Task[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to build a middleware."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let the request pass, or raise how its page ends."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        address = address_of(request)
        url = urlsplit(address)
        origin = f"{url.scheme}://{url.netloc}"
        task = self._rules.get(origin)
        if task is None or (task.done() and task.result().read_at + _LIFETIME < time.monotonic()):
            task = self._rules[origin] = asyncio.ensure_future(self._fetch(origin))
        rules = await task
        if rules.trouble:
            raise NotNow(rules.trouble, after=3600.0)
        if rules.parser and not rules.parser.allowed(address, self._agent):
            raise PageEnd(Outcome.FORBIDDEN, f"robots.txt of {url.netloc} forbids it to {self._agent}")

    async def _fetch(self, origin: str) -> Rules:
        try:
            response = await fetch(self._crawler, f"{origin}/robots.txt", obey_robots=False)
        except (PageEnd, NotNow) as error:
            return self._away(origin, error.detail)
        if response.status == 429 or response.status >= 500:
            return self._away(origin, f"answers {response.status}")
        if response.status >= 300:
            return Rules(time.monotonic())
        crawl_of(self._crawler).learn_sitemaps(sitemap.of_robots(response.body[: self._maxsize], response.url))
        parser = self._parse(response)
        self._keep_delay(response, parser.crawl_delay(self._agent))
        return Rules(time.monotonic(), parser)

    def _parse(self, response: Response) -> ProtegoRobotParser:
        body = response.body
        if len(body) > self._maxsize:
            body = body[: self._maxsize].rpartition(b"\n")[0]
        return ProtegoRobotParser(body, self._crawler.spider)

    def _away(self, origin: str, why: str) -> Rules:
        crawl = crawl_of(self._crawler)
        trouble = f"{origin}/robots.txt: {why}; nothing is fetched from there before it can be read"
        if origin.partition("://")[2] == crawl.site.host:
            crawl.stop(trouble, error=True)
        return Rules(time.monotonic(), trouble=trouble)

    def _keep_delay(self, response: Response, asked: float | None) -> None:
        """Make the host's slot as slow as Crawl-delay asks, now and whenever Scrapy makes it anew."""
        downloader = self._crawler.engine.downloader
        key = downloader.get_slot_key(response.request or Request(response.url))
        usual = max(self._crawler.settings.getfloat("DOWNLOAD_DELAY"), 0.0)
        if asked is None or asked <= usual:
            return
        # The jitter would undercut a delay that is a lower bound; it goes, and requests go one by one.
        downloader.per_slot_settings[key] = {"delay": asked, "jitter": 0.0, "concurrency": 1}
        _, slot = downloader._get_slot(Request(response.url, meta={downloader.DOWNLOAD_SLOT: key}))
        slot.delay, slot.jitter, slot.concurrency = asked, 0.0, 1
        throttle = self._crawler.get_extension(AutoThrottle)
        if throttle:
            throttle.mindelay = max(throttle.mindelay, asked)
            throttle.maxdelay = max(throttle.maxdelay, asked)
