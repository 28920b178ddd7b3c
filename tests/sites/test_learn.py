from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from newsarchive.records import Article
from newsarchive.sites import Articles, Cut, Example, Fetch, Keys, Site, Source, load
from newsarchive.sites.learn import Learned, Sample, Seen, dated, learn
from newsarchive.sites.write import toml

HOST = "news.example.com"
STORIES = ["大雪封山三日", "新桥通车首日", "老城改造", "渔港开海", "小学球队"]


def article(number, title, **more):
    url = f"http://{HOST}/gn/2023/{number}0001.html"
    plain = Article(
        id="0" * 20,
        url=url,
        canonical_url=url,
        site=HOST,
        title=title,
        raw_title=f"{title}_国内_示例网",
        text=f"{title}的故事。",
    )
    return replace(plain, language="zh-CN", **more)


ARTICLES = tuple(article(number, title) for number, title in enumerate(STORIES, 1))


TITLES = (*(f"{title}_国内_示例网" for title in STORIES[:3]), "国内 - 示例网", "示例网", "404")


def listed(*numbers):
    return tuple(f"http://{HOST}/gn/2023/{number}0001.html" for number in numbers)


class TestLearn:
    def test_name_language_and_zone_are_those_of_the_articles(self):
        learned = learn(HOST, Sample(articles=ARTICLES, titles=TITLES))
        assert (learned.site.name, learned.site.language, learned.site.timezone) == ("示例网", "zh-CN", "Asia/Shanghai")
        assert learned.reasons["name"] == "stands in the titles of 5 of 6 pages"

    def test_a_name_that_many_titles_share_and_no_other_is_the_portals(self):
        heads = [f"{title}之{number}" for number in range(5) for title in STORIES]
        titles = (*(f"{head}_示例网" for head in heads[:10]), *heads[10:])
        assert learn(HOST, Sample(titles=titles)).site.name == "示例网"
        half = (*(f"{head}_国内_示例网" for head in heads[:10]), *heads[10:])
        assert learn(HOST, Sample(titles=half)).site.name is None

    def test_a_portal_in_two_languages_gets_neither_language_nor_zone(self):
        abroad = replace(ARTICLES[0], language="en")
        site = learn(HOST, Sample(articles=(*ARTICLES[1:], abroad))).site
        assert (site.language, site.timezone) == (None, None)

    def test_where_the_look_began_is_explored_and_an_index_stands_for_what_it_holds(self):
        maps = [f"http://{HOST}/maps/{name}.xml" for name in ("index", "1")]
        seen = (
            Seen(f"http://{HOST}/", articles=listed(1, 2, 3, 4)),
            Seen(maps[0], "sitemap", holds=(maps[1],)),
            Seen(maps[1], "sitemap", articles=listed(6, 7, 8)),
        )
        learned = learn(HOST, Sample(start=f"http://{HOST}", sources=seen))
        assert learned.site.sources == (Source(f"http://{HOST}", explore=True), Source(maps[0], kind="sitemap"))
        assert learned.reasons["sources[2]"] == "an index of 1 others"

    def test_the_kind_of_a_source_is_one_that_a_file_may_name(self):
        seen = (Seen(f"http://{HOST}/list.js", "script", articles=listed(1, 2, 3)),)
        assert learn(HOST, Sample(sources=seen)).site.sources == (Source(f"http://{HOST}/list.js"),)

    def test_what_needs_no_key_is_noted(self):
        notes = learn(HOST, Sample(articles=ARTICLES, encodings=("utf-8", "gb18030", "gb18030"))).notes
        assert notes == (
            "Its pages are in gb18030 (2), utf-8 (1); the reader tells which by itself.",
            r"Articles lie at /gn/\d+/\d+\.html$ (5).",
        )

    def test_what_the_domain_tells_is_not_learned(self):
        learned = learn("news.example.tw", Sample(articles=ARTICLES))
        assert (learned.site.language, learned.site.timezone) == ("zh-TW", "Asia/Taipei")
        assert not {"language", "timezone"} & set(learned.reasons)

    def test_sources_that_add_articles_are_taken_with_their_names(self):
        seen = (
            Seen(f"http://{HOST}/hot/", name="热点", articles=listed(1, 2, 3)),
            Seen(f"http://{HOST}/gn/", name="国内", articles=listed(1, 2, 3, 4)),
            Seen(f"http://{HOST}/rss.xml", "feed", "新闻", listed(3, 4, 5)),
            Seen(f"http://{HOST}/gj/", name="国际", articles=listed(8, 9)),
        )
        site = learn(HOST, Sample(sources=seen)).site
        assert site.sources == (
            Source(f"http://{HOST}/gn/", section="国内"),
            Source(f"http://{HOST}/rss.xml", kind="feed", section="新闻"),
        )

    @pytest.mark.parametrize("silent", [False, True])
    def test_lists_of_days_become_one_source_and_the_last_another_if_it_is_old(self, silent):
        lists = [f"http://{HOST}/scroll/2023/060{day}/news.shtml" for day in (1, 3, 2)]
        seen = tuple(Seen(url, name="滚动", articles=listed(*range(n, n + 4))) for n, url in enumerate(lists))
        look = Sample(sources=seen, looked_at=date(2023, 9, 1) if silent else date(2023, 6, 4))
        days = Source(f"http://{HOST}/scroll/{{date:%Y/%m%d}}/news.shtml")
        assert learn(HOST, look).site.sources == ((days, Source(lists[1])) if silent else (days,))

    def test_of_the_sheets_of_a_paper_the_first_leads_to_the_others(self):
        sheets = [f"http://{HOST}/layout/202306/10/node_{number:02}.html" for number in (2, 1, 3)]
        seen = tuple(Seen(url, articles=listed(*range(4 * n, 4 * n + 4))) for n, url in enumerate(sheets))
        look = Sample(sources=seen, looked_at=date(2023, 9, 1))
        assert learn(HOST, look).site.sources == (
            Source(f"http://{HOST}/layout/{{date:%Y%m/%d}}/node_01.html", explore=True),
            Source(sheets[1], explore=True),
        )

    def test_a_folder_that_holds_no_articles_is_denied(self):
        others = tuple(f"http://{HOST}/zt/{number}0001.html" for number in range(3))
        rules = learn(HOST, Sample(articles=ARTICLES, others=others)).site.articles
        assert [rule.pattern for rule in rules.deny] == ["://[^/]+/zt/"]
        mixed = tuple(f"http://{HOST}/gn/{number}.html" for number in range(3))
        assert learn(HOST, Sample(articles=ARTICLES, others=mixed)).site.articles == Articles()

    def test_addresses_are_allowed_by_rule_only_where_looks_fail(self):
        rules = learn(HOST, Sample(articles=ARTICLES, doubtful=listed(1, 2, 3))).site.articles
        assert all(any(rule.search(each.url) for rule in rules.allow) for each in ARTICLES)
        assert not any(rule.search(f"http://{HOST}/gn/") for rule in rules.allow)
        assert learn(HOST, Sample(articles=ARTICLES)).site.articles == Articles()
        beyond = f"http://{HOST}/gj/snow.php"
        assert (
            learn(HOST, Sample(articles=ARTICLES, doubtful=listed(1, 2, 3), listed=(beyond,))).site.articles
            == Articles()
        )

    def test_a_line_of_many_articles_is_cut(self):
        signed = tuple(article(n, title, text=f"{title}。\n更多精彩（请扫码）.") for n, title in enumerate(STORIES, 1))
        learned = learn(HOST, Sample(articles=signed))
        assert [rule.pattern for rule in learned.site.cut.lines] == [r"^更多精彩（请扫码）\.$"]
        assert learned.reasons["cut.lines[1]"] == "on 5 of 5 pages"

    def test_from_nothing_nothing_is_learned(self):
        assert learn(HOST, Sample()) == Learned(Site(HOST), {})


