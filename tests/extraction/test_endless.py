import pytest

from newsarchive.extraction import endless
from newsarchive.judging import judge
from tests.extraction.conftest import BODY, HEADLINE

SECOND = "老船坞的灯今年春天第一次亮起来"
OTHER = (
    "修船的人从三月忙到五月，换下来的旧木板堆在岸边，孩子们拿去搭了一座小桥。",
    "看船的老人说，灯亮的那天夜里，对岸的人也走到江边来看，一直看到很晚才回去。",
)
DATED = "<p>2023年6月1日 10:20</p>"


def second(heading=f"<h1>{SECOND}</h1>", byline="<p>2023年5月28日 09:00</p>"):
    return heading + byline + "".join(f"<p>{line}</p>" for line in OTHER)


def end(page):
    kept = {block.index for block in page.document.layout.blocks if block.text in (*BODY, *OTHER)}
    found = endless.next_article(page.document.layout, page.parts.headline, kept)
    return None if found is None else page.document.layout.blocks[found].text


class TestNextArticle:
    def test_a_headline_like_the_first_with_a_date_below_it_begins_another_article(self, article):
        assert end(article(DATED, below=second())) == SECOND

    def test_so_does_a_bold_line_where_the_first_headline_is_one(self, article):
        page = article(DATED, headline=f"<p><b>{HEADLINE}</b></p>", below=second(f"<p><b>{SECOND}</b></p>"))
        assert end(page) == SECOND

    @pytest.mark.parametrize(
        "below",
        [
            second(byline=""),
            second(heading=f"<h2>{SECOND}</h2>"),
            second(heading=f'<h1 class="teaser">{SECOND}</h1>'),
            second(heading=f"<h1>{HEADLINE}</h1>"),
        ],
        ids=["no date", "another element", "another name", "the same words"],
    )
    def test_what_is_not_like_it_does_not(self, article, below):
        assert end(article(DATED, below=below)) is None

    def test_a_headline_without_a_date_has_nothing_to_compare_with(self, article):
        assert end(article(below=second())) is None

    def test_two_headlines_with_no_text_between_are_one_articles(self, article):
        assert end(article(f"{DATED}<h1>{SECOND}</h1>{DATED}")) is None

    def test_the_text_is_the_first_articles_and_what_was_cut_is_named(self, article):
        page = article(DATED, below=second())
        judged = judge(page.document, page.site)
        assert [block.text for block in judged.kept] == list(BODY)
        assert set(OTHER) <= {removed.text for removed in judged.removed if removed.rule == "next article"}
