from __future__ import annotations

import contextlib
import sqlite3

import pytest

from newsarchive.storage.verify import Fault, Inspection


@pytest.fixture
def filled(layout, opened, make):
    """An archive of four articles on two days, one of them in two versions."""
    with opened() as archive:
        for number in range(4):
            make.archive(archive, number, day=f"2023-06-0{1 + number % 2}")
    with opened() as archive:
        archive.store(make.article(0, "改了"))
    return layout


def faults(layout):
    return [(finding.fault, finding.file) for finding in Inspection(layout).findings()]


class TestFindings:
    def test_text_of_the_ledger_that_is_none_is_damage(self, filled):
        with contextlib.closing(sqlite3.connect(filled.ledger)) as ledger, ledger:
            ledger.execute("UPDATE records SET day = CAST(x'323032332d30362db032' AS TEXT) WHERE seq = 1")
        (finding,) = (each for each in Inspection(filled).findings() if each.fault is Fault.LEDGER)
        assert "UTF-8" in str(finding)

    def test_a_whole_archive_has_none_and_everything_is_counted(self, filled):
        inspection = Inspection(filled)
        assert list(inspection.findings()) == []
        assert inspection.counts == {"days": 2, "lines": 5, "articles": 4, "raw records": 9}

    def test_a_folder_that_was_only_opened_has_none(self, layout, opened):
        opened().close()
        assert faults(layout) == []

    def test_the_tail_of_a_running_crawl_is_no_fault(self, filled, opened, make):
        with opened() as archive:
            make.archive(archive, 9, text="x" * 2_000_000)
            assert faults(filled) == []

    def test_what_a_crawl_commits_meanwhile_is_not_looked_at(self, filled, opened, make):
        with opened() as archive:
            found = Inspection(filled).findings()
            archive.commit()
            for number in range(10, 20):
                make.archive(archive, number, day=f"2023-06-{number}")
                archive.commit()
                assert next(found, None) is None

    def test_a_tail_that_nobody_writes_is(self, filled):
        with filled.day_file("2023-06-01").open("ab") as file:
            file.write(b"{")
        assert faults(filled) == [(Fault.TAIL, "articles/2023-06-01.jsonl")]

    def test_a_foreign_file_is_named_and_derived_ones_are_not(self, filled):
        for name in ("2023-06-03.jsonl", "2023-06-01.last.jsonl", "2023-06-01.rejected"):
            (filled.articles / name).touch()
        assert faults(filled) == [(Fault.FOREIGN_FILE, "articles/2023-06-03.jsonl")]

    def test_a_raw_page_that_is_not_in_its_place_is_named(self, filled):
        with sqlite3.connect(filled.ledger) as connection:
            connection.execute("UPDATE records SET raw_offset = raw_offset + 1 WHERE seq = 1")
        connection.close()
        name = next(filled.raw.iterdir()).name
        assert faults(filled) == [(Fault.LOST_RAW, f"raw/{name}")]

    def test_a_ledger_that_is_no_database_is_named_and_the_files_are_checked_all_the_same(self, filled):
        filled.ledger.write_bytes(b"no database" * 100)
        filled.day_file("2023-06-01").write_bytes(b"no record\n")
        assert faults(filled) == [
            (Fault.LEDGER, "ledger.sqlite"),
            (Fault.DAMAGED_LINE, "articles/2023-06-01.jsonl"),
        ]

    def test_looking_changes_nothing(self, filled):
        def state():
            return {path: path.read_bytes() for path in filled.folder.rglob("*") if path.is_file()}

        before = state()
        faults(filled)
        assert state() == before
