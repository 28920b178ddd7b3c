from lxml import html

from newsarchive.extraction import select

TREE = html.document_fromstring(
    "<html><head><meta name=author content=' Jane '></head><body><p class=by> By\n Jane </p><p class=by></p>"
    "<time datetime=2023-06-01>June 1</time></body></html>"
)


class TestElements:
    def test_css_and_xpath_find_elements_in_page_order(self):
        assert [each.tag for each in select.elements(TREE, "p.by, time")] == ["p", "p", "time"]
        assert [each.tag for each in select.elements(TREE, "//p")] == ["p", "p"]

    def test_an_xpath_that_finds_strings_finds_no_elements(self):
        assert select.elements(TREE, "//p/@class") == []


class TestStrings:
    def test_texts_are_squeezed_and_empty_ones_left_out(self):
        assert select.strings(TREE, "p.by") == ["By Jane"]

    def test_a_meta_tag_says_its_content_and_a_time_its_moment(self):
        assert select.strings(TREE, "meta[name=author]") == ["Jane"]
        assert select.strings(TREE, "time") == ["2023-06-01"]

    def test_an_xpath_may_end_in_an_attribute(self):
        assert select.strings(TREE, "//p/@class") == ["by", "by"]
