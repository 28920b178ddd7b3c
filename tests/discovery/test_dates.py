from __future__ import annotations

import pytest

from newsarchive.discovery import dates


class TestPrinted:
    @pytest.mark.parametrize(
        "stamp",
        [
            *("2023-06-01 12:30:05", "2023/6/1", "2023.06.01", "2023年6月1日 08:30", "6月1日", "06-01 12:30", "06/01"),
            *("1 June 2023", "Jun 1, 2023", "September 1st, 2023", "01.06.2023", "3小时前", "10 分钟前", "昨天 08:30"),
            *("5 hours ago", "12:30", "2023-06-01T12:30:05"),
        ],
    )
    def test_it_is_found_among_words(self, stamp):
        assert dates.printed(f"[国内] 大雪 ({stamp}) 记者") == stamp

    @pytest.mark.parametrize(
        "text", ["", "比分 3-1", "电话 010-12345678", "第13-15期", "99/88", "1.5亿", "25:99", "8848.86米"]
    )
    def test_other_numbers_are_none(self, text):
        assert dates.printed(text) is None
