from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime

import pytest

from newsarchive.cli import main
from newsarchive.records import FIELD_ORDER, Article, Outcome
from newsarchive.storage import Archive, Entry, SiteArchive
from newsarchive.urls import key_of

SITES = ("a.example.cn", "b.example.cn")


class TestExport:
    def test_last_versions_are_written_as_they_are_stored(self, call):
        records = [Article.from_json(line) for line in call("export")[1].splitlines()]
        assert [(record.site, record.title, record.version) for record in records] == [
            (SITES[0], "标题0", 2),
            (SITES[0], "标题1", 1),
            (SITES[1], "标题0", 1),
            (SITES[1], "标题1", 1),
        ]

    def test_all_versions_by_day_and_site(self, call):
        out = call("export", SITES[0], "--until", "2023-06-01", "--all-versions")[1]
        assert [json.loads(line)["version"] for line in out.splitlines()] == [1, 2]
        assert call("export", "--since", "2023-06-03") == (0, "", "")

    def test_csv_holds_the_fields_asked_for(self, call):
        out = call("export", SITES[1], "--format", "csv", "--fields", "title,tags,version")[1]
        assert list(csv.reader(io.StringIO(out))) == [
            ["title", "tags", "version"],
            ["标题0", "[]", "1"],
            ["标题1", "[]", "1"],
        ]
        assert call("export", "--format", "csv")[1].splitlines()[0] == ",".join(FIELD_ORDER)

    def test_a_field_tells_since_when_a_page_is_gone(self, call, root):
        url = f"http://{SITES[1]}/1.html"
        article = next(article for article in Archive(root).records(SITES[1]) if article.url == url)
        with SiteArchive.open(root, SITES[1], clock=lambda: datetime(2023, 6, 5, tzinfo=UTC)) as archive:
            entry = Entry(url, "article", key_of(url))
            archive.finish(entry, Outcome.STORED, article=article)
            archive.finish(entry, Outcome.GONE)
        out = call("export", SITES[1], "--format", "csv", "--fields", "title,gone")[1]
        assert out.splitlines() == ["title,gone", "标题0,", "标题1,2023-06-05T00:00:00+00:00"]
        assert "gone" not in call("export", SITES[1])[1]

    @pytest.mark.parametrize(
        ("argv", "says"),
        [
            (["--fields", "titel"], "'titel' is no field of a record"),
            (["--since", "June"], "'June' is no day"),
            (["c.example.cn"], "there is no site 'c.example.cn'"),
        ],
    )
    def test_a_callers_mistake_is_told_in_one_line(self, call, argv, says):
        code, out, err = call("export", *argv)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert says in err

    def test_an_empty_archive_is_the_callers_mistake(self, tmp_path, capsys):
        assert main(["export", "--archive", str(tmp_path / "none")]) == 2
        assert "there are no sites" in capsys.readouterr().err
