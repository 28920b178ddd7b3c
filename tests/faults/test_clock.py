"""Midnight during a crawl, a system clock set back: every record under its day, nothing stuck, nothing doubled."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from newsarchive.records import Article, Outcome, Page
from newsarchive.storage import Archive, Entry, Layout, SiteArchive, Wire
from newsarchive.storage.verify import Inspection

SITE = "news.example.cn"


class Clock:
    def __init__(self, now: datetime):
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def crawl(root, clock, numbers, step):
    """Archive articles without a date of their own while the clock goes on, or back, by `step` at each."""
    with SiteArchive.open(root, SITE, clock=clock) as archive:
        archive.schedule(Entry(f"http://{SITE}/{number}", "article", f"{SITE}/{number}") for number in numbers)
        while entry := archive.lease():
            page = Page(entry.url, entry.url.encode(), fetched_at=clock())
            raw = archive.keep_page(page, Wire(page.body))
            facts = {"date_fetched": clock().isoformat(), "content_hash": entry.key, "raw": raw}
            outcome, article = archive.store(Article(entry.key, entry.url, entry.url, SITE, "t", "t", "x", **facts))
            archive.finish(entry, outcome, article=article)
            archive.commit()
            clock.now += step


def assert_whole(root, count):
    records = list(Archive(root).records())
    assert Counter(record.version for record in records) == {1: count}
    assert len({record.id for record in records}) == count
    assert list(Inspection(Layout(root, SITE)).findings()) == []
    for record in records:
        assert Archive(root).page(SITE, record.raw).url == record.url


class TestMidnight:
    def test_days_and_warc_files_change_at_midnight(self, tmp_path):
        crawl(tmp_path, Clock(datetime(2023, 6, 1, 23, 59, tzinfo=UTC)), range(4), timedelta(seconds=30))
        archive = Archive(tmp_path)
        assert [(day, len(list(archive.records(SITE, day)))) for day in archive.days(SITE)] == [
            ("2023-06-01", 2),
            ("2023-06-02", 2),
        ]
        assert sorted(path.name[:8] for path in (tmp_path / SITE / "raw").iterdir()) == ["20230601", "20230602"]
        assert_whole(tmp_path, 4)


class TestClockSetBack:
    @pytest.mark.parametrize("back", [timedelta(seconds=-1), timedelta(days=-1), timedelta(days=-4000)])
    def test_nothing_is_lost_doubled_or_written_over(self, tmp_path, back):
        clock = Clock(datetime(2023, 6, 1, 12, tzinfo=UTC))
        crawl(tmp_path, clock, range(3), back)
        crawl(tmp_path, clock, range(6), back)
        assert_whole(tmp_path, 6)

    def test_a_retry_put_off_by_a_clock_that_was_ahead_is_not_stuck(self, tmp_path):
        clock = Clock(datetime(2033, 6, 1, 12, tzinfo=UTC))
        entry = Entry(f"http://{SITE}/1", "article", f"{SITE}/1")
        with SiteArchive.open(tmp_path, SITE, clock=clock) as archive:
            archive.schedule([entry])
            archive.retry(archive.lease(), not_before=clock() + timedelta(seconds=60))
        clock.now = datetime(2023, 6, 1, 12, tzinfo=UTC)
        with SiteArchive.open(tmp_path, SITE, clock=clock) as archive:
            assert archive.lease().key == entry.key
            archive.finish(entry, Outcome.STORED)


PROGRAM = """
import sys
from datetime import UTC, datetime, timedelta
from newsarchive.cli import main
from newsarchive.crawl.site_crawl import SiteCrawl

jump, looks = timedelta(days=float(sys.argv.pop(1))), 0

def clock():
    global looks
    looks += 1
    return datetime(2023, 6, 8, 23, 59, 59, tzinfo=UTC) + (jump if looks > 100 else timedelta())

SiteCrawl.__init__.__kwdefaults__["clock"] = clock
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.slow
class TestCrawl:
    @pytest.mark.parametrize("days", ["0.001", "-1", "4000"])
    def test_midnight_comes_or_the_clock_jumps_in_the_middle_of_a_crawl(self, program, demo, local, days):
        """All is stored once, verified, and a later crawl with the right clock finds nothing to do."""
        (program.folder / "by_another_clock.py").write_text(PROGRAM)
        done = program(days, "crawl", demo.url, *local, module="by_another_clock")
        assert done.returncode == 0, done.stderr
        archive = Archive(program.folder / "data")
        (site,) = archive.sites()
        records = list(archive.records())
        assert sorted(record.url for record in records) == sorted(
            f"{demo.url.rstrip('/')}{story.path}" for story in demo.articles
        )
        assert list(Inspection(Layout(archive.path, site)).findings()) == []
        assert len({path.name[:8] for path in (archive.path / site / "raw").iterdir()}) == 2
        assert program("crawl", site, *local).returncode == 0
        assert [record.version for record in archive.records()] == [1] * len(records)
