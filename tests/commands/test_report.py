"""`newsarchive report` says what an archive holds, site by site."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from newsarchive.cli import main
from newsarchive.records import Article, Outcome, Removed
from newsarchive.storage import Entry, SiteArchive
from newsarchive.urls import article_id, key_of

SITE = "news.example.cn"


def fill(root: Path, days: Mapping[str, int], site: str = SITE) -> None:
    """An archive with so many articles on each day."""
    with SiteArchive.open(root, site) as archive:
        archive.start_run()
        for day, count in days.items():
            for number in range(count):
                url = f"http://{site}/{day}/{number}.html"
                entry = Entry(url, "article", key_of(url))
                archive.schedule([entry])
                removed = (Removed("责任编辑：罗静", "editor-line"),)
                facts = {"section": "城事", "date_published": f"{day}T08:00:00+08:00", "removed": removed}
                article = Article(article_id(url), url, url, site, "标题", "标题", "正文", content_hash=url, **facts)
                leased = archive.lease()
                assert leased
                archive.store(article)
                archive.finish(leased, Outcome.STORED)
        archive.end_run()


@pytest.fixture
def report(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Run `newsarchive report`; exit code, stdout, stderr."""

    def run(*words: str) -> tuple[int, str, str]:
        code = main(["report", "--archive", str(tmp_path), *words])
        out, err = capsys.readouterr()
        return code, out, err

    return run


class TestReport:
    def test_it_shows_runs_coverage_fields_and_cuts(self, tmp_path: Path, report) -> None:
        fill(tmp_path, {"2023-06-01": 2, "2023-06-02": 1})
        code, out, err = report()
        rows = [line.split() for line in out.splitlines()]
        assert (code, err) == (0, "")
        assert out.startswith(f"{SITE}: 3 articles, 2023-06-01 to 2023-06-02\n")
        assert ["2023-06-01", "2", "2"] in rows
        assert ["section", "3", "100%"] in rows
        assert ["editor-line", "3"] in rows
        heads = ["run", "started", "(UTC)", "ended", "stored", "stopped", "because"]
        assert rows[rows.index(["last", "runs"]) + 1] == heads

    def test_a_thin_day_is_named(self, tmp_path: Path, report) -> None:
        fill(tmp_path, {"2023-06-01": 9, "2023-06-02": 9, "2023-06-04": 9, "2023-06-05": 9})
        rows = [line.split() for line in report()[1].splitlines()]
        assert ["2023-06-03", "0", "9"] in rows

    def test_every_site_is_shown_or_the_one_asked_for(self, tmp_path: Path, report) -> None:
        fill(tmp_path, {"2023-06-01": 1})
        fill(tmp_path, {"2023-06-01": 1}, "127.0.0.1_8000")
        assert "127.0.0.1_8000: 1 articles" in report()[1]
        assert SITE in report()[1]
        assert SITE not in report("127.0.0.1:8000")[1]

    def test_of_several_sites_the_last_run_of_each_is_shown_with_why_it_ended(self, tmp_path: Path, report) -> None:
        fill(tmp_path, {"2023-06-01": 1})
        with SiteArchive.open(tmp_path, "a.cn") as archive:
            for note in ("", "the portal is down"):
                archive.start_run()
                archive.end_run(note)
        told = report()[1].partition("\n\n\n")[0].splitlines()
        assert told[0] == "last run of each site"
        assert [line.split()[0] for line in told[1:]] == ["site", SITE, "a.cn"]
        assert told[3].endswith("the portal is down")
        assert "a.cn: no articles" in report("a.cn")[1]

    def test_several_sites_can_be_named(self, tmp_path: Path, report) -> None:
        for site in ("a.cn", "b.cn", "c.cn"):
            fill(tmp_path, {"2023-06-01": 1}, site)
        out = report("a.cn", "c.cn")[1]
        assert [line.split(":")[0] for line in out.splitlines() if "1 articles" in line] == ["a.cn", "c.cn"]

    def test_only_the_last_days_are_shown(self, tmp_path: Path, report) -> None:
        fill(tmp_path, {"2023-06-01": 1, "2023-06-02": 1})
        rows = [line.split()[:1] for line in report("--days", "1")[1].splitlines()]
        assert ["2023-06-02"] in rows
        assert ["2023-06-01"] not in rows

    @pytest.mark.parametrize("words", [["nowhere.example"], ["--days", "0"]])
    def test_a_mistake_of_the_caller_is_one_line_and_exit_code_2(self, tmp_path: Path, report, words) -> None:
        fill(tmp_path, {"2023-06-01": 1})
        code, out, err = report(*words)
        assert (code, out, err.count("\n")) == (2, "", 1)

    def test_an_empty_archive_is_said_to_be_one(self, report) -> None:
        code, out, err = report()
        assert (code, out) == (2, "")
        assert "there are no sites" in err
