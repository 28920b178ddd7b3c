"""The answer of a source in, its links out: which kind of source it is, and so who reads it."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.etree import _Element

from newsarchive.discovery import cdx, feed, json_list, listing, scripts, sitemap
from newsarchive.discovery.links import Listing
from newsarchive.records import Page
from newsarchive.sites.schema import Site, Source

Reader = Callable[[bytes, str, Site, Source | None], Listing]

READERS: dict[str, Reader] = {
    "feed": feed.read,
    "sitemap": sitemap.read,
    "json": json_list.read,
    "cdx": cdx.read,
    "script": scripts.read,
}
"""Who reads a kind of source; a "listing" is markup, for `listing`. A "script" is met on the way and never declared."""

_LOOKS: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    ("sitemap", re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]")),
    ("feed", re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]|^\s*\{[^{}]*\"https?://jsonfeed\.org/version/")),
    ("listing", re.compile(rb"<(?:!doctype\s+html|html|head|body|div|ul|table|a|p)[\s>]", re.I)),
    (
        "script",
        re.compile(rb"^\s*(?:var|let|const|function|window\.|document\.|\(function|!function|\$\(|\(\(\)\s*=>|/\*|//)"),
    ),
    ("json", re.compile(rb"^\s*(?:/\*\*/\s*)?(?:[\w.$]{1,60}\s*\(\s*)?(?:\{\s*[\"}]|\[\s*[\[{\"\]])")),
)


def kind_of(page: Page, source: Source | None = None) -> str:
    """The kind that the site file declares, else the one that the body looks like."""
    if source and source.kind != "listing":
        return source.kind
    head = page.body[:2000].removeprefix(b"\xef\xbb\xbf")
    if head.startswith(b"\x1f\x8b"):
        return "sitemap"
    found = [(match.start(), kind) for kind, looks in _LOOKS if (match := looks.search(head))]
    return min(found)[1] if found else "listing"


def read(page: Page, tree: Callable[[], _Element], site: Site, source: Source | None = None) -> Listing:
    """The links of a source's page; `tree` parses it and is called for a listing only. Raises what `tree` raises."""
    kind = kind_of(page, source)
    if kind == "listing":
        return listing.read(tree(), page.url, site, source)
    return READERS[kind](page.body, page.url, site, source)
