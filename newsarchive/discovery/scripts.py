"""Scripts in, what they hold for a list that the browser builds out: rows, addresses to fetch it from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml.etree import _Element

from newsarchive.discovery import anchors, dates, json_list
from newsarchive.discovery.links import Listing, unique
from newsarchive.records import Link
from newsarchive.sites.schema import Site, Source
from newsarchive.text import weight
from newsarchive.urls import absolute

_SCRIPTS = anchors.elements("//script[not(@src)]")
_VALUE = re.compile(r"(?:^|[=(])\s*(?=\{\s*\"|\[\s*[\[{])")
_VALUES = 20
"""How many values of a script are tried: a failed try may read to its end."""

# Rows that are JavaScript and no JSON: {url: '/1.html', title: '...'}; and links that a script writes as markup.
_OBJECT = re.compile(r"\{[^{}]{10,3000}\}")
_PAIR = re.compile(
    r"""['"]?(\w{1,30})['"]?\s*:\s*(?:"((?:[^"\\\n]|\\.){0,500})"|'((?:[^'\\\n]|\\.){0,500})'|(\d{1,14}))"""
)
_WRITTEN = re.compile(
    r"""<a\s[^<>]{0,300}?href=\\?["']([^"'\\<>]{1,300})\\?["'][^<>]{0,300}>([^<>]{1,200})<\\?/a>""", re.I
)

# Rows without keys: ['大雪封山', '/1.html', '06-01 08:30'].
_STRING = r"""(?:"(?:[^"\\\n]|\\.){0,500}"|'(?:[^'\\\n]|\\.){0,500}')"""
_ROW = re.compile(rf"\[\s*({_STRING}(?:\s*,\s*(?:{_STRING}|\d{{1,14}})){{1,19}})[\s,]*\]")
_CELL = re.compile(r""""((?:[^"\\\n]|\\.){0,500})"|'((?:[^'\\\n]|\\.){0,500})'""")

_ADDRESSES = 3
"""How many addresses of one script are worth a request."""

# What stands before a page number in an address, or before a number of rows: "/list?page=" or, in a path, "/list_".
_BEFORE = r"[?&](?:page\w{0,8}|p|pn|pg|offset|start|skip|from)=|[/_-]"
_OFFSET = re.compile(r"[?&](?:offset|start|skip|from)=$", re.I)
_AT_ONCE = re.compile(r"[?&](?:limit|\w{0,6}size|num|count|rows|per_?page)=(\d{1,3})(?!\d)", re.I)
# "/list?page=" + page + "&size=10"
_ADDED = re.compile(
    rf"""(["'])([^"'\s<>]{{0,300}}(?:{_BEFORE}))\1\s*\+\s*(?:[\w.]{{1,40}}|\([\w.+ -]{{1,40}}\))"""
    r"""(?:\s*\+\s*(["'])([^"'\s<>]{0,200})\3)?"""
)
# var url = "/list?size=10&page="; load(url + page)
_OPEN = re.compile(r"""(["'])([^"'\s<>]{1,300}[?&](?:page\w{0,8}|p|pn|pg)=)\1(?!\s*\+)""", re.I)
# `/list?page=${page}`, "/list?page={page}"
_PLACED = re.compile(
    rf"""(["'`])([^"'`\s<>]{{0,300}}(?:{_BEFORE}))(?:\$\{{[^{{}}]{{1,40}}\}}|\{{\w{{1,20}}\}})([^"'`\s<>]{{0,200}})\1"""
)
_FETCHED = re.compile(
    r"""(?:fetch|getJSON|\.get|\.post|ajax|url|src|api)\w*\s*[(=:]\s*(["'])([^"'\s<>]{1,300})\1""", re.I
)
_LIST_WORD = re.compile(r"list|news|roll|api|more|feed|article|page|index", re.I)
_OTHER_DATA = re.compile(r"(?:config|settings?|locales?|lang|i18n|manifest|menu|areas?|weather|ads?)(?![a-z])", re.I)
_ANSWER = re.compile(r"\.json(?:$|\?)|/api/|ajax|[?&]callback=|\.js\?", re.I)


def read(body: bytes, url: str, site: Site, source: Source | None = None) -> Listing:  # noqa: ARG001 -- as its sisters
    """The articles of a script file that holds a list, else the addresses from which it fetches one, as `sources`."""
    codes = [body.decode("utf-8", "replace")]
    links = links_of(codes, url, site)
    fetched = () if links else unique(Link(address) for address in addresses(codes, url, 1))
    return Listing(links, sources=fetched[:_ADDRESSES])


def inline(tree: _Element) -> list[str]:
    """The code of the page's own scripts, in page order."""
    return [script.text for script in _SCRIPTS(tree) if script.text]


def links_of(codes: Sequence[str], url: str, site: Site) -> tuple[Link, ...]:
    """The articles of the list in the scripts that has the most."""
    found = max((json_list.links_of(value, url, site) for value in _values(codes)), key=len, default=())
    return found or json_list.links_of([row for code in codes for row in _loose_rows(code)], url, site)


def addresses(codes: Sequence[str], base: str, page: int, shown: int = 0) -> Iterator[str]:
    """The addresses from which the scripts fetch a list, its page number put in; the surest first.

    Where rows are counted, not pages, those of the pages before are; `shown` is their number unless the address has it.
    """
    codes = [code for code in codes if _LIST_WORD.search(code) or ".json" in code]
    for code in codes:
        for before, behind in (
            *(found[1::2] for found in _ADDED.findall(code)),
            *(found[1:] for found in _PLACED.findall(code)),
            *((found[1], "") for found in _OPEN.findall(code)),
        ):
            rows = _AT_ONCE.search(before + behind)
            number = (page - 1) * int(rows[1] if rows else shown) if _OFFSET.search(before) else page
            yield from _address(f"{before}{number}{behind}", base)
    for code in codes if page == 1 else ():
        for _, target in _FETCHED.findall(code):
            if _ANSWER.search(target) and not target.endswith("="):  # what ends so goes on behind a plus
                yield from _address(target, base)


def _values(codes: Sequence[str]) -> Iterator[Any]:
    """The JSON values (objects, lists of them) that the scripts assign or pass on."""
    for code in codes:
        decoder, position = json.JSONDecoder(), 0
        for _ in range(_VALUES):
            start = _VALUE.search(code, position)
            if start is None:
                break
            try:
                value, position = decoder.raw_decode(code, start.end())
            except (ValueError, RecursionError):
                position = start.end() + 1
            else:
                yield value


def _loose_rows(code: str) -> Iterator[dict[str, str]]:
    """Rows that are no JSON: objects of JavaScript, links written as markup, arrays told apart by their looks."""
    for found in _OBJECT.finditer(code):
        yield {key: one or two or number for key, one, two, number in _PAIR.findall(found[0])}
    for target, text in _WRITTEN.findall(code):
        yield {"url": target, "title": text}
    for row in _ROW.findall(code):
        cells = [one or two for one, two in _CELL.findall(row)]
        addresses = [cell for cell in cells if "/" in cell and not re.search(r"\s", cell)]
        texts = [cell for cell in cells if cell not in addresses]
        if addresses and texts:
            yield {"url": addresses[0], "title": max(texts, key=weight), "time": next(filter(dates.printed, texts), "")}


def _address(target: str, base: str) -> Iterator[str]:
    address = absolute(base, target)
    is_list = _LIST_WORD.search(target) or ".json" in target.lower()
    if address and is_list and not _OTHER_DATA.search(target):
        yield address
