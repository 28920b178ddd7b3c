"""Lines that say how crawls stand."""

from __future__ import annotations

import io
from collections import Counter

from newsarchive.crawl.progress import LineProgress, line_of
from newsarchive.crawl.tally import SiteReport
from newsarchive.records import Outcome

REPORTS = (
    SiteReport("a.cn", Counter({Outcome.STORED: 7, Outcome.LISTING: 2}), pending=5, reached="2023-06-01"),
    SiteReport("b.cn", Counter({Outcome.UNCHANGED: 1}), pending=1, reached="2023-06-04"),
)


class TestLineOf:
    def test_all_sites_are_told_together(self) -> None:
        assert line_of(REPORTS, 4.0) == "10 pages  8 articles  6 waiting  at 2023-06-04  2.5 pages/s"

    def test_the_first_moment_is_no_division_by_zero(self) -> None:
        assert line_of((), 0.0) == "0 pages  0 articles  0 waiting  0.0 pages/s"


class TestLineProgress:
    def test_the_line_of_the_moment_is_written(self) -> None:
        times, log = iter([0.0, 5.0]), io.StringIO()
        LineProgress(log, clock=lambda: next(times)).show(REPORTS)
        assert log.getvalue() == f"{line_of(REPORTS, 5.0)}\n"
