"""A document whose text only its scripts hold in; the same document with that text in its place out."""

from __future__ import annotations

import copy
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape, unescape
from itertools import islice
from typing import Any

from lxml import etree
from lxml.etree import _Element

from newsarchive.extraction import markup, state
from newsarchive.extraction.document import Document
from newsarchive.records import Block
from newsarchive.text import fold, lines, squeeze, weight

SELECTOR = "#scripted-body"
"""Where `restored` puts the text."""

_SHORTEST = 200  # weight of a text that is worth it
_LACKS = 4  # times as much text in the script as the page shows, before the page is taken to lack it
_NEXT_TO_NOTHING = (
    400  # weight of shown text from which the page's data are not searched: that costs more than all else
)
_NODES = 100_000  # objects and lists of one value that are looked into
_MOST_TEXTS = 20_000  # strings of one page that are looked at
_TITLED = 10.0  # how much more a text counts whose object bears the page's title
# A value of an object written as JavaScript has it: the key bare, the string in either quotes.
_LITERAL = re.compile(
    r"""\b\w{0,20}(?:body|content|text)\w{0,20}\s*:\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")""", re.I | re.S
)
_ESCAPE = re.compile(r"\\(?:[ux]([\da-fA-F]{4}|(?<=x)[\da-fA-F]{2})|(.))", re.S)
_ESCAPES = {"n": "\n", "r": "\n", "t": " ", "b": "", "f": "", "\n": ""}
_BODY_KEY = re.compile(r"body|content|html|text|article|detail|paragraph|value", re.I)
_TAG = re.compile(r"<[^<>]*>")
_STOP = re.compile(r"[。！？!?]|\.(?=\s|$)")
_CODE = re.compile(r"[{};=\\]")
_BYLINES = 3  # lines below the headline that may be its byline ...
_BYLINE = 100  # ... and the characters of one
_STOPS = 3  # ends of sentences that make prose
_CODED = 0.02  # share of characters that code is made of, from which a text is no prose


@dataclass(frozen=True, slots=True)
class Told:
    """A text that a script holds: as HTML, its weight, and the reader's name."""

    html: str
    weight: int
    by: str


def read(document: Document, shown: str) -> Told | None:
    """The article's text from the page's scripts; None unless the page lacks most of it (`shown` is what it has)."""
    size = weight(shown)
    least = max(_SHORTEST, _LACKS * size)
    for reader in (_json_ld, _state) if size < _NEXT_TO_NOTHING else (_json_ld,):
        told = reader(document)
        if told and told.weight >= least:
            return told
    return None


def restored(document: Document, told: Told, headline: Block | None) -> Document:
    """The document with the text as visible markup below the headline and its byline, else at the end of the page."""
    text = markup.parse(told.html).find("body")
    if text is None:
        return document
    text.tag = "div"
    text.attrib.clear()
    text.set("id", SELECTOR[1:])
    tree = copy.deepcopy(document.tree)
    above = _twin(document.tree, tree, _last_above(document, headline))
    if above is not None and above.getparent() is not None:
        above.addnext(text)
    else:
        (tree if (home := tree.find("body")) is None else home).append(text)
    return replace(document, tree=tree)


def _last_above(document: Document, headline: Block | None) -> _Element | None:
    """The element behind which an article's text begins: that of the last short line below the headline."""
    if headline is None:
        return None
    layout, last = document.layout, headline
    for block in layout.blocks[headline.index + 1 : headline.index + 1 + _BYLINES]:
        if len(block.text) > _BYLINE or block.links > 0.5:
            break
        last = block
    return layout.containers[last.container].element if last.container >= 0 else None


def _twin(tree: _Element, copied: _Element, element: _Element | None) -> _Element | None:
    """The element of the copied tree that stands where `element` stands in the tree."""
    if element is None:
        return None
    pairs = zip(tree.iter(), copied.iter(), strict=False)
    return next((twin for each, twin in pairs if each is element), None)


def _json_ld(document: Document) -> Told | None:
    bodies = [each["articleBody"] for each in document.json_ld if isinstance(each.get("articleBody"), str)]
    return _told(max(bodies, key=len), "json-ld") if bodies else None


def _state(document: Document) -> Told | None:
    """The best text of the data that the page's scripts hold: of an object that bears the page's title, if one does."""
    title = fold(document.title_tag)
    best, found = 0.0, ""
    for text, is_titled in islice(_texts(document, title), _MOST_TEXTS):
        score = _prose(text) * (_TITLED if is_titled else 1.0)
        if score > best:
            best, found = score, text
    return _told(found, "page state") if found else None


def _texts(document: Document, title: str) -> Iterator[tuple[str, bool]]:
    """The strings in the page's scripts that may be its text, and whether their object bears the page's title."""
    yield from ((_inside(area), False) for area in document.silent("textarea"))
    for script in document.silent("script"):
        for value in state.values(script):
            yield from _strings(value, title)
        text, kind = script.text or "", (script.get("type") or "").lower()
        if _SHORTEST // 2 <= len(text) <= state.MOST_JSON and "json" not in kind:
            for match in _LITERAL.finditer(text):
                yield _unquoted(match[1] or match[2] or ""), False


def _inside(area: _Element) -> str:
    """The markup in a text area: escaped there, or parsed with the page."""
    return (area.text or "") + "".join(etree.tostring(each, encoding="unicode") for each in area)


def _unquoted(literal: str) -> str:
    """What a JavaScript string says."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else _ESCAPES.get(match[2], match[2]), literal)


def _strings(data: Any, title: str) -> Iterator[tuple[str, bool]]:
    """The strings of a value under keys that texts go by, and lists of them joined; bounded."""
    queue: deque[tuple[Any, bool]] = deque([(data, False)])
    for _ in range(_NODES):
        if not queue:
            return
        item, is_titled = queue.popleft()
        if isinstance(item, dict):
            is_titled = is_titled or state.bears(item, title)
            yield from (
                (text, is_titled) for key, text in item.items() if isinstance(text, str) and _BODY_KEY.search(key)
            )
            queue.extend((value, is_titled) for value in item.values() if isinstance(value, dict | list))
        elif isinstance(item, list):
            yield "\n".join(filter(None, map(_line, item))), is_titled
            queue.extend((value, is_titled) for value in item if isinstance(value, dict | list))


def _line(item: Any) -> str:
    """A paragraph in a list of them: a string, or an object that holds one."""
    if isinstance(item, dict):
        item = next((value for key, value in item.items() if isinstance(value, str) and _BODY_KEY.search(key)), "")
    return item if isinstance(item, str) else ""


def _prose(text: str) -> float:
    """The weight of a text if it is prose, else 0."""
    if len(text) < _SHORTEST // 2:
        return 0.0
    plain = _TAG.sub(" ", unescape(text))
    if len(_STOP.findall(plain)) < _STOPS or len(_CODE.findall(plain)) > _CODED * len(plain):
        return 0.0
    return float(weight(squeeze(plain)))


def _told(text: str, by: str) -> Told:
    """A text as HTML: its own markup, also if that is escaped, else its lines as paragraphs."""
    html = unescape(text) if "&lt;" in text and "<" not in text else text
    if not _TAG.search(html):
        html = "".join(f"<p>{escape(unescape(line))}</p>" for line in lines(text))
    return Told(html, weight(squeeze(_TAG.sub(" ", html))), by)
