from __future__ import annotations

import gzip
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.discovery import sitemap
from newsarchive.records import Link
from newsarchive.sites import defaults

URL = "http://www.example.cn/sitemap.xml"
NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> http://www.example.cn/gn/snow </loc><lastmod>2024-01-01</lastmod>
<n:news><n:publication><n:name>示例网</n:name></n:publication>
<n:publication_date>2023-06-01T08:30:00+08:00</n:publication_date><n:title>大雪封山</n:title></n:news></url></urlset>"""
INDEX = """<sitemapindex><sitemap><loc>/maps/news-2023-06.xml.gz</loc><lastmod>2023-06-30</lastmod></sitemap>
<sitemap><loc>/maps/tags.xml</loc></sitemap><sitemap><loc>/maps/sitemap-authors-1.xml</loc></sitemap></sitemapindex>"""


def urlset(*paths):
    return "<urlset>" + "".join(f"<url><loc>http://www.example.cn{path}</loc></url>" for path in paths) + "</urlset>"


@pytest.fixture
def read(site):
    return lambda text: sitemap.read(text.encode(), URL, site)


class TestRead:
    def test_a_news_sitemap_tells_title_and_day_of_publication(self, read):
        snow = Link("http://www.example.cn/gn/snow", "大雪封山", "2023-06-01T08:30:00+08:00", changed="2024-01-01")
        assert read(NEWS).articles == (snow,)

    def test_of_other_sitemaps_the_articles_are_taken(self, read):
        paths = ["/", "/gn/", "/2023/0601/10001.html", "/2023/0602/10002.html", "/about/", "/tag/snow/10001/"]
        assert [link.url for link in read(urlset(*paths)).articles] == [
            f"http://www.example.cn{path}" for path in paths[2:4]
        ]

    def test_an_address_that_says_little_is_taken_among_its_likes(self, read):
        found = read(
            urlset("/gn/snow-in-the-northern-hills", "/gn/new-bridge-for-the-old-town", "/gn/rain-again", "/gn/")
        )
        assert len(found.articles) == 3

    def test_an_index_leads_to_the_maps_of_articles(self, read):
        assert read(INDEX).sources == (Link("http://www.example.cn/maps/news-2023-06.xml.gz", None, "2023-06-30"),)

    def test_the_maps_of_an_index_come_newest_first_those_without_a_day_last(self, read):
        days = ["2023-05-31", "", "2023-06-30T08:00:00+08:00", "2022-12-31"]
        maps = "".join(f"<sitemap><loc>/m{n}.xml</loc><lastmod>{day}</lastmod></sitemap>" for n, day in enumerate(days))
        found = read(f"<sitemapindex>{maps}</sitemapindex>")
        assert [link.url[-6:-4] for link in found.sources] == ["m2", "m0", "m3", "m1"]

    def test_gzip_is_unpacked(self, site):
        assert sitemap.read(gzip.compress(NEWS.encode()), URL, site) == sitemap.read(NEWS.encode(), URL, site)

    def test_bare_lines_are_a_sitemap_too(self, read):
        assert (
            len(
                read(
                    "http://www.example.cn/2023/0601/10001.html\nhttp://www.example.cn/2023/0601/10002.html\n"
                ).articles
            )
            == 2
        )

    def test_a_bomb_is_not_unpacked(self, site):
        bomb = gzip.compress(bytes(4 * sitemap.LIMIT), 9)
        tracemalloc.start()
        sitemap.read(bomb, URL, site)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 3 * sitemap.LIMIT

    @given(st.binary(max_size=200))
    def test_any_bytes_may_come(self, body):
        site = defaults.for_host("www.example.cn")
        for start in (b"", b"\x1f\x8b", b"<urlset>", b"<sitemapindex><sitemap><loc>"):
            assert sitemap.read(start + body, URL, site).next_page is None


class TestOfRobots:
    def test_every_map_is_named_once(self):
        robots = b"User-agent: *\nSitemap: /a\nsitemap:http://www.example.cn/b\r\nSITEMAP: /a\n# Sitemap: /c"
        assert sitemap.of_robots(robots, "http://www.example.cn/robots.txt") == (
            "http://www.example.cn/a",
            "http://www.example.cn/b",
        )
