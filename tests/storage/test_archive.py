from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from warcio.archiveiterator import ArchiveIterator

from newsarchive.errors import ArchiveError
from newsarchive.records import Article, Outcome
from newsarchive.storage import Archive, SiteArchive
from newsarchive.storage.archive import Limits
from newsarchive.storage.captures import Captures
from newsarchive.storage.ledger import Ledger
from newsarchive.storage.verify import Inspection

LONG_AGO = datetime(2013, 5, 4, 3, 2, 1, tzinfo=UTC)


def stored(layout):
    return [(article.title, article.version) for article in Archive(layout.root).records()]


class TestOpen:
    def test_the_folder_is_made(self, layout, opened):
        with opened():
            assert layout.articles.is_dir()
            assert layout.raw.is_dir()
            assert layout.ledger.exists()

    def test_a_second_writer_is_turned_away(self, layout, opened):
        with opened(), pytest.raises(ArchiveError, match="another run is writing to this site"):
            opened()
        opened().close()

    def test_a_folder_that_cannot_be_made_gives_one_line(self, tmp_path):
        (tmp_path / "file").write_text("")
        with pytest.raises(ArchiveError, match="cannot be written: Not a directory") as error:
            SiteArchive.open(tmp_path / "file", "a.cn")
        assert "\n" not in str(error.value)

    def test_records_without_a_ledger_are_not_built_upon(self, layout, opened, make):
        with opened() as archive:
            make.archive(archive, 1)
        layout.ledger.unlink()
        with pytest.raises(ArchiveError, match=r"verify .* --repair"):
            opened()
        assert not layout.ledger.exists()

    def test_a_ledger_that_is_no_database_gives_one_line(self, layout, opened):
        layout.folder.mkdir()
        layout.ledger.write_bytes(b"no database" * 1000)
        with pytest.raises(ArchiveError, match="the ledger cannot be used: file is not a database"):
            opened()

    def test_a_ledger_of_the_future_is_left_alone(self, layout, opened):
        opened().close()
        with sqlite3.connect(layout.ledger) as connection:
            connection.execute("PRAGMA user_version = 99")
        connection.close()
        with pytest.raises(ArchiveError, match="newer newsarchive"):
            opened()


class TestStore:
    def test_the_first_time_an_article_is_stored_as_version_1(self, layout, opened, make):
        with opened() as archive:
            assert archive.store(make.article(1)) == (Outcome.STORED, make.article(1))
        assert layout.day_file("2023-06-01").read_bytes() == (make.article(1).to_json() + "\n").encode()

    def test_the_same_text_again_is_unchanged_even_in_the_same_unit(self, layout, opened, make):
        with opened() as archive:
            first = make.archive(archive, 1)
            outcome, article = archive.store(make.article(1))
            assert (outcome, article) == (Outcome.UNCHANGED, first)
        assert stored(layout) == [("标题1", 1)]

    def test_a_changed_text_becomes_the_next_version(self, layout, opened, make):
        with opened() as archive:
            archive.store(make.article(1))
        with opened() as archive:
            outcome, article = archive.store(make.article(1, "改了"))
            assert (outcome, article.version) == (Outcome.UPDATED, 2)
            assert archive.store(make.article(1, "改了"))[0] is Outcome.UNCHANGED
        assert stored(layout) == [("标题1", 1), ("标题1", 2)]

    def test_late_articles_go_to_their_own_day(self, layout, opened, make):
        with opened() as archive:
            for number, day in enumerate(["2023-06-01", "2023-05-31", "2023-06-01"]):
                archive.store(make.article(number, day=day))
                archive.commit()
        assert Archive(layout.root).days(layout.site) == ["2023-05-31", "2023-06-01"]
        assert stored(layout) == [("标题1", 1), ("标题0", 1), ("标题2", 1)]

    def test_an_article_without_any_date_goes_to_the_present_day(self, layout, opened, make):
        with opened() as archive:
            archive.store(make.article(1, date_published=None))
        assert Archive(layout.root).days(layout.site) == ["2023-06-01"]

    def test_the_ledger_knows_where_each_line_lies(self, layout, opened, make):
        with opened() as archive:
            for number in range(5):
                make.archive(archive, number)
                archive.commit()
        ledger = Ledger.read(layout.ledger)
        content = layout.day_file("2023-06-01").read_bytes()
        records = [record for _, record in ledger.records_after(0, 100)]
        ledger.close()
        assert len(records) == 5
        for record in records:
            article = Article.from_json(content[record.offset : record.offset + record.length])
            assert (article.id, article.raw) == (record.article, record.raw)


