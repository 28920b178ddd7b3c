"""What the pages of a look show."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from newsarchive.crawl.sample import articles_to_show, sample_of
from newsarchive.reading import read_page
from newsarchive.records import Article, Page
from newsarchive.sites import defaults
from newsarchive.sites.learn import Seen
from newsarchive.storage import SiteArchive, Wire

HOST = "a.cn"
SITE = defaults.for_host(HOST)


@pytest.fixture
def look(tmp_path: Path, pages):
    """Archive pages as a look does, those of stories as articles; what they show."""

    def look(routes: dict[str, str]):
        with SiteArchive.open(tmp_path, HOST) as archive:
            for path, text in routes.items():
                page = Page(f"http://{HOST}{path}", text.encode())
                archive.keep_page(page, Wire(page.body))
                if text.startswith("<html><head><title>渡口"):
                    archive.store(read_page(page, SITE))
        return sample_of(tmp_path, HOST, SITE, f"http://{HOST}/")

    return look


class TestSampleOf:
    def test_a_listing_and_its_next_page_are_one_source_with_the_name_that_its_link_has(self, look, pages) -> None:
        sample = look(
            {
                "/": pages.listing(range(2), extra='<a href="/gn/">国内</a>'),
                "/gn/": pages.listing(range(2, 4), "/gn/index_2.html"),
                "/gn/index_2.html": pages.listing(range(4, 6)),
                pages.path(1): pages.story(1),
            }
        )
        home, channel = sample.sources
        assert home.url == f"http://{HOST}/"
        assert channel == Seen(
            *(f"http://{HOST}/gn/", "listing", "国内"),
            tuple(f"http://{HOST}{pages.path(number)}" for number in range(2, 6)),
            f"http://{HOST}/gn/index_2.html",
        )
        assert [article.title for article in sample.articles] == ["渡口第1班船启航"]
        assert len(sample.titles) == len(sample.encodings) == 4
        assert len(sample.listed) == 6

    def test_further_pages_of_articles_are_no_sources(self, look, pages) -> None:
        further = f"{pages.path(1)}?page=2"
        sample = look(
            {
                "/": pages.listing(range(2)),
                pages.path(1): pages.story(1, next_page=further),
                further: pages.listing(range(2, 6)),
            }
        )
        assert [source.url for source in sample.sources] == [f"http://{HOST}/"]

    def test_an_index_of_sitemaps_holds_others(self, look) -> None:
        place = f"http://{HOST}/maps/1.xml"
        entry = f"<sitemap><loc>{place}</loc></sitemap>"
        head = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        sample = look({"/maps.xml": f"{head}{entry}</sitemapindex>"})
        assert sample.sources == (Seen(f"http://{HOST}/maps.xml", "sitemap", holds=(place,)),)

    def test_pages_that_were_listed_as_articles_and_are_none_are_the_others(self, look, pages) -> None:
        none = {pages.path(number): "<html><title>404</title><p>none</html>" for number in (0, 1)}
        sample = look({"/": pages.listing(range(3)), **none, pages.path(2): "<html><title>Album</title></html>"})
        # What bears the same title is the page that the portal shows where there is none.
        assert sample.others == (f"http://{HOST}{pages.path(0)}", f"http://{HOST}{pages.path(2)}")


class TestArticlesToShow:
    def test_channels_differ_and_lengths_are_usual(self) -> None:
        blank = Article("0", "http://a.cn/0.html", "", HOST, "", "", "")
        articles = tuple(
            replace(blank, id=str(number), section=section, text="字" * length)
            for number, (section, length) in enumerate([("甲", 9), ("甲", 90), ("甲", 100), ("乙", 110), ("乙", 999)])
        )
        assert {each.id for each in articles_to_show(articles, 3)} == {"1", "2", "3"}
        assert {each.id for each in articles_to_show(articles, 2)} == {"2", "3"}
