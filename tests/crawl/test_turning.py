"""How far a source is turned: page by page, by what is on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from newsarchive.crawl.days import latest_day_of
from newsarchive.crawl.targets import Options
from newsarchive.crawl.turning import MOST, NONE, PAGES, End, Turning
from newsarchive.records import Link, Outcome

JUNE = Options(since=date(2023, 6, 1), until=date(2023, 6, 30))
HERE = "http://a.cn/gn/"


class Source:
    """A source that is read page by page; each page is the days of its articles, "" for one without a date."""

    def __init__(self, options: Options = JUNE, *, most: int | None = None, is_known: bool = False, patience: int = 0):
        self.turning = Turning(options, lambda link: latest_day_of(link, date(2023, 9, 1)))
        self._told = {"most": most, "is_known": is_known, "patience": patience}
        self._page = self._number = 0

    def read(self, *days: str, again: Iterable[Link] = ()) -> End | None:
        """The next page; `again` are links that stood on pages before."""
        self._page += 1
        links = [self.link(day) for day in days]
        return self.turning.end(HERE, self._page, [*again, *links], **self._told)

    def link(self, day: str) -> Link:
        self._number += 1
        return Link(f"http://a.cn/gn/{self._number}.html", date=f"2023-{day}" if day else None)


class TestEnd:
    def test_newest_first_a_source_ends_with_a_page_before_the_range(self) -> None:
        source = Source()
        assert source.read("07-02", "07-01") is None
        assert source.read("06-02", "05-20") is None
        assert source.read("05-20", "05-19") is End.PASSED

    def test_an_old_post_that_is_pinned_does_not_end_it(self) -> None:
        source = Source()
        pinned = source.link("01-01")
        assert source.read("06-30", "06-29", again=[pinned]) is None
        assert source.read("06-28", "06-27", again=[pinned]) is None

    def test_a_new_post_that_is_pinned_on_every_page_does_not_keep_it_going(self) -> None:
        source = Source()
        pinned = source.link("08-30")
        assert source.read("06-02", "06-01", again=[pinned]) is None
        assert source.read("05-02", "05-01", again=[pinned]) is End.PASSED

    def test_oldest_first_it_is_turned_until_it_has_left_the_range(self) -> None:
        source = Source()
        assert source.read("03-01", "03-02", "03-03", "03-04") is None
        assert source.read("05-30", "06-01", "06-02", "06-03") is None
        assert source.read("06-30", "07-01", "07-02", "07-03") is None
        assert source.read("07-03", "07-04", "07-05", "07-06") is End.PASSED

    def test_one_page_of_one_old_day_does_not_tell_the_order(self) -> None:
        source = Source()
        assert source.read("03-01", "03-01") is None
        assert source.read("02-28", "02-28") is End.PASSED

    def test_days_that_are_those_of_a_box_beside_the_list_do_not_end_it(self) -> None:
        source = Source()
        assert source.read("", "", "", "", "03-02", "03-01") is None
        source = Source()
        assert source.read(*["06-20"] * 9) is None
        assert source.read("", "", "", "03-02", "03-01") is None

    def test_pages_without_dates_have_a_bound(self) -> None:
        source = Source()
        ends = [source.read("", "") for _ in range(PAGES)]
        assert ends == [None] * (PAGES - 1) + [End.BOUND]

    def test_dates_in_the_range_lead_beyond_it_but_not_for_ever(self) -> None:
        source = Source()
        ends = [source.read("06-20") for _ in range(MOST)]
        assert ends == [None] * (MOST - 1) + [End.BOUND]

    @pytest.mark.parametrize("options", [JUNE, Options(), Options(full=True)])
    def test_pages_that_bring_nothing_new_end_it(self, options: Options) -> None:
        source = Source(options)
        links = [source.link("06-20"), source.link("06-19")]
        assert source.read(again=links) is None
        assert source.read(again=links) is End.REPEATED

    def test_pages_without_anything_new_are_borne_with_for_as_long_as_asked(self) -> None:
        source = Source(patience=2)
        assert [source.read("06-20"), source.read(), source.read()] == [None, None, None]
        assert [source.read("06-19"), source.read(), source.read()] == [None, None, None]
        assert source.read() is End.REPEATED

    @pytest.mark.parametrize(
        ("outcomes", "end"),
        [
            ([Outcome.NOT_ARTICLE] * NONE, End.BARREN),
            ([Outcome.NOT_ARTICLE] * (NONE - 1), None),
            ([Outcome.NOT_ARTICLE] * 2 * NONE + [Outcome.STORED], None),
            ([Outcome.FAILED] * 2 * NONE, None),
        ],
    )
    def test_a_source_of_which_no_link_is_an_article_ends(self, outcomes: list[Outcome], end: End | None) -> None:
        source = Source()
        source.read("06-20")
        for outcome in outcomes:
            source.turning.count(HERE, outcome)
        assert source.read("06-20") is end

    def test_what_its_file_grants_is_granted(self) -> None:
        source = Source(most=2)
        assert source.read("06-20") is None
        assert source.read("06-20") is End.BOUND

    @pytest.mark.parametrize(
        ("options", "end"),
        [(Options(), End.KNOWN), (Options(full=True), None), (Options(since=date(2023, 1, 1)), None)],
    )
    def test_a_page_that_earlier_runs_knew_ends_it_where_no_range_was_asked_for(
        self, options: Options, end: End | None
    ) -> None:
        assert Source(options, is_known=True).read("06-20", "06-19") is end

    def test_not_where_the_newest_come_last(self) -> None:
        assert Source(Options(), is_known=True).read("06-01", "06-02", "06-03", "06-04") is None


class TestReaches:
    def test_pages_articles_and_days_are_counted(self) -> None:
        source = Source()
        source.read("06-20", "06-18", "")
        source.read("05-20", "05-19")
        (reach,) = source.turning.reaches()
        assert (reach.source, reach.pages, reach.articles, reach.dated) == (HERE, 2, 5, 4)
        assert (reach.first, reach.last, reach.end) == (date(2023, 5, 19), date(2023, 6, 20), End.PASSED)

    def test_another_end_is_put_down(self) -> None:
        source = Source()
        source.read("06-20")
        source.turning.put_down(HERE, End.FAILED, "answers 404")
        (reach,) = source.turning.reaches()
        assert (reach.end, reach.detail, reach.articles) == (End.FAILED, "answers 404", 1)
