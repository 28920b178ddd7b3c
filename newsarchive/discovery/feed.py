"""A feed (RSS, Atom, JSON Feed) in, the articles it lists out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml import etree

from newsarchive.discovery import article
from newsarchive.discovery.links import Listing, unique
from newsarchive.records import Link
from newsarchive.sites.schema import Site, Source
from newsarchive.text import squeeze
from newsarchive.urls import absolute

_DATES = ("pubDate", "published", "date", "updated", "date_published", "date_modified")


def read(body: bytes, url: str, site: Site, source: Source | None = None) -> Listing:  # noqa: ARG001 -- as its sisters
    """The feed's articles; what the site's rules deny is left out. A body that is no feed has none."""
    links, following = _of_json(body) if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" else _of_xml(body)
    found = []
    for link in links:
        address = absolute(url, link.url)
        if address and not article.judge_near(address, site).is_refused:
            found.append(Link(address, link.title, link.date))
    return Listing(unique(found), (), absolute(url, following) if following else None)


def _of_json(body: bytes) -> tuple[list[Link], str | None]:
    try:
        feed = json.loads(body)
    except ValueError:
        return [], None
    items = feed.get("items") if isinstance(feed, dict) else None
    rows = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    links = [Link(_text(row.get("url") or row.get("id")) or "", _text(row.get("title")), _first(row)) for row in rows]
    return links, _text(feed.get("next_url")) if rows else None


def _of_xml(body: bytes) -> tuple[list[Link], str | None]:
    root = parsed(body)
    if root is None:
        return [], None
    links = []
    for item in _elements(root, "item", "entry"):
        told: dict[str, etree._Element] = {}
        for child in item:
            told.setdefault(_name(child), child)
        address = _alternate(item) or _text(_content(told.get("guid"))) or ""
        dates = {name: _content(told.get(name)) for name in _DATES}
        links.append(Link(address, _text(_content(told.get("title"))), _first(dates)))
    following = (
        child.get("href") for child in _elements(root, "link") if child.get("rel") == "next" and child.get("href")
    )
    return links, next(following, None)


def parsed(body: bytes) -> etree._Element | None:
    """The root of an XML document, mended where it is broken; None where there is none. Nothing outside is loaded."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, remove_comments=True)
    try:
        return etree.fromstring(body.lstrip(b" \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _elements(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    return (element for element in root.iter("{*}*") if _name(element) in names)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _alternate(item: etree._Element) -> str | None:
    """The address of an entry: `<link>text</link>` in RSS, the alternate `<link href>` in Atom."""
    for link in _elements(item, "origLink", "link"):
        target = link.get("href") if link.get("rel", "alternate") == "alternate" else None
        if address := squeeze(target or link.text or ""):
            return address
    return None


def _content(element: etree._Element | None) -> str | None:
    return None if element is None else "".join(map(str, element.itertext()))


def _first(told: dict[str, Any]) -> str | None:
    return next((text for name in _DATES if (text := _text(told.get(name)))), None)


def _text(value: object) -> str | None:
    return squeeze(value) or None if isinstance(value, str) else None
