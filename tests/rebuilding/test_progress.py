"""Lines that say how a rebuild stands."""

from __future__ import annotations

import io

from newsarchive.rebuilding.progress import LOG_EVERY, LineProgress, line_of
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
    def test_off_a_terminal_it_writes_a_line_now_and_then(self):
        stream, now = io.StringIO(), [0.0]
        progress = LineProgress(stream, clock=lambda: now[0])
        for second in range(13):
            now[0] = float(second)
            progress.show(report(), 100, 200)
        progress.end()
        assert stream.getvalue().count("\n") == 12 // LOG_EVERY

    def test_on_a_terminal_it_rewrites_its_line_and_leaves_none(self, monkeypatch):
        stream, now = io.StringIO(), [0.0]
        monkeypatch.setattr(stream, "isatty", lambda: True)
        progress = LineProgress(stream, clock=lambda: now[0])
        now[0] = 1.0
        progress.show(report(), 100, 200)
        progress.end()
        assert stream.getvalue().startswith("\ra.cn: 100 of 200")
        assert stream.getvalue().endswith(" \r")
        assert "\n" not in stream.getvalue()
