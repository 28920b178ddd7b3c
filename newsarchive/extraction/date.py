"""Dates of publication and change: document in, `Stamp`s out, by the byline, JSON-LD, meta tags, the URL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from newsarchive.extraction import select, stamp
from newsarchive.extraction.document import Document
from newsarchive.extraction.found import Found
from newsarchive.extraction.parts import Parts
from newsarchive.extraction.stamp import Stamp
from newsarchive.records import Block
from newsarchive.sites import Site

_PUBLISHED_META = (
    *(
        "article:published_time",
        "og:published_time",
        "publishdate",
        "pubdate",
        "datepublished",
        "og:article:published_time",
    ),
    *("firstpublishedtime", "published_time", "weibo:article:create_at", "bytedance:published_time", "dateupdate"),
    *("publish_date", "publication_date", "article.published", "sailthru.date", "parsely-pub-date", "dc.date.issued"),
    *(
        "dcterms.created",
        "dcterms.date",
        "dc.date",
        "cxenseparse:recs:publishtime",
        "date",
        "article:create_at",
        "ptime",
    ),
    *("originalpublicationdate", "article_date_original", "rnews:datepublished", "_pubtime", "releasedate"),
)
_MODIFIED_META = (
    *(
        "article:modified_time",
        "og:updated_time",
        "lastmod",
        "last-modified",
        "datemodified",
        "weibo:article:update_at",
    ),
    *("dcterms.modified", "bytedance:updated_time", "article.updated", "modified", "revised"),
)
_SCRIPT = re.compile(
    r"""["']?(?:publishDate|publish_?[tT]ime|pub_?[tT]ime|pubDate|datePublished|ptime|createTime|publishedAt|publishdate)["']?\s*"""
    r"""[:=]\s*["']?((?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}[T ]?[\d:]*(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?|1[0-9]{9}(?:\d{3})?)"""
)
_CHANGED = re.compile(r"更新|修改|最后|最後|updated?|modified|aktualiz|обновл|τελευταία", re.I)
_NOT_PUBLISHED = re.compile(
    r"copyright|©|版权|备案|\d{4}\s*[-–—]\s*(?:19|20)\d\d\b(?!\s*[-/.]\s*\d)|评论|回复|楼|网友|评论于|posted by .{2,40} on|reply",
    re.I,
)
_OURS = re.compile(r"[年月日时時分号]|来源|來源|发布|發佈|發表|发表|时间|時間")
_LONGEST = 160  # characters of a byline


def published(document: Document, site: Site, parts: Parts) -> Found[Stamp] | None:
    """When the article was published: the first reader that tells a time, else the first that tells a day."""
    found = [each for each in _readings(document, site, parts) if _possible(each.value, document)]
    if not found:
        return None
    best = found[0]
    if best.value.has_time:
        return best
    # The day is settled by the first reader; another one may add the time of that very day.
    return next((each for each in found if each.value.has_time and each.value.day == best.value.day), best)


def modified(document: Document, site: Site, parts: Parts) -> Found[Stamp] | None:
    """When the article was last changed, if the page says so."""
    if selector := site.read.get("date_modified"):
        for text in select.strings(document.tree, selector):
            if found := stamp.find(text, now=_now(document)):
                return Found(found, "site rule")
    value = document.news_ld.get("dateModified")
    if isinstance(value, str) and (found := stamp.parse_iso(value)):
        return Found(found, "json-ld")
    for name in _MODIFIED_META:
        if (text := document.meta.get(name)) and (found := stamp.parse_iso(text)):
            return Found(found, "meta")
    for block in (*parts.head, *parts.tail):
        if len(block.text) <= _LONGEST and (match := _CHANGED.search(block.text)):
            if found := stamp.find(block.text[match.start() :], now=_now(document)):
                return Found(found, "visible byline")
    return None


