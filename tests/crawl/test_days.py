from __future__ import annotations

from datetime import date

import pytest

from newsarchive.crawl.days import day_of, latest_day_of
from newsarchive.records import Link

JUNE = date(2023, 6, 5)
PLAIN, DATED = "http://a.cn/gn/1.html", "http://a.cn/2023/0605/c1.html"


class TestDayOf:
    @pytest.mark.parametrize(
        "printed", ["2023-06-05 08:30", "2023年6月5日", "5 June 2023", "Jun 5, 2023", "05.06.2023"]
    )
    def test_a_date_with_its_year_names_its_day(self, printed: str) -> None:
        assert day_of(Link(PLAIN, date=printed)) == JUNE

    @pytest.mark.parametrize("printed", [None, "06-05", "昨天", "3天前", "08:30", "06/05/2023", "2023-06-31"])
    def test_where_it_does_not_the_address_may(self, printed: str | None) -> None:
        assert day_of(Link(PLAIN, date=printed)) is None
        assert day_of(Link(DATED, date=printed)) == JUNE


class TestLatestDayOf:
    @pytest.mark.parametrize(
        ("printed", "latest"), [("06/05/2023", JUNE), ("05/06/2023", JUNE), ("06/25/2023", date(2023, 6, 25))]
    )
    def test_of_two_days_that_a_date_may_be_it_is_the_later(self, printed: str, latest: date) -> None:
        assert latest_day_of(Link(PLAIN, date=printed), date(2024, 1, 1)) == latest

    def test_an_article_is_no_younger_than_its_last_change(self) -> None:
        changed = Link(PLAIN, changed="2023-06-05T08:30:00+08:00")
        assert day_of(changed) is None
        assert latest_day_of(changed, date(2024, 1, 1)) == JUNE
        assert latest_day_of(Link(DATED, changed="2024-01-01"), date(2024, 1, 1)) == JUNE
