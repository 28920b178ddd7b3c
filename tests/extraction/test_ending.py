import pytest

from newsarchive.extraction import ending
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
    found = ending.next_article(page.document.layout, page.parts.headline, kept)
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


def comments(*stamps):
    texts = ("说得好，盼了三年。", "南岸的路也该修一修了，下雨天没法走。", "收费吗？", "我小时候就在这里等船。")
    return "".join(f"<div><p>{one}</p><p>{text}</p></div>" for one, text in zip(stamps, texts, strict=False))


def first(page):
    kept = {block.index for block in page.document.layout.blocks if block.text in BODY}
    kept |= {block.index + 1 for block in page.document.layout.blocks if "2023" in block.text}
    found = ending.first_reader(page.document.layout, page.parts.headline, kept)
    return None if found is None else page.document.layout.blocks[found].text


READERS = ("摆渡人 2023-06-01 11:02", "石桥老王 2023-06-01 11:40")


class TestFirstReader:
    @pytest.mark.parametrize(
        "stamps",
        [
            READERS,
            ("Anna May 3, 2023 at 9:33pm", "Piotr May 3, 2023 at 9:40pm"),
            ("2023-06-01 11:02 网友1", "2023-06-01 11:40 网友2"),
            ("摆渡人 发布于 2023-06-01 11:02", "石桥老王 发布于 2023-06-01 11:40"),
        ],
    )
    def test_two_lines_that_say_who_wrote_and_when_lead_comments(self, article, stamps):
        assert first(article(DATED, below=comments(*stamps))) == stamps[0]

    @pytest.mark.parametrize(
        "stamps",
        [
            READERS[:1],
            ("2023-06-01 11:33 am", "2023-06-01 1:40 pm"),
            ("Kim Park 2023-06-01 11:02", "Kim Park 2023-06-01 11:40"),
            ("石桥老王 2023-06-01", "摆渡人 2023-06-01"),
            ("2023-06-01 11:02 老船工解开缆绳，渡船离开石阶", "2023-06-01 11:40 渡船靠上南岸的新码头，锣鼓响起来"),
            ("石桥老王在2023-06-01 11:02说。", "摆渡人在2023-06-01 11:40说。"),
            ("来源：青江网 2023-06-01 11:02", "编辑：周敏 2023-06-01 11:40"),
            ("Published 1 June 2023 11:02", "Updated 1 June 2023 11:40"),
        ],
        ids=["one", "no names", "one name", "no time", "a chronicle", "sentences", "credits", "changes"],
    )
    def test_lines_of_another_kind_do_not(self, article, stamps):
        assert first(article(DATED, below=comments(*stamps))) is None

    def test_lines_in_other_elements_do_not(self, article):
        below = comments(*READERS).replace(f"<p>{READERS[1]}</p>", f"<h4>{READERS[1]}</h4>")
        assert first(article(DATED, below=below)) is None

    def test_above_the_text_stand_bylines(self, article):
        assert first(article("".join(f"<p>{line}</p><p>视频</p>" for line in READERS))) is None

    def test_two_lines_one_below_the_other_are_credits(self, article):
        assert first(article(DATED, below="".join(f"<p>{line}</p>" for line in READERS) + "<p>2023</p>")) is None

    def test_comments_are_cut_and_named(self, article):
        page = article(DATED, last=comments(*READERS))
        judged = judge(page.document, page.site)
        assert [block.text for block in judged.kept] == list(BODY)
        assert "comments" in {removed.rule for removed in judged.removed}
