"""What a site calls itself: document in, its names out, folded for comparing."""

from __future__ import annotations

from collections.abc import Mapping

from newsarchive.extraction.document import Document
from newsarchive.sites import Site
from newsarchive.text import fold
from newsarchive.urls import domain_of, host_of

_META = ("og:site_name", "application-name", "sitename", "apple-mobile-web-app-title")
_SHORTEST = 3  # characters of a domain's label that is a name


def names(document: Document, site: Site) -> frozenset[str]:
    """The site's names by its file, its metadata, its publisher and its domain ("example" of www.example.com)."""
    publisher = document.news_ld.get("publisher")
    house = publisher.get("name") if isinstance(publisher, Mapping) else publisher
    label = domain_of(host_of(document.page.url)).partition(".")[0]
    told = (site.name, house if isinstance(house, str) else None, *map(document.meta.get, _META))
    own = label if len(label) >= _SHORTEST and not label.isdigit() else None
    return frozenset(fold(name) for name in (*told, own) if name)
