"""Dates of publication and change: document in, `Stamp`s out, by the byline, JSON-LD, meta tags, the URL."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import cast

from lxml.etree import XPath, _Element

from newsarchive.extraction import occasion, order, select, stamp, state
from newsarchive.extraction.document import Document
from newsarchive.extraction.found import Found
from newsarchive.extraction.hints import Hint
from newsarchive.extraction.occasion import Occasion
from newsarchive.extraction.parts import Parts
from newsarchive.extraction.pieces import Kind, Piece
from newsarchive.extraction.stamp import Stamp
from newsarchive.records import Block
from newsarchive.sites import Site

# Names of meta tags, the most trusted first.
_PUBLISHED_META = (
    "article:published_time og:published_time og:article:published_time datepublished publishdate pubdate publish_date "
    "publish-date published-date published_date publication_date published published_time published_at publishedat "
    "firstpublishedtime article.published article:create_at weibo:article:create_at bytedance:published_time ptime "
    "_pubtime releasedate sailthru.date parsely-pub-date cxenseparse:recs:publishtime originalpublicationdate "
    "article_date_original rnews:datepublished dcterms.created dc.date.issued dcterms.issued dcterms.date dc.date "
    "citation_publication_date publication-date publicationdate og:pubdate bt:pubdate dc.date.created dc.created "
    "createdate datecreated displaydate vr:published_time og:release_date citation_date citation_online_date "
    "shareaholic:article_published_time mediator_published_time dc.date.published date dateupdate"
).split()
_VARIABLES = (
    "publishDate publish_date publishTime publish_time publishedAt published_at pubDate pub_date pubTime pubtime "
)
_VARIABLES += "pub_time datePublished ptime createTime create_time"
_HIDDEN = (  # names of hidden fields and of data in scripts
    "pubtime publishtime publishedtime publishdate publishedat pubdate ptime newstime createtime displaytime "
    "releasetime issuetime time date ct pubtimelong"
).split()
_ASSIGNED = re.compile(
    r"""["']?\s{0,3}[:=]\s{0,3}["']?((?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}[T ]?[\d:]{0,8}(?:\.\d{1,9})?"""
    r"""(?:Z|[+-]\d\d:?\d\d)?|1[0-9]{9}(?:\d{3})?)"""
)
_SCRIPT_REACH = 400_000  # characters of the page in which a script's variable is looked for
_LABEL = re.compile(
    r"发布|發佈|发表|發表|时间|時間|日期|来源|來源|编辑|編輯|记者|作者|录入|张贴|publi|posted|post time|\bdate|written"
    r"|erstellt|datum|ver[öo]ffentl|erschien|pubbl|opubl|опубл|autor|author",
    re.I,
)
_ONLY_A_DATE = re.compile(r"[^，。；;]{0,40}$")
_BEGINS_WITH_DATE = re.compile(
    r"(?:\d{1,4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{2,4}|posted on|published|last updated)\b", re.I
)
_OF_OTHERS = int(Hint.COMMENT | Hint.CAPTION)
# To find a word in the page's text takes a hundredth of the time that an XPath takes for its tree.
_MICRODATA_NAMES = ("datePublished", "dc:date", "dcterms:")
_MICRODATA = XPath(
    "//*[@itemprop='datePublished' or contains(@property, 'datePublished') or @property='dc:date'"
    " or @property='dcterms:date' or @property='dcterms:created' or @property='dcterms:issued']"
)
_ATTRIBUTES = ("data-datetime", "data-timestamp", "data-utime", "data-time", "data-date", "data-published")
_WITH_ATTRIBUTES = XPath(f"//*[{' or '.join(f'@{name}' for name in _ATTRIBUTES)}]")
_FEW = 3  # elements of microdata
_MOST_OBJECTS = 20  # of a page's JSON-LD
_DAY = timedelta(days=1)
_CLOSE = 6  # blocks below the headline in which a line with a date is its byline
_LONGEST = 160  # characters of a byline
_MOSTLY = 0.5  # share of linked text from which a line is a link to another article
_DATELINE = 90  # characters of the text in which its date stands
_DATE_FOLLOWS, _TEXT_FOLLOWS = ",|(–-/", '.:–—-|)(/„“"»'
_LONGEST_DATE = 30  # characters of a line that holds a date and nothing else
_LONGEST_LINK = 60  # characters of a line of links that may still be a mere date


def published(document: Document, site: Site, parts: Parts) -> Found[Stamp] | None:
    """When the article was published: the day by the first reader that tells one, its time by the first that knows."""
    # A page that tells only when it was changed was not published after that day.
    changes = itertools.chain(_changes(document, parts), _modifications(document, site, parts))
    return _first(_readings(document, site, parts), document) or _first(changes, document)


def _first(told: Iterable[Found[Stamp]], document: Document) -> Found[Stamp] | None:
    """The first that is possible, or one that tells the same day's time, too."""
    possible = (found for found in told if _possible(found.value, document))
    best = next(possible, None)
    if best is None or best.value.has_time:
        return best
    return next((found for found in possible if found.value.day == best.value.day and found.value.has_time), best)


