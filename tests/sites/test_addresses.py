from __future__ import annotations

from datetime import date

import pytest

from newsarchive.sites import addresses

DAYS = [date(2023, 6, 2), date(2023, 6, 1)]


class TestFill:
    @pytest.mark.parametrize(
        ("address", "filled"),
        [
            ("http://a.cn/", "http://a.cn/"),
            ("http://a.cn/{page}", "http://a.cn/3"),
            ("http://a.cn/{page:0}", "http://a.cn/2"),
            ("http://a.cn/{date}", "http://a.cn/2023-06-02"),
            ("http://a.cn/{date:%Y/%m%d}/list_{page}.html", "http://a.cn/2023/0602/list_3.html"),
            ("http://a.cn/{else}", "http://a.cn/{else}"),
        ],
    )
    def test_page_and_day_are_put_in(self, address, filled):
        assert addresses.fill(address, page=3, day=DAYS[0]) == filled

    def test_a_day_must_be_given_where_one_is_asked_for(self):
        with pytest.raises(ValueError, match="needs a day"):
            addresses.fill("http://a.cn/{date}")


class TestFirsts:
    def test_there_is_one_for_each_day(self):
        assert list(addresses.firsts("http://a.cn/{date:%m%d}/{page}", DAYS)) == [
            "http://a.cn/0602/1",
            "http://a.cn/0601/1",
        ]

    def test_without_days_there_is_one(self):
        assert list(addresses.firsts("http://a.cn/list_{page:0}.html", DAYS)) == ["http://a.cn/list_0.html"]


class TestFollowing:
    @pytest.mark.parametrize(
        ("address", "url", "following"),
        [
            ("http://a.cn/l_{page}.html", "http://a.cn/l_9.html", "http://a.cn/l_10.html"),
            ("http://a.cn/{date:%Y/%m%d}/{page}", "http://a.cn/2023/0601/2", "http://a.cn/2023/0601/3"),
            (
                "http://a.cn/?d={date}&p={page}&s=8",
                "http://a.cn/?d=2023-06-01&p=0&s=8",
                "http://a.cn/?d=2023-06-01&p=1&s=8",
            ),
            ("http://a.cn/l.html", "http://a.cn/l.html", None),
            ("http://a.cn/{date}", "http://a.cn/2023-06-01", None),
            ("http://a.cn/l_{page}.html", "http://b.cn/l_9.html", None),
        ],
    )
    def test_the_page_number_moves_on(self, address, url, following):
        assert addresses.following(address, url) == following
