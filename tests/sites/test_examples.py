from __future__ import annotations

from dataclasses import replace

from newsarchive.records import Article
from newsarchive.sites import Example
from newsarchive.sites.examples import Difference, differences, example_of

URL = "http://news.example.cn/1.html"
ARTICLE = Article(
    *("0" * 20, URL, URL, "news.example.cn", "渡口启航", "渡口启航_示例网", "第一段。\n第二段。"),
    section="国内",
    authors=("林大河",),
)


class TestExampleOf:
    def test_it_says_what_the_article_has_and_the_article_reads_as_it_says(self) -> None:
        example = example_of(ARTICLE)
        told = {"title": "渡口启航", "section": "国内", "authors": ("林大河",), "text": ARTICLE.text}
        assert example == Example(URL, **told)
        assert list(differences(example, ARTICLE)) == []
        assert example_of(replace(ARTICLE, pages=2)).pages == 2


class TestDifferences:
    def test_each_field_that_differs_is_told(self) -> None:
        example = Example(URL, title="渡口", authors=("林大河", "成妍"), editor="", section="国内")
        assert list(differences(example, replace(ARTICLE, editor="白露"))) == [
            Difference("title", "'渡口'", "'渡口启航'"),
            Difference("authors", "'林大河, 成妍'", "'林大河'"),
            Difference("editor", "nothing", "'白露'"),
        ]

    def test_a_field_that_the_example_leaves_out_may_be_anything(self) -> None:
        assert list(differences(Example(URL), ARTICLE)) == []

    def test_an_empty_field_must_be_empty(self) -> None:
        assert list(differences(Example(URL, editor="", tags=()), ARTICLE)) == []

    def test_of_a_text_the_first_line_that_differs_is_told(self) -> None:
        (other,) = differences(Example(URL, text="第一段。\n第三段。"), ARTICLE)
        assert other == Difference("text, line 2", "'第三段。'", "'第二段。'")
        (longer,) = differences(Example(URL, text=f"{ARTICLE.text}\n第三段。"), ARTICLE)
        assert longer == Difference("text, line 3", "'第三段。'", "nothing")
        (shorter,) = differences(Example(URL, text="第一段。"), ARTICLE)
        assert shorter == Difference("text, line 2", "nothing", "'第二段。'")

    def test_long_values_are_cut(self) -> None:
        (title,) = differences(Example(URL, title="渡" * 99), ARTICLE)
        assert title.expected == f"'{'渡' * 60}…'"
