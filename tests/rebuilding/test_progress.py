"""Lines that say how a rebuild stands."""

from __future__ import annotations

import io

from newsarchive.rebuilding.progress import LineProgress, line_of
from newsarchive.rebuilding.report import Report
from newsarchive.records import Outcome


def report() -> Report:
    counted = Report("a.cn", is_resumed=False)
    counted.records.update({Outcome.UPDATED: 3, Outcome.UNCHANGED: 97})
    return counted


class TestLineOf:
    def test_it_says_how_far_it_is_and_how_long_it_takes(self):
        line = line_of(report(), 100, 37_000, 10.0)
        assert line == "a.cn: 100 of 37000  3 new versions  0 new records  10 pages/s  1:01:30 left"


class TestLineProgress:
    def test_the_line_of_the_moment_is_written(self):
        times, log = iter([0.0, 10.0]), io.StringIO()
        LineProgress(log, clock=lambda: next(times)).show(report(), 100, 200)
        assert log.getvalue() == f"{line_of(report(), 100, 200, 10.0)}\n"
