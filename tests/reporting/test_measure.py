"""What is counted over records, and which days look incomplete."""

from __future__ import annotations

from newsarchive.records import Removed
from newsarchive.reporting.measure import Gap, gaps, measure


class TestMeasure:
    def test_articles_are_counted_by_day_and_channel(self, article) -> None:
        numbers = measure(
            [
                article(date_published="2023-06-01T08:00:00+08:00", section="城事"),
                article(date_published="2023-06-01", section="城事"),
                article(date_published="2023-06-02", section=None),
            ]
        )
        assert numbers.coverage == {("2023-06-01", "城事"): 2, ("2023-06-02", ""): 1}
        assert numbers.days == {"2023-06-01": 2, "2023-06-02": 1}
        assert numbers.channels == {"城事": 2, "": 1}
        assert numbers.timed == 1

    def test_an_article_without_a_date_counts_on_the_day_of_fetching(self, article) -> None:
        assert measure([article()]).days == {"2023-06-09": 1}

    def test_a_later_version_is_not_another_article(self, article) -> None:
        numbers = measure([article(), article(version=2, editor="罗静")])
        assert (numbers.articles, numbers.versions) == (1, 2)
        assert numbers.days.total() == 1
        assert numbers.filled["editor"] == 1

    def test_lines_are_counted_by_the_rule_that_cut_them(self, article) -> None:
        cuts = (Removed("（资料图）", "placeholder"), Removed("声明", "disclaimer"), Removed("声明二", "disclaimer"))
        assert measure([article(removed=cuts)]).rules == {"placeholder": 1, "disclaimer": 2}

    def test_articles_of_which_a_page_is_missing_are_counted(self, article) -> None:
        said = ["page links", "page links; page 2 gone", "single-page link"]
        assert measure([article(), *(article(read_by={"pages": each}) for each in said)]).torn == 1

    def test_nothing_makes_nothing(self) -> None:
        assert measure([]).days == {}


class TestGaps:
    def test_a_missing_day_and_a_thin_day_are_found(self) -> None:
        days = {"2023-06-01": 20, "2023-06-02": 20, "2023-06-04": 3, "2023-06-05": 20, "2023-06-06": 20}
        assert gaps(days) == (Gap("2023-06-03", 0, 20), Gap("2023-06-04", 3, 20))

    def test_a_weekend_at_half_the_output_is_no_gap(self) -> None:
        days = {f"2023-06-{day:02}": 8 if day in (3, 4, 10, 11) else 20 for day in range(1, 15)}
        assert gaps(days) == ()

    def test_the_last_day_is_not_judged_for_it_may_not_be_over(self) -> None:
        assert gaps({"2023-06-01": 20, "2023-06-02": 20, "2023-06-03": 1}) == ()

    def test_a_small_portal_has_no_gaps_by_chance(self) -> None:
        assert gaps({"2023-06-01": 2, "2023-06-03": 2, "2023-06-04": 1}) == ()

    def test_an_empty_archive_has_none(self) -> None:
        assert gaps({}) == ()
