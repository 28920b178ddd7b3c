"""Dates of publication and change: document in, `Stamp`s out, by the byline, JSON-LD, meta tags, the URL."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import cast

from lxml.etree import XPath, _Element

from newsarchive.extraction import order, select, stamp, state
from newsarchive.extraction.document import Document
from newsarchive.extraction.found import Found
from newsarchive.extraction.parts import Parts
from newsarchive.extraction.pieces import Kind
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
    "createdate datecreated displaydate vr:published_time date dateupdate"
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
_CHANGED = re.compile(
    r"更新|更改|修改|最[后後](?:更新|修改|编辑)|수정|업데이트|最終更新"
    r"|updated?|modified|reviewed|last edited|aktualisiert|aktualiz|actualizado|mis à jour|обновл|τελευταία|güncelle"
    r"|oppdatert|uppdaterad|opdateret|bijgewerkt|aggiornato|atualizad",
    re.I,
)
_ISSUED = re.compile(
    r"publish|posted|created|发布|發佈|发表|發表|出版|veröffentlicht|erstellt|publi[ée]|publicad|pubblicat|opubl|опубл|yayın"
    r"|입력|등록|게재|発行|公開|掲載|配信|đăng|diterbitkan",
    re.I,
)
_OF_OTHERS = re.compile(
    r"copyright|©|版权|备案|icp备|许可证|\d楼|楼主|网友\s|评论于|回复于|回复[:：]"
    r"|(?:19|20)\d\d\s?[-–—]\s?(?:19|20)\d\d(?!\s?[-/.]\s?\d)|\breply\b|comment(?:ed)? on",
    re.I,
)
_LABEL = re.compile(
    r"发布|發佈|发表|發表|时间|時間|日期|来源|來源|编辑|編輯|记者|作者|录入|张贴|publi|posted|\bdate|written|erstellt|datum|ver[öo]ffentl|erschien"
    r"|pubbl|opubl|опубл|autor|author",
    re.I,
)
_ONLY_A_DATE = re.compile(r"[^，。；;]{0,40}$")
_BEGINS_WITH_DATE = re.compile(
    r"(?:\d{1,4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{2,4}|posted on|published|last updated)\b", re.I
)
_MAY_BE_DATE = re.compile(
    r"\d|[前年昨今刚剛전]|\bnow\b|ago\b|\w{2}day\b|\b(?:vor|il y a|hace|há|fa|heute|gestern|hier|ayer|сегодня|вчера)\b",
    re.I,
)
_MICRODATA = XPath("//*[@itemprop='datePublished']")
_FEW = 3  # elements of microdata
_MOST_OBJECTS = 20  # of a page's JSON-LD
_DAY = timedelta(days=1)
_CLOSE = 6  # blocks below the headline in which a line with a date is its byline
_LONGEST = 160  # characters of a byline
_MOSTLY = 0.5  # share of linked text from which a line is a link to another article
_APART = 8  # characters between the word that tells a change and its date
_DATELINE = 90  # characters of the text in which its date stands
_DATE_FOLLOWS, _TEXT_FOLLOWS = ",|(–-/", '.:–—-|)(/„“"»'
_LONGEST_DATE = 30  # characters of a line that holds a date and nothing else
_LONGEST_LINK = 60  # characters of a line of links that may still be a mere date


def published(document: Document, site: Site, parts: Parts) -> Found[Stamp] | None:
    """When the article was published: the day by the first reader that tells one, its time by the first that knows."""
    possible = (found for found in _readings(document, site, parts) if _possible(found.value, document))
    best = next(possible, None)
    if best is None:
        # A page that tells only when it was changed was not published after that day.
        changes = itertools.chain(_changes(document, parts), _modifications(document, site, parts))
        return next((found for found in changes if _possible(found.value, document)), None)
    if best.value.has_time:
        return best
    return next((found for found in possible if found.value.day == best.value.day and found.value.has_time), best)


def modified(document: Document, site: Site, parts: Parts) -> Found[Stamp] | None:
    """When the article was last changed, if the page says so."""
    return next(_modifications(document, site, parts), None)


def _readings(document: Document, site: Site, parts: Parts) -> Iterator[Found[Stamp]]:
    """Every reader's answer, the most trusted first.

    A byline of a Chinese page is what its readers see, to the minute; its meta tags are often the time of an export. On
    other pages the visible date is ambiguous (03/04/2020) or without time, and JSON-LD is right, unless the page prints
    an earlier day: then its metadata tell when it was built anew.
    """
    yield from _by_rule("date_published", document, site)
    if parts.is_east_asian:
        visible = list(_visible(document, parts))
        yield from (each for each in visible if each.value.has_time and each.value.whole)
        yield from _told(document, parts)
        yield from visible
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
    yield from _alone(document)
    yield from _dateline(document, parts)


def _modifications(document: Document, site: Site, parts: Parts) -> Iterator[Found[Stamp]]:
    yield from _by_rule("date_modified", document, site)
    yield from _found("json-ld", map(stamp.parse_iso, _texts(document.news_ld, ("dateModified",))))
    yield from _found("meta", map(stamp.parse_iso, _texts(document.meta, order.MODIFIED_META)))
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
    if not found:
        yield from _found(
            "microdata", map(stamp.parse_iso, map(_machine, cast(list[_Element], _MICRODATA(document.tree))[:_FEW]))
        )
    times = (piece for piece in parts.pieces if piece.kind is Kind.DATE and piece.stamp)
    issued = (piece.stamp for piece in times if not _CHANGED.search(piece.names + piece.block.text))
    yield from _found("time element", map(stamp.parse_iso, issued))


def _texts_of_others(document: Document, names: Iterable[str]) -> Iterator[str]:
    return itertools.chain.from_iterable(_texts(other, names) for other in document.json_ld[:_MOST_OBJECTS])


def _machine(element: _Element) -> str:
    """What an element's attributes tell of its moment."""
    return element.get("content") or element.get("datetime") or element.get("title") or ""


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
    lines = (*parts.byline, *_opening(parts), *own, *labelled)
    yield from _found("visible byline", (_stamp_of(block, document) for block in lines))


