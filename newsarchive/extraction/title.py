"""Headline: document in, the headline as the page prints it out (`cleaning.headline` takes the decoration off)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lxml.etree import _Element

from newsarchive.extraction import house, select
from newsarchive.extraction.document import Document
from newsarchive.extraction.found import Found
from newsarchive.extraction.parts import Parts
from newsarchive.records import Block
from newsarchive.sites import Site
from newsarchive.text import cjk_count, fold, squeeze, weight

_ORIGINAL = re.compile(
    r"[(（【\[]?\s?原(?:标题|標題|题|題|文标题)(?:是|为)?\s?[:：]\s?[《“「]?(?P<v>.{2,150}?)\s?[)）】\]]?$"
)
_META = ("og:title", "twitter:title", "articletitle", "title", "dc.title")
_HEADINGS = ("h1", "h2", "h3")
_SHORTEST, _LONGEST = 4, 300  # characters of a headline
_FEW_WORDS = 3  # words, two Han characters counted as one, of a heading that may name a channel
_LONGEST_KICKER = 60
_MOST_LABELS = 3  # elements at an edge of the headline that are none of it
_BRACKETS = tuple("(（[［【〔")
_CUT = ("…", "...")
_SHORTEST_STEM = 10  # characters of a headline that was cut off by which the whole one is known
_NAMES_BEHIND = re.compile(r"\s[-–—|·]\s|[|_]")
_LONGEST_CREDIT = 160


def read(document: Document, site: Site, parts: Parts) -> Found[str] | None:
    """The printed headline, else what the page's metadata say, else the title tag; None where all are silent."""
    if (selector := site.read.get("title")) and (texts := select.strings(document.tree, selector)):
        return Found(texts[0], "site rule")
    found = _read(document, site, parts)
    return _uncut(found, document) if found else None


def _read(document: Document, site: Site, parts: Parts) -> Found[str] | None:
    told = tell(document)
    if parts.headline and not (told and _is_channel(parts.headline, told, document, site)):
        if better := _better(parts.headline.text, document, parts):
            return Found(better, "meta")
        return Found(parts.headline.text, "visible headline")
    if told:
        return Found(told[0], "meta")
    return Found(document.title_tag[:_LONGEST], "title tag") if document.title_tag else None


def _uncut(found: Found[str], document: Document) -> Found[str]:
    """The headline in words of the page that go on where it was cut off ("Ferry sails aga...")."""
    stem = found.value.rstrip(".… ")
    if not found.value.endswith(_CUT) or len(stem) < _SHORTEST_STEM:
        return found
    others = [*((text, "meta") for text in tell(document)), (document.title_tag, "title tag")]
    longer = ((text, by) for text, by in others if text.startswith(stem) and not text.endswith(_CUT))
    return next((Found(text, by) for text, by in longer if len(text) > len(stem) + len("...")), found)


def words(printed: str, document: Document, parts: Parts) -> str:
    """A printed headline without elements at its edges that the page's titles do not tell: labels, times, buttons."""
    block = parts.headline
    if block is None or printed != block.text or block.container < 0:
        return printed
    titles = {fold(title) for title in (*tell(document), *_NAMES_BEHIND.split(document.title_tag))}
    runs = _runs(parts.layout.containers[block.container].element)
    if fold(block.text) in fold(document.title_tag) or squeeze("".join(runs)) != block.text:
        return block.text
    rests = (squeeze("".join(rest)) for rest in _without_edges(runs))
    return next((rest for rest in rests if 2 * weight(rest) > weight(block.text) and fold(rest) in titles), block.text)


def _runs(element: _Element) -> list[str]:
    """The text of an element: before its first child, of that, behind it, and so on."""
    runs = [element.text or ""]
    for child in element:
        runs += ["".join(map(str, child.itertext())) if isinstance(child.tag, str) else "", child.tail or ""]
    return runs


def _without_edges(runs: list[str]) -> Iterator[list[str]]:
    """The runs without the first children, as far as no text stands before them, or without the last.

    What stands in brackets at the end, "(Photos)", is the headline's own.
    """
    for count in range(1, min(_MOST_LABELS, len(runs) // 2) + 1):
        if not "".join(runs[0 : 2 * count : 2]).strip():
            yield runs[2 * count :]
        if not "".join(runs[: -2 * count : -2]).strip() and runs[-2 * count].strip()[:1] not in _BRACKETS:
            yield runs[: -2 * count]


def tell(document: Document) -> list[str]:
    """What the page's metadata call the headline, the most trusted first."""
    told = (*map(document.meta.get, _META), document.news_ld.get("headline"))
    texts = (squeeze(text) for text in told if isinstance(text, str) and len(text) <= 2 * _LONGEST)
    return list(dict.fromkeys(text for text in texts if _SHORTEST <= len(text) <= _LONGEST))


def _better(printed: str, document: Document, parts: Parts) -> str | None:
    """The headline in the words of the page's metadata, where these tell it better than the line that prints it.

    A line in capitals loses its case, a kicker in an element of its own is lost beside it. Where og:title and JSON-LD
    agree on other words that are not merely the title tag's, those are the newsroom's.
    """
    og, headline = document.meta.get("og:title", ""), document.news_ld.get("headline")
    told = [squeeze(html.unescape(each)) for each in (og, headline) if isinstance(each, str) and len(each) <= _LONGEST]
    own = fold(printed)
    same = [each for each in told if fold(each) == own]
    if printed.isupper():
        same += [each for each in _NAMES_BEHIND.split(document.title_tag) if fold(each) == own]
        return next((each for each in same if not each.isupper()), None)
    if parts.is_east_asian:
        return None
    if ": " not in printed and (whole := next((each for each in same if ": " in each), None)):
        return whole
    if len(told) < 2 or fold(told[0]) != fold(told[1]) or fold(told[0]) in ("", own):
        return None
    kicker, mark, rest = told[0].partition(": ")
    if mark and fold(rest) == own and len(kicker) <= _LONGEST_KICKER:
        return told[0]
    return None if fold(document.title_tag).startswith(fold(told[0])) else told[0]


def _is_channel(heading: Block, told: list[str], document: Document, site: Site) -> bool:
    """Whether a heading names the site or a channel rather than the article: it is short and others tell more."""
    own = fold(heading.text)
    if len(own) < _SHORTEST or own in house.names(document, site):
        return True
    titles = [fold(title) for title in (*told, document.title_tag) if title]
    if _words(heading.text) > _FEW_WORDS or len(titles[0]) <= 2 * len(own):
        return False
    words = list(filter(None, map(fold, heading.text.split())))
    return heading.tag not in _HEADINGS or not any(word in title for word in words for title in titles)


def _words(text: str) -> float:
    han = cjk_count(text)
    return han / 2 if han else len(text.split())


def read_original(parts: Parts) -> str | None:
    """The headline that the article bore where it was taken from ("原标题：…"); None where the page tells none."""
    for block in (*parts.byline, *parts.body[:6], *parts.tail[:4]):
        if len(block.text) <= _LONGEST_CREDIT and (match := _ORIGINAL.match(block.text)):
            return match["v"].strip("》”」 ")
    return None
