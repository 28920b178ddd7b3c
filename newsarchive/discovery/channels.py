"""A listing's address and the listings that it links to in, those that are parts of it out: sub-channels, sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from newsarchive.discovery import article
from newsarchive.records import Link
from newsarchive.urls import host_of

_MORE = re.compile(r"^\W*(?:(?:查看)?更多.{0,4}|more|(?:查看)?全部|all)\W*$", re.I)
_EXTENSION = re.compile(r"\.[a-z]{2,5}$", re.I)


def parts(url: str, listings: Iterable[Link], *, alone: bool = False) -> tuple[Link, ...]:
    """What a channel leads to beyond the menu of its portal: listings in its folder, and those that go on with a box.

    Of a page that shows listings `alone`, no article, these are all but days, which make a calendar.

    >>> [link.url for link in parts("http://a.cn/news/", (Link("http://a.cn/news/gn/"), Link("http://a.cn/sports/")))]
    ['http://a.cn/news/gn/']
    """
    folder = _folder(url)
    if alone:
        return tuple(link for link in listings if not article.names_day(_folder(link.url)))
    return tuple(
        link
        for link in listings
        if _MORE.match(link.title or "") or (folder.strip("/") and _is_in(link.url, url, folder) and link.url != url)
    )


def sheets(url: str, listings: Iterable[Link]) -> tuple[Link, ...]:
    """The other sheets of a paper of one day: listings in the same folder, which a date names."""
    folder = _folder(url)
    if not article.names_day(folder):
        return ()
    return tuple(link for link in listings if _folder(link.url) == folder and host_of(link.url) == host_of(url))


def _is_in(url: str, home: str, folder: str) -> bool:
    return host_of(url) == host_of(home) and unquote(urlsplit(url).path).startswith(folder)


def _folder(url: str) -> str:
    """The folder of a page: it is written as the folder, as a file in it, or as a file beside it (`/news.htm`)."""
    path = unquote(urlsplit(url).path)
    above, _, name = path.rpartition("/")
    stem = _EXTENSION.sub("", name)
    return f"{path.rstrip('/') if stem == name else above or f'/{stem}'}/"
