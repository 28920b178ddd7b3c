from __future__ import annotations

import csv
import io
import json

import pytest

from newsarchive.cli import main
from newsarchive.records import FIELD_ORDER, Article

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
