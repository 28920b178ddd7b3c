"""Every kind of demo portal by its bare address: all of its articles, each once, nothing else, without a detour."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from newsarchive.demo.families import FAMILIES
from newsarchive.demo.server import DemoPortal


class TestBareAddress:
    @pytest.mark.parametrize("family", FAMILIES)
    def test_all_articles_are_stored_once_and_nothing_else_is(self, program, archived, local, family):
        with DemoPortal(family) as portal:
            done = program("crawl", portal.url, *local)
            assert done.returncode == 0, done.stderr
            stored = Counter(each["url"].removeprefix(portal.url.rstrip("/")) for each in archived().records)
            assert stored == Counter(story.path for story in portal.articles)
            assert len(portal.requests) <= 1.6 * len(portal.articles)


RSS = '<rss version="2.0"><channel><title>渡口</title>{}</channel></rss>'
ITEM = "<item><title>渡口的船今日重新启航</title><link>{}</link></item>"


class TestSourcesOfSources:
    @pytest.fixture
    def portal(self, serve, pages):
        """A portal whose channel shows two stories and names a feed that has a third."""
        server = serve({pages.path(number): pages.story(number) for number in range(5)})
        feed = '<link rel="alternate" type="application/rss+xml" href="/river.xml">'
        server.routes["/"] = pages.listing(range(1), extra='<a href="/river/">河运</a>')
        server.routes["/river/"] = pages.listing(range(1, 3)).replace("</head>", f"{feed}</head>")
        server.routes["/river.xml"] = RSS.format(ITEM.format(server.url.rstrip("/") + pages.path(3)))
        return server

    def test_a_feed_that_a_channel_names_is_read_and_tells_the_channels_section(self, program, archived, local, portal):
        assert program("crawl", portal.url, *local).returncode == 0
        sections = {each["title"]: each["section"] for each in archived().records}
        assert sections["渡口第3班船启航"] == sections["渡口第1班船启航"] == "河运"

    def test_it_is_read_again_although_the_channel_is_as_it_was(self, program, archived, local):
        with DemoPortal("feeds") as portal:
            full = portal.portal
            feed = replace(full.resources["/life/atom.xml"], body=b'<feed xmlns="http://www.w3.org/2005/Atom"></feed>')
            portal.portal = replace(full, resources={**full.resources, "/life/atom.xml": feed})
            assert program("crawl", portal.url, *local).returncode == 0
            assert len(archived().records) < len(portal.articles)
            portal.portal = full
            assert program("crawl", portal.url, *local).returncode == 0
            assert len(archived().records) == len(portal.articles)

    def test_sitemaps_of_robots_txt_are_read_from_the_home_page_on_only(self, program, pages, archived, local, portal):
        address = "<url><loc>{}</loc></url>".format(portal.url.rstrip("/") + pages.path(4))
        portal.routes["/map.xml"] = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{address}</urlset>'
        abroad = "http://127.0.0.2:9/map.xml"
        portal.routes["/robots.txt"] = f"Sitemap: {portal.url}map.xml\nSitemap: {abroad}\n"
        assert program("crawl", f"{portal.url}river/", *local).returncode == 0
        assert "/map.xml" not in portal.asked
        done = program("crawl", portal.url, *local)
        assert done.returncode == 0, done.stderr
        assert "渡口第4班船启航" in {each["title"] for each in archived().records}
        assert "failed" not in done.stdout
