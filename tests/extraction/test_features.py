import numpy as np
import pytest
from lxml import html

from newsarchive.extraction import features
from newsarchive.extraction.walk import lay_out

LINE = "渡口的石阶重新铺过，老船工把缆绳解开时，岸上站满了人。"


def table(markup, title=""):
    return features.table(lay_out(html.document_fromstring(markup)), title)


def column(name, markup, title=""):
    return table(markup, title)[:, features.NAMES.index(name)].tolist()


class TestTable:
    def test_a_row_a_block_and_a_column_a_name(self):
        rows = table(f"<h1>渡船复航</h1><p>{LINE}</p><ul><li><a href=/1>别处</a></li></ul>", "渡船复航")
        assert rows.shape == (3, len(features.NAMES))
        assert rows.dtype == np.float32

    def test_names_are_told_apart(self):
        assert len(set(features.NAMES)) == len(features.NAMES)

    def test_a_page_without_a_block_has_no_rows(self):
        assert table("<img src=a.jpg>").shape[0] == 0

    @pytest.mark.parametrize("text", [LINE, "a", "。", "1", "\U0010ffff", "a" * 100_000, "١٢٣", "：", "\u202e渡"])
    def test_every_number_is_one(self, text):
        assert np.isfinite(table(f"<p>{text}</p><p><a href=/1>{text}</a></p>")).all()


class TestColumns:
    def test_the_share_of_links(self):
        assert column("links", f"<p>{LINE}</p><p><a href=/1>{LINE}</a></p>") == [0.0, 1.0]

    def test_the_end_of_a_sentence(self):
        assert column("ends", f"<p>{LINE}</p><p>“{LINE}”</p><p>没有句号的一行</p>") == [1.0, 1.0, 0.0]

    def test_the_tag_of_the_block(self):
        markup = f"<p>{LINE}</p><ul><li>{LINE}</li></ul><h2>{LINE}</h2><blockquote>{LINE}</blockquote>"
        assert column("is_p", markup) == [1.0, 0.0, 0.0, 0.0]
        assert column("is_li", markup) == [0.0, 1.0, 0.0, 0.0]
        assert column("is_heading", markup)[2] > 0
        assert column("is_quote", markup)[3] == 1.0

    def test_the_share_of_characters_of_scripts_without_spaces(self):
        assert column("cjk", "<p>渡船</p><p>ferry</p>") == [0.5, 0.0]

    def test_a_date(self):
        assert column("date", f"<p>2023-06-01 17:34</p><p>{LINE}</p>") == [1.0, 0.0]
