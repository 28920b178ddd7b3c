"""What once broke a reader, or could: pages whose metadata and markup are not what they seem."""

import json

import pytest

from newsarchive.extraction import authors, images


def ld(**told):
    data = {"@type": "NewsArticle", **told}
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


class TestMetadata:
    def test_an_object_that_holds_itself_many_times_is_read_once(self, article):
        graph = {"@type": "NewsArticle", "headline": "x"}
        for _ in range(40):
            graph = {"@graph": [graph], "mainEntity": {"@type": "Thing"}}
        assert len(article(head=ld(**graph)).document.json_ld) <= 82


class TestElements:
    def test_an_element_that_says_its_time_and_shows_nothing_is_no_name(self, article):
        page = article("<div class=info><time class=author datetime='2023-06-01'></time>记者 张三</div>")
        found = authors.read(page.document, page.site, page.parts)
        assert found is None or found.value == ("张三",)

    @pytest.mark.parametrize("value", ["", " ", "http://[", "//", "data:,x", "javascript:void(0)", "a" * 10_000])
    def test_an_image_without_an_address_that_makes_sense_is_none(self, article, value):
        page = article(first=f"<p><img src='{value}'></p>")
        assert all(
            each.url is None or each.url.startswith("http")
            for each in images.read(page.document, page.parts, frozenset()).images
        )

    def test_a_base_that_makes_no_sense_is_passed_over(self, article):
        page = article(head="<base href='http://['>")
        assert page.document.url == page.document.page.url
