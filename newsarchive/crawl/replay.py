"""Pages of the past: another archive asked for a capture of a page, answered as if the portal itself had answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.http import Response
from scrapy.http.headers import Headers

from newsarchive.sites import replays
from newsarchive.urls import key_of

CAPTURE, CAPTURED_AT = "capture", "captured_at"
"""Keys of `Request.meta`: which capture of its page is asked for, and after the answer of which moment it is."""

_HOPS = 5  # from the moment asked for to the nearest capture: one, as a rule
_FIRST = "00000101000000"  # what a moment told in fewer digits leaves out
_ORIGINAL = b"X-Archive-Orig-"  # before the headers of the portal's own answer, where an archive sends both
_OF_THE_ARCHIVE = (b"Memento-Datetime", b"Link", b"Content-Location", b"Preference-Applied")
_OF_THE_WAY = (b"Content-Encoding", b"Transfer-Encoding", b"Content-Length", b"Connection")


@dataclass(frozen=True, slots=True)
class Capture:
    """A capture of a page: `pattern` says where the archive shows it, `timestamp` is its moment, 14 digits."""

    pattern: str
    timestamp: str

    def meta(self) -> dict[str, Any]:
        """What makes a request one for this capture. It waits its turn with all others to that archive."""
        return {CAPTURE: self, "download_slot": urlsplit(self.pattern).hostname}


def carried(meta: Mapping[str, Any]) -> dict[str, Any]:
    """What a request takes over from that for another page of the same article."""
    capture: Capture | None = meta.get(CAPTURE)
    return capture.meta() if capture else {}


def address_of(request: Request) -> str:
    """The address that is asked in truth."""
    capture: Capture | None = request.meta.get(CAPTURE)
    return replays.address(capture.pattern, capture.timestamp, request.url) if capture else request.url


class ReplayHandler(HTTP11DownloadHandler):
    """Scrapy's handler; a request for a capture goes to the archive and is answered under the page's own address."""

    async def download_request(self, request: Request) -> Response:
        """The answer, with the headers of the portal's own and its redirects leading to its own addresses."""
        if CAPTURE not in request.meta:
            return await super().download_request(request)
        asked = request
        for _ in range(_HOPS):
            asked = request.replace(url=address_of(asked.replace(url=request.url)), meta=dict(asked.meta))
            response = await super().download_request(asked)
            led = _led_to(response, asked.url)
            if led is None or key_of(led[1]) != key_of(request.url):
                break
            # Another capture of the same page: the nearest that there is.
            asked.meta[CAPTURE] = replace(asked.meta[CAPTURE], timestamp=led[0])
        request.meta["download_latency"] = asked.meta.get("download_latency", 0.0)
        request.meta[CAPTURED_AT] = _moment(response, asked.meta[CAPTURE])
        headers = _as_sent(response.headers)
        if led:
            headers["Location"] = led[1]
        return response.replace(url=request.url, headers=headers)


def _led_to(response: Response, asked: str) -> tuple[str, str] | None:
    """The moment and the page to which a redirect leads."""
    location = (response.headers.get("Location") or b"").decode("latin-1")
    return replays.original(urljoin(asked, location)) if 300 <= response.status < 400 and location else None


def _moment(response: Response, capture: Capture) -> datetime:
    """When the page was captured: as the archive says, else as it was asked for."""
    told = (response.headers.get("Memento-Datetime") or b"").decode("latin-1")
    try:
        return parsedate_to_datetime(told).astimezone(UTC)
    except ValueError:
        whole = capture.timestamp + _FIRST[len(capture.timestamp) :]
        return datetime.strptime(whole, "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def _as_sent(headers: Headers) -> Headers:
    """The headers of the portal's own answer; of those that say how the body came here, the archive's."""
    own = {name[len(_ORIGINAL) :]: values for name, values in headers.items() if name.startswith(_ORIGINAL)}
    kept = {name: values for name, values in headers.items() if name not in _OF_THE_ARCHIVE}
    if own:
        way = {name: values for name, values in kept.items() if name in (*_OF_THE_WAY, b"Content-Type")}
        kept = way | {name: values for name, values in own.items() if name not in _OF_THE_WAY}
    return Headers(kept)
