from __future__ import annotations

from newsarchive.discovery import placing
from newsarchive.records import Link

ROWS = (Link("500123", "大雪封山"), Link("500124", "渡口启航", "2023-06-01"))


class TestPatternOf:
    def test_one_row_that_was_met_tells_it(self):
        known = {"500124": "http://a.cn/show?id=500124&c=1"}
        assert placing.pattern_of(ROWS, known) == "http://a.cn/show?id={}&c=1"

    def test_the_form_that_most_of_them_have_is_believed(self):
        rows = [Link(str(number)) for number in (1001, 1002, 1003)]
        known = {"1001": "http://a.cn/x/1001", "1002": "http://a.cn/1002.html", "1003": "http://a.cn/1003.html"}
        assert placing.pattern_of(rows, known) == "http://a.cn/{}.html"

    def test_a_number_that_stands_twice_tells_none(self):
        assert placing.pattern_of([Link("1001")], {"1001": "http://a.cn/1001/1001.html"}) is None

    def test_where_none_was_met_there_is_none(self):
        assert placing.pattern_of(ROWS, {"500125": "http://a.cn/500125.html"}) is None


class TestPlaced:
    def test_the_rows_keep_headline_and_date(self):
        assert placing.placed(ROWS, "http://a.cn/{}.html") == (
            Link("http://a.cn/500123.html", "大雪封山"),
            Link("http://a.cn/500124.html", "渡口启航", "2023-06-01"),
        )