def modified(document: Document, site: Site, parts: Parts) -> Found[Stamp] | None:
    """When the article was last changed, if the page says so."""
    changes = _modifications(document, site, parts)
    return next((found for found in changes if _possible(found.value, document)), None)


def _readings(document: Document, site: Site, parts: Parts) -> Iterator[Found[Stamp]]:
    """Every reader's answer, the most trusted first.

    A byline of a Chinese page is what its readers see, to the minute; its meta tags are often the time of an export. On
    other pages the visible date is ambiguous (03/04/2020) or without time, and JSON-LD is right, unless the page prints
    an earlier day: then its metadata tell when it was built anew.
    """
    yield from _by_rule("date_published", document, site)
    if parts.is_east_asian:
        visible, again = itertools.tee(_visible(document, parts))
        yield from (each for each in visible if each.value.has_time and each.value.whole)
        yield from _told(document, parts)
        yield from again
        yield from _hidden(document)
    else:
        told, below = list(_told(document, parts)), _below(document, parts)
        if told and below and below.value.day < told[0].value.day - _DAY:
            yield below
        yield from told
        yield from _visible(document, parts)
        if not told or told[0].by == "time element":
            yield from _hidden(document)
    yield from _found("url", map(stamp.in_url, (document.page.url, document.canonical_link or "")))
    yield from _attributed(document)
    yield from _alone(document)
    yield from _dateline(document, parts)


def _modifications(document: Document, site: Site, parts: Parts) -> Iterator[Found[Stamp]]:
    yield from _by_rule("date_modified", document, site)
    yield from _found("json-ld", map(stamp.parse_iso, _texts(document.news_ld, ("dateModified",))))
    yield from _found("meta", map(stamp.parse_iso, _texts(document.meta, order.MODIFIED_META)))
    yield from _found("json-ld", map(stamp.parse_iso, _texts_of_others(document, ("dateModified",))))
    yield from _times(parts, Occasion.CHANGED)
    yield from _changes(document, parts)


def _found(by: str, stamps: Iterable[Stamp | None]) -> Iterator[Found[Stamp]]:
    return (Found(each, by) for each in stamps if each is not None)


def _texts(told: Mapping[str, object], names: Iterable[str]) -> Iterator[str]:
    """The strings that stand under these names."""
    return (text for name in names if (text := _text(told.get(name))))


def _text(value: object) -> str:
    """A value of metadata as a string: the first of a list, what an object holds; "" for anything else."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value")
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _by_rule(name: str, document: Document, site: Site) -> Iterator[Found[Stamp]]:
    if selector := site.read.get(name):
        texts = select.strings(document.tree, selector)
        yield from _found("site rule", (stamp.find(text, now=document.page.fetched_at) for text in texts))


def _told(document: Document, parts: Parts) -> Iterator[Found[Stamp]]:
    """What metadata say: JSON-LD of the article, meta tags, other JSON-LD, time elements by the headline."""
    month_first = order.is_month_first(document)
    keys = ("datePublished", "dateCreated", "uploadDate")
    found = [
        *_found("json-ld", map(stamp.parse_iso, _texts(document.news_ld, keys))),
        *_found("meta", (stamp.parse_iso(t, month_first=month_first) for t in _texts(document.meta, _PUBLISHED_META))),
        *_found("json-ld", map(stamp.parse_iso, _texts_of_others(document, keys[:1]))),
    ]
    yield from found
    if not found and any(name in document.text for name in _MICRODATA_NAMES):
        elements = cast(list[_Element], _MICRODATA(document.tree))[:_FEW]
        yield from _found("microdata", map(stamp.parse_iso, map(_machine, elements)))
    yield from _times(parts, Occasion.ISSUED, Occasion.UNSAID)


def _times(parts: Parts, *wanted: Occasion) -> Iterator[Found[Stamp]]:
    """The moments that elements by the headline tell in an attribute, those of these occasions."""
    end = parts.body[-1].index if parts.body else 0
    near = (piece for piece in parts.pieces if piece.stamp and piece.block.index <= end)
    dates = [piece for piece in near if piece.kind is Kind.DATE]
    stamps = (stamp.parse_iso(piece.stamp) for what in wanted for piece in dates if _occasion(piece) is what)
    yield from _found("time element", stamps)


def _occasion(piece: Piece) -> Occasion:
    return occasion.named(piece.names, piece.block.text.partition(piece.text)[0] if piece.text else piece.block.text)


def _texts_of_others(document: Document, names: Iterable[str]) -> Iterator[str]:
    return itertools.chain.from_iterable(_texts(other, names) for other in document.json_ld[:_MOST_OBJECTS])


def _machine(element: _Element) -> str:
    """What an element's attributes tell of its moment."""
    return element.get("content") or element.get("datetime") or element.get("title") or ""


