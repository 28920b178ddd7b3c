from __future__ import annotations

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


class TestTextOf:
    def test_no_more_is_read_than_asked_for(self):
        box = html.fragment_fromstring("<div>" + "<p>雪雪雪</p>" * 10_000 + "</div>")
        assert len(anchors.text_of(box, limit=100)) < 200


class TestBaseOf:
    def test_a_base_that_is_no_address_is_ignored(self):
        page = html.document_fromstring("<base href='about:blank'><p>x")
        assert anchors.base_of(page, HERE) == HERE
