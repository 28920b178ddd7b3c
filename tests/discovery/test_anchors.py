from __future__ import annotations

import pytest
from lxml import html

from newsarchive.discovery import anchors

HERE = "http://www.example.cn/gn/"


class TestRead:
    def test_only_addresses_that_can_be_asked_for_count(self, tree):
        found = anchors.read(
            tree(
                "<a href=1.html>a</a><a href='javascript:;'>b</a><a href=#c>c</a>"
                "<a href='http://[x'>d</a><a>e</a><a href=''>f</a>"
            ),
            HERE,
        )
        assert [(anchor.url, anchor.text) for anchor in found] == [(f"{HERE}1.html", "a")]

    def test_a_picture_speaks_by_its_alternative_text(self, tree):
        (anchor,) = anchors.read(tree("<a href=1.html><img src=x alt=' 下一页 '></a>"), HERE)
        assert anchor.text == "下一页"

    def test_of_links_without_an_end_the_first_are_looked_at(self, tree):
        assert len(anchors.read(tree("<a href=1.html>1</a> " * (anchors.MOST + 5)), HERE)) == anchors.MOST


class TestSent:
    @pytest.mark.parametrize(
        "meta", ["<meta charset=gb2312>", "<meta http-equiv=content-type content='text/html; charset=GBK'>"]
    )
    def test_a_query_goes_out_in_the_encoding_of_its_page(self, tree, meta):
        page = tree(f"{meta}<a href='list.asp?lm=国内&amp;page=2'>x</a><a href='/新闻/list.asp?a=%B9&b=+'>y</a>")
        assert [anchor.url for anchor in anchors.read(page, HERE)] == [
            f"{HERE}list.asp?lm=%B9%FA%C4%DA&page=2",
            "http://www.example.cn/新闻/list.asp?a=%B9&b=+",
        ]

    @pytest.mark.parametrize("meta", ["", "<meta charset=utf-8>", "<meta charset=no-such>", "<meta charset='a\0b'>"])
    def test_else_it_stays_as_it_is_written(self, tree, meta):
        assert anchors.sent("list.asp?lm=国内", tree(meta)) == "list.asp?lm=国内"


class TestTextOf:
    def test_no_more_is_read_than_asked_for(self):
        box = html.fragment_fromstring("<div>" + "<p>雪雪雪</p>" * 10_000 + "</div>")
        assert len(anchors.text_of(box, limit=100)) < 200


class TestBaseOf:
    def test_a_base_that_is_no_address_is_ignored(self):
        page = html.document_fromstring("<base href='about:blank'><p>x")
        assert anchors.base_of(page, HERE) == HERE