class TestDated:
    @pytest.mark.parametrize(
        ("path", "address"),
        [
            ("/2023-06-01.html", "/{date:%Y-%m-%d}.html"),
            ("/2023/06/01/", "/{date:%Y/%m/%d}/"),
            ("/l/20230601/1.html", "/l/{date:%Y%m%d}/1.html"),
        ],
    )
    def test_a_day_in_the_path_becomes_a_place_for_days(self, path, address):
        assert dated(f"http://a.cn{path}") == (f"http://a.cn{address}", date(2023, 6, 1))

    @pytest.mark.parametrize("path", ["/gn/", "/gn/12345678.html", "/2023-13-01/", "/?d=2023-06-01"])
    def test_other_addresses_name_no_day(self, path):
        assert dated(f"http://a.cn{path}") is None


class TestToml:
    @pytest.mark.parametrize(
        "site",
        [
            Site(HOST),
            learn(HOST, Sample(articles=ARTICLES, others=tuple(f"http://{HOST}/zt/{n}" for n in range(3)))).site,
            Site(
                HOST,
                name='Das "Blatt" \\ 日报',
                encoding="gb18030",
                every=timedelta(minutes=90),
                sources=(
                    Source(f"http://{HOST}/", section="头条", links="a.t", next="//a[.='下页']", explore=True),
                    Source(f"http://{HOST}/l?p={{page}}", kind="json", keys=Keys(rows="data.list", url="/a/{id}.html")),
                ),
                articles=Articles((re.compile(r"/\d+\.html$"), re.compile("it's")), (re.compile("/v/"),)),
                read={"title": "h1"},
                cut=Cut(("div.ad",), (re.compile("^更多"),)),
                fetch=Fetch(delay=2.5, retries=0),
                examples=(
                    Example(f"http://{HOST}/1.html", title='Das "Blatt"', authors=("甲", "乙"), pages=2),
                    Example(f"http://{HOST}/2.html", text='第一段\n\\ "第二段"\t"""\n末段'),
                    Example(f"http://{HOST}/v/", outcome="not_article"),
                ),
            ),
        ],
    )
    def test_the_file_reads_back_as_the_same_site(self, site, tmp_path):
        file = tmp_path / "site.toml"
        file.write_text(toml(Learned(site, {})), encoding="utf-8")
        assert load.read_site(file, HOST) == site

    def test_each_line_carries_its_reason_and_defaults_are_left_out(self):
        further = f"http://{HOST}/gn/2.html?a=1"
        seen = (Seen(f"http://{HOST}/gn/", name="国内", articles=listed(1, 2, 3), next_page=further),)
        assert toml(learn(HOST, Sample(sources=seen, articles=ARTICLES, titles=TITLES))) == (
            f"# {HOST}: what differs from the defaults. docs/add_a_site.md explains every key.\n"
            "# Articles lie at /gn/\\d+/\\d+\\.html$ (5).\n\n"
            'name = "示例网"  # stands in the titles of 5 of 6 pages\n'
            'language = "zh-CN"  # of all 5 articles\n'
            'timezone = "Asia/Shanghai"  # where its language is spoken: correct it if not\n\n'
            "# 3 articles when it was looked at; it goes on at /gn/2.html?a=1\n"
            f'[[sources]]\nurl = "http://{HOST}/gn/"\nsection = "国内"\n'
        )
