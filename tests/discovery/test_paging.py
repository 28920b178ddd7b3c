from __future__ import annotations

import pytest

from newsarchive.discovery import paging
from newsarchive.sites import Source

HERE = "http://www.example.cn/gn/"
ARTICLE = "http://www.example.cn/gn/2023/t20230601_43188.html"


def bar(template, numbers):
    return "".join(f"<a href='{template.format(number)}'>{number}</a> " for number in numbers)


@pytest.fixture
def after(tree, site):
    def after(markup, *, url=HERE, source=None):
        return paging.next_page(tree(markup), url, site, source)

    return after


class TestNextPage:
    @pytest.mark.parametrize(
        "text",
        [
            *(
                "下一页",
                "下页",
                "下一頁",
                "下一页 >",
                "[下一页]",
                "后页",
                "Next",
                "Next »",
                "Older posts",
                "次へ",
                "다음",
            ),
            *("Weiter", "След.", "Trang sau", "التالي", "前一天", "上一期"),
        ],
    )
    def test_a_link_that_says_so_leads_on(self, after, text):
        assert after(f"<a href=index_1.shtml>首页</a><a href=index_2.shtml>{text}</a>") == f"{HERE}index_2.shtml"

    @pytest.mark.parametrize("text", ["&gt;", "›", "»", "→"])
    def test_an_arrow_leads_on_only_along_the_listing(self, after, text):
        assert after(f"<a href=?page=2>{text}</a>") == f"{HERE}?page=2"
        assert after(f"<a href=/photo/3.html>{text}</a>") is None

    @pytest.mark.parametrize("markup", ["<link rel=next href=/gn/p/2/>", "<a rel=next href=/gn/p/2/>&nbsp;</a>"])
    def test_the_next_relation_leads_on(self, after, markup):
        assert after(markup) == f"{HERE}p/2/"

    @pytest.mark.parametrize(
        "markup",
        [
            "<a href=?page=2>加载更多</a>",
            "<a href=?page=2 class='btn load-more'>更多新闻</a>",
            "<button data-next='?page=2'>点击加载更多</button>",
            "<div class=load-more data-url='?page=2'>更多</div>",
            "<a href=?page=2 title=下一页><i class=icon></i></a>",
            "<a href=?page=2>Показать ещё</a>",
            "<div class=pager><a href=?page=2><svg></svg></a></div>",
            "<p class=more><a href=?page=2>जारी</a></p>",
        ],
    )
    def test_a_button_that_loads_more_leads_on(self, after, markup):
        assert after(markup) == f"{HERE}?page=2"

    @pytest.mark.parametrize(
        ("template", "url", "following"),
        [
            ("list_{}.html", "list_3.html", "list_4.html"),
            ("list_12_{}.html", "list_12_2.html", "list_12_3.html"),
            ("?page={}", "", "?page=2"),
            ("?id=5&page={}", "?id=5&page=4", "?id=5&page=5"),
            ("p/{}/", "", "p/2/"),
            ("/gn/p/{}/", "p/2/", "p/3/"),
            ("list_{}.html", "index.html", "list_2.html"),
        ],
    )
    def test_a_bar_of_numbers_leads_on_without_a_word(self, after, template, url, following):
        assert after(bar(template, range(1, 6)), url=HERE + url) == HERE + following

    def test_a_page_that_the_bar_skips_is_made_from_its_pattern(self, after):
        assert after(bar("list_{}.html", [1, 2, 9]), url=f"{HERE}list_3.html") == f"{HERE}list_4.html"

    def test_the_last_page_of_a_bar_leads_nowhere(self, after):
        assert after(bar("list_{}.html", range(1, 6)), url=f"{HERE}list_5.html") is None

    @pytest.mark.parametrize(("page", "following"), [(1, "?start=20"), (2, "?start=40"), (3, None)])
    def test_a_bar_may_count_rows(self, after, page, following):
        shown = "".join(f"<a href='?start={20 * n - 20}'>{n}</a>" for n in (1, 2, 3) if n != page)
        assert after(shown, url=f"{HERE}?start={20 * page - 20}") == (following and HERE + following)

    def test_a_drop_down_is_a_bar(self, after):
        options = "".join(f"<option value='list_{n}.html'>第{n}页" for n in range(1, 5))
        assert after(f"<select>{options}</select>") == f"{HERE}list_2.html"

    @pytest.mark.parametrize("page", [1, 2])
    def test_two_numbers_are_a_bar_where_they_go_on_with_the_address(self, after, page):
        url = "http://www.example.cn/the-thao" + (f"-p{page}" if page > 1 else "")
        others = "".join(f"<a href=/the-thao-p{n}>{n}</a>" for n in (2, 3) if n != page)
        comments = "<a href=/chi-12-ty-dong-cho-cau-4610129.html>12</a>"
        assert after(comments + others, url=url) == f"http://www.example.cn/the-thao-p{page + 1}"

    def test_the_number_of_comments_on_an_article_is_no_page(self, after):
        assert after("<a href=/chi-12-ty-dong-cho-cau-4610129.html>12</a>", url="http://www.example.cn/") is None

    def test_a_turner_without_a_word_leads_to_the_very_next_page_only(self, after):
        assert after("<div class=pager><a href=?page=3><svg></svg></a></div>") is None

    def test_days_of_a_calendar_are_no_pages(self, after):
        assert after("".join(f"<a href=/gn/2023/06/{day:02}/>{day}</a>" for day in range(1, 10))) is None

    def test_of_a_calendar_on_the_home_page_the_last_day_follows(self, after):
        days = "".join(f"<a href=/2023/06{day:02}/>{day}</a>" for day in range(1, 10))
        assert after(days, url="http://www.example.cn/") == "http://www.example.cn/2023/0609/"
        assert after(days, url="http://www.example.cn/2023/0603/") == "http://www.example.cn/2023/0602/"

    @pytest.mark.parametrize(
        ("script", "following"),
        [
            ('createPageHTML(34, 0, "index", "shtml");', "index_1.shtml"),
            ("createPageHTML(34,5,'index','htm');", "index_6.htm"),
            ("createPageHTML('pager', 34, 5, 'list', 'html', 680);", "list_6.html"),
            ('createPageHTML(1, 0, "index", "shtml");', None),
            ('createPageHTML(6, 5, "index", "shtml");', None),
            ("var currentPage=2, countPage=9; write('<a href=\"index_'+(currentPage+1)+'.shtml\">');", "index_3.shtml"),
        ],
    )
    def test_a_pager_printed_by_script_leads_on(self, after, script, following):
        assert after(f"<script>{script}</script>") == (following and HERE + following)

    @pytest.mark.parametrize(
        "markup",
        [
            "<a href=http://other.cn/2>下一页</a>",
            "<a href=#>下一页</a>",
            "<a href='javascript:go(2)'>下一页</a>",
            "<a href=/gn>下一页</a>",
            "<a href=/gj/>下一篇</a>",
            "<a href=/gj/>更多</a>",
        ],
    )
    def test_what_leads_elsewhere_is_no_next_page(self, after, markup):
        assert after(markup) is None

    @pytest.mark.parametrize("selector", ["a.on", "a.on::attr(href)", "//a[@class='on']"])
    def test_the_selector_of_the_source_decides_alone(self, after, selector):
        source = Source(HERE, next=selector)
        assert after("<a href=/gn/9>下一页</a><a class=on href=/gn/older>→</a>", source=source) == f"{HERE}older"
        assert after("<a href=/gn/9>下一页</a>", source=source) is None
