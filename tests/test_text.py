from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive import text

ANY = st.text(st.characters(), max_size=60)


class TestStorable:
    @given(ANY)
    def test_what_comes_out_is_one_line_for_every_line_reader_and_can_be_encoded(self, value):
        kept = text.storable(value).replace("\n", " ").replace("\r", " ")
        assert len(kept.splitlines()) <= 1
        assert len(list(io.TextIOWrapper(io.BytesIO(kept.encode("utf-8")), encoding="utf-8"))) <= 1

    @given(ANY)
    def test_twice_is_once(self, value):
        assert text.storable(text.storable(value)) == text.storable(value)

    def test_a_line_separator_becomes_a_space_and_an_invisible_mark_goes(self):
        assert text.storable("a\u2028b\u200bc\ufeff\x00") == "a bc"


class TestSqueeze:
    @given(ANY)
    def test_there_is_no_white_space_at_the_ends_nor_twice_in_a_row(self, value):
        squeezed = text.squeeze(value)
        assert squeezed == squeezed.strip(" \u3000\xa0\n\t")
        assert "  " not in squeezed

    @pytest.mark.parametrize("mark", ["\u200b", "\xad", "\ufeff", "\ufffc", "\x00", "\ud800"])
    def test_what_cannot_be_stored_or_seen_goes_from_the_middle_of_a_word(self, mark):
        assert text.squeeze(f"江{mark}边") == "江边"

    def test_full_width_indents_and_no_break_spaces_fold(self):
        assert text.squeeze("　　6月1日,\xa0\n 武汉 ") == "6月1日, 武汉"


class TestLines:
    def test_empty_lines_go_and_tabs_between_cells_stay(self):
        assert text.lines(" 甲\t乙 \r\n\r\n\u3000\n丙\t") == ["甲\t乙", "丙"]

    @given(ANY)
    def test_no_line_is_empty_or_holds_a_line_end(self, value):
        assert all(line and "\n" not in line and "\r" not in line for line in text.lines(value))


class TestFold:
    def test_width_case_and_punctuation_do_not_matter(self):
        assert text.fold("《ＡＢＣ》 第１ 集") == text.fold("abc，第1集！")

    def test_words_do(self):
        assert text.fold("第1集") != text.fold("第2集")


class TestWeight:
    def test_a_chinese_character_weighs_two(self):
        assert text.weight("新闻") == text.weight("news")
        assert text.cjk_count("新闻 news カナ 한글") == 6

    def test_the_share_of_chinese_is_that_of_the_letters(self):
        assert text.cjk_share("新闻, ok") == 0.5
        assert text.cjk_share("...") == 0.0
