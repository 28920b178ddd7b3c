"""A page of an article in, where the article goes on out: its further pages, and the one page that shows it whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from lxml.etree import _Element

from newsarchive.discovery import anchors, paging
from newsarchive.discovery.anchors import Anchor
from newsarchive.urls import own_query

PAGES = 50
"""An article of more pages than this is a trap."""

_WHOLE = re.compile(
    r"^\W*(?:(?:点击|點擊)?(?:阅读|閱讀|查看|显示|顯示|浏览)?(?:余下|餘下)?全文(?:阅读|閱讀|浏览|显示|表示)?|[单單][页頁](?:阅读|閱讀|显示|顯示|浏览)?"
    r"|(?:在)?[本一][页頁](?:阅读|閱讀|显示|顯示|浏览)(?:全文|全部)?|不分[页頁](?:阅读|閱讀|显示|顯示)?|1ページで(?:表示|読む)|全ページ"
    r"|(?:(?:view|show|read)\s)?(?:(?:as|on)\s)?(?:a\s)?(?:single|one)[\s-]page|(?:view|show|read)\sall(?:\son\sone\spage|\spages)?"
    r"|(?:alles\s)?auf\seiner\sseite(?:\slesen)?|(?:en|sur)\sune\s(?:seule\s)?page|en\suna\s(?:sola\s)?página"
    r"|на одной странице)\W*$",
    re.I,
)
# What the address of the whole has behind that of the first page, before the extension, and which numbers it is not.
_WHOLE_NAME = re.compile(r"[/_-](?:all|full|whole|single(?:[_-]?page)?|one[_-]?page|total|quanwen|0)/?", re.I)
_LATER = re.compile(r"=(?:[2-9]|\d\d+)(?=&|$)")
_PARAMETERS = re.compile(r";[^/?]*")
_PAGE_KEY = re.compile(r"(?:^|&)(?:page(?:no|num|index|d|n_\d)?|p|pn|pg|cp|pagina|seite)=(\d{1,2})(?=&|$)", re.I)


@dataclass(frozen=True, slots=True)
class Sequel:
    """Where an article goes on: `further` pages in order, without the first; the page that shows it `whole`."""

    further: tuple[str, ...] = ()
    whole: str | None = None


def read(tree: _Element, url: str) -> Sequel:
    """Where the article at `url` goes on, by a page of it; further pages that a bar skips are filled in."""
    own = _own(tree, url)
    return Sequel(_further(tree, url, own), _whole(url, own))


def _further(tree: _Element, url: str, own: Sequence[Anchor]) -> tuple[str, ...]:
    base = anchors.base_of(tree, url)
    path = unquote(urlsplit(url).path)
    for name, extension, current, total in paging.script_pagers(tree):
        if current == 0 and 1 < total <= PAGES and path.endswith(f"/{name}.{extension}"):
            return tuple(urljoin(base, f"{name}_{page}.{extension}") for page in range(1, total))
    numbers: dict[int, str] = {}
    for anchor in [*own, *paging.options(tree, base)]:
        text = paging.NUMBER.match(anchor.text)
        if (text and int(text[1]) > 1) or paging.NEXT.match(anchor.text) or paging.LAST.match(anchor.text):
            number = _sequel(url, anchor.url)
            if number is not None:
                numbers.setdefault(number, anchor.url)
    return _filled(numbers)


def _whole(url: str, own: Sequence[Anchor]) -> str | None:
    one = _parts(url)
    stem, extension = _stem(one.path)
    for anchor in own:
        two = _parts(anchor.url)
        if two.netloc != one.netloc or not _WHOLE.match(anchor.text):
            continue
        if two.path == one.path and two.query != one.query and not _LATER.search(two.query):
            return anchor.url
        behind = two.path.removeprefix(stem).removesuffix(extension)
        if two.path.startswith(stem) and _WHOLE_NAME.fullmatch(behind):
            return anchor.url
    return None


def _own(tree: _Element, url: str) -> list[Anchor]:
    """The links that may lead along the article: whoever does not repeat its name is not looked at."""
    file = _parts(url).path.rstrip("/").rpartition("/")[2]
    name = re.sub(r"[_-]\d{1,2}$", "", file.partition(".")[0])
    return anchors.read(tree, url, like=lambda target: name in unquote(target) or target.lstrip().startswith("?"))


def _parts(url: str) -> SplitResult:
    """The address as people read it: pages print it in letters, requests are made for it in percent signs."""
    parts = urlsplit(_PARAMETERS.sub("", url))
    return parts._replace(path=unquote(parts.path), query=own_query(unquote(parts.query)))


def _stem(path: str) -> tuple[str, str]:
    """A path without its extension, and the extension with its dot."""
    stem, dot, extension = path.rpartition(".")
    return (stem, dot + extension) if dot and "/" not in extension else (path.rstrip("/"), "")


def _sequel(url: str, other: str) -> int | None:
    """The number that `other` carries if it is a further page of the article at `url`."""
    one, two = _parts(url), _parts(other)
    if one.netloc != two.netloc:
        return None
    if one.path == two.path:
        return _query_page(one.query, two.query)
    stem, extension = _stem(one.path)
    for pattern in (
        rf"{re.escape(stem)}(?:[_-]|/p(?:age)?[/-])(\d{{1,2}}){re.escape(extension)}",
        rf"{re.escape(one.path.rstrip('/'))}/(?:(?:page|p|seite)[/-]?)?(\d{{1,2}})/?",
    ):
        if one.query == two.query and (found := re.fullmatch(pattern, two.path)):
            return int(found[1])
    # "show-465419-1.html": the first page is numbered too.
    if first := re.fullmatch(r"(.*\w[_-])(\d{1,2})", stem):
        found = re.fullmatch(rf"{re.escape(first[1])}(\d{{1,2}}){re.escape(extension)}", two.path)
        if found and int(found[1]) > int(first[2]):
            return int(found[1])
    return None


def _query_page(one: str, two: str) -> int | None:
    number, now = _PAGE_KEY.search(two), _PAGE_KEY.search(one)
    if not number or _PAGE_KEY.sub("", one).strip("&") != _PAGE_KEY.sub("", two).strip("&"):
        return None
    return int(number[1]) if int(number[1]) > (int(now[1]) if now else 0) else None


def _filled(numbers: dict[int, str]) -> tuple[str, ...]:
    """The pages in order; gaps are filled by the pattern of the highest ("1 2 3 ... 8")."""
    if not numbers or max(numbers) > PAGES:
        return tuple(numbers[number] for number in sorted(numbers) if number <= PAGES)
    cut = paging.Numbered.cut(numbers[max(numbers)], max(numbers))
    return tuple(numbers.get(number) or cut.at(number) for number in range(min(numbers), max(numbers) + 1) if cut)
