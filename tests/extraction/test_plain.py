import pytest

from newsarchive.extraction import plain
from newsarchive.extraction.markup import parse

HEADLINE = "石桥镇的渡船停航三年后今天复航"
LONG = (
    "渡口的石阶重新铺过，老船工把缆绳解开时，岸上站满了人，有人带着孩子，也有人只是想再听一听柴油机的声音，"
    "船舷新刷的蓝漆在太阳底下发亮。",
    "镇上的人说，停航以后去对岸赶集要绕二十多里路，如今一刻钟就能到，菜也能卖得新鲜一些，孩子们上学也不用再起那么早，"
    "家里的老人放心多了。",
)


def tree(*lines):
    return parse(plain.to_html("\n".join(lines)))


class TestIsPlain:
    @pytest.mark.parametrize(
        ("text", "kind", "expected"),
        [
            ("渡船复航\n岸上站满了人", None, True),
            ("渡船复航 <2023> & more", "text/html", True),
            ("<p>渡船复航</p>", None, False),
            ("渡船<br>复航", "text/html", False),
            ("渡船复航，代码是 <br>。", "text/plain; charset=utf-8", True),
            ("  <!DOCTYPE html><p>渡船", "text/plain", False),
        ],
    )
    def test_markup_decides_and_what_was_sent(self, text, kind, expected):
        assert plain.is_plain(text, kind) is expected


class TestToHtml:
    def test_the_first_line_is_the_headline_and_the_others_are_lines(self):
        page = tree(HEADLINE, "", *LONG)
        assert page.findtext(".//h1") == page.findtext(".//title") == HEADLINE
        assert [each.text for each in page.iter("p")] == list(LONG)

    def test_a_first_line_as_long_as_a_paragraph_is_none(self):
        page = tree(LONG[0] * 2, LONG[1])
        assert page.find(".//h1") is None
        assert len(list(page.iter("p"))) == 2

    def test_what_looks_like_markup_is_text(self):
        assert tree(HEADLINE, "他写道：a<b & c>d").findtext(".//p") == "他写道：a<b & c>d"

    def test_headlines_each_with_its_day_are_a_list_of_links(self):
        related = [line for n in range(4) for line in (f"另一条新闻的标题第{n}条", "2023-06-01")]
        page = tree(HEADLINE, *LONG, *related)
        assert len(page.findall(".//li/a")) == 8
        assert len(page.findall(".//p")) == 2

    def test_two_of_them_are_none(self):
        related = [line for n in range(2) for line in (f"另一条新闻的标题第{n}条", "2023-06-01")]
        assert not tree(HEADLINE, *LONG, *related).findall(".//li")

    def test_a_few_words_that_speak_of_the_paragraph_above_are_a_caption(self):
        page = tree(HEADLINE, LONG[0], "老船工解开缆绳", LONG[1])
        assert page.findtext(".//figcaption") == "老船工解开缆绳"

    @pytest.mark.parametrize("line", ["去对岸赶集", "老船工解开缆绳。", "一、老船工解开缆绳"])
    def test_a_subheading_and_a_sentence_are_none(self, line):
        assert tree(HEADLINE, LONG[0], line, LONG[1]).find(".//figcaption") is None

    def test_no_more_lines_are_taken_than_any_page_has(self):
        assert len(tree(*["字"] * 30_000).findall(".//p")) < 20_001
