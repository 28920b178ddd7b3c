from __future__ import annotations

import pytest

from newsarchive.discovery import sequel

ARTICLE = "http://www.example.cn/gn/2023/t20230601_43188.html"


def bar(template, numbers):
    return "".join(f"<a href='{template.format(number)}'>{number}</a> " for number in numbers)


class TestFurther:
    @pytest.mark.parametrize(
        ("markup", "tails"),
        [
            (bar("t20230601_43188_{}.html", [2, 3]), ["_2.html", "_3.html"]),
            ("<a href=t20230601_43188_2.html>下一页</a>", ["_2.html"]),
            ("<a href=t20230601_43188_1.html>2</a><a href=t20230601_43188_2.html>3</a>", ["_1.html", "_2.html"]),
            (bar("t20230601_43188_{}.html", [3, 2]), ["_2.html", "_3.html"]),
            (bar("t20230601_43188_{}.html", [2, 5]), [f"_{n}.html" for n in (2, 3, 4, 5)]),
            (
                "<a href=t20230601_43188_2.html>2</a><a href=t20230601_43188_4.html>尾页</a>",
                [f"_{n}.html" for n in (2, 3, 4)],
            ),
            *(
                (f"<a href='?{key}=2'>2</a>", [f".html?{key}=2"])
                for key in ("page", "p", "pageNum", "pagina", "PAGEN_1")
            ),
            (bar("t20230601_43188/page/{}.html", [2, 3]), ["/page/2.html", "/page/3.html"]),
            ("<a href=t20230601_43188_2.html>第2页：大雪封山</a>", ["_2.html"]),
            ('<script>createPageHTML(3, 0, "t20230601_43188", "html");</script>', ["_1.html", "_2.html"]),
        ],
    )
    def test_they_come_in_order_without_the_first(self, tree, markup, tails):
        assert sequel.read(tree(markup), ARTICLE).further == tuple(
            ARTICLE.removesuffix(".html") + tail for tail in tails
        )

    def test_a_first_page_may_be_numbered_too(self, tree):
        pages = sequel.read(tree(bar("show-465419-{}.html", [1, 2, 3])), "http://www.example.cn/show-465419-1.html")
        assert [page[-8:] for page in pages.further] == ["9-2.html", "9-3.html"]

    def test_folders_may_be_pages(self, tree):
        pages = sequel.read(tree(bar("/2023/06/snow/{}/", [2, 3])), "http://www.example.cn/2023/06/snow/")
        assert pages.further == ("http://www.example.cn/2023/06/snow/2/", "http://www.example.cn/2023/06/snow/3/")

    def test_how_a_reader_came_to_the_first_page_does_not_matter(self, tree):
        assert len(sequel.read(tree("<a href='?page=2'>2</a>"), f"{ARTICLE}?from=index").further) == 1

    @pytest.mark.parametrize(
        "url", ["http://www.example.cn/船/江.html", "http://www.example.cn/%E8%88%B9/%E6%B1%9F.html"]
    )
    @pytest.mark.parametrize("link", ["江_2.html", "%E6%B1%9F_2.html"])
    def test_letters_and_percent_signs_are_one_spelling(self, tree, url, link):
        assert len(sequel.read(tree(f"<a href='{link}'>2</a>"), url).further) == 1

    @pytest.mark.parametrize(
        "markup",
        [
            "<a href=t20230601_43189.html>下一篇</a>",
            "<a href=t20230602_43190.html>下一页</a>",
            "<a href=t20230601_43188_2.html>大雪封山后续报道</a>",
            "<a href=t20230601_43188.html>1</a>",
            "<a href=/gn/index_2.html>2</a>",
            "<a href=http://other.cn/gn/2023/t20230601_43188_2.html>2</a>",
            "",
        ],
    )
    def test_other_links_are_no_further_pages(self, tree, markup):
        assert sequel.read(tree(markup), ARTICLE).further == ()

    def test_an_article_of_endless_pages_is_cut(self, tree):
        assert len(sequel.read(tree(bar("t20230601_43188_{}.html", range(2, 99))), ARTICLE).further) < sequel.PAGES


class TestWhole:
    @pytest.mark.parametrize(
        "text", ["全文", "阅读全文", "余下全文", "单页阅读", "在本页显示全文", "單頁閱讀", "View all", "Single page"]
    )
    @pytest.mark.parametrize("tail", ["_all.html", ".html?page=all", "/full.html", ".html?single=1"])
    def test_a_link_that_says_so_leads_to_it(self, tree, text, tail):
        address = ARTICLE.removesuffix(".html") + tail
        assert sequel.read(tree(f"<a href='{address}'>{text}</a>"), ARTICLE).whole == address

    @pytest.mark.parametrize(
        "markup",
        [
            "<a href=t20230601_43188_2.html>余下全文</a>",
            "<a href='?page=2'>阅读全文</a>",
            "<a href=t20230601_43189.html>阅读全文</a>",
            "<a href=t20230601_43188.html>阅读全文</a>",
            "<a href=t20230601_43188_all.html>全文检索</a>",
            "<a href=http://other.cn/gn/2023/t20230601_43188_all.html>全文</a>",
        ],
    )
    def test_other_links_do_not(self, tree, markup):
        assert sequel.read(tree(markup), ARTICLE).whole is None
