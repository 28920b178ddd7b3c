from __future__ import annotations

import json

import pytest

from newsarchive.records import Article
from newsarchive.storage import daily


class TestDayOf:
    @pytest.mark.parametrize(
        ("published", "fetched", "day"),
        [
            ("2023-06-01T23:59:00+08:00", "2023-06-02T00:00:10+00:00", "2023-06-01"),
            ("2023-06-01", None, "2023-06-01"),
            (None, "2023-06-02T00:00:10+00:00", "2023-06-02"),
            ("2023-13-01", "2023-06-02T00:00:10+00:00", "2023-06-02"),
            ("昨天", None, None),
        ],
    )
    def test_the_day_is_that_of_publication_else_of_fetching(self, make, published, fetched, day):
        assert daily.day_of(make.article(1, date_published=published, date_fetched=fetched)) == day


class TestLineOf:
    def test_a_line_is_the_record_in_utf8(self, make):
        article = make.article(1)
        line = daily.line_of(article)
        assert "正文".encode() in line
        assert Article.from_json(line) == article

    def test_nothing_that_a_reader_left_in_tears_the_line(self, make):
        text = "a\nb\r\u2028c\u2029d\x85e\x00f\ud800g"
        line = daily.line_of(make.article(1, text))
        assert len(line.decode().splitlines()) == 1
        assert json.loads(line)["text"].startswith("a\nb\r c d")
