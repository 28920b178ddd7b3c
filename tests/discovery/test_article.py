from __future__ import annotations

import json
import re
import tarfile
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.discovery import article, listing
from newsarchive.sites import Articles, defaults
from newsarchive.urls import host_of

SETS = {"portals-zh": 1.0, "fundus-tests": 0.99, "zh-misc": 1.0}
LABELLED = Path(__file__).parents[3] / "shared" / "bench"


class TestFolders:
    @pytest.mark.parametrize("folder", article.folders(), ids=lambda folder: folder.reason)
    def test_each_kind_denies_its_examples_and_keeps_the_others(self, folder):
        assert all(article.looks(f"http://a.cn{path}").reason == folder.reason for path in folder.deny)
        assert all(article.looks(f"http://a.cn{path}").score >= article.LIKELY for path in folder.keep)


class TestJudge:
    @pytest.mark.parametrize(
        "path",
        [
            "/gn/2023/06-01/10017.shtml",
            "/2023-06/01/content_123456.htm",
            "/n1/2023/0601/c1001-40223222.html",
            "/news/201909/1220000.shtml",
            "/23/0601/08/I63K2LQ0000189FH.html",
            "/c/2023-06-01/doc-imyvqrta1234567.shtml",
            "/202306/t20230601_43188.html",
            "/politics/2023_06_01_517162.shtml",
            "/show-465419-1.html",
            "/a/d80b1f/3yWyyCuSR4w",
            "/topic/7PM49H7yjs5",
            "/s?id=1646796218135408573",
            "/content.aspx?id=1004",
            "/News_Content.aspx?n=A9B2E5&s=00097A12B6C7CFF8",
            "/index.php?m=content&a=show&catid=12&id=3456",
            "/?p=3289",
            "/plus/view.php?aid=3289",
            "/portal.php?mod=view&aid=123",
            "/html/guonei/20230601/123.html",
            "/newsDetail_forward_23456789",
            "/art/2016/11/22/art_1621004_30332664.html",
            "/archives/3289",
            "/group/6734139882538533383/",
            "/20230601/123456/index.html",
            "/news/7.html",
            "/politik/ausland/putin-warnung-dekolonisierung-100.html",
            "/interimstrainer-schubert-viel-zu-verlieren-1019241/artikel",
            "/2023/06/大雪封山三日村民互助",
            "/weather/2023/06/01/storms-in-the-north/",
            "/comments/2019-12/10/c_1125327450.htm",
            "/News/front/archives/2024/10/16/2003825372",
            "/node/10360",
            "/index.php?s=/home/article/detail/id/12345.html",
            "/index.php?r=article/view/12345",
            "/index.php?/archives/12345.html",
        ],
    )
    def test_an_article_is_told_by_its_address(self, path, site):
        assert article.judge(f"http://www.example.cn{path}", site).score >= article.LIKELY

    @pytest.mark.parametrize(
        ("path", "reason"),
        [
            ("/", "home page"),
            ("/gn/", "short path"),
            ("/list_12345_2.html", "name of a listing"),
            ("/news/index_2.shtml", "name of a listing"),
            ("/node_7185_2.htm", "name of a listing"),
            ("/scroll-news/2023/0601/news.shtml", "name of a listing"),
            ("/2023/0601/", "name of a listing"),
            ("/channel/27392/", "name of a listing"),
            ("/home/article/lists/cid/3.html", "name of a listing"),
            ("/home/article/lists/cid/3/p/2.html", "name of a listing"),
            ("/channel_25950", "name of a listing"),
            ("/plus/list.php?tid=13", "name of a listing"),
            ("/index.php?m=content&c=index&a=lists&catid=12", "name of a listing"),
            ("/col/col1621004/index.html", "name of a listing"),
            ("/category/china/", "name of a listing"),
            ("/special/2023winter/", "name of a listing"),
            ("/china/page/3/", "name of a listing"),
            ("/tag/12345/", "tag"),
            ("/search?wd=雪", "search"),
            ("/gn/?keyword=雪", "query of a service"),
            ("/gn/?sort=hot&id=12345", "query of a service"),
            ("/passport/login.php", "login"),
            ("/author/zhang-san", "author page"),
            ("/video/2023-06-01/123456.html", "video wall"),
            ("/photo/123456.html", "gallery"),
            ("/pinglun/123456.html", "comments"),
            ("/print/123456.html", "print twin"),
            ("/calendar/2023/06/01", "calendar"),
            ("/about/123456.html", "service page"),
            ("/thread-123456-1-1.html", "forum"),
            ("/index.php?s=/search/12345.html", "search"),
            ("/2023/0601/123456.jpg", "file"),
            ("/2023/0601/123456.pdf", "file"),
            ("/app/news.apk", "file"),
            ("/gn/gn/gn/12345.html", "trap"),
            ("/a/b/a/b/a/b/12345.html", "trap"),
            ("/(S(x1y2z3))/2023/0601/12345.html", "trap"),
            ("/1" * 20, "trap"),
            ("/2023/0601/" + "1" * 2000 + ".html", "trap"),
        ],
    )
    def test_what_is_none_is_told_with_the_reason(self, path, reason, site):
        shape = article.judge(f"http://www.example.cn{path}", site)
        assert (shape.reason, shape.score < article.LIKELY) == (reason, True)

    def test_numbers_are_no_words_of_a_headline(self, site):
        assert article.judge("http://www.example.cn/list/3-35191-/", site).score < listing.SURE

    def test_the_number_of_a_page_that_stands_by_itself_is_none_of_an_article(self, site):
        assert article.judge("http://www.example.cn/?page_id=128", site).score < article.LIKELY

    def test_long_addresses_take_no_time_to_speak_of(self, site):
        start = time.process_time()
        for path in ("/a" * 700, "/ab/c" * 280, "-1" * 700, "%E9%9B%AA" * 160, "/" + "x" * 1400, "/2023" * 280):
            article.judge(f"http://www.example.cn{path}", site)
        assert time.process_time() - start < 0.5

    def test_another_host_holds_no_articles_of_the_site(self, site):
        assert article.judge("http://other.cn/2023/0601/123456.html", site) == article.Shape(0.0, "another host")

    def test_a_host_of_services_holds_none_unless_it_is_the_site(self, site):
        url = "http://bbs.example.cn/2023/0601/123456.html"
        assert article.judge(url, site).reason == "service host"
        assert article.judge(url, defaults.for_host("bbs.example.cn")).score >= article.LIKELY

    def test_the_rules_of_the_site_come_before_all_looks(self, site):
        ruled = replace(site, articles=Articles(allow=(re.compile("/video/"),), deny=(re.compile("live"),)))
        assert article.judge("http://www.example.cn/video/1", ruled).reason == "allow rule"
        assert article.judge("http://www.example.cn/video/live/1", ruled).reason == "deny rule"
        assert article.judge("http://www.example.cn/2023/0601/123456.html", ruled).reason == "no allow rule"

    @given(st.text(max_size=60))
    def test_any_string_is_judged(self, url):
        assert 0 <= article.judge(url, defaults.for_host("example.cn")).score <= 1
        assert 0 <= article.looks(url).score <= 1

    @pytest.mark.parametrize(("name", "least"), SETS.items())
    def test_addresses_of_labelled_articles_are_found(self, name, least, labelled_urls):
        urls = labelled_urls(name)
        found = [url for url in urls if article.judge(url, defaults.for_host(host_of(url))).score >= article.LIKELY]
        assert len(found) >= least * len(urls)


@pytest.fixture
def labelled_urls():
    """The addresses of the articles of a label set that is kept beside the project; skips where it is absent."""

    def read(name):
        file = LABELLED / f"{name}.tar.xz"
        if not file.exists():
            pytest.skip(f"{file} is not there")
        with tarfile.open(file) as archive:
            member = archive.extractfile("truth.jsonl")
            return [url for line in member if (url := json.loads(line).get("url")) and "://" in url]

    return read
