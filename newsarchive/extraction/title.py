"""Headline: document in, the headline as the page prints it out (`cleaning.headline` takes the decoration off)."""

from __future__ import annotations

import re

from newsarchive.extraction import select
from newsarchive.extraction.document import Document
from newsarchive.extraction.found import Found
from newsarchive.extraction.parts import Parts
from newsarchive.sites import Site
from newsarchive.text import fold, squeeze

_ORIGINAL = re.compile(
    r"[(（【\[]?\s?原(?:标题|標題|题|題|文标题)(?:是|为)?\s?[:：]\s?[《“「]?(?P<v>.{2,150}?)\s?[)）】\]]?$"
)
_LONGEST = 300  # characters; nothing longer is a headline


def read(document: Document, site: Site, parts: Parts) -> Found[str] | None:
    """The printed headline, else what the page's metadata say, else the title tag; None where all are silent."""
    if selector := site.read.get("title"):
        for text in select.strings(document.tree, selector):
            return Found(text, "site rule")
    heading = parts.headline
    told = _told(document)
    if heading is not None and (len(fold(heading.text)) >= 4 or not told):
        return Found(heading.text, "visible headline")
    if told:
        return told
    return Found(document.title_tag, "title tag") if document.title_tag else None


def _told(document: Document) -> Found[str] | None:
    headline = document.news_ld.get("headline")
    if isinstance(headline, str) and 4 <= len(squeeze(headline)) <= _LONGEST:
        return Found(squeeze(headline), "json-ld")
    for name in ("og:title", "twitter:title", "title", "dc.title", "articletitle"):
        if text := document.meta.get(name):
            return Found(text, "meta")
    return None


def read_original(parts: Parts) -> str | None:
    """The headline that the article bore where it was taken from ("原标题：…"); None where the page tells none."""
    for block in (*parts.byline, *parts.body[:6], *parts.closing):
        if len(block.text) <= 160 and (match := _ORIGINAL.match(block.text)):
            return match["v"].strip("》”」 ")
    return None
