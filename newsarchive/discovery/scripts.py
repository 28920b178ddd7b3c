"""The inline scripts of a page in, what they hold for the list that the browser builds out: JSON values, addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from newsarchive.discovery import anchors
from newsarchive.urls import absolute

_SCRIPTS = anchors.elements("//script[not(@src)]")
_VALUE = re.compile(r"(?:^|[=(])\s*(?=\{\s*\"|\[\s*[\[{])")
_VALUES = 20
"""How many values of a script are tried: a failed try may read to its end."""

# What stands before a page number in an address: "/list?page=" or, in a path, "/list_" and "/list/".
_BEFORE = r"[?&](?:page\w{0,8}|p|pn|pg)=|[/_-]"
# "/list?page=" + page + "&size=10"
_ADDED = re.compile(
    rf"""(["'])([^"'\s<>]{{0,300}}(?:{_BEFORE}))\1\s*\+\s*(?:[\w.]{{1,40}}|\([\w.+ -]{{1,40}}\))"""
    r"""(?:\s*\+\s*(["'])([^"'\s<>]{0,200})\3)?"""
)
# `/list?page=${page}`, "/list?page={page}"
_PLACED = re.compile(
    rf"""(["'`])([^"'`\s<>]{{0,300}}(?:{_BEFORE}))(?:\$\{{[^{{}}]{{1,40}}\}}|\{{\w{{1,20}}\}})([^"'`\s<>]{{0,200}})\1"""
)
_FETCHED = re.compile(
    r"""(?:fetch|getJSON|\.get|\.post|ajax|url|src|api)\w*\s*[(=:]\s*(["'])([^"'\s<>]{1,300})\1""", re.I
)
_LIST_WORD = re.compile(r"list|news|roll|api|more|feed|article|page|index", re.I)
_ANSWER = re.compile(r"\.json(?:$|\?)|/api/|ajax|[?&]callback=|\.js\?", re.I)


def values(tree: HtmlElement) -> Iterator[Any]:
    """The JSON values (objects, lists of them) that the scripts assign or pass on, in page order."""
    for code in _codes(tree):
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


def addresses(tree: HtmlElement, base: str, page: int) -> Iterator[str]:
    """The addresses from which the scripts fetch a list, its page number put in; the surest first."""
    codes = [code for code in _codes(tree) if _LIST_WORD.search(code)]
    for code in codes:
        for _, head, _, tail in _ADDED.findall(code):
            yield from _address(f"{head}{page}{tail}", base)
        for _, head, tail in _PLACED.findall(code):
            yield from _address(f"{head}{page}{tail}", base)
    for code in codes if page == 1 else ():
        for _, target in _FETCHED.findall(code):
            if _ANSWER.search(target):
                yield from _address(target, base)


def _address(target: str, base: str) -> Iterator[str]:
    address = absolute(base, target)
    if address and _LIST_WORD.search(target):
        yield address


def _codes(tree: HtmlElement) -> list[str]:
    return [script.text for script in _SCRIPTS(tree) if script.text]
