from __future__ import annotations

import time

import pytest

from newsarchive.discovery import scripts

HERE = "http://www.example.cn/gn/"


class TestValues:
    @pytest.mark.parametrize(
        "code",
        [
            'var rows = [{"url": "/1.html"}];',
            'window.__STATE__={"rows": [{"url": "/1.html"}]};(function(){})()',
            'render([{"url": "/1.html"}], 3)',
            '{"props": [{"url": "/1.html"}]}',
        ],
    )
    def test_what_is_assigned_or_passed_on_is_found(self, tree, code):
        (value,) = scripts.values(tree(f"<script>{code}</script>"))
        assert "/1.html" in str(value)

    def test_what_is_code_and_no_json_is_left_alone(self, tree):
        code = "var a = {b: 1}; if (x) {\"use strict\"; var c = [{'d': 2}];}"
        assert list(scripts.values(tree(f"<script>{code}</script>"))) == []

    def test_many_beginnings_cost_little(self, tree):
        page = tree("<script>" + 'a=[{"b":' * 200_000 + "</script>")
        start = time.perf_counter()
        list(scripts.values(page))
        assert time.perf_counter() - start < 2


class TestAddresses:
    @pytest.mark.parametrize(
        ("code", "address"),
        [
            ('$.get("/api/list?page=" + page + "&size=10", show)', "/api/list?page=2&size=10"),
            ("load('more?page='+(n+1));", "/gn/more?page=2"),
            ("fetch(`/api/news?c=1&p=${this.page}`)", "/api/news?c=1&p=2"),
            ('var api = "/api/list.json?page={page}&size=8";', "/api/list.json?page=2&size=8"),
            ("var u = '/gn/list_' + page + '.html';", "/gn/list_2.html"),
        ],
    )
    def test_the_page_number_is_put_in(self, tree, code, address):
        assert next(scripts.addresses(tree(f"<script>{code}</script>"), HERE, 2)) == f"http://www.example.cn{address}"

    def test_an_address_without_pages_is_the_first_page(self, tree):
        page = tree("<script>fetch('/data/list.json').then(show)</script>")
        assert list(scripts.addresses(page, HERE, 1)) == ["http://www.example.cn/data/list.json"]
        assert list(scripts.addresses(page, HERE, 2)) == []

    @pytest.mark.parametrize("code", ['img.src = "/img/" + name + ".png"', 'var page = "国内";', "track('/pv?x=' + y)"])
    def test_other_addresses_are_none(self, tree, code):
        assert list(scripts.addresses(tree(f"<script>{code}</script>"), HERE, 1)) == []
