from __future__ import annotations

import lzma
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from newsarchive.discovery import listing
from newsarchive.sites import Articles, Source, defaults
from newsarchive.urls import key_of

HERE = "http://www.example.cn/gn/"
HEADLINES = [
    "大雪封山三日村民互助过冬",
    "新桥通车首日迎来万人步行",
    "老城改造留住百年梧桐树",
    "渔港开海第一网满载而归",
    "高原小学有了第一支足球队",
]
SCRIPT = '<script>var page = 1; $.ajax({url: "data_12.json", success: show})</script>'
SAVED = Path(__file__).parents[3] / "shared" / "cases" / "listings"


def paths(links):
    return [link.url.removeprefix("http://www.example.cn") for link in links]


@pytest.fixture
def read(tree, site):
    def read(markup, *, url=HERE, source=None, site=site):
        return listing.read(tree(markup), url, site, source)

    return read


def rows(template, texts=HEADLINES):
    return "".join(template.format(number=number, text=text) for number, text in enumerate(texts, 1))


class TestArticles:
    def test_links_of_a_list_are_found_in_page_order_with_title_and_date(self, read):
        found = read(
            "<ul>"
            + rows("<li><a href='/2023/0601/{number}000{number}.html'>{text}</a><span>06-0{number}</span>")
            + "</ul>"
        )
        assert paths(found.articles) == [f"/2023/0601/{n}000{n}.html" for n in range(1, 6)]
        assert [link.title for link in found.articles] == HEADLINES
        assert [link.date for link in found.articles] == [f"06-0{n}" for n in range(1, 6)]

    def test_an_address_counts_once_and_with_its_fullest_text(self, read):
        found = read(
            "<a href=/2023/0601/10001.html><img src=x.jpg alt=图></a>"
            "<a href='/2023/0601/10001.html?from=index'>大雪封山三日</a>"
            "<a href='http://m.example.cn/2023/0601/10001.html'>[详细]</a><a href=/2023/0601/10001.html#c>评论</a>"
        )
        assert [(link.title, link.url[-23:]) for link in found.articles] == [
            ("大雪封山三日", "cn/2023/0601/10001.html")
        ]

    def test_a_headline_cut_short_is_completed_by_its_tip(self, read):
        found = read("<a href=/2023/0601/10001.html title='大雪封山三日村民互助过冬'>大雪封山三日村…</a>")
        assert found.articles[0].title == "大雪封山三日村民互助过冬"

    def test_a_card_is_named_by_its_heading(self, read):
        summary = "山里的雪下了三天三夜，进出村子的路都断了，" * 5
        found = read(f"<a href=/2023/0601/10001.html><h3>大雪封山三日</h3><p>{summary}</p><i>2023-06-01 08:30</i></a>")
        assert found.articles == (
            listing.Link("http://www.example.cn/2023/0601/10001.html", "大雪封山三日", "2023-06-01 08:30"),
        )

    def test_headlines_alike_are_articles_though_their_addresses_say_little(self, read):
        words = ["snow-fall", "new-bridge", "old-town", "fishing-port", "first-team"]
        found = read("".join(f"<p><a href=/{word}>{text}</a>" for word, text in zip(words, HEADLINES, strict=True)))
        assert paths(found.articles) == [f"/{word}" for word in words]

    def test_short_names_alike_are_channels_though_their_addresses_carry_numbers(self, read):
        found = read(rows("<a href=/gn/{number}0001/>{text}</a>", ["国内", "国际", "社会", "体育", "财经"]))
        assert found.articles == ()
        assert len(found.listings) == 5

    def test_an_address_that_may_be_of_a_channel_or_an_article_is_what_its_text_says(self, read):
        names = rows("<a href=/News.aspx?n=A9B2E{number}>{text}</a>", ["市政新聞", "活動訊息", "焦點新聞", "新聞稿"])
        found = read(names + rows("<a href=/news.php?id=12{number}>{text}</a>"))
        assert [link.title for link in found.articles] == HEADLINES
        assert [link.title for link in found.listings] == ["市政新聞", "活動訊息", "焦點新聞", "新聞稿"]

    @pytest.mark.parametrize(
        ("turner", "is_cut_off"),
        [
            ("<button id=more>Daha fazla yükle</button>", True),
            ("<a href='javascript:load()'>加载更多</a>", True),
            ("<div class=load-more>Load more</div>", True),
            ("<a href=/gn/index_2.html>加载更多</a>", False),
            ("<a href=/all/news>查看更多</a>", False),
            ("<button>登录</button>", False),
        ],
    )
    def test_a_list_that_a_button_goes_on_with_is_cut_off(self, read, turner, is_cut_off):
        assert read(rows("<a href=/node/1000{number}>{text}</a>") + turner).is_cut_off is is_cut_off

    def test_what_surrounds_a_list_is_left_alone(self, read):
        found = read(
            "<a href='javascript:;'>大雪封山三日村民</a><a href=mailto:a@example.cn>写信给我们的编辑部</a>"
            "<a href=#top>回到页面的最顶上</a><a href=/2023/0601/1.pdf>电子报纸下载一份</a>"
            "<a href=http://other.cn/2023/0601/10001.html>别家的新闻标题</a><a href=/tag/10001.html>大雪封山专题</a>"
            "<a href=/video/10001.html>大雪封山视频回放</a><a href=/2023/0601/10002.html>打印</a>"
            "<a href=/gn/index_2.shtml>2</a><a href=/login?back=10001>登录之后发表评论吧</a>"
        )
        assert found.articles == ()

    @pytest.mark.parametrize(
        "frame", ["<footer>{}</footer>", "<div class=footer-links><p>{}</p></div>", "<nav>{}</nav>"]
    )
    def test_menus_and_footers_hold_no_articles_though_their_links_read_like_headlines(self, read, frame):
        words = ["how-we-handle-complaints", "contact-the-newsroom", "terms-of-use-for-readers", "advertise-with-us"]
        plain = "".join(f"<a href=/{word}>{word.replace('-', ' ')}</a>" for word in words)
        found = read(rows("<p><a href=/local/{number}-of-the-storm-warnings>{text}</a>") + frame.format(plain))
        assert [link.title for link in found.articles] == HEADLINES
        assert read(frame.format(plain)).articles == ()

    def test_a_list_in_a_box_named_like_a_menu_is_a_list(self, read):
        found = read("<div id=menu>" + rows("<a href=/node/1000{number}>{text}</a>") + "</div>")
        assert [link.title for link in found.articles] == HEADLINES

    def test_a_summary_that_is_a_link_too_does_not_name_the_article(self, read):
        summary = "山里的雪下了三天三夜，进出村子的路都断了，" * 5
        found = read(
            f"<a href=/2023/0601/10001.html>大雪封山三日村民互助</a><a href=/2023/0601/10001.html>{summary}</a>"
        )
        assert found.articles[0].title == "大雪封山三日村民互助"

    def test_a_short_name_in_a_menu_is_a_channel_however_its_address_looks(self, read):
        found = read(
            "<div class=nav><a href=/2023/0601/10009.html>国内</a></div>" + rows("<a href=/n/1000{number}>{text}</a>")
        )
        assert len(found.articles) == 5
        assert paths(found.listings) == ["/2023/0601/10009.html"]

    def test_boxes_that_a_script_opens_count(self, read):
        found = read(
            "<div data-href='/2023/0601/10001.html'>大雪封山三日</div>"
            """<li onclick="window.location.href='/2023/0601/10002.html'">新桥通车首日</li>"""
            """<a href="javascript:void(0)" onclick="window.open('/2023/0601/10003.html')">老城改造</a>"""
        )
        assert [link.url[-10:] for link in found.articles] == ["10001.html", "10002.html", "10003.html"]

    def test_the_base_of_the_page_counts(self, site):
        page = html.document_fromstring(
            "<base href='http://www.example.cn/a/'><a href=2023/0601/10001.html>大雪封山三日</a>"
        )
        assert paths(listing.read(page, HERE, site, None).articles) == ["/a/2023/0601/10001.html"]

    def test_a_portal_that_keeps_its_articles_on_another_of_its_hosts_is_followed(self, read):
        site = defaults.for_host("news.example.cn")
        far = rows("<a href=http://www.example.cn/2023/0601/{number}0001.html>{text}</a>")
        near = "<a href=http://sports.example.cn/2023/0601/20001.html>{}</a>".format("客队逆转取得三连胜")
        found = read(far + near, url="http://news.example.cn/", site=site)
        assert [link.title for link in found.articles] == HEADLINES

    def test_the_rules_of_the_site_decide(self, read, site):
        ruled = replace(site, articles=Articles(allow=(re.compile("/live/"),), deny=(re.compile("/live/9"),)))
        found = read("<a href=/live/1>a</a><a href=/live/9>b</a><a href=/2023/0601/10001.html>c</a>", site=ruled)
        assert paths(found.articles) == ["/live/1"]

    @pytest.mark.parametrize("links", ["#main", "#main a", "#main a::attr(href)", "//*[@id='main']//a/@href"])
    def test_a_selector_of_the_source_decides_alone(self, read, links):
        source = Source(HERE, links=links)
        found = read("<div id=main><a href=/x>a</a></div><a href=/2023/0601/10001.html>大雪封山三日</a>", source=source)
        assert (paths(found.articles), found.listings) == (["/x"], ())

    @pytest.mark.parametrize("turner", ["", "<a href=?page=2>下一页</a>"])
    def test_a_list_that_ends_with_the_page_may_go_on_where_a_script_fetches(self, read, turner):
        found = read(rows("<a href=/2023/0601/1000{number}.html>{text}</a>") + turner + SCRIPT)
        assert paths(found.sources) == ([] if turner else ["/gn/data_12.json"])


