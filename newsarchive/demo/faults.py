"""Faults of real portals, to be put into any of ours: a portal and their names in, the spoilt portal out."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from threading import Lock
from types import MappingProxyType

from newsarchive.demo.portal import Portal
from newsarchive.demo.resources import Resource

HUGE = 40 * 2**20
"""Bytes of the page that is too large."""
BOMB = 300 * 2**20
"""Bytes that the gzip bomb of some 300 KB unpacks to."""
BUSY_SHARE = 5
"""Every so many-th page is busy when it is first asked for."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: links to it that the front page gets, and what answers it, asked before the portal is."""

    links: tuple[str, ...] = ()
    answer: Callable[[str], Resource | None] = lambda _: None
    softens: bool = False  # whether the portal says "not found" with status 200


def spoil(portal: Portal, names: Iterable[str]) -> Portal:
    """The portal with these faults of `FAULTS`; the same portal if there are none."""
    faults = [FAULTS[name]() for name in names]
    if not faults:
        return portal
    links = "".join(f'<a href="{link}">{link.strip("/")}</a> ' for fault in faults for link in fault.links)
    front = portal.resources["/"]
    front = replace(front, body=front.body.replace(b"</body>", f"<div>{links}</div></body>".encode()))
    return replace(
        portal,
        resources={**portal.resources, "/": front, "/index.html": front},
        missing=replace(portal.missing, status=200) if any(fault.softens for fault in faults) else portal.missing,
        troubles=(*(fault.answer for fault in faults), *portal.troubles),
    )


def _busy() -> Fault:
    """503 with Retry-After, once, for every so many-th page."""
    asked: set[str] = set()
    lock = Lock()

    def answer(target: str) -> Resource | None:
        with lock:
            first = target not in asked
            asked.add(target)
        if first and target != "/robots.txt" and zlib.crc32(target.encode()) % BUSY_SHARE == 0:
            return Resource(b"busy", "text/plain", 503, (("Retry-After", "1"),))
        return None

    return Fault(answer=answer)


def _soft_404() -> Fault:
    """Nothing is ever "not found": the page that says so comes with status 200, also for links of the portal's own."""
    return Fault(("/city/20230601/99901.html", "/city/20230601/99902.html", "/zt/2019/"), softens=True)


def _calendar() -> Fault:
    """A calendar that leads from month to month without an end."""

    def answer(target: str) -> Resource | None:
        found = re.fullmatch(r"/calendar/(\d{4})/(\d\d)/(?:(\d\d)/)?", target)
        if not found:
            return None
        year, month = int(found[1]), int(found[2])
        before = f"/calendar/{year - (month == 1):04}/{(month - 2) % 12 + 1:02}/"
        after = f"/calendar/{year + (month == 12):04}/{month % 12 + 1:02}/"
        days = "".join(f'<a href="/calendar/{year:04}/{month:02}/{day:02}/">{day}</a> ' for day in range(1, 29))
        turner = f'<a href="{before}">上个月</a> <a href="{after}">下个月</a>'
        return Resource.html(f"<html><body><h1>{year}年{month}月</h1>{turner}<p>{days}</p></body></html>")

    return Fault(("/calendar/2023/06/",), answer)


def _sessions() -> Fault:
    """A page that names itself anew in each of its links, as session numbers in paths do."""

    def answer(target: str) -> Resource | None:
        if not target.startswith("/s/"):
            return None
        session = zlib.crc32(target.encode())
        links = "".join(f'<a href="/s/{session + each}/list.html">最新新闻</a> ' for each in range(3))
        return Resource.html(f"<html><body><h1>新闻列表</h1>{links}</body></html>")

    return Fault(("/s/1/list.html",), answer)


def _loop() -> Fault:
    """Two addresses that redirect to each other."""
    places = {"/go/20230601/1.html": "/go/20230601/2.html", "/go/20230601/2.html": "/go/20230601/1.html"}

    def answer(target: str) -> Resource | None:
        place = places.get(target)
        return Resource(b"", "text/plain", 302, (("Location", place),)) if place else None

    return Fault(("/go/20230601/1.html",), answer)


def _huge() -> Fault:
    """A page of 40 MB."""
    return _single("/download/20230601/yearbook-10001.html", lambda: Resource.html(_huge_page()))


def _bomb() -> Fault:
    """A page of 300 KB that unpacks to 300 MB."""
    encoding = (("Content-Encoding", "gzip"),)
    return _single("/download/20230601/report-10002.html", lambda: Resource(_bomb_body(), headers=encoding))


def _single(address: str, make: Callable[[], Resource]) -> Fault:
    return Fault((address,), lambda target: make() if target == address else None)


@cache
def _huge_page() -> str:
    line = "<p>青江年鉴收录全市各部门的统计资料。</p>\n"
    return "<html><body>" + line * (HUGE // len(line.encode())) + "</body></html>"


@cache
def _bomb_body() -> bytes:
    packed, chunk = io.BytesIO(), b" " * 2**20
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as file:
        for _ in range(BOMB // len(chunk)):
            file.write(chunk)
    return packed.getvalue()


FAULTS: Mapping[str, Callable[[], Fault]] = MappingProxyType(
    {
        "busy": _busy,
        "soft_404": _soft_404,
        "calendar": _calendar,
        "sessions": _sessions,
        "loop": _loop,
        "huge": _huge,
        "bomb": _bomb,
    }
)
