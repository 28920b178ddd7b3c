from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing

import pytest

from newsarchive.errors import ArchiveError
from newsarchive.records import Outcome, RawPlace
from newsarchive.storage import Archive
from newsarchive.storage.reader import Departure
from newsarchive.storage.repair import repair


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

    def test_a_line_that_is_no_record_gives_one_line(self, archive, layout):
        day = layout.day_file("2023-06-01")
        day.write_bytes(b"x" * (day.stat().st_size - 1) + b"\n")
        with pytest.raises(ArchiveError, match="no record"):
            list(archive.records())

    def test_superseded_articles_are_named_with_their_last_version(self, archive, opened, make, layout):
        with opened() as writer:
            writer.store(make.article(1, "改了"))
            writer.store(make.article(1, "又改了"))
        assert archive.superseded(make.site) == {make.article(1).id: 3}
        layout.ledger.unlink()
        assert archive.superseded(make.site) == {make.article(1).id: 3}


class TestChanges:
    def test_records_come_in_the_order_of_their_commit(self, archive, opened, make):
        with opened() as writer:
            writer.store(make.article(1, "改了"))
        changes = list(archive.changes())
        assert [(change.article.title, change.article.version) for change in changes] == [
            ("标题0", 1),
            ("标题1", 1),
            ("标题2", 1),
            ("标题1", 2),
        ]

    def test_reading_on_from_any_cursor_gives_each_record_once(self, archive, opened, make):
        every = [change.article for change in archive.changes()]
        for number, change in enumerate(list(archive.changes())):
            assert [later.article for later in archive.changes(change.cursor)] == every[number + 1 :]

    def test_what_comes_later_is_behind_the_cursor(self, archive, opened, make):
        *_, last = archive.changes()
        assert list(archive.changes(last.cursor)) == []
        with opened() as writer:
            writer.store(make.article(9))
            assert list(archive.changes(last.cursor)) == []
            writer.commit()
            assert titles(change.article for change in archive.changes(last.cursor)) == ["标题9"]

    def test_without_a_ledger_there_is_no_order(self, archive, layout):
        layout.ledger.unlink()
        with pytest.raises(ArchiveError, match="has no ledger"):
            list(archive.changes())


class TestGone:
    @pytest.fixture
    def departed(self, archive, opened, make, clock):
        """An archive with an article whose page was looked at again and was gone."""
        with opened() as writer:
            writer.finish(make.entry(1), Outcome.UNCHANGED, article=make.article(1))
            clock.forward(3600)
            page = make.page(1, b"not here", status=404, fetched_at=clock())
            writer.keep_page(page, make.wire(page))
            writer.finish(make.entry(1), Outcome.GONE)
        return archive

    def test_an_article_whose_page_is_gone_is_named_and_kept(self, departed, opened, make):
        assert departed.gone(make.site) == {make.article(1).id: "2023-06-01T13:00:00+00:00"}
        assert len(list(departed.records())) == 3
        with opened() as writer:
            writer.finish(make.entry(1), Outcome.UNCHANGED)
        assert departed.gone(make.site) == {}

    def test_it_is_told_once_among_the_changes_and_so_is_its_return(self, departed, opened, make, clock):
        for outcome in (Outcome.GONE, Outcome.UNCHANGED, Outcome.UNCHANGED, Outcome.GONE):
            with opened() as writer:
                clock.forward(60)
                writer.finish(make.entry(1), outcome)
                writer.store(make.article(1, f"{outcome} {clock()}"))
        events = [event.page.is_back if isinstance(event, Departure) else "record" for event in departed.events()]
        assert events == ["record"] * 3 + [False, "record", True, "record", "record", False, "record"]
        every = list(departed.events())
        for number, event in enumerate(every):
            assert list(departed.events(event.cursor)) == every[number + 1 :]

    def test_a_page_that_never_was_an_article_does_not_depart(self, archive, opened, make):
        with opened() as writer:
            writer.finish(make.entry(7), Outcome.GONE)
        assert archive.gone(make.site) == {}

    def test_it_is_known_again_after_the_ledger_was_deleted(self, departed, layout, make, clock):
        layout.ledger.unlink()
        assert "ledger: 1 articles known to be gone" in list(repair(layout, clock()))
        assert departed.gone(make.site).keys() == {make.article(1).id}
        assert list(repair(layout, clock())) == []

    def test_a_ledger_from_before_departures_is_read_and_added_to(self, archive, layout, opened, make):
        with closing(sqlite3.connect(layout.ledger)) as ledger:
            ledger.executescript("DROP TABLE departures; PRAGMA user_version = 1")
        assert (archive.gone(make.site), len(list(archive.events()))) == ({}, 3)
        with opened() as writer:
            writer.finish(make.entry(1), Outcome.UNCHANGED, article=make.article(1))
            writer.finish(make.entry(1), Outcome.GONE)
        assert len(archive.gone(make.site)) == 1
