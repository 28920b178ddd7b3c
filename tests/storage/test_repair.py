from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsarchive.errors import ArchiveError, CallerError
from newsarchive.records import Outcome
from newsarchive.storage import Archive
from newsarchive.storage.repair import repair
from newsarchive.storage.verify import Inspection

NOW = datetime(2023, 6, 1, 13, 0, tzinfo=UTC)


@pytest.fixture
def filled(layout, opened, make, clock):
    """Four articles on two days, one of them in two versions; two links that wait."""
    fetched = {"date_fetched": clock().isoformat()}
    with opened() as archive:
        archive.schedule(map(make.entry, range(4, 6)))
        for number in range(4):
            make.archive(archive, number, day=f"2023-06-0{1 + number % 2}", **fetched)
        archive.store(make.article(0, "改了", **fetched))
    return layout


def mend(layout):
    said = list(repair(layout, NOW))
    assert list(Inspection(layout).findings()) == []
    return said


def changes(layout, after=""):
    return [(change.article.title, change.article.version) for change in Archive(layout.root).changes(after)]


class TestRepair:
    def test_a_whole_archive_is_left_as_it_is(self, filled):
        before = {path: path.read_bytes() for path in filled.folder.glob("*/*")}
        assert mend(filled) == []
        assert {path: path.read_bytes() for path in filled.folder.glob("*/*")} == before

    def test_nobody_else_may_be_writing(self, filled, opened):
        with opened(), pytest.raises(ArchiveError, match="another run"):
            list(repair(filled, NOW))

    def test_a_rebuilt_ledger_knows_articles_versions_and_pages(self, filled, opened, make):
        expected = sorted(changes(filled))
        filled.ledger.unlink()
        mend(filled)
        assert sorted(changes(filled)) == expected
        with opened() as archive:
            assert archive.store(make.article(0, "改了"))[0] is Outcome.UNCHANGED
            assert archive.store(make.article(1))[0] is Outcome.UNCHANGED
            assert archive.store(make.article(0, "又"))[1].version == 3
            assert archive.known(make.entry(3).key)
            assert archive.schedule(map(make.entry, range(4))) == 0
            page = make.page(2)
            assert archive.keep_page(page, make.wire(page)) == archive.store(make.article(2))[1].raw

    def test_young_articles_of_a_rebuilt_ledger_are_looked_at_again(self, filled, opened, clock):
        filled.ledger.unlink()
        mend(filled)
        clock.forward(24 * 3600)
        with opened() as archive:
            assert archive.revisit() == 4

    def test_a_cursor_from_before_a_ledger_was_rebuilt_is_refused(self, filled):
        *_, last = Archive(filled.root).changes()
        filled.ledger.unlink()
        mend(filled)
        with pytest.raises(CallerError, match="was rebuilt"):
            changes(filled, last.cursor)

    def test_a_damaged_ledger_is_kept_beside(self, filled):
        content = bytearray(filled.ledger.read_bytes())
        content[:100] = b"\0" * 100
        filled.ledger.write_bytes(content)
        assert "moved to ledger.sqlite.20230601130000.damaged" in mend(filled)[0]
        assert filled.ledger.with_name("ledger.sqlite.20230601130000.damaged").read_bytes() == content

    def test_a_lost_line_is_fetched_again_in_full_and_cursors_stay_good(self, filled, opened, make):
        with opened() as archive:
            page = make.page(1, headers=(("ETag", '"1"'),))
            archive.keep_page(page, make.wire(page))
            archive.finish(make.entry(1), Outcome.STORED, article=make.article(1))
        *_, last = Archive(filled.root).changes()
        day = filled.day_file("2023-06-02")
        first, second = day.read_bytes().splitlines(keepends=True)
        day.write_bytes(b"#" * (len(first) - 1) + b"\n" + second)
        mend(filled)
        assert (filled.articles / "2023-06-02.rejected").read_bytes() == b"#" * (len(first) - 1) + b"\n"
        assert day.read_bytes() == second
        with opened() as archive:
            assert archive.conditions(page.url) == {}
            assert make.url(1) in [archive.lease().url for _ in range(archive.pending())]
            assert archive.store(make.article(1))[0] is Outcome.STORED
        assert changes(filled, last.cursor) == [("标题1", 1)]

    def test_a_raw_file_that_went_and_came_back_is_known_again(self, filled, make):
        (path,) = filled.raw.iterdir()
        path.rename(filled.root / "elsewhere")
        assert "ledger: 4 records without their raw page" in mend(filled)
        (filled.root / "elsewhere").rename(path)
        assert "ledger: 4 raw pages that are back" in mend(filled)
        assert mend(filled) == []

    def test_a_foreign_day_is_taken_in(self, filled, make):
        record = make.article(9, day="2023-06-05").to_json()
        filled.day_file("2023-06-05").write_text(record + "\n")
        assert mend(filled) == ["ledger: 1 records taken in", "ledger: 1 frontier entries made from records"]
        assert changes(filled)[-1] == ("标题9", 1)

    def test_a_repair_broken_off_at_any_point_can_be_begun_again(self, filled, monkeypatch):
        filled.ledger.unlink()
        day = filled.day_file("2023-06-02")
        day.write_bytes(b"torn\n" + day.read_bytes())
        for step in ("mend.mend_day", "mend.write_whole", "repair.reindex"):
            with monkeypatch.context() as patch:
                patch.setattr(f"newsarchive.storage.{step}", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
                with pytest.raises(KeyboardInterrupt):
                    list(repair(filled, NOW))
        mend(filled)
        assert len(changes(filled)) == 5
        assert (filled.articles / "2023-06-02.rejected").read_bytes() == b"torn\n"
