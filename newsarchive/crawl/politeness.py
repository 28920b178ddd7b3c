"""A Site and the caller's Options in, the Scrapy settings of that site's crawl out: how fast, under what name."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import Any

from newsarchive.crawl.settings import DEFAULT_REQUEST_HEADERS, USER_AGENT
from newsarchive.crawl.targets import Options
from newsarchive.sites.schema import Site

UNHURRIED = 16
"""Requests at once where the caller has lifted the delay."""


def user_agent(contact: str | None) -> str:
    """Who asks, and where to complain.

    >>> user_agent("desk@example.org").partition("/")[0], user_agent("desk@example.org").rpartition(" ")[2]
    ('newsarchive', '(+desk@example.org)')
    """
    return f"{USER_AGENT} (+{contact})" if contact else USER_AGENT


def settings_of(site: Site, options: Options) -> dict[str, Any]:
    """What a crawl of this site sets beyond the project's settings."""
    delay = site.fetch.delay if options.delay is None else options.delay
    at_once = UNHURRIED if options.delay == 0 else site.fetch.concurrency
    language = {"Accept-Language": f"{site.language}, *;q=0.5"} if site.language else {}
    return {
        "DOWNLOAD_DELAY": delay,
        "AUTOTHROTTLE_ENABLED": delay > 0,
        "AUTOTHROTTLE_START_DELAY": delay,
        "CONCURRENT_REQUESTS_PER_DOMAIN": at_once,
        # What waits for its turn is leased; the fewer, the sooner an interrupted crawl has finished what is in flight.
        "CONCURRENT_REQUESTS": 2 * at_once,
        "RETRY_TIMES": site.fetch.retries,
        "DEFAULT_REQUEST_HEADERS": DEFAULT_REQUEST_HEADERS | language,
        "USER_AGENT": user_agent(options.contact),
        "ALLOW_PRIVATE": options.allow_private,
    }


def backoff(tries: int, delay: float) -> float:
    """Seconds before the next try after so many failed ones (1, 2, ...), where the portal did not say.

    >>> [backoff(tries, 1.0) for tries in (1, 2, 3)], backoff(1, 0.0)
    ([2.0, 4.0, 8.0], 0.5)
    """
    return min(max(delay, 0.25) * 2.0**tries, 60.0)


def retry_after(value: str | None, now: float) -> float | None:
    """Seconds of a Retry-After header (a number of seconds, or a date; `now` in seconds since 1970); None for neither.

    >>> retry_after("120", 0.0), retry_after("Thu, 01 Jan 1970 00:01:00 GMT", 0.0), retry_after("soon", 0.0)
    (120.0, 60.0, None)
    """
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - now)
    except (ValueError, OverflowError):
        return None
