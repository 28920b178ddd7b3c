"""Progress: a line rewritten on a terminal, a line now and then in a log."""

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


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class TestLineOf:
    def test_all_sites_are_told_together(self) -> None:
        assert line_of(REPORTS, 4.0) == "10 pages  8 articles  6 waiting  at 2023-06-04  2.5 pages/s"

    def test_the_first_moment_is_no_division_by_zero(self) -> None:
        assert line_of((), 0.0) == "0 pages  0 articles  0 waiting  0.0 pages/s"


class TestLineProgress:
    def test_a_log_gets_a_line_every_five_seconds(self) -> None:
        times, log = iter([0.0, 1.0, 5.0, 6.0, 10.5]), io.StringIO()
        progress = LineProgress(log, clock=lambda: next(times))
        for _ in range(4):
            progress.show(REPORTS)
        progress.end()
        assert log.getvalue().count("\n") == 2
        assert "\r" not in log.getvalue()

    def test_a_terminal_has_one_line_which_is_gone_at_the_end(self) -> None:
        times, terminal = iter([0.0, 1.0, 2.0]), Terminal()
        progress = LineProgress(terminal, clock=lambda: next(times))
        progress.show(REPORTS)
        progress.show(REPORTS)
        progress.end()
        assert "\n" not in terminal.getvalue()
        assert terminal.getvalue().count("10 pages") == 2
        assert terminal.getvalue().endswith(" \r")
