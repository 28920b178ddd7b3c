from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.discovery import dates


class TestPrinted:
    @pytest.mark.parametrize(
        "stamp",
        [
            *("2023-06-01 12:30:05", "2023/6/1", "2023.06.01", "2023年6月1日 08:30", "6月1日", "06-01 12:30", "06/01"),
            *("1 June 2023", "Jun 1, 2023", "September 1st, 2023", "01.06.2023", "3小时前", "10 分钟前", "昨天 08:30"),
            *("5 hours ago", "12:30", "2023-06-01T12:30:05", "1 июня 2023", "1er juin 2023 08:30", "1. Juni 2023"),
            *("1 de junho de 2023", "1 Haziran 2023", "1 يونيو 2023"),
        ],
    )
    def test_it_is_found_among_words(self, stamp):
        assert dates.printed(f"[国内] 大雪 ({stamp}) 记者") == stamp

    @pytest.mark.parametrize(
        "text",
        ["", "比分 3-1", "电话 010-12345678", "第13-15期", "99/88", "1.5亿", "25:99", "8848.86米", "12 Orte 2023"],
    )
    def test_other_numbers_are_none(self, text):
        assert dates.printed(text) is None


class TestDayOf:
    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("2023-06-01 12:30:05", (2023, 6, 1)),
            ("2023年6月1日", (2023, 6, 1)),
            ("Thu, 01 Jun 2023 08:30:00 +0800", (2023, 6, 1)),
            ("September 1st, 2022", (2022, 9, 1)),
            ("01.06.2023", (2023, 6, 1)),
            ("3 de agosto de 2022", (2022, 8, 3)),
            ("21 декабря 2022, 08:30", (2022, 12, 21)),
            ("2023-06-01T08:30:00+08:00", (2023, 6, 1)),
            ("03-01", (2023, 3, 1)),
            ("12-31 08:30", (2022, 12, 31)),
            ("12月31日", (2022, 12, 31)),
            ("06-02", (2023, 6, 2)),
            ("3小时前", (2023, 6, 1)),
            ("3天前", (2023, 5, 29)),
            ("2 days ago", (2023, 5, 30)),
            ("昨天 08:30", (2023, 5, 31)),
            ("前天", (2023, 5, 30)),
            ("yesterday", (2023, 5, 31)),
            ("刚刚", (2023, 6, 1)),
            ("08:30", (2023, 6, 1)),
        ],
    )
    def test_it_is_the_day_named_as_seen_today(self, text, day):
        assert dates.day_of(text, date(2023, 6, 1)) == date(*day)

    @pytest.mark.parametrize("text", ["", "2023-02-31", "02-29", "比分 3-1"])
    def test_what_names_no_day_is_none(self, text):
        assert dates.day_of(text, date(2023, 6, 1)) is None

    @given(st.text(alphabet="0123456789-/.: 年月日天前昨JunMay,", max_size=24), st.dates(date(2000, 1, 1)))
    def test_any_text_may_come(self, text, today):
        assert (dates.day_of(text, today) is None) or dates.printed(text)