def _readings(document: Document, site: Site, parts: Parts) -> Iterator[Found[Stamp]]:
    """Every reader's answer, the most trusted first.

    A byline of a Chinese page is what its readers see, to the minute; its meta tags are often the time of an export. On
    other pages the visible date is ambiguous (03/04/2020) or without time, and JSON-LD is right.
    """
    if selector := site.read.get("date_published"):
        for text in select.strings(document.tree, selector):
            if found := stamp.find(text, now=_now(document)):
                yield Found(found, "site rule")
    visible = list(_visible(document, parts))
    sure = [each for each in visible if each.value.has_time and _full_year(each.value)]
    yield from (each for each in sure if _OURS.search(_around(each, parts)) or _is_cjk(document))
    yield from _told(document)
    yield from visible
    if found := stamp.in_url(document.page.url):
        yield Found(found, "url")
    if document.canonical_link and (found := stamp.in_url(document.canonical_link)):
        yield Found(found, "url")


def _told(document: Document) -> Iterator[Found[Stamp]]:
    """What metadata say: JSON-LD, meta tags, a variable in a script."""
    for key in ("datePublished", "dateCreated", "uploadDate"):
        value = document.news_ld.get(key)
        if isinstance(value, str) and (found := stamp.parse_iso(value)):
            yield Found(found, "json-ld")
    for name in _PUBLISHED_META:
        if (text := document.meta.get(name)) and (found := stamp.parse_iso(text)):
            yield Found(found, "meta")
    for element in document.tree.iter("time"):
        value = element.get("datetime") or ""
        if (element.get("pubdate") is not None or "publish" in (element.get("itemprop") or "").lower()) and (
            found := stamp.parse_iso(value)
        ):
            yield Found(found, "time element")
    for element in document.tree.iterfind(".//*[@itemprop='datePublished']"):
        value = element.get("content") or element.get("datetime") or "".join(element.itertext())
        if found := stamp.parse_iso(value):
            yield Found(found, "microdata")
    if match := _SCRIPT.search(document.text):
        if found := stamp.parse_iso(match[1]):
            yield Found(found, "script")


def _visible(document: Document, parts: Parts) -> Iterator[Found[Stamp]]:
    """Dates printed near the headline, then right above the body, then below it."""
    now = _now(document)
    for block in _nearest(parts):
        text = block.text
        if len(text) > _LONGEST and block.index > (parts.headline.index if parts.headline else -1) + 3:
            text = text[:_LONGEST]
        if block.links > 0.6 or _NOT_PUBLISHED.search(text):
            continue
        if (match := _CHANGED.search(text)) and not stamp.find(text[: match.start()], now=now):
            continue
        if found := stamp.find(text, now=now):
            yield Found(found, "visible byline")


def _nearest(parts: Parts) -> list[Block]:
    """The blocks that may print the date, those below the headline first, then those above it, then those after the body."""
    headline = parts.headline.index if parts.headline else -1
    below = [block for block in parts.head if block.index > headline]
    above = [block for block in reversed(parts.head) if block.index < headline]
    first = [block for block in parts.body[:3] if len(block.text) < _LONGEST]
    own = [parts.headline] if parts.headline else []
    return [*below, *first, *above, *own, *parts.tail]


def _around(found: Found[Stamp], parts: Parts) -> str:
    return next(
        (block.text for block in _nearest(parts) if found.value.raw and found.value.raw in block.text), found.value.raw
    )


def _is_cjk(document: Document) -> bool:
    blocks = document.layout.blocks
    sample = "".join(block.text for block in blocks[:: max(1, len(blocks) // 30)])[:2000]
    return sum("\u3040" <= char <= "\u9fff" for char in sample) > 0.2 * len(sample)


def _full_year(found: Stamp) -> bool:
    return str(found.day.year) in found.raw or "民" in found.raw


def _possible(found: Stamp, document: Document) -> bool:
    """Nothing is published after it was fetched."""
    fetched = document.page.fetched_at
    return fetched is None or found.day <= (fetched + timedelta(days=2)).date()


def _now(document: Document) -> datetime | None:
    """What relative dates count from: the time of fetching; without it the year of the address or of the metadata."""
    return document.page.fetched_at
