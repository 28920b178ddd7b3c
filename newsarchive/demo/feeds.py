"""Stories in; feeds and sitemaps out, each in the form of its standard."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from html import escape

from newsarchive.demo.resources import Resource
from newsarchive.demo.stories import Story


def rss(base: str, title: str, stories: Iterable[Story]) -> Resource:
    """RSS 2.0; dates in the form of RFC 822."""
    items = "\n".join(
        f"<item><title>{escape(story.raw_title, quote=False)}</title><link>{base}{story.path}</link>"
        f"<pubDate>{story.published:%a, %d %b %Y %H:%M:%S %z}</pubDate></item>"
        for story in stories
    )
    head = f"<title>{escape(title, quote=False)}</title><link>{base}/</link>"
    return _xml(f'<rss version="2.0"><channel>{head}\n{items}\n</channel></rss>\n', "application/rss+xml")


def atom(base: str, title: str, stories: Iterable[Story]) -> Resource:
    """Atom 1.0."""
    entries = "\n".join(
        f'<entry><title>{escape(story.raw_title, quote=False)}</title><link href="{base}{story.path}"/>'
        f"<id>{base}{story.path}</id><updated>{story.date_published}</updated></entry>"
        for story in stories
    )
    head = f"<title>{escape(title, quote=False)}</title><id>{base}/</id>"
    text = f'<feed xmlns="http://www.w3.org/2005/Atom">{head}\n{entries}\n</feed>\n'
    return _xml(text, "application/atom+xml")


def json_feed(base: str, title: str, stories: Iterable[Story]) -> Resource:
    """JSON Feed 1.1."""
    items = [
        {
            "id": story.path,
            "url": base + story.path,
            "title": story.raw_title,
            "date_published": story.date_published,
        }
        for story in stories
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": title, "home_page_url": f"{base}/", "items": items}
    return Resource(json.dumps(feed, ensure_ascii=False).encode(), "application/feed+json")


def sitemap(places: Iterable[tuple[str, str | None]]) -> Resource:
    """A sitemap of (address, date of the last change or None)."""
    return _xml(_set("urlset", "url", places))


def sitemap_index(places: Iterable[tuple[str, str | None]]) -> Resource:
    """A sitemap of sitemaps."""
    return _xml(_set("sitemapindex", "sitemap", places))


def compressed(resource: Resource) -> Resource:
    """The same as a gzip file, as sitemaps are kept; not an encoding of the transfer."""
    return Resource(gzip.compress(resource.body, mtime=0), "application/gzip")


def _set(outer: str, inner: str, places: Iterable[tuple[str, str | None]]) -> str:
    rows = (
        f"<{inner}><loc>{escape(url)}</loc>" + (f"<lastmod>{date}</lastmod>" if date else "") + f"</{inner}>\n"
        for url, date in places
    )
    return f'<{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{"".join(rows)}</{outer}>\n'


def _xml(text: str, media: str = "application/xml") -> Resource:
    return Resource(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode(), media)