class TestCommit:
    def test_keys_are_acknowledged_once(self, opened, make):
        with opened() as archive:
            assert archive.commit() == ()
            make.archive(archive, 1)
            make.archive(archive, 2)
            assert archive.commit() == (make.entry(1).key, make.entry(2).key)
            assert archive.commit() == ()

    def test_nothing_is_seen_before_and_all_after(self, layout, opened, make):
        archive = opened()
        make.archive(archive, 1)
        assert stored(layout) == []
        archive.commit()
        assert stored(layout) == [("标题1", 1)]
        make.archive(archive, 2)
        assert stored(layout) == [("标题1", 1)]

    def test_what_was_not_committed_is_gone_and_waits_again(self, layout, opened, make):
        archive = opened()
        archive.schedule(map(make.entry, range(3)))
        archive.lease()
        make.archive(archive, 0)
        archive.commit()
        archive.lease()
        make.archive(archive, 1)
        archive.abandon()
        with opened() as archive:
            assert archive.pending() == 2
            assert archive.lease().url == make.url(1)
            assert make.archive(archive, 1).version == 1
        assert stored(layout) == [("标题0", 1), ("标题1", 1)]

    @pytest.mark.parametrize(
        ("fault", "failing"),
        [("os.write", errno.ENOSPC), ("_sync", errno.EIO), ("_sync", errno.EDQUOT)],
    )
    def test_a_failing_disk_ends_the_run_and_leaves_a_clean_archive(
        self, layout, opened, make, monkeypatch, fault, failing
    ):
        archive = opened()
        make.archive(archive, 1)
        archive.commit()
        make.archive(archive, 2, day="2023-06-02")

        def fail(*_args):
            raise OSError(failing, os.strerror(failing))

        with monkeypatch.context() as patch:
            patch.setattr(f"newsarchive.storage.append.{fault}", fail)
            with pytest.raises(ArchiveError, match=os.strerror(failing)):
                archive.commit()
        with pytest.raises(ArchiveError, match=os.strerror(failing)):
            archive.store(make.article(3))
        archive.close()
        assert stored(layout) == [("标题1", 1)]
        assert not list(layout.folder.rglob("*.open"))
        with opened() as archive:
            make.archive(archive, 2, day="2023-06-02")
        assert stored(layout) == [("标题1", 1), ("标题2", 1)]

    def test_a_folder_that_cannot_be_synced_ends_the_run_and_the_next_one_tidies_up(
        self, layout, opened, make, monkeypatch
    ):
        archive = opened()
        make.archive(archive, 1)
        with monkeypatch.context() as patch:
            patch.setattr("newsarchive.storage.unit.sync_folder", lambda _: (_ for _ in ()).throw(OSError("broken")))
            with pytest.raises(ArchiveError, match="broken"):
                archive.commit()
        with opened() as archive:
            assert not list(layout.folder.rglob("*.open"))
            make.archive(archive, 1)
        assert stored(layout) == [("标题1", 1)]

    def test_a_full_ledger_ends_the_run_and_leaves_a_clean_archive(self, layout, opened, make):
        archive = opened()
        make.archive(archive, 1)
        archive.commit()
        connection = archive._unit.ledger.connection
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(ArchiveError, match="database or disk is full"):
            archive.schedule(map(make.entry, range(100_000)))
        assert stored(layout) == [("标题1", 1)]
        with opened() as archive:
            assert archive.pending() == 0

    def test_an_interrupt_between_line_and_row_leaves_neither(self, layout, opened, make, monkeypatch):
        archive = opened()
        with monkeypatch.context() as patch:
            patch.setattr(Ledger, "add_record", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                archive.store(make.article(1))
        archive.close()
        assert stored(layout) == []


class TestDue:
    def test_a_unit_is_due_by_pages(self, opened, make):
        with opened(limits=Limits(pages=2, seconds=60)) as archive:
            assert not archive.due()
            make.archive(archive, 1)
            assert not archive.due()
            make.archive(archive, 2)
            assert archive.due()
            archive.commit()
            assert not archive.due()

    def test_a_unit_is_due_by_time_whatever_the_clock_on_the_wall_says(self, opened, make, clock, monkeypatch):
        with opened() as archive:
            make.archive(archive, 1)
            clock.forward(-1e6)
            assert not archive.due()
            monkeypatch.setattr("time.monotonic", lambda: 1e9)
            assert archive.due()


class TestRetry:
    def test_an_entry_is_leased_again_when_its_time_has_come(self, opened, make, clock):
        with opened() as archive:
            archive.schedule([make.entry(1)])
            archive.retry(archive.lease(), not_before=clock() + timedelta(seconds=30))
            assert archive.lease() is None
            assert archive.pending() == 1
            clock.forward(30)
            assert archive.lease().tries == 1


class TestRuns:
    def test_a_run_is_recorded_with_the_outcomes_of_its_pages(self, layout, opened, make, clock):
        with opened() as archive:
            archive.start_run()
            make.archive(archive, 1)
            archive.finish(make.entry(2), Outcome.GONE)
            clock.forward(60)
            archive.end_run("all")
        (run,) = Archive(layout.root).runs(layout.site)
        assert (run.started_at, run.ended_at) == ("2023-06-01T12:00:00+00:00", "2023-06-01T12:01:00+00:00")
        assert (run.note, run.outcomes) == ("all", {"gone": 1, "stored": 1})

    def test_a_run_that_was_killed_keeps_the_counts_of_its_last_commit(self, layout, opened, make):
        archive = opened()
        archive.start_run()
        make.archive(archive, 1)
        archive.commit()
        make.archive(archive, 2)
        archive.abandon()
        (run,) = Archive(layout.root).runs(layout.site)
        assert (run.ended_at, run.outcomes) == (None, {"stored": 1})


class TestTemplate:
    def test_what_was_learned_is_kept(self, opened):
        with opened() as archive:
            assert archive.template("lines") is None
            archive.keep_template("lines", "{}")
        with opened() as archive:
            assert archive.template("lines") == "{}"


class TestClose:
    def test_everything_is_committed_and_has_its_final_name(self, layout, opened, make):
        with opened() as archive:
            make.archive(archive, 1)
        names = sorted(str(path.relative_to(layout.folder)) for path in layout.folder.rglob("*") if path.is_file())
        assert names == ["articles/2023-06-01.jsonl", "ledger.sqlite", "raw/20230601120000-00001.warc.gz"]

    def test_a_closed_archive_takes_nothing_more(self, opened, make):
        archive = opened()
        archive.close()
        archive.close()
        with pytest.raises(ArchiveError, match="was closed"):
            archive.store(make.article(1))


class TestKeepPage:
    def records(self, layout):
        """(type, profile, status line or None, payload) of each response or revisit of the site's WARC files."""
        found = []
        for path in sorted(layout.raw.iterdir()):
            with path.open("rb") as file:
                for record in ArchiveIterator(file, check_digests="raise"):
                    if record.rec_type in ("response", "revisit"):
                        profile = (record.rec_headers.get_header("WARC-Profile") or "").rpartition("/")[2]
                        status = record.http_headers and record.http_headers.statusline
                        found.append((record.rec_type, profile, status, record.raw_stream.read()))
        return found

    def test_an_unchanged_page_is_a_revisit_of_the_first_one(self, layout, opened, make):
        page = make.page(1)
        with opened() as archive:
            first = archive.keep_page(page, make.wire(page))
        with opened() as archive:
            later = make.page(1, fetched_at=page.fetched_at + timedelta(hours=1))
            assert archive.keep_page(later, make.wire(later)) == first
            archive.finish(make.entry(1), Outcome.UNCHANGED)
        assert self.records(layout) == [
            ("response", "", "200 OK", page.body),
            ("revisit", "identical-payload-digest", "200 OK", b""),
        ]
        assert Archive(layout.root).page(layout.site, first) == page

    def test_a_revisit_says_what_replay_tools_look_the_payload_up_by(self, layout, opened, make):
        page = make.page(1)
        with opened() as archive:
            archive.keep_page(page, make.wire(page))
            archive.keep_page(page, make.wire(page))
        with next(layout.raw.iterdir()).open("rb") as file:
            response, revisit = [
                dict(record.rec_headers.headers)
                for record in ArchiveIterator(file)
                if record.rec_type in ("response", "revisit")
            ]
        assert revisit["WARC-Refers-To-Target-URI"] == response["WARC-Target-URI"]
        assert revisit["WARC-Refers-To-Date"] == response["WARC-Date"]
        assert revisit["WARC-Payload-Digest"] == response["WARC-Payload-Digest"]

    def test_a_304_is_a_revisit_without_headers_of_its_own(self, layout, opened, make):
        page, answer = make.page(1), make.page(1, b"", status=304)
        with opened() as archive:
            first = archive.keep_page(page, make.wire(page))
            assert archive.keep_page(answer, make.wire(answer, reason="Not Modified")) == first
        assert self.records(layout)[1] == ("revisit", "server-not-modified", None, b"")

    def test_a_304_to_a_page_that_was_never_kept_is_a_response(self, layout, opened, make):
        answer = make.page(1, b"", status=304)
        with opened() as archive:
            archive.keep_page(answer, make.wire(answer, reason="Not Modified"))
        assert self.records(layout) == [("response", "", "304 Not Modified", b"")]

    def test_a_changed_page_and_an_error_are_kept_in_full(self, layout, opened, make):
        pages = [make.page(1), make.page(1, b"changed"), make.page(1, b"changed", status=404), make.page(1, b"changed")]
        with opened() as archive:
            places = [archive.keep_page(page, make.wire(page)) for page in pages]
        assert [kind for kind, *_ in self.records(layout)] == ["response", "response", "response", "revisit"]
        assert places[3] == places[1]

    def test_what_a_redirect_leads_to_is_the_capture_of_where_it_began_but_no_reason_for_a_revisit(
        self, layout, opened, make
    ):
        page, began = make.page(1), make.page(2)
        with opened() as archive:
            place = archive.keep_page(page, make.wire(page), asked=began.url)
        with closing(Ledger.read(layout.ledger)) as ledger:
            assert Captures(ledger).last(began.url).place == place
        with opened() as archive:
            archive.keep_page(began, make.wire(began))
        assert [kind for kind, *_ in self.records(layout)] == ["response", "response"]

    def test_what_was_fetched_earlier_does_not_hide_what_was_fetched_later(self, opened, make):
        late, early = make.page(1, b"later"), make.page(1, b"earlier", fetched_at=LONG_AGO)
        with opened() as archive:
            kept = archive.keep_page(late, make.wire(late))
            archive.keep_page(early, make.wire(early))
            assert archive.keep_page(late, make.wire(late)) == kept


class TestKeepRendering:
    def test_what_a_browser_made_of_a_page_is_what_is_read_each_time_anew(self, layout, opened, make):
        frame, built = make.page(1, b"<html></html>"), make.page(1, "<html>渡口</html>".encode())
        with opened() as archive:
            places = []
            for _ in range(2):
                archive.keep_page(frame, make.wire(frame))
                places.append(archive.keep_rendering(built))
        assert len(set(places)) == 2
        assert Archive(layout.root).page(layout.site, places[1]) == built
        assert list(Inspection(layout).findings()) == []

    def test_its_frame_says_nothing_of_whether_it_has_changed(self, opened, make):
        frame = make.page(1, b"<html></html>", headers=(("ETag", '"1"'),))
        with opened() as archive:
            archive.keep_page(frame, make.wire(frame))
            archive.keep_rendering(make.page(1))
            archive.finish(make.entry(1), Outcome.STORED)
            assert archive.conditions(make.url(1)) == {}


class TestDiffering:
    def test_it_is_the_last_version_if_text_or_title_are_others(self, opened, make):
        with opened() as archive:
            assert archive.differing(make.article(1)) is None
            archive.store(make.article(1))
            assert archive.differing(make.article(1)) is None
            archive.store(make.article(1, "改了"))
            assert archive.differing(make.article(1)).text == "改了"


class TestConditions:
    def page(self, make, body=b"<html>", etag='"1"'):
        return make.page(1, body, headers=(("ETag", etag), ("Last-Modified", "Thu, 01 Jun 2023 08:00:00 GMT")))

    def test_a_page_that_was_read_to_its_end_is_asked_for_by_its_validators(self, opened, make):
        page = self.page(make)
        with opened() as archive:
            archive.keep_page(page, make.wire(page))
            archive.finish(make.entry(1), Outcome.LISTING)
        with opened() as archive:
            expected = {"If-None-Match": '"1"', "If-Modified-Since": "Thu, 01 Jun 2023 08:00:00 GMT"}
            assert archive.conditions(page.url) == expected
            assert archive.conditions(make.url(2)) == {}

    def test_an_address_in_letters_is_that_in_percent_signs(self, opened, make):
        page = replace(self.page(make), url=f"http://{make.entry(1).url.split('/')[2]}/%E8%88%B9.html")
        printed = page.url.replace("%E8%88%B9", "船")
        with opened() as archive:
            archive.keep_page(page, make.wire(page))
            archive.finish(replace(make.entry(1), url=printed), Outcome.LISTING)
        with opened() as archive:
            assert archive.conditions(printed) == archive.conditions(page.url) != {}

    @pytest.mark.parametrize("outcome", [None, Outcome.FAILED, Outcome.NOT_ARTICLE])
    def test_a_page_that_was_kept_but_not_read_is_asked_for_in_full(self, opened, make, outcome):
        page = self.page(make)
        with opened() as archive:
            archive.keep_page(page, make.wire(page))
            if outcome:
                archive.finish(make.entry(1), outcome)
        with opened() as archive:
            assert archive.conditions(page.url) == {}

    def test_a_page_read_in_part_is_asked_for_in_full(self, opened, make):
        page = self.page(make)
        with opened() as archive:
            archive.keep_page(page, make.wire(page))
            archive.finish(make.entry(1), Outcome.LISTING, whole=False)
            assert archive.conditions(page.url) == {}

    def test_a_changed_page_that_was_not_read_yet_voids_the_conditions_of_the_old_one(self, opened, make):
        old, new = self.page(make), self.page(make, b"changed", '"2"')
        with opened() as archive:
            archive.keep_page(old, make.wire(old))
            archive.finish(make.entry(1), Outcome.LISTING)
            archive.keep_page(new, make.wire(new))
            archive.commit()
            archive.abandon()
        with opened() as archive:
            assert archive.conditions(old.url) == {}


class TestRevisit:
    def looks(self, opened, make, clock, hours, **article):
        """At how many of the hours after it was stored the article waits again."""
        with opened() as archive:
            archive.finish(make.entry(1), Outcome.STORED, article=make.article(1, **article))
        found = []
        for hour in range(hours):
            clock.forward(3600)
            with opened() as archive:
                if archive.revisit():
                    entry = archive.lease()
                    archive.finish(entry, Outcome.UNCHANGED, article=make.article(1, **article))
                    found.append(hour + 1)
        return found

    def test_a_young_article_is_looked_at_again_on_a_decaying_schedule(self, opened, make, clock):
        assert self.looks(opened, make, clock, 200, date_published="2023-06-01T20:00:00+08:00") == [1, 6, 24, 72, 168]

    def test_an_old_article_is_left_alone(self, opened, make, clock):
        assert self.looks(opened, make, clock, 200, date_published="2011-06-01") == []

    def test_what_failed_waits_again_and_what_is_no_article_does_not(self, opened, make, clock):
        with opened() as archive:
            archive.finish(make.entry(1), Outcome.FAILED)
            archive.finish(make.entry(2), Outcome.NOT_ARTICLE)
            archive.finish(make.entry(3, "source"), Outcome.FAILED)
            clock.forward(3600)
            assert archive.revisit() == 1
            assert archive.pending() == 1
            assert archive.lease() == make.entry(1)

    def test_a_look_that_a_wrong_clock_put_off_for_years_is_due_at_once(self, opened, make, clock):
        clock.forward(1e9)
        with opened() as archive:
            archive.finish(make.entry(1), Outcome.STORED)
        clock.forward(-1e9)
        with opened() as archive:
            assert archive.revisit() == 1
