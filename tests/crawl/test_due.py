"""Which sites a scheduled crawl looks at."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsarchive.crawl.due import due_sites
from newsarchive.crawl.run import INTERRUPTED
from newsarchive.crawl.targets import Options
from newsarchive.errors import CallerError
from newsarchive.storage import SiteArchive

NOW = datetime(2023, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Clock:
    """Stands where it is put."""

    def __init__(self, moment: datetime):
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


def site(root: Path, name: str, text: str = "") -> None:
    (root / name).mkdir(exist_ok=True)
    (root / name / "site.toml").write_text(text, encoding="utf-8")


def crawled(root: Path, name: str, ago: timedelta, *, note: str | None = "") -> None:
    """A run that began so long ago and took a minute; `note` None: it was killed."""
    clock = Clock(NOW - ago)
    with SiteArchive.open(root, name, clock=clock) as archive:
        archive.start_run()
        clock.moment += timedelta(minutes=1)
        if note is not None:
            archive.end_run(note)


def due(root: Path) -> list[str]:
    return [target.folder for target in due_sites(Options(archive=root), NOW).targets]


class TestDueSites:
    def test_a_site_is_due_when_its_time_has_passed_since_the_beginning_of_its_last_run(self, tmp_path: Path) -> None:
        for name, ago in (("a.cn", HOUR), ("b.cn", HOUR / 2)):
            site(tmp_path, name, 'every = "1h"')
            crawled(tmp_path, name, 5 * HOUR)
            crawled(tmp_path, name, ago)
        found = due_sites(Options(archive=tmp_path), NOW)
        assert [target.folder for target in found.targets] == ["a.cn"]
        assert found.later == ((NOW + HOUR / 2, "b.cn"),)

    def test_a_site_that_was_never_crawled_is_due_and_one_that_does_not_say_is_always(self, tmp_path: Path) -> None:
        site(tmp_path, "a.cn", 'every = "1h"')
        crawled(tmp_path, "b.cn", HOUR / 60)
        assert due(tmp_path) == ["a.cn", "b.cn"]

    def test_a_site_that_is_never_to_be_crawled_is_left_alone(self, tmp_path: Path) -> None:
        site(tmp_path, "a.cn", 'every = "never"')
        site(tmp_path, "b.cn")
        assert due(tmp_path) == ["b.cn"]

    @pytest.mark.parametrize("note", [None, INTERRUPTED])
    def test_what_was_broken_off_is_due_at_once(self, tmp_path: Path, note: str | None) -> None:
        site(tmp_path, "a.cn", 'every = "1d"')
        crawled(tmp_path, "a.cn", HOUR, note=note)
        assert due(tmp_path) == ["a.cn"]

    def test_an_import_asked_the_portal_nothing(self, tmp_path: Path) -> None:
        site(tmp_path, "a.cn", 'every = "1h"')
        crawled(tmp_path, "a.cn", HOUR / 2, note="import of old.warc.gz")
        assert due(tmp_path) == ["a.cn"]

    def test_a_run_that_ended_at_its_limits_counts(self, tmp_path: Path) -> None:
        site(tmp_path, "a.cn", 'every = "1d"')
        crawled(tmp_path, "a.cn", HOUR, note="900 s have passed (--max-time)")
        assert due(tmp_path) == []

    def test_a_run_in_the_future_was_dated_by_a_wrong_clock(self, tmp_path: Path) -> None:
        site(tmp_path, "a.cn", 'every = "1h"')
        crawled(tmp_path, "a.cn", -1000 * HOUR)
        assert due(tmp_path) == ["a.cn"]

    def test_a_wrong_site_file_is_told_and_holds_up_nobody_else(self, tmp_path: Path) -> None:
        site(tmp_path, "a.cn", 'every = "now and then"')
        site(tmp_path, "b.cn")
        found = due_sites(Options(archive=tmp_path), NOW)
        assert [target.folder for target in found.targets] == ["b.cn"]
        (problem,) = found.problems
        assert "every: 'now and then' is no span of time; write it as in" in problem

    def test_a_ledger_that_is_none_is_left_to_the_crawl(self, tmp_path: Path) -> None:
        site(tmp_path, "a.cn")
        (tmp_path / "a.cn" / "ledger.sqlite").write_bytes(b"this is no database, not even a small one" * 100)
        assert due(tmp_path) == ["a.cn"]

    def test_an_archive_without_a_site_is_the_callers_mistake(self, tmp_path: Path) -> None:
        with pytest.raises(CallerError, match="there is no site under"):
            due_sites(Options(archive=tmp_path), NOW)
