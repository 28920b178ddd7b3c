from __future__ import annotations

import shutil

import pytest

from newsarchive.errors import ArchiveError
from newsarchive.records import RawPlace
from newsarchive.storage import Archive


@pytest.fixture
def archive(tmp_path, opened, make):
    with opened() as writer:
        for number, day in enumerate(["2023-06-02", "2023-06-01", "2023-06-02"]):
            make.archive(writer, number, day=day)
    return Archive(tmp_path)


def titles(records):
    return [article.title for article in records]


class TestArchive:
    def test_an_empty_or_missing_folder_has_no_sites(self, tmp_path):
        assert Archive(tmp_path).sites() == []
        assert Archive(tmp_path / "missing").sites() == []
        assert list(Archive(tmp_path / "missing").records()) == []

    def test_records_come_by_site_and_day(self, archive, make):
        assert archive.sites() == [make.site]
        assert archive.days(make.site) == ["2023-06-01", "2023-06-02"]
        assert titles(archive.records()) == ["标题1", "标题0", "标题2"]
        assert titles(archive.records(make.site, "2023-06-01")) == ["标题1"]
        assert titles(archive.records(day="2023-06-03")) == []

    def test_the_raw_page_of_a_record_can_be_read(self, archive, make):
        record = next(archive.records(day="2023-06-01"))
        assert archive.page(make.site, record.raw) == make.page(1)
        with pytest.raises(ArchiveError):
            archive.page(make.site, RawPlace("none.warc.gz", 0))

    def test_day_files_alone_are_enough(self, archive, make, layout):
        layout.ledger.unlink()
        shutil.rmtree(layout.raw)
        assert titles(archive.records()) == ["标题1", "标题0", "标题2"]
        assert archive.runs(make.site) == []

    def test_reading_changes_nothing(self, archive, layout):
        def state():
            return {
                path: (path.read_bytes(), path.stat().st_mtime_ns)
                for path in layout.folder.rglob("*")
                if path.is_file()
            }

        before = state()
        list(archive.records())
        archive.runs(layout.site)
        assert state() == before
