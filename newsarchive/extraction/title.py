"""Headline: document in, the headline as the page prints it out (`cleaning.headline` takes the decoration off)."""

from __future__ import annotations

from newsarchive.extraction import select
from newsarchive.extraction.document import Document
from newsarchive.extraction.found import Found
from newsarchive.extraction.parts import Parts
from newsarchive.sites import Site
from newsarchive.text import fold, squeeze

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
