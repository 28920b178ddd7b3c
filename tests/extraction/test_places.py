import numpy as np
import pytest
from lxml import html

from newsarchive.extraction import features, places
from newsarchive.extraction.places import FAR, Weights
from newsarchive.extraction.walk import lay_out

LONG = "江边的老船坞今年春天修好了，看船的人说，下水那天要请全镇的人来吃一碗面。" * 2


def columns(page, title=""):
    """Each column of the places by name, for a page given as markup."""
    layout = lay_out(html.document_fromstring(page))
    mass = np.array([float(len(block.text)) * (1 - block.links) for block in layout.blocks])
    linked = np.array([float(len(block.text)) * block.links for block in layout.blocks])
    dated = [places.DATE.search(block.text) is not None for block in layout.blocks]
    table = places.table(layout, title, Weights(mass, linked, np.zeros(len(mass)), dated))
    return dict(zip(places.NAMES, table.T, strict=True)), layout


class TestTable:
    def test_has_a_column_for_each_name(self):
        found, layout = columns("<p>一</p><p>二</p>")
        assert list(found) == list(places.NAMES)
        assert all(len(column) == len(layout.blocks) for column in found.values())

    def test_a_container_counts_all_that_lies_below_it(self):
        found, _ = columns("<div><div><p>四个字啊</p></div><div><p>六个字在这里</p></div></div>")
        assert found["box_mass"].tolist() == pytest.approx([0.4, 0.6])
        assert found["up2_mass"].tolist() == pytest.approx([1.0, 1.0])

    def test_text_before_is_the_share_above_the_line(self):
        found, _ = columns("<p>四个字啊</p><p>六个字在这里</p>")
        assert found["text_before"].tolist() == pytest.approx([0.0, 0.4])

    def test_links_are_counted_apart_from_text(self):
        found, _ = columns('<div><p>四个字啊</p><p><a href="#">四个字啊</a></p></div>')
        assert found["up_links"].tolist() == pytest.approx([0.5, 0.5])
        assert found["box_links"].tolist() == [0.0, 1.0]

    def test_lines_of_one_shape_share_their_mass(self):
        found, _ = columns(
            '<p class="t">四个字啊</p><p class="t">六个字在这里</p><p class="x">十个字在这里十个字啊</p>'
        )
        assert found["shape_mass"].tolist() == pytest.approx([0.5, 0.5, 0.5])
        assert found["shape_blocks"].tolist() == pytest.approx(np.log1p([2, 2, 1]).tolist())

    def test_the_main_container_is_the_one_of_the_long_paragraphs(self):
        found, _ = columns(f"<div><p>短</p></div><div><p>{LONG}</p><p>{LONG}</p></div><div><p>短</p></div>")
        assert found["in_main"].tolist() == [0, 1, 1, 0]
        assert found["main_before"].tolist() == [-1, 0, 1, 2]
        assert found["main_after"].tolist() == [3, 2, 1, 0]

    def test_a_lone_paragraph_speaks_for_what_it_lies_in(self):
        found, _ = columns(f"<div><p>短</p><p>{LONG}</p></div><div><p>短</p></div>")
        assert found["in_main"].tolist() == [1, 1, 0]

    def test_the_headline_is_found_by_the_title_tag(self):
        found, _ = columns(f"<div>首页</div><h1>老船坞修好了</h1><p>{LONG}</p>", "老船坞修好了_江边在线")
        assert found["is_headline"].tolist() == [0, 1, 0]
        assert found["headline_gap"].tolist() == [-1, 0, 1]

    def test_without_headline_and_date_both_are_nowhere(self):
        found, _ = columns("<p>一</p>")
        assert found["headline_gap"].tolist() == found["dateline_gap"].tolist() == [-FAR - 1]

    def test_text_outside_any_container_is_held_by_none(self):
        layout = lay_out(html.fragment_fromstring("<span>四个字啊</span>"))
        table = places.table(layout, "", Weights(np.array([4.0]), np.zeros(1), np.zeros(1), [False]))
        assert dict(zip(places.NAMES, table[0], strict=True))["box_mass"] == 0

    def test_comments_are_twins_and_paragraphs_are_not(self):
        comment = '<div class="c"><b>阿满</b><p>2023-06-01 10:20</p><p>说得好。</p></div>'
        found, layout = columns(f"<div>{comment * 4}</div><div id='text'><p>{LONG}</p><p>{LONG}</p><p>{LONG}</p></div>")
        comments = [block.index for block in layout.blocks if block.text == "说得好。"]
        prose = [block.index for block in layout.blocks if block.text == LONG]
        assert found["twins"][comments].tolist() == pytest.approx([np.log1p(3)] * 4)
        assert found["dated_twins"][comments].tolist() == [1.0] * 4
        assert found["twins"][prose].tolist() == [0.0] * 3


class TestFeatures:
    def row(self, page, text):
        layout = lay_out(html.document_fromstring(page))
        table = features.table(layout, "")
        index = next(block.index for block in layout.blocks if block.text == text)
        return dict(zip(features.NAMES, table[index].tolist(), strict=True))

    def test_an_empty_page_has_no_rows(self):
        assert features.table(lay_out(html.document_fromstring("<div></div>")), "").shape == (0, len(features.NAMES))

    def test_no_column_has_two_names(self):
        assert len(set(features.NAMES)) == len(features.NAMES)

    def test_a_line_is_told_by_itself(self):
        row = self.row("<p><b>记者说，事情已经办好。</b></p>", "记者说，事情已经办好。")
        assert (row["bold"], row["ends"], row["is_p"], row["is_li"], row["credit"]) == (1, 1, 1, 0, 1)

    def test_words_of_links_name_no_topic(self):
        assert self.row('<p><a href="#">记者手记</a></p>', "记者手记")["credit"] == 0

    def test_names_around_a_line_are_hints(self):
        row = self.row('<div class="sidebar"><div id="zhengwen"><p>一行字</p></div></div>', "一行字")
        assert (row["hint_SIDE"], row["hint_CONTENT"], row["own_SIDE"], row["own_CONTENT"]) == (1, 1, 0, 0)

    def test_how_long_ago_a_heading_of_related_links_stood(self):
        page = "<p>零</p><p>相关阅读</p><p>一</p><p>二</p>"
        assert [self.row(page, text)["since_related"] for text in ("相关阅读", "一", "二")] == [FAR, 1, 2]

    def test_how_soon_a_long_text_comes(self):
        page = f"<p>一</p><p>二</p><p>{LONG}</p><p>三</p>"
        assert [self.row(page, text)["until_long"] for text in ("一", "二", "三")] == [2, 1, FAR]

    def test_neighbours_beyond_the_ends_are_minus_one(self):
        row = self.row("<p>一</p><p>二</p>", "一")
        assert (row["size-1"], row["links+1"], row["size+2"]) == (-1, 0, -1)
