"""The summary: what a person reads at the end of a crawl."""

from __future__ import annotations

from collections import Counter

from newsarchive.crawl.run import CrawlReport
from newsarchive.crawl.summary import summary
from newsarchive.crawl.tally import SiteReport
from newsarchive.crawl.turning import End, Reach
from newsarchive.records import Outcome


def told(**report: object) -> list[str]:
    return list(summary(CrawlReport((SiteReport("a.cn", **report),))))  # type: ignore[arg-type]


class TestSummary:
    def test_outcomes_and_days_are_told(self) -> None:
        outcomes = Counter({Outcome.STORED: 3, Outcome.LISTING: 1})
        lines = told(outcomes=outcomes, days=Counter({"2023-06-01": 2, "2023-06-03": 1}), seconds=2.0, pending=4)
        assert lines == [
            "a.cn: 3 stored, 1 listing (2 s, 2.0 pages/s)",
            "  3 new records in 2 day files, 2023-06-01 to 2023-06-03",
            "  4 pages wait in the frontier for the next run",
        ]

    def test_lists_that_a_button_goes_on_with_are_told(self) -> None:
        reaches = [Reach(f"http://a.cn/{number}/", end=end) for number, end in enumerate((End.BUTTON, End.LAST))]
        _, line = told(outcomes=Counter({Outcome.STORED: 3}), sources=tuple(reaches))
        assert line.startswith("  1 sources go on behind a button")

    def test_nothing_new_is_one_line(self) -> None:
        outcomes = Counter({Outcome.LISTING: 12})
        assert told(outcomes=outcomes, known=72) == ["a.cn: nothing new: 72 articles known, 12 listing pages looked at"]

    def test_nothing_new_does_not_hide_what_failed(self) -> None:
        (line,) = told(outcomes=Counter({Outcome.LISTING: 1, Outcome.FAILED: 2}), known=5)
        assert line.endswith("; 2 failed")

    def test_a_crawl_that_could_not_begin_has_only_its_error(self) -> None:
        assert told(errors=("the disk is full",), failed=True) == []
