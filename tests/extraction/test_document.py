import json

import pytest

from newsarchive.errors import Unreadable
from newsarchive.extraction.document import parse
from newsarchive.records import Page
from newsarchive.sites import Site

SITE = Site(host="news.example")
URL = "http://news.example/a/1024.html"


def document(markup, **headers):
    pairs = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    body = markup if isinstance(markup, bytes) else markup.encode()
    return parse(Page(URL, body, headers=pairs), SITE)


def ld(data):
    return document(f'<script type="application/ld+json">{json.dumps(data)}</script><p>a</p>')


class TestParse:
    def test_the_encoding_is_that_which_makes_text(self):
        page = document(
            "<p>渡船今天复航，岸上站满了人，学生不用买票。</p>".encode("gb18030"),
            content_type="text/html; charset=utf-8",
        )
        assert (page.encoding, "渡船今天复航" in page.text) == ("gb18030", True)

    def test_a_capture_as_plain_text_is_made_a_page(self):
        page = document("渡船复航\n\n岸上站满了人。", content_type="text/plain")
        assert [block.text for block in page.layout.blocks] == ["渡船复航", "岸上站满了人。"]

    @pytest.mark.parametrize("body", [b"", b" \n\t", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20])
    def test_what_is_no_text_is_unreadable_and_says_where(self, body):
        with pytest.raises(Unreadable) as caught:
            document(body)
        assert caught.value.url == URL


class TestUrl:
    def test_links_start_from_the_base(self):
        assert document("<base href='/b/'><p>a").url == "http://news.example/b/"

    @pytest.mark.parametrize("href", ["", "javascript:void(0)", "http://[", "mailto:a@b"])
    def test_or_from_the_page_where_that_makes_no_sense(self, href):
        assert document(f"<base href='{href}'><p>a").url == URL


class TestMeta:
    def test_tags_by_any_of_their_names_the_first_that_says_something(self):
        page = document(
            "<meta property='og:title' content=' 渡船 \n 复航 '><meta name=Author content=''>"
            "<meta name=author content=周文博><meta itemprop=datePublished content=2023-06-01>"
            "<meta name=author content=其他><p>a"
        )
        assert page.meta == {"og:title": "渡船 复航", "author": "周文博", "datepublished": "2023-06-01"}


class TestTitleTag:
    def test_it_is_squeezed(self):
        assert document("<title>\n 渡船复航 \n_江边在线</title><p>a").title_tag == "渡船复航 _江边在线"

    def test_that_of_a_drawing_is_none(self):
        assert document("<body><svg><title>箭头</title></svg><p>a").title_tag == ""


class TestJsonLd:
    @pytest.mark.parametrize(
        "data",
        [
            {"@type": "NewsArticle", "headline": "渡船"},
            [{"@type": "WebSite"}, {"@type": "NewsArticle", "headline": "渡船"}],
            {"@graph": [{"@type": "WebPage", "mainEntity": {"@type": ["Article", "Thing"], "headline": "渡船"}}]},
            {"@type": "WebPage", "mainEntityOfPage": [{"@type": "ReportageNewsArticle", "headline": "渡船"}]},
        ],
    )
    def test_the_article_is_found_wherever_it_lies(self, data):
        assert ld(data).news_ld["headline"] == "渡船"

    def test_of_two_the_one_that_tells_more(self):
        assert ld([{"@type": "Article"}, {"@type": "Article", "headline": "渡船"}]).news_ld["headline"] == "渡船"

    def test_of_several_the_one_that_bears_the_title_of_the_page(self):
        own = {"@type": "Article", "headline": "石桥镇的渡船今天复航"}
        other = {
            "@type": "Article",
            "headline": "面包又涨价了大家都在说",
            "datePublished": "2023-06-01",
            "author": "罗静",
        }
        data = json.dumps([other, own])
        page = document(f'<title>石桥镇的渡船今天复航_江边</title><script type="application/ld+json">{data}</script>')
        assert page.news_ld == own

    @pytest.mark.parametrize("data", [None, 1, "NewsArticle", [], {}, {"@type": None}, {"@graph": 3}])
    def test_what_is_none_is_none(self, data):
        assert ld(data).news_ld == {}


class TestCanonicalLink:
    @pytest.mark.parametrize(
        "head", ["<link rel=canonical href='/b.html'>", "<meta property='og:url' content='http://news.example/b.html'>"]
    )
    def test_it_is_absolute(self, head):
        assert document(f"{head}<p>a").canonical_link == "http://news.example/b.html"

    def test_a_link_may_be_more_than_that(self):
        assert (
            document("<link rel='Canonical shortlink' href='/b.html'><p>a").canonical_link
            == "http://news.example/b.html"
        )

    def test_a_page_that_names_none(self):
        assert document("<p>a").canonical_link is None
