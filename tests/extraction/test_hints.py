import pytest

from newsarchive.extraction.hints import Hint, read


class TestRead:
    @pytest.mark.parametrize(
        ("names", "hint"),
        [
            ("article-content", Hint.CONTENT),
            ("zhengwen", Hint.CONTENT),
            ("endText", Hint.CONTENT),
            ("commentList", Hint.COMMENT),
            ("pinglun_box", Hint.COMMENT),
            ("xiangguan", Hint.RELATED),
            ("relatedNews", Hint.RELATED),
            ("paihang", Hint.RANK),
            ("site-footer", Hint.FOOTER),
            ("breadcrumb", Hint.NAVIGATION),
            ("bdsharebuttonbox", Hint.SHARE),
            ("wp-caption-text", Hint.CAPTION),
            ("ad_right", Hint.ADVERT),
            ("article:headline", Hint.TITLE),
            ("zeren_bianji", Hint.EDITOR),
        ],
    )
    def test_a_name_hints_at_what_it_holds(self, names, hint):
        assert read(names) & hint

    @pytest.mark.parametrize(
        ("names", "hint"),
        [("headline", Hint.HEADER), ("shadow", Hint.ADVERT), ("public", Hint.META), ("paged", Hint.PAGER)],
    )
    def test_a_word_inside_another_is_no_hint(self, names, hint):
        assert not read(names) & hint

    def test_thousands_of_generated_classes_are_looked_at_in_part_only(self):
        assert not read("css-1x2y3z " * 10_000 + "comment") & Hint.COMMENT
