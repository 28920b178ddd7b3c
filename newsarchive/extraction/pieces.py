"""Lines near the headline -> the elements in and around them whose names say what they hold: author, source, date."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from lxml.etree import _Element

from newsarchive.extraction.layout import Layout
from newsarchive.records import Block
from newsarchive.text import squeeze

_WIDEST = 5  # blocks in an element that is still one piece
_INLINE = ("a", "span", "time", "abbr", "em", "strong", "b", "cite", "i", "address")
_MOST_INLINE = 40  # elements looked at inside one line
_LONGEST = 160  # characters of a piece
_STAMPS = ("datetime", "content", "data-datetime", "data-timestamp", "data-utime", "data-time", "data-date", "title")
_ATTRIBUTES = ("class", "id", "rel", "itemprop", "data-testid", "data-role")


class Kind(Enum):
    """What an element's names say of its text."""

    PERSON = "person"  # the name of one writer
    AUTHOR = "author"  # a writer, or the line with all of them
    SOURCE = "source"
    EDITOR = "editor"
    DATE = "date"


_OTHER_WORDS = (
    "avatar img image photo pics?\\b picture icon bio desc intro count share social follow twitter e-?mail tooltip "
    "comment relat role position\\b jobtitle resource sourceset recommend about more\\b tags?\\b newsletter widget "
    "footer search label logo breadcrumb categor author[\\w-]*[-_\\s]?title"
)
_NOT_A_CREDIT = re.compile("|".join(_OTHER_WORDS.split()))
_WORDS = (
    (Kind.PERSON, r"author[-_ ]?name|byline[-_ ]?name|name[-_ ]?author|(?:^|\s)fn(?=\s|$)|author[-_]?link|url fn"),
    (
        Kind.AUTHOR,
        r"(?<![a-z])(?:author|by[-_]?line|autor(?![a-z]*is)|auteur|verfasser|writer|reporter|redakteur|redacteur"
        r"|journalist|contributor|creator|vcard|zuozhe|posted[-_]?by)|(?:user|nick|account)[-_]?name",
    ),
    (Kind.SOURCE, r"(?<![a-z])(?:source|src(?![a-z])|laiyuan|origin(?!al)|from\b|media[-_]?name)|article[-_]?source"),
    (Kind.EDITOR, r"editor(?!ial)|bianji|zeren"),
    (Kind.DATE, r"publish|date|time(?!line)|posted|created"),
)
_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in _WORDS)
_PERSON_PAGE = re.compile(
    r"/(?:c/)?(?:users?|authors?|autor(?:en)?|auteurs?|profiles?|people|staff|contributors?|journalists?|redakt[a-z]+)/[^/?#]+"
    r"|author\.baidu\.com|mp\.sohu\.com/profile|/u/\d"
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of an element, its line and the names that describe it; `stamp`: the moment that its attributes tell."""

    kind: Kind
    text: str
    names: str
    stamp: str
    block: Block


def read(layout: Layout, lines: Sequence[Block]) -> tuple[Piece, ...]:
    """The pieces of these lines, outer before inner, each element once."""
    seen: set[_Element] = set()
    return tuple(piece for line in lines for piece in _of(layout, line, seen))


def _of(layout: Layout, line: Block, seen: set[_Element]) -> Iterator[Piece]:
    for element in _elements(layout, line):
        if element in seen:
            continue
        seen.add(element)
        if element.tag != "time" and not element.keys():
            continue
        names = " ".join(filter(None, map(element.get, _ATTRIBUTES)))[:_LONGEST]
        kind = Kind.DATE if element.tag == "time" else _kind_of(names)
        if kind is not Kind.PERSON and (href := element.get("href")) and _PERSON_PAGE.search(href):
            kind = Kind.PERSON
        if kind is None:
            continue
        text = squeeze("".join(map(str, element.itertext())))
        stamp = next(filter(None, map(element.get, _STAMPS)), "") if kind is Kind.DATE else ""
        if (text or stamp) and len(text) <= _LONGEST:
            yield Piece(kind, text, names, stamp, line)


def _elements(layout: Layout, line: Block) -> Iterator[_Element]:
    """The small elements that the line lies in, outermost first, then those inside it."""
    if line.container < 0:
        return
    narrow = []
    index = line.container
    while index >= 0 and layout.containers[index].last - layout.containers[index].first <= _WIDEST:
        narrow.append(layout.containers[index].element)
        index = layout.containers[index].parent
    yield from reversed(narrow)
    if narrow and (around := narrow[0].getparent()) is not None and around.tag == "a":
        yield around
    home = layout.containers[line.container]
    if home.last - home.first <= _WIDEST:
        yield from itertools.islice(home.element.iterdescendants(*_INLINE), _MOST_INLINE)
    else:
        # The line lies bare among the paragraphs; only elements that are the whole of it are surely its own.
        inside = itertools.islice(home.element.iterchildren(*_INLINE), _MOST_INLINE)
        telling = (each for each in inside if each.keys() or each.tag == "time")
        yield from (each for each in telling if squeeze("".join(map(str, each.itertext()))) == line.text)


@lru_cache(maxsize=4096)
def _kind_of(names: str) -> Kind | None:
    names = _CAMEL.sub("-", names).lower()
    if not names or _NOT_A_CREDIT.search(names):
        return None
    return next((kind for kind, pattern in _KINDS if pattern.search(names)), None)
