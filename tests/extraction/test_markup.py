import pytest

from newsarchive.errors import Unreadable
from newsarchive.extraction import markup


def words(tree):
    return "".join(map(str, tree.itertext()))


class TestParse:
    @pytest.mark.parametrize("tag", ["div", "b", "font", "table><tr><td", "ul><li", "blockquote", "form", "section"])
    def test_a_page_nested_a_hundred_thousand_times_keeps_its_words(self, tag):
        tree = markup.parse(f"<p>before</p>{f'<{tag}>' * 100_000}<p>inside</p>")
        assert "before" in words(tree)
        assert "inside" in words(tree)

    def test_what_is_nested_and_closed_keeps_what_follows(self):
        tree = markup.parse("<div>" * 5_000 + "inside" + "</div>" * 5_000 + "<p>behind</p>")
        assert words(tree) == "insidebehind"

    @pytest.mark.parametrize("end", ["</html>", "</HTML >", "</body></html>"])
    def test_a_page_goes_on_behind_an_end_that_a_part_of_it_brings_along(self, end):
        tree = markup.parse(f"<html><body><div>header</div>{end}<div><p>text</p></div></body></html>")
        assert words(tree) == "headertext"

    @pytest.mark.parametrize("tag", ["button", "svg", "object"])
    def test_an_element_of_no_text_that_was_never_closed_does_not_swallow_the_page(self, tag):
        tree = markup.parse(f"<header><{tag}>menu<main><h1>headline</h1><p>text</p></main></header><{tag}>more</{tag}>")
        assert not any("text" in words(element) for element in tree.iter(tag))
        assert words(next(tree.iter("main"))) == "headlinetext"

    @pytest.mark.parametrize("text", ["", "<!-- -->", "<?php ?>"])
    def test_a_page_of_nothing_is_unreadable(self, text):
        with pytest.raises(Unreadable, match="no markup"):
            markup.parse(text)

    def test_characters_that_no_tree_can_hold_are_left_out(self):
        assert words(markup.parse("<p>a\0b\ud800c</p>")).replace("?", "") == "abc"


class TestFlatten:
    def test_tags_within_the_depth_stay(self):
        text = "<div><p>a<br>b</p><b>c</b></div><i>d</i>"
        assert markup.flatten(text, 3) == text

    def test_a_closing_tag_that_nothing_opened_is_dropped(self):
        assert markup.flatten("a</b>c") == "ac"

    def test_beyond_all_measure_only_words_stay(self):
        flat = markup.flatten("<b>" * 500_000 + "<i>inside</i>")
        assert flat.endswith("inside")
        assert flat.count("<") < 500
