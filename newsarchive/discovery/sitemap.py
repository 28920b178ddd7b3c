"""A sitemap (plain or gzip) or an index of them in, articles or further sitemaps out; and where robots.txt has them."""

from __future__ import annotations

import re
import zlib
from collections import Counter

from lxml import etree

from newsarchive.discovery import article, feed
from newsarchive.discovery.forms import form_of
from newsarchive.discovery.links import Listing, unique
from newsarchive.records import Link
from newsarchive.sites.schema import Site, Source
from newsarchive.text import squeeze
from newsarchive.urls import absolute

LIMIT = 64 * 2**20
"""Bytes that are unpacked at most; the protocol allows 50 MB (sitemaps.org)."""

_ASIDE = re.compile(
    r"(?:^|[-_/.])(?:tags?|authors?|images?|videos?|categor(?:y|ies)|pages?|users?|static|topics?)(?![a-z])", re.I
)
_ROBOTS = re.compile(rb"^\s*sitemap\s*:\s*(\S+)", re.I | re.M)


def read(body: bytes, url: str, site: Site, source: Source | None = None) -> Listing:  # noqa: ARG001 -- as its sisters
    """The articles of a sitemap, or the sitemaps of an index as `sources`, with the day of their last change.

    A link carries a date only where the sitemap gives the day of publication: a last change may be years later.
    """
    root = feed.parsed(_unpacked(body))
    if root is None:
        return _of_text(body, url, site)
    entries = [_entry(element, url) for element in root if isinstance(element.tag, str)]
    if etree.QName(root).localname == "sitemapindex":
        maps = [Link(told["loc"], None, told.get("lastmod")) for told in entries if "loc" in told]
        maps.sort(key=lambda each: each.date or "", reverse=True)  # a run may not take all of them
        return Listing(sources=unique(each for each in maps if not _ASIDE.search(each.url.rpartition("/")[2])))
    names = ("title", "publication_date", "lastmod")
    links = [Link(told["loc"], *map(told.get, names)) for told in entries if "loc" in told]
    return Listing(_articles(links, site))


def of_robots(body: bytes, url: str) -> tuple[str, ...]:
    """The sitemaps that a robots.txt names."""
    named = (absolute(url, place.decode("utf-8", "replace")) for place in _ROBOTS.findall(body))
    return tuple(dict.fromkeys(place for place in named if place))


def _of_text(body: bytes, url: str, site: Site) -> Listing:
    """A sitemap of bare lines, one address each."""
    lines = _unpacked(body).decode("utf-8", "replace").split()
    found = (absolute(url, line) for line in lines if line.startswith(("http://", "https://")))
    return Listing(_articles([Link(address) for address in found if address], site))


def _entry(element: etree._Element, url: str) -> dict[str, str]:
    """What an entry tells, by the local names of its elements: loc, lastmod, and of a news sitemap title and date."""
    told: dict[str, str] = {}
    for child in element.iter("{*}*"):
        if isinstance(child.tag, str) and (text := squeeze(child.text or "")):
            told.setdefault(etree.QName(child).localname, text)
    if "loc" in told:
        told["loc"] = absolute(url, told["loc"]) or ""
    return {name: text for name, text in told.items() if text}


def _articles(links: list[Link], site: Site) -> tuple[Link, ...]:
    """The links that are articles: by their address, or because most addresses of their form are."""
    judged = [(link, article.judge_near(link.url, site)) for link in links]
    kept = [(link, shape) for link, shape in judged if not shape.is_refused]
    forms: dict[str, Counter[bool]] = {}
    for link, shape in kept:
        forms.setdefault(form_of(link.url), Counter())[shape.score >= article.LIKELY] += 1
    return unique(
        link
        for link, shape in kept
        if shape.score >= article.LIKELY
        or link.title
        or forms[form_of(link.url)][True] > forms[form_of(link.url)][False]
    )


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(body, LIMIT)
    except zlib.error:
        return b""
