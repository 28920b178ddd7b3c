import pytest
from lxml import html

from newsarchive.extraction import refusal
from newsarchive.extraction.walk import lay_out
from newsarchive.records import Outcome

TEXT = "<p>渡口的石阶重新铺过，老船工把缆绳解开时，岸上站满了人。</p>"
LINK = "<li><a href='/1'>另一条新闻的标题</a></li>"


def reason(markup, keep="p"):
    layout = lay_out(html.document_fromstring(markup))
    return refusal.reason(layout, [block for block in layout.blocks if block.tag == keep])


class TestReason:
    def test_an_article_has_none(self):
        assert reason(TEXT + LINK * 3) is None

    @pytest.mark.parametrize(
        ("markup", "outcome"),
        [
            (LINK * 20, Outcome.LISTING),
            ("<div>版权所有</div>", Outcome.NOT_ARTICLE),
            (f"<div>{'版权所有' * 20}</div><p>短讯。</p>", Outcome.TOO_SHORT),
            ("<p><a href='/1'>渡口的石阶重新铺过，老船工把缆绳解开</a></p>" * 5, Outcome.LISTING),
        ],
    )
    def test_a_page_without_text_ends_in_a_word_and_says_why(self, markup, outcome):
        refused = reason(markup)
        assert refused
        assert refused[0] == outcome
        assert refused[1]

    def test_an_article_that_is_one_link_is_an_article(self):
        assert reason(f"<p><a href='/1'>{'渡口的石阶重新铺过，岸上站满了人。' * 20}</a></p>") is None

    def test_a_text_that_goes_on_beyond_what_was_looked_at_is_too_large(self):
        refused = reason(TEXT * 12_000)
        assert refused
        assert refused[0] == Outcome.TOO_LARGE

    def test_an_article_at_the_top_of_an_endless_page_is_one(self):
        assert reason(TEXT * 5 + "<i>评论</i><br>" * 20_000) is None