class TestListings:
    def test_channels_are_told_by_short_names_and_addresses(self, read):
        found = read(
            "<nav><a href=/gj/>国际</a><a href=/sh/index.shtml>社会</a><a href=http://tech.example.cn/>科技</a></nav>"
            "<h2>体育</h2><a href=/ty/>更多>></a><a href=/about/>关于我们</a><a href=/gn/index_2.shtml>下一页</a>"
            "<a href=http://bbs.example.cn/>论坛</a><a href=/>首页</a>"
        )
        assert paths(found.listings) == ["/gj/", "/sh/index.shtml", "http://tech.example.cn/", "/ty/"]

    def test_those_of_a_footer_count_where_there_are_no_others_only(self, read):
        foot = "<div class=footer><a href=/bqsm/>版权</a></div>"
        assert paths(read(f"<a href=/gj/>国际</a>{foot}").listings) == ["/gj/"]
        assert paths(read(foot).listings) == ["/bqsm/"]


class TestRead:
    @pytest.mark.parametrize("name", ["163_1", "163_2"])
    def test_a_saved_front_page_gives_its_articles_and_nothing_else(self, name):
        page = saved(name)
        found = listing.read(page, "https://news.163.com/", defaults.for_host("news.163.com"), None)
        articles = re.compile(r"news\.163\.com/\d\d/\d{4}/\d\d/\w{16}\.html")
        there = {key_of(href) for href in page.xpath("//a/@href") if articles.search(href)}
        assert there <= {key_of(link.url) for link in found.articles}
        assert sum(not articles.search(link.url) for link in found.articles) <= 0.02 * len(there)
        assert any(link.title == "国内新闻" for link in found.listings)

    def test_many_links_take_time_in_proportion(self, read):
        def seconds(count):
            page = html.document_fromstring(rows("<p><a href=/2023/0601/{number}.html>{text}</a>", ["雪"] * count))
            start = time.process_time()
            listing.read(page, HERE, defaults.for_host("www.example.cn"), None)
            return time.process_time() - start

        seconds(100)
        assert seconds(8000) < 40 * seconds(1000)


def saved(name):
    file = SAVED / f"{name}.html.xz"
    if not file.exists():
        pytest.skip(f"{file} is not there")
    return html.document_fromstring(lzma.decompress(file.read_bytes()))
