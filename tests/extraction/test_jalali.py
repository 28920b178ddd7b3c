from datetime import date

import pytest

from newsarchive.extraction import jalali


class TestRead:
    @pytest.mark.parametrize(
        ("text", "day"),
        [
            *(("1 فروردین 1370", date(1991, 3, 21)), ("1 فروردین 1391", date(2012, 3, 20))),
            *(("30 اسفند 1399", date(2021, 3, 20)), ("1400/01/01", date(2021, 3, 21))),
            *(("پنجشنبه 14 آبان 1405 - 15:30", date(2026, 11, 5)), ("1405-08-14", date(2026, 11, 5))),
            *(
                ("1402/06/31", date(2023, 9, 22)),
                ("1402/07/01", date(2023, 9, 23)),
                ("1 دی ماه 1402", date(2023, 12, 22)),
            ),
        ],
    )
    def test_days_of_the_solar_calendar(self, text, day):
        assert jalali.read(text)[0] == day

    @pytest.mark.parametrize("text", ["", "1448/05/24", "15 جمادى الأولى 1448", "1405/13/01", "1405/08-14", "14 آبان"])
    def test_other_numbers_are_none(self, text):
        assert jalali.read(text) is None
