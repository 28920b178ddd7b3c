"""A source's address with `{page}` or `{date}` in it in, the addresses of its pages and days out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

_PLACE = re.compile(r"\{(page|date)(?::([^{}]*))?\}")


def fill(address: str, *, page: int | None = None, day: date | None = None) -> str:
    """The address of one page of one day. Pages count from 1, from 0 with `{page:0}`; days as strftime writes them.

    >>> fill("http://a.cn/{date:%Y/%m%d}/list_{page}.html", page=2, day=date(2023, 6, 1))
    'http://a.cn/2023/0601/list_2.html'
    """

    def put(place: re.Match[str]) -> str:
        if place[1] == "page":
            return str(int(place[2] or 1) + (page or 1) - 1)
        if day is None:
            raise ValueError(f"{address} needs a day")
        return day.strftime(place[2] or "%Y-%m-%d")

    return _PLACE.sub(put, address)


def has_days(address: str) -> bool:
    """Whether there is an address for each day."""
    return any(place[1] == "date" for place in _PLACE.finditer(address))


def firsts(address: str, days: Iterable[date]) -> Iterator[str]:
    """The addresses to begin with: the first page of each day; the one first page where the address has no days."""
    yield from (fill(address, day=day) for day in days) if has_days(address) else [fill(address)]


def following(address: str, url: str) -> str | None:
    """The page after the one at `url`, which was made from the address; None if it has no pages or was not."""
    pattern, pages, end = "", 0, 0
    for place in _PLACE.finditer(address):
        pages += place[1] == "page"
        pattern += re.escape(address[end : place.start()]) + (r"(\d+)" if place[1] == "page" else r"[^?#]+?")
        end = place.end()
    found = re.fullmatch(pattern + re.escape(address[end:]), url) if pages == 1 else None
    return f"{url[: found.start(1)]}{int(found[1]) + 1}{url[found.end(1) :]}" if found else None
