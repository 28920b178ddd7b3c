from __future__ import annotations

import io

from newsarchive.importing.progress import LOG_EVERY, TERMINAL_EVERY, LineProgress
from newsarchive.importing.report import SiteReport
from newsarchive.records import Outcome


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class TestLineProgress:
    def test_a_log_gets_a_line_now_and_then(self):
        stream, clock = io.StringIO(), Clock()
        progress = LineProgress(stream, clock=clock)
        progress.surveyed("old.warc.gz", 0.25, 12)
        assert stream.getvalue() == ""
        clock.now += LOG_EVERY
        progress.surveyed("old.warc.gz", 0.5, 24)
        progress.surveyed("old.warc.gz", 0.6, 30)
        progress.end()
        assert stream.getvalue() == "old.warc.gz: 50% looked through, 24 pages\n"

    def test_a_terminal_gets_one_line_that_is_rewritten_and_leaves_nothing(self):
        stream, clock = Terminal(), Clock()
        progress = LineProgress(stream, clock=clock)
        report = SiteReport("a.cn", 10, before=2)
        report.outcomes.update({Outcome.STORED: 2, Outcome.UPDATED: 1, Outcome.LISTING: 1})
        clock.now += TERMINAL_EVERY
        progress.took(report)
        assert stream.getvalue().strip() == "a.cn: 6 of 10 pages, 3 new records"
        progress.end()
        assert "\n" not in stream.getvalue()
        assert stream.getvalue().rpartition("\r")[0].endswith(" ")
