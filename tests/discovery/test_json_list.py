from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.discovery import json_list
from newsarchive.records import Link
from newsarchive.sites import Keys, Source, defaults

URL = "http://www.example.cn/api/list.json?channel=gn&page=1&size=2"
ROWS = [
    {"id": 7, "title": "大雪封山", "url": "/2023/0601/10001.html", "ctime": 1685579400, "pic": "/img/10001.jpg"},
    {"id": 8, "title": "<em>新桥</em>通车", "url": "/2023/0601/10002.html", "ctime": "2023-06-01 09:00", "pic": ""},
]


@pytest.fixture
def read(site):
    def read(value, *, url=URL, source=None):
        body = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()
        return json_list.read(body, url, replace(site, timezone="Asia/Shanghai"), source)

    return read


class TestRead:
    @pytest.mark.parametrize("value", [ROWS, {"data": {"list": ROWS}}, {"a": [{"b": 1}], "result": {"items": ROWS}}])
    def test_the_rows_are_found_by_their_looks(self, read, value):
        assert read(value).articles == (
            Link("http://www.example.cn/2023/0601/10001.html", "大雪封山", "2023-06-01T08:30:00+08:00"),
            Link("http://www.example.cn/2023/0601/10002.html", "新桥通车", "2023-06-01 09:00"),
        )

    def test_jsonp_in_any_usual_encoding_is_read(self, read):
        body = f"/**/show.list({json.dumps(ROWS, ensure_ascii=False)});"
        assert read(body.encode("gb18030")) == read(body.encode()) == read(ROWS)

    def test_the_keys_of_the_source_decide(self, read):
        keys = Keys(rows="data.hot", url="/a/{id}.html", title="name", time="day")
        value = {"data": {"list": ROWS, "hot": [{"id": 3, "name": "老城", "day": "06-01", "url": "/2023/0601/9.html"}]}}
        found = read(value, source=Source(URL, keys=keys))
        assert found.articles == (Link("http://www.example.cn/a/3.html", "老城", "06-01"),)

    def test_a_titled_row_needs_less_of_an_address(self, read):
        assert len(read([{"headline": "大雪封山三日村民互助", "link": "/gn/snow"}]).articles) == 1
        assert read([{"name": "国内", "link": "/gn/"}]).articles == ()

    @pytest.mark.parametrize(
        ("url", "source", "following"),
        [
            (URL, None, URL.replace("page=1", "page=2")),
            ("http://www.example.cn/api?start=20&n=2", None, "http://www.example.cn/api?start=22&n=2"),
            (
                "http://www.example.cn/api/3.js",
                Source("http://www.example.cn/api/{page}.js"),
                "http://www.example.cn/api/4.js",
            ),
            ("http://www.example.cn/api/list.json", None, None),
        ],
    )
    def test_the_next_page_is_counted_on(self, read, url, source, following):
        assert read(ROWS, url=url, source=source).next_page == following

    def test_rows_that_hold_a_number_in_place_of_an_address_are_kept_apart(self, read):
        rows = [
            {"cid": 17, "id": 500123, "title": "大雪封山三日村民互助过冬", "time": "2023-06-01 09:00"},
            {"cid": 17, "id": 500124, "title": "渡口的船今日重新启航"},
        ]
        found = read({"data": rows}, url="http://www.example.cn/api/list?page=3")
        assert found.articles == ()
        assert found.numbered == (
            Link("500123", "大雪封山三日村民互助过冬", "2023-06-01 09:00"),
            Link("500124", "渡口的船今日重新启航"),
        )
        assert found.next_page == "http://www.example.cn/api/list?page=4"

    @pytest.mark.parametrize(
        "rows", [[{"id": 1001, "title": "国内"}], [{"cid": 1001, "title": "大雪封山三日村民互助过冬"}] * 2]
    )
    def test_names_of_channels_and_numbers_of_several_are_none(self, read, rows):
        assert read(rows).numbered == ()

    def test_an_empty_page_is_the_last(self, read):
        assert read({"data": {"list": []}}) == read(b"") == read(b"null")

    @given(
        st.recursive(
            st.none() | st.integers() | st.text(max_size=12),
            lambda each: st.lists(each) | st.dictionaries(st.text(max_size=8), each),
            max_leaves=12,
        )
    )
    def test_any_value_may_come(self, value):
        site = defaults.for_host("www.example.cn")
        json_list.read(json.dumps(value).encode(), URL, site, Source(URL, keys=Keys(rows="a.0", url="{b}")))
        json_list.read(json.dumps([value, {"url": value, "title": value, "time": value}]).encode(), URL, site)

    @given(st.binary(max_size=80))
    def test_any_bytes_may_come(self, body):
        json_list.read(body, URL, defaults.for_host("www.example.cn"))
        json_list.read(b"[" * 100_000 + body, URL, defaults.for_host("www.example.cn"))


class TestStamp:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (1685579400, "2023-06-01T00:30:00+00:00"),
            (1685579400000, "2023-06-01T00:30:00+00:00"),
            ("1685579400", "2023-06-01T00:30:00+00:00"),
            ("2023-06-01", "2023-06-01"),
            (True, None),
            (None, None),
            (12, None),
        ],
    )
    def test_seconds_become_a_date_and_the_rest_is_as_printed(self, site, value, text):
        assert json_list.stamp(value, replace(site, timezone=None)) == text
