"""A page's tree in, its links out: absolute URL, text, and the element that holds them."""

from __future__ import annotations

import codecs
import re
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import cast
from urllib.parse import quote

from lxml import etree
from lxml.etree import _Element

from newsarchive.text import squeeze, weight
from newsarchive.urls import absolute

Elements = Callable[[_Element], list[_Element]]


def elements(path: str) -> Elements:
    """An XPath that finds elements, compiled."""
    return cast(Elements, etree.XPath(path))


# Lists built of boxes that a script opens have their address in an attribute.
_LINKING = elements("//a[@href] | //area[@href] | //*[@data-href or @data-link] | //*[contains(@onclick, '/')]")
_OPENED = re.compile(
    r"""(?:location(?:\.href)?\s*=|window\.open\(|location\.(?:assign|replace)\()\s*['"]([^'"\s]+)['"]"""
)
_HEADING = elements("(.//h1|.//h2|.//h3|.//h4|.//h5|.//h6|.//*[contains(@class,'title') or contains(@class,'tit')])[1]")

_CHARSET = re.compile(r"charset\s*=\s*([\w-]{3,20})", re.I)

MOST = 20_000
"""Links that are looked at of one page: ten times as many as the labelled page with the most has."""
CARD = 120
"""From this weight on the text of a link is a whole card (headline, summary, date), and its heading is looked for."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link of a page: `text` is what it shows (its `title` attribute if that tells more), '' for a bare picture."""

    url: str
    text: str
    element: _Element


def read(tree: _Element, url: str, *, like: Callable[[str], object] = bool) -> list[Anchor]:
    """The links of the page to http(s) addresses, in page order; one per element, so that addresses repeat.

    `like` says of an address as it is written whether it is of interest; by default all are.
    """
    base = base_of(tree, url)
    found = []
    for element in _LINKING(tree)[:MOST]:
        target = _target(element)
        address = absolute(base, sent(target, tree)) if target and like(target) else None
        if address:
            found.append(Anchor(address, _shown(element), element))
    return found


def sent(target: str, tree: _Element) -> str:
    """A target as a browser asks for it: its query goes out in the encoding of the page (URL Standard, 4.4)."""
    path, mark, query = target.partition("?")
    if query.isascii() or not (charset := _charset(tree)):
        return target
    return path + mark + quote(query, safe=string.punctuation, encoding=charset, errors="xmlcharrefreplace")


def _charset(tree: _Element) -> str | None:
    """The encoding that the page says it is in, where it is another than UTF-8 and one that we have."""
    for meta in tree.iter("meta"):
        told = _CHARSET.search(meta.get("content", ""))
        if word := meta.get("charset") or (told and told[1]):
            try:
                name = codecs.lookup(word).name
            except (LookupError, ValueError):
                return None
            return None if name.startswith("utf") else "gb18030" if name.startswith("gb") else name
    return None


def base_of(tree: _Element, url: str) -> str:
    """The address against which the page's links count: `<base href>` if there is a sound one, else the page's own."""
    element = tree.find(".//base[@href]")
    return (absolute(url, element.get("href", "")) if element is not None else None) or url


def climb(element: _Element, levels: int) -> Iterator[_Element]:
    """The element's ancestors, nearest first, at most so many."""
    return islice(element.iterancestors(), levels)


def text_of(element: _Element, limit: int = 600) -> str:
    """The text of an element in one line; no more is read than about `limit`: a box may hold the whole page."""
    pieces, length = [], 0
    for piece in map(str, element.itertext()):
        pieces.append(piece)
        length += len(piece)
        if length > limit:
            break
    return squeeze("".join(pieces))


def _target(element: _Element) -> str | None:
    href = element.get("href")
    if href and not href.lstrip().lower().startswith(("javascript:", "#")):
        return href
    opened = _OPENED.search(element.get("onclick", "") + (href or ""))
    return opened[1] if opened else element.get("data-href", "") or element.get("data-link")


def _shown(element: _Element) -> str:
    text = text_of(element)
    if weight(text) > CARD and (heading := _HEADING(element)):
        text = text_of(heading[0]) or text
    hint = squeeze(element.get("title") or "")
    if hint and (not text or (hint.startswith(text.rstrip(".…·")) and len(hint) > len(text))):
        return hint
    if text:
        return text
    picture = element.find(".//img[@alt]")
    return squeeze(picture.get("alt", "")) if picture is not None else ""
