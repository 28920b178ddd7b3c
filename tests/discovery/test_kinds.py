from __future__ import annotations

import gzip
from collections import deque

import pytest
from lxml import html

from newsarchive.demo.families import FAMILIES
from newsarchive.discovery import channels, kinds, sitemap
from newsarchive.records import Page
from newsarchive.sites import Source, defaults
from newsarchive.urls import key_of

BASE = "http://127.0.0.1:8000"
SITE = defaults.for_host("127.0.0.1:8000")


class TestKindOf:
    @pytest.mark.parametrize(
        ("body", "kind"),
        [
            (b"<!DOCTYPE html><html><body>", "listing"),
            (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC><html xmlns="http://www.w3.org/1999/xhtml">', "listing"),
            (b"<ul><li><a href=1>", "listing"),
            (b"plain text", "listing"),
            (b"", "listing"),
            (b'\xef\xbb\xbf<?xml version="1.0"?><rss version="2.0">', "feed"),
            (
                b'<?xml version="1.0"?><!-- <a> is no tag here --><feed xmlns="http://www.w3.org/2005/Atom">'[:22]
                + b"<feed >",
                "feed",
            ),
            (b'{"version": "https://jsonfeed.org/version/1", "items": []}', "feed"),
            (b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">', "sitemap"),
            (b"<sitemapindex>", "sitemap"),
            (gzip.compress(b"<urlset>", mtime=0), "sitemap"),
            (b'{"code": 0, "html": "<a href=1>"}', "json"),
            (b' [{"url": "/1"}]', "json"),
            (b"[]", "json"),
            (b'show.list({"a": 1});', "json"),
        ],
    )
    def test_it_is_what_the_body_looks_like(self, body, kind):
        assert kinds.kind_of(Page(f"{BASE}/x", body)) == kind

    def test_the_site_file_knows_better(self):
        assert kinds.kind_of(Page(f"{BASE}/x", b"<p>"), Source(f"{BASE}/x", kind="json")) == "json"


class TestRead:
    @pytest.mark.parametrize("family", FAMILIES)
    def test_every_article_of_a_portal_is_found_from_its_front_page_and_nothing_else(self, family):
        portal = FAMILIES[family](BASE)
        assert found_from_front(portal) == {key_of(BASE + story.path) for story in portal.stories}


def found_from_front(portal):
    """The keys of the articles that a crawl would find: front page, its channels, their pages, feeds and sitemaps."""
    robots = portal.answer("/robots.txt")
    waiting = deque((url, 1) for url in (f"{BASE}/", *sitemap.of_robots(robots.body, f"{BASE}/robots.txt")))
    waiting[0] = (f"{BASE}/", 0)
    asked, articles = set(), set()
    while waiting:
        url, depth = waiting.popleft()
        answer = portal.answer(url.removeprefix(BASE))
        if url in asked or answer.status != 200:
            continue
        asked.add(url)
        found = kinds.read(Page(url, answer.body), lambda: html.document_fromstring(answer.body), SITE)  # noqa: B023
        articles |= {key_of(link.url) for link in found.articles}
        belonging = (*found.sources, *channels.sheets(url, found.listings), *(found.listings if depth == 0 else ()))
        waiting.extend((link.url, depth + 1) for link in belonging)
        waiting.extend([(found.next_page, depth)] if found.next_page else [])
    return articles