def _attributed(document: Document) -> Iterator[Found[Stamp]]:
    """The moment that attributes of elements tell to scripts, wherever on the page, if there is but one."""
    if not any(name in document.text for name in _ATTRIBUTES):
        return
    elements = cast(list[_Element], _WITH_ATTRIBUTES(document.tree))[:_MOST_OBJECTS]
    told = {element.get(name) or "" for element in elements for name in _ATTRIBUTES} - {""}
    stamps = [each for text in told if (each := stamp.parse_iso(text))]
    if len({each.day for each in stamps}) == 1:
        yield Found(stamps[0], "attribute")


def _hidden(document: Document) -> Iterator[Found[Stamp]]:
    """What hidden fields and the scripts that know the headline tell."""
    told = _texts(document.hidden, _HIDDEN)
    literals = state.literals(document.tree, document.title_tag, _HIDDEN)
    yield from _found("script", map(stamp.parse_iso, itertools.chain(told, literals, _assigned(document.text))))


def _assigned(text: str) -> Iterator[str]:
    """What scripts assign to variables that are named as the time of publication."""
    for name in _VARIABLES.split():
        # Finding words is a hundred times faster than searching for a pattern that may begin anywhere.
        start = text.find(name, 0, _SCRIPT_REACH)
        if start >= 0 and (match := _ASSIGNED.match(text, start + len(name))):
            yield match[1]


def _below(document: Document, parts: Parts) -> Found[Stamp] | None:
    """The date printed right below the headline, in a short line, with its month by name."""
    at = parts.headline.index if parts.headline else -1
    close = (b for b in parts.byline if at < b.index <= at + _CLOSE and len(b.text) <= _LONGEST // 2)
    found = next((each for block in close if (each := _stamp_of(block, document))), None)
    return Found(found, "visible byline") if found and any(map(str.isalpha, found.raw)) else None


def _visible(document: Document, parts: Parts) -> Iterator[Found[Stamp]]:
    """Dates printed near the headline, then in it, then below the body, where they must be named as the article's."""
    own = (parts.headline,) if parts.headline else ()
    labelled = (block for block in parts.tail if _LABEL.search(block.text))
    near = (*parts.byline, *_opening(document, parts), *own, *labelled)
    lines = (block for block in near if not block.hints & Hint.CAPTION)
    dates = ((block, _stamp_of(block, document)) for block in lines)
    yield from _found("visible byline", (found for block, found in dates if not _is_of_today(block, found, parts)))


def _is_of_today(block: Block, found: Stamp | None, parts: Parts) -> bool:
    """Whether a date may be that of the day on which the page was looked at: above the headline, with its weekday."""
    above = parts.headline is not None and block.index < parts.headline.index
    return above and found is not None and not found.has_time and occasion.names_weekday(block.text)


def _alone(document: Document) -> Iterator[Found[Stamp]]:
    """The date that stands in lines of its own, wherever on the page, if there is but one."""
    short = (block for block in document.layout.blocks if len(block.text) <= _LONGEST_DATE)
    lines = (block for block in short if not block.hints & _OF_OTHERS)
    stamps = [each for block in lines if (each := _stamp_of(block, document)) and len(each.raw) > len(block.text) // 2]
    if len({each.day for each in stamps}) == 1:
        yield Found(stamps[0], "visible byline")


def _dateline(document: Document, parts: Parts) -> Iterator[Found[Stamp]]:
    """The day that opens the text with its place: "Callan, June 1, 2023 – ..."; Chinese texts open with any day."""
    first = next((block.text for block in parts.body if block.index in parts.kept), "")
    found = None if parts.is_east_asian else order.find(first[:_DATELINE], document)
    if found and found.whole:
        before, _, behind = first.partition(found.raw)
        placed = not before or ("." not in before and before.rstrip()[-1:] in _DATE_FOLLOWS)
        if placed and (behind.lstrip()[:1] or ".") in _TEXT_FOLLOWS:
            yield Found(found, "dateline")


def _opening(document: Document, parts: Parts) -> list[Block]:
    """Lines at the start of the text that are little more than a date, or begin with one."""
    first = (block for block in parts.body[:4] if block.index in parts.kept and len(block.text) <= _LONGEST)
    patterns = (_ONLY_A_DATE, _BEGINS_WITH_DATE)
    return [
        block
        for block in first
        if any(pattern.match(block.text) for pattern in patterns) or occasion.is_byline(block.text, document)
    ]


def _stamp_of(block: Block, document: Document) -> Stamp | None:
    """The date of a line, if it can be the article's, leaving out that of a change."""
    text = block.text[:_LONGEST]
    return None if block.links > 0.6 and len(text) > _LONGEST_LINK else occasion.issued(text, document)


def _changes(document: Document, parts: Parts) -> Iterator[Found[Stamp]]:
    """Dates of a change that are printed by the headline or below the text."""
    near = (*parts.byline, *parts.body[:6], *parts.tail)
    lines = (block.text for block in near if block.links < _MOSTLY and len(block.text) <= _LONGEST)
    yield from _found("visible byline", (occasion.changed(text, document) for text in lines))


def _possible(found: Stamp, document: Document) -> bool:
    """Nothing is published after it was fetched."""
    fetched = document.page.fetched_at
    return fetched is None or found.day - timedelta(days=2) <= fetched.date()