def _alone(document: Document) -> Iterator[Found[Stamp]]:
    """The date that stands in lines of its own, wherever on the page, if there is but one."""
    lines = (block for block in document.layout.blocks if len(block.text) <= _LONGEST_DATE)
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


def _opening(parts: Parts) -> list[Block]:
    """Lines at the start of the text that are little more than a date, or begin with one."""
    first = (block for block in parts.body[:4] if block.index in parts.kept and len(block.text) <= _LONGEST)
    patterns = (_ONLY_A_DATE, _BEGINS_WITH_DATE, _ISSUED)
    return [block for block in first if any(pattern.match(block.text) for pattern in patterns)]


def _stamp_of(block: Block, document: Document) -> Stamp | None:
    """The date of a line, if it can be the article's, leaving out that of a change."""
    text = block.text[:_LONGEST]
    if not _MAY_BE_DATE.search(text) or (block.links > 0.6 and len(text) > _LONGEST_LINK) or _OF_OTHERS.search(text):
        return None
    changed = _CHANGED.search(text)
    if changed is None:
        return order.find(text, document)
    issued = _ISSUED.search(text, changed.end())
    return order.find(text[: changed.start()], document) or (
        order.find(text[issued.end() :], document) if issued else None
    )


def _changes(document: Document, parts: Parts) -> Iterator[Found[Stamp]]:
    """Dates of a change that are printed by the headline or below the text."""
    near = (block.text for block in (*parts.byline, *parts.body[:6], *parts.tail) if block.links < _MOSTLY)
    lines = (text for text in near if len(text) <= _LONGEST // 2 and _MAY_BE_DATE.search(text))
    named = (text[match.end() :] for text in lines if (match := _CHANGED.search(text)) and not _OF_OTHERS.search(text))
    stamps = ((order.find(text, document), text) for text in named)
    # The word and the date stand together; "the last mill turns again 06-04" tells no change.
    near_by = (each for each, text in stamps if each and each.raw in text[: len(each.raw) + _APART])
    yield from _found("visible byline", near_by)


def _possible(found: Stamp, document: Document) -> bool:
    """Nothing is published after it was fetched."""
    fetched = document.page.fetched_at
    return fetched is None or found.day - timedelta(days=2) <= fetched.date()
