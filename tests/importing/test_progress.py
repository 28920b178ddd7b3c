from __future__ import annotations

import io

from newsarchive.importing.progress import LineProgress
from newsarchive.importing.report import SiteReport
from newsarchive.records import Outcome


class TestLineProgress:
    def test_it_says_how_far_a_file_is_and_then_a_site(self):
        times, log = iter([0.0, 5.0, 10.0]), io.StringIO()
        progress = LineProgress(log, clock=lambda: next(times))
        progress.surveyed("old.warc.gz", 0.5, 24)
        report = SiteReport("a.cn", 10, before=2)
        report.outcomes.update({Outcome.STORED: 2, Outcome.UPDATED: 1, Outcome.LISTING: 1})
        progress.took(report)
        assert log.getvalue() == "old.warc.gz: 50% looked through, 24 pages\na.cn: 6 of 10 pages, 3 new records\n"
