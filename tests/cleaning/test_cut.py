import re

import pytest

from newsarchive.cleaning.cut import MODEL, judge
from newsarchive.records import Block
from newsarchive.sites import Cut, Site

SITE = Site(host="news.example")
PROSE = (
    "江边的老船坞今年春天修好了，看船的人说，下水那天要请全镇的人来吃一碗面，面里要有春笋和河虾，还要有新收的油菜花蜜。"
    * 2
)


def verdicts(*lines, site=SITE):
    """(kept, by) of lines given as (text, score) or (text, score, share of links)."""
    blocks = [Block(index, line[0], links=line[2] if len(line) > 2 else 0.0) for index, line in enumerate(lines)]
    found = judge(blocks, [line[1] for line in lines], site, threshold=0.5)
    return [(verdict.kept, verdict.by) for verdict in found]


class TestJudge:
    def test_without_a_rule_the_model_decides(self):
        assert verdicts((PROSE, 0.9), ("别的", 0.1)) == [(True, MODEL), (False, MODEL)]

    def test_a_rule_cuts_what_the_model_keeps_and_is_named(self):
        assert verdicts((PROSE, 0.9), ("责任编辑：田野", 0.8))[1] == (False, "editor credit")

    def test_a_rule_is_named_for_what_the_model_cuts_beside_the_body(self):
        assert verdicts(("(资料图)", 0.1), (PROSE, 0.9))[0] == (False, "picture placeholder")

    def test_far_from_the_body_no_rule_is_asked(self):
        lines = [("(资料图)", 0.0), *[("导航", 0.0)] * 12, (PROSE, 0.9)]
        assert verdicts(*lines)[0] == (False, MODEL)

    def test_below_the_heading_of_a_related_list_its_links_go(self):
        lines = [(PROSE, 0.9), ("相关阅读", 0.6), ("渡船复航", 0.6, 1.0), ("老船工的心愿", 0.6, 0.8), (PROSE, 0.9)]
        assert verdicts(*lines) == [(True, MODEL), *[(False, "related list")] * 3, (True, MODEL)]

    def test_a_link_line_after_the_list_has_ended_stays(self):
        lines = [(PROSE, 0.9), ("相关阅读", 0.6), ("渡船复航", 0.6, 1.0), (PROSE, 0.9), ("县志", 0.6, 1.0)]
        assert verdicts(*lines)[4] == (True, MODEL)

    def test_of_plain_headlines_below_it_all_go_where_no_text_follows(self):
        lines = [(PROSE, 0.9), ("相关新闻", 0.6), ("渡船复航", 0.6), ("收藏", 0.6), ("老船工的心愿", 0.6)]
        assert [kept for kept, _ in verdicts(*lines)[1:]] == [False] * 4
        assert verdicts(*lines, (PROSE, 0.9))[2] == (True, MODEL)
        assert verdicts(*lines, ("他笑了。", 0.9))[2] == (True, MODEL)

    def test_where_comments_begin_the_article_ends(self):
        lines = [(PROSE, 0.9), (PROSE, 0.9), ("网友评论", 0.3), ("说得好", 0.6), (PROSE, 0.6)]
        assert verdicts(*lines)[2:] == [(False, "comments")] * 3

    def test_a_button_for_comments_in_the_middle_does_not_end_what_is_surely_the_article(self):
        lines = [(PROSE, 0.9), (PROSE, 0.9), ("Leave a comment", 0.3), (PROSE, 0.9), (PROSE, 0.9)]
        assert verdicts(*lines)[2:] == [(False, "comments"), (True, MODEL), (True, MODEL)]

    def test_a_line_that_opens_as_a_reference_to_another_article_goes(self):
        lines = [(PROSE, 0.9), ("Lire aussi : Le pont est ouvert", 0.8), (PROSE, 0.9)]
        assert verdicts(*lines)[1] == (False, "related link")

    def test_such_an_opening_needs_no_colon_in_a_link(self):
        plain, linked = ((">> Lire aussi le pont est ouvert", 0.8, links) for links in (0.0, 0.9))
        assert verdicts((PROSE, 0.9), plain, (PROSE, 0.9))[1] == (True, MODEL)
        assert verdicts((PROSE, 0.9), linked, (PROSE, 0.9))[1] == (False, "related link")

    def test_a_line_longer_than_a_phrase_may_cut_stays(self):
        line = "Read more: " + "how the flood began, and what it took from the valley. " * 5
        assert verdicts((PROSE, 0.9), (line, 0.8), (PROSE, 0.9))[1] == (True, MODEL)

    def test_a_button_above_the_article_does_not_end_it(self):
        lines = [("评论", 0.6), *[(PROSE, 0.9)] * 6]
        assert verdicts(*lines) == [(False, "comments"), *[(True, MODEL)] * 6]

    def test_an_edge_rule_spares_the_middle(self):
        middle = ("欢迎转载，这四个字写在渡口的墙上。", 0.8)
        lines = [*[(PROSE, 0.9)] * 12, middle, *[(PROSE, 0.9)] * 12]
        assert verdicts(*lines)[12] == (True, MODEL)
        assert verdicts(*lines[:13], (PROSE, 0.9))[12] == (False, "disclaimer")

    def test_prose_that_the_model_is_sure_of_falls_to_no_words_in_its_middle(self):
        line = PROSE + "碑上写着“版权所有”四个字，他说是学堂的。"
        assert verdicts((line, 0.98))[0] == (True, MODEL)
        assert verdicts((line, 0.6))[0] == (False, "copyright")

    @pytest.mark.parametrize("share", [0.0, 1.0])
    def test_a_page_without_a_body_keeps_nothing(self, share):
        assert verdicts(("首页", 0.1, share), ("相关阅读", 0.2, share)) == [(False, MODEL)] * 2

    def test_a_sites_own_lines_are_cut(self):
        site = Site(host="news.example", cut=Cut(lines=(re.compile("^渡口热线"),)))
        assert verdicts((PROSE, 0.9), ("渡口热线 12345", 0.8), site=site)[1] == (False, "site rule")
