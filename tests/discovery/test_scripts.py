from __future__ import annotations

import time

import pytest

from newsarchive.discovery import scripts
from newsarchive.records import Link

HERE = "http://www.example.cn/gn/"


class TestLinksOf:
    @pytest.mark.parametrize(
        "code",
        [
            'var rows = [{"url": "/2023/0601/1.html", "title": "大雪封山"}];',
            'window.__STATE__={"rows": [{"url": "/2023/0601/1.html", "title": "大雪封山"}]};(function(){})()',
            'render([{"url": "/2023/0601/1.html", "title": "大雪封山"}], 3)',
            '{"props": [{"link": "/2023/0601/1.html", "title": "大雪封山"}]}',
            "var rows = [{url: '/2023/0601/1.html', title: '大雪封山', hot: true}, ];",
            "var rows = [['大雪封山', '/2023/0601/1.html', 17],\n];",
            'var rows = [["/2023/0601/1.html", "国内", "大雪封山"]];',
            r"""document.write('<li><a class=\"t\" href=\"/2023/0601/1.html\">大雪封山<\/a></li>');""",
        ],
    )
    def test_rows_are_found_however_they_are_written(self, tree, site, code):
        codes = scripts.inline(tree(f"<script>{code}</script>"))
        assert scripts.links_of(codes, HERE, site) == (Link("http://www.example.cn/2023/0601/1.html", "大雪封山"),)

    def test_the_date_of_a_row_without_keys_is_kept(self, site):
        code = "var rows = [['06-01 08:30', '/2023/0601/1.html', '大雪封山'], ['更多', '#']];"
        assert [link.date for link in scripts.links_of([code], HERE, site)] == ["06-01 08:30"]

    @pytest.mark.parametrize("code", ["if (x) { y('/2023/0601/1.html'); }", "var a = {img: '/2023/1.jpg'};"])
    def test_other_code_holds_none(self, site, code):
        assert scripts.links_of([code], HERE, site) == ()

    @pytest.mark.parametrize("code", ['a=[{"b":', "{a:'", "<a href=", '"', "{", "['a',", "['a' "])
    def test_many_beginnings_cost_little(self, site, code):
        start = time.process_time()
        scripts.links_of([code * 200_000], HERE, site)
        list(scripts.addresses([code * 200_000], HERE, 1))
        assert time.process_time() - start < 3


class TestRead:
    def test_a_file_that_holds_the_list_gives_its_articles(self, site):
        body = 'var news = [{"url": "/2023/0601/1.html", "title": "大雪封山"}];'.encode()
        assert [link.title for link in scripts.read(body, HERE, site).articles] == ["大雪封山"]

    def test_a_file_that_fetches_the_list_leads_to_it(self, site):
        body = b"function load(n) { $.getJSON('/api/list?page=' + n, show) }"
        assert scripts.read(body, HERE, site).sources == (Link("http://www.example.cn/api/list?page=1"),)


class TestAddresses:
    @pytest.mark.parametrize(
        ("code", "address"),
        [
            ('$.get("/api/list?page=" + page + "&size=10", show)', "/api/list?page=2&size=10"),
            ("load('more?page='+(n+1));", "/gn/more?page=2"),
            ("fetch(`/api/news?c=1&p=${this.page}`)", "/api/news?c=1&p=2"),
            ('var api = "/api/list.json?page={page}&size=8";', "/api/list.json?page=2&size=8"),
            ("var u = '/gn/list_' + page + '.html';", "/gn/list_2.html"),
            ('var url = "/roll.php?callback=show&page="; get(url + n);', "/roll.php?callback=show&page=2"),
        ],
    )
    def test_the_page_number_is_put_in(self, code, address):
        assert next(scripts.addresses([code], HERE, 2)) == f"http://www.example.cn{address}"

    @pytest.mark.parametrize(("behind", "offset"), [("", 15), ("&limit=10", 10), ("&pageSize=20", 20)])
    def test_where_rows_are_counted_those_before_are(self, behind, offset):
        codes = [f"$.getJSON('/api/list?c=1&offset=' + start + '{behind}', show)"]
        for page in (1, 2, 3):
            (found,) = scripts.addresses(codes, HERE, page, 15)
            assert found == f"http://www.example.cn/api/list?c=1&offset={offset * (page - 1)}{behind}"

    def test_an_address_without_pages_is_the_first_page(self):
        codes = ["fetch('/data/list.json').then(show)", '$.ajax({url: "ds_12.json"})']
        assert [url[-12:] for url in scripts.addresses(codes, HERE, 1)] == ["ta/list.json", "n/ds_12.json"]
        assert list(scripts.addresses(codes, HERE, 2)) == []

    @pytest.mark.parametrize(
        "code",
        [
            'img.src = "/img/" + name + ".png"',
            'var page = "国内";',
            "track('/pv?x=' + y)",
            "fetch('/page/config.json')",
        ],
    )
    def test_other_addresses_are_none(self, code):
        assert list(scripts.addresses([code], HERE, 1)) == []
