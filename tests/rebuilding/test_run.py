"""Archives whose reader has changed since they were written, rebuilt in this process."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest

from newsarchive.errors import ArchiveError
from newsarchive.rebuilding import mark, rereader
from newsarchive.records import Outcome, Page
from newsarchive.storage import Entry, SiteArchive, Wire
from newsarchive.storage.compaction import compress
from newsarchive.storage.ledger import Ledger
from newsarchive.storage.unit import UnitOfWork
from newsarchive.storage.verify import Inspection
from newsarchive.urls import key_of

CUT = '[cut]\nlines = ["水位比往年低"]\n'
CUT_ALL = '[cut]\nlines = ["."]\n'
LONG = "新船由镇上的船厂建造，长十八米，使用电池驱动，充一次电可以往返二十趟，航行时几乎听不到声音。"


class TestSameReader:
    def test_nothing_is_stored(self, crawled, pages):
        crawled.crawl({number: pages.story(number) for number in range(5)})
        before = crawled.records()
        report = crawled.rebuild()
        assert report.records == {Outcome.UNCHANGED: 5}
        assert crawled.records() == before

    def test_what_only_the_listing_said_is_kept(self, crawled, pages):
        crawled.crawl({1: pages.story(1)})
        (first,) = crawled.records()
        with SiteArchive.open(crawled.root, crawled.layout.site) as archive:
            told = {"section": "两岸", "read_by": {**first.read_by, "section": "listing"}}
            archive.store(replace(first, **told), always=True)
        assert crawled.rebuild().records == {Outcome.UNCHANGED: 1}
        crawled.site_file(CUT)
        crawled.rebuild()
        assert [each.section for each in crawled.records()] == [None, "两岸", "两岸"]


class TestChangedReader:
    def test_a_line_that_is_cut_today_makes_a_new_version_of_the_same_capture(self, crawled, pages):
        crawled.crawl({number: pages.story(number) for number in range(5)})
        crawled.site_file(CUT)
        report = crawled.rebuild()
        assert report.records == {Outcome.UPDATED: 5}
        assert report.lost == {"site rule": 5}
        assert not report.gained
        assert set(report.fields) == {"text", "removed", "content_hash"}
        for number in range(5):
            before, after = crawled.versions(number)
            assert "水位比往年低" in before.text
            assert "水位比往年低" not in after.text
            assert (after.version, after.raw, after.date_fetched) == (2, before.raw, before.date_fetched)
        assert list(Inspection(crawled.layout).findings()) == []

    def test_a_second_rebuild_stores_nothing(self, crawled, pages):
        crawled.crawl({number: pages.story(number) for number in range(5)})
        crawled.site_file(CUT)
        crawled.rebuild()
        before = crawled.records()
        assert crawled.rebuild().records == {Outcome.UNCHANGED: 5}
        assert crawled.records() == before

    def test_a_field_that_changes_alone_makes_a_new_version(self, crawled, pages):
        crawled.crawl({1: pages.story(1).replace('<div class="info">', '<b class="desk">水上</b><div class="info">')})
        crawled.site_file('[read]\nsection = ".desk"\n')
        assert crawled.rebuild().records == {Outcome.UPDATED: 1}
        before, after = crawled.versions(1)
        assert (before.section, after.section) == (None, "水上")
        assert (before.text, before.content_hash) == (after.text, after.content_hash)

    def test_a_line_that_is_kept_today_is_gained_from_the_rule_that_had_cut_it(self, crawled, pages):
        crawled.site_file(CUT)
        crawled.crawl({1: pages.story(1)})
        crawled.site_file("")
        report = crawled.rebuild()
        assert report.gained == {"site rule": 1}
        assert "水位比往年低" in crawled.versions(1)[1].text

    def test_a_page_that_was_no_article_becomes_a_record(self, crawled, pages):
        crawled.site_file(CUT_ALL)
        assert crawled.crawl({1: pages.story(1)}, section="两岸") == {1: Outcome.NOT_ARTICLE}
        crawled.site_file("")
        report = crawled.rebuild()
        assert report.pages == {Outcome.STORED: 1}
        (record,) = crawled.records()
        assert (record.version, record.section, record.url) == (1, "两岸", crawled.url(1))
        again = crawled.rebuild()
        assert (again.records, again.pages) == ({Outcome.UNCHANGED: 1}, {})

    def test_two_pages_of_one_new_article_become_one_record(self, crawled, pages):
        crawled.site_file(CUT_ALL)
        link = f'<link rel="canonical" href="{crawled.url(1)}">'
        crawled.crawl({number: pages.story(number).replace("<head>", f"<head>{link}") for number in (1, 2)})
        crawled.site_file("")
        assert crawled.rebuild(dry_run=True).pages == {Outcome.STORED: 1, Outcome.DUPLICATE: 1}
        assert crawled.rebuild().pages == {Outcome.STORED: 1, Outcome.DUPLICATE: 1}
        assert len(crawled.records()) == 1

    def test_pages_that_a_crawl_left_out_for_their_day_are_taken_in_if_their_day_is_asked_for(self, crawled, pages):
        with SiteArchive.open(crawled.root, crawled.layout.site) as archive:
            for number, day in enumerate(("2023-05-30", "2023-05-31", "2023-06-01")):
                page = Page(crawled.url(number), pages.story(number, day=day).encode())
                archive.keep_page(page, Wire(page.body))
                archive.finish(Entry(page.url, "article", key_of(page.url)), Outcome.OUT_OF_RANGE, detail=day)
        assert crawled.rebuild().pages == {}
        report = crawled.rebuild(days=("2023-05-31", "2023-05-31"))
        assert report.pages == {Outcome.STORED: 1, Outcome.OUT_OF_RANGE: 2}
        assert crawled.rebuild(days=("2023-05-31", "2023-06-30")).pages == {Outcome.STORED: 1, Outcome.OUT_OF_RANGE: 1}
        assert [record.date_published[:10] for record in crawled.records()] == ["2023-05-31", "2023-06-01"]

    def test_an_article_that_is_refused_today_is_reported_and_stays(self, crawled, pages):
        crawled.crawl({number: pages.story(number) for number in range(2)})
        before = crawled.records()
        crawled.site_file(CUT_ALL)
        report = crawled.rebuild()
        assert (report.refusals, report.updated) == (2, 0)
        assert {each.url for each in report.refused} == {crawled.url(0), crawled.url(1)}
        assert crawled.records() == before

    def test_an_article_that_has_another_id_today_is_stored_under_it_once(self, crawled, pages, monkeypatch):
        crawled.crawl({1: pages.story(1)})
        (before,) = crawled.records()
        read = rereader.read_document
        monkeypatch.setattr(rereader, "read_document", lambda *args, **more: replace(read(*args, **more), id="other"))
        assert crawled.rebuild().records == {Outcome.STORED: 1}
        assert [(each.id, each.version) for each in crawled.records()] == [(before.id, 1), ("other", 1)]
        assert crawled.rebuild().records == {Outcome.DUPLICATE: 1, Outcome.UNCHANGED: 1}


class TestCaptures:
    def test_a_change_that_only_todays_reader_sees_is_taken_from_the_later_capture(self, crawled, pages):
        crawled.site_file('[cut]\nlines = ["^更正"]\n')
        crawled.crawl({1: pages.story(1)})
        later = pages.story(1).replace("<p>　　新船", "<p>更正：船长二十米。</p><p>　　新船")
        assert crawled.crawl({1: later}, hour=1) == {1: Outcome.UNCHANGED}
        assert crawled.rebuild().records == {Outcome.UNCHANGED: 1}
        crawled.site_file("")
        assert crawled.rebuild().records == {Outcome.UPDATED: 1}
        before, after = crawled.versions(1)
        assert "更正：船长二十米。" in after.text
        assert (before.raw.file[:10], after.raw.file[:10]) == ("2023060112", "2023060113")
        assert after.date_fetched == "2023-06-01T13:00:00+00:00"
        assert crawled.rebuild().records == {Outcome.UNCHANGED: 1}

    def test_a_later_capture_that_was_refused_is_not_taken(self, crawled, pages):
        crawled.crawl({1: pages.story(1)})
        crawled.site_file(CUT_ALL)
        assert crawled.crawl({1: pages.story(2)}, hour=1) == {1: Outcome.NOT_ARTICLE}
        crawled.site_file("")
        report = crawled.rebuild()
        assert (report.records, report.pages) == ({Outcome.UNCHANGED: 1}, {})

    def test_a_record_of_a_compressed_day_is_compared_and_its_new_version_follows_it(self, crawled, pages):
        crawled.crawl({number: pages.story(number) for number in range(3)})
        with closing(UnitOfWork.open(crawled.layout)) as unit:
            assert compress(unit, "2023-06-01", ".gz")[0]
        crawled.site_file(CUT)
        assert crawled.rebuild().records == {Outcome.UPDATED: 3}
        assert crawled.rebuild().records == {Outcome.UNCHANGED: 3}
        assert sorted(each.version for each in crawled.records()) == [1, 1, 1, 2, 2, 2]

    def test_a_later_capture_that_is_refused_today_does_not_hide_the_one_before(self, crawled, pages):
        crawled.crawl({1: pages.story(1)})
        later = pages.story(1).replace("<h1>", '<h1 class="big">')
        assert crawled.crawl({1: later}, hour=1) == {1: Outcome.UNCHANGED}
        crawled.site_file('[cut]\nlines = ["水位比往年低"]\nelements = [".big ~ .content"]\n')
        report = crawled.rebuild()
        assert (report.records, report.lost) == ({Outcome.UPDATED: 1}, {"site rule": 1})

    def test_a_page_behind_a_redirect_is_found_where_only_the_scheme_changes(self, crawled, pages):
        crawled.keep(crawled.url(1).replace("http://", "https://"), pages.story(1))
        with SiteArchive.open(crawled.root, crawled.layout.site) as archive:
            for number in (1, 2):
                entry = Entry(crawled.url(number), "article", key_of(crawled.url(number)))
                archive.finish(entry, Outcome.NOT_ARTICLE)
        assert crawled.rebuild().pages == {Outcome.STORED: 1, Outcome.REDIRECTED: 1}

    def test_a_page_is_found_behind_any_redirects_that_led_to_it(self, crawled, pages):
        entry = Entry(crawled.url(1), "article", key_of(crawled.url(1)))
        with SiteArchive.open(crawled.root, crawled.layout.site) as archive:
            page = Page("http://m.example.cn/elsewhere", pages.story(1).encode())
            archive.keep_page(page, Wire(page.body), entry.url)
            archive.finish(entry, Outcome.NOT_ARTICLE)
        assert crawled.rebuild().pages == {Outcome.STORED: 1}

    def test_only_the_last_version_is_read_again(self, crawled, pages):
        crawled.crawl({1: pages.story(1)})
        assert crawled.crawl({1: pages.story(2)}, hour=1) == {1: Outcome.UPDATED}
        crawled.site_file(CUT)
        assert crawled.rebuild().records == {Outcome.UPDATED: 1}
        assert [each.title for each in crawled.versions(1)] == ["渡口第1班船启航"] + ["渡口第2班船启航"] * 2

    def test_a_page_seen_again_as_it_was_is_read_from_where_it_was_seen_first(self, crawled, pages):
        crawled.crawl({1: pages.story(1)})
        assert crawled.crawl({1: pages.story(1)}, hour=1) == {1: Outcome.UNCHANGED}
        crawled.site_file(CUT)
        assert crawled.rebuild().records == {Outcome.UPDATED: 1}
        before, after = crawled.versions(1)
        assert (after.raw, after.date_fetched) == (before.raw, before.date_fetched)


class TestTroubles:
    def test_a_raw_page_that_is_missing_holds_up_no_other(self, crawled, pages):
        crawled.crawl({1: pages.story(1)})
        crawled.crawl({2: pages.story(2)}, hour=24)
        next(iter(sorted(crawled.layout.raw.iterdir()))).unlink()
        report = crawled.rebuild(dry_run=True)
        assert report.records == {Outcome.FAILED: 1, Outcome.UNCHANGED: 1}
        assert "no raw page at byte" in report.failed[0].detail

    def test_a_page_that_finds_a_defect_holds_up_no_other(self, crawled, pages, monkeypatch):
        crawled.crawl({1: pages.story(1), 2: pages.story(2)})
        read = rereader.read_document

        def fail_once(*args, **more):
            monkeypatch.setattr(rereader, "read_document", read)
            raise KeyError("x")

        monkeypatch.setattr(rereader, "read_document", fail_once)
        report = crawled.rebuild()
        assert report.records == {Outcome.FAILED: 1, Outcome.UNCHANGED: 1}
        assert report.failed[0].detail == "a defect in newsarchive, KeyError: 'x'"

    def test_a_site_that_another_run_is_writing_to_is_refused_but_for_a_dry_run(self, crawled, pages):
        crawled.crawl({1: pages.story(1)})
        with SiteArchive.open(crawled.root, crawled.layout.site):
            with pytest.raises(ArchiveError, match="another run is writing to this site"):
                crawled.rebuild()
            assert crawled.rebuild(dry_run=True).records == {Outcome.UNCHANGED: 1}

    def test_a_site_without_a_ledger_is_refused(self, crawled, pages):
        crawled.crawl({1: pages.story(1)})
        crawled.layout.ledger.unlink()
        for dry_run in (True, False):
            with pytest.raises(ArchiveError, match="no ledger; run `newsarchive verify"):
                crawled.rebuild(dry_run=dry_run)


class TestFurtherPages:
    def test_they_are_joined_from_the_archive(self, crawled, pages):
        name = crawled.url(1).rpartition("/")[2]
        crawled.site_file(CUT_ALL)
        crawled.crawl({1: pages.story(1, next_page=name.replace(".", "_2."))})
        crawled.keep(crawled.url(1).replace(".html", "_2.html"), f"<h1>渡口</h1><div><p>{LONG * 3}</p></div>")
        crawled.site_file("")
        assert crawled.rebuild().pages == {Outcome.STORED: 1}
        (record,) = crawled.records()
        assert record.pages == 2
        assert record.text.endswith(LONG * 3)

    def test_in_what_way_a_page_was_missing_is_said_again(self, crawled, pages):
        name = crawled.url(1).rpartition("/")[2]
        crawled.crawl({1: pages.story(1, next_page=name.replace(".", "_2."))})
        (first,) = crawled.records()
        told = {**first.read_by, "pages": "page links; page 2 forbidden"}
        with SiteArchive.open(crawled.root, crawled.layout.site) as archive:
            archive.store(replace(first, read_by=told), always=True)
        assert crawled.rebuild().records == {Outcome.UNCHANGED: 1}

    def test_an_article_of_which_a_page_cannot_be_found_is_left_as_it_is(self, crawled, pages):
        name = crawled.url(1).rpartition("/")[2]
        crawled.crawl({1: pages.story(1, next_page=name.replace(".", "_2."))})
        (first,) = crawled.records()
        with SiteArchive.open(crawled.root, crawled.layout.site) as archive:
            archive.store(replace(first, pages=2), always=True)
        report = crawled.rebuild()
        assert report.records == {Outcome.FAILED: 1}
        assert "only 1 of the 2 pages" in report.failed[0].detail
        assert len(crawled.records()) == 2


class TestDryRun:
    def test_it_reports_the_same_and_leaves_every_byte(self, crawled, pages, every_byte):
        crawled.crawl({number: pages.story(number) for number in range(4)})
        crawled.site_file(CUT_ALL)
        crawled.crawl({number: pages.story(number) for number in range(4, 6)})
        crawled.site_file(CUT)
        before = every_byte(crawled.root)
        dry = crawled.rebuild(dry_run=True)
        assert every_byte(crawled.root) == before
        wet = crawled.rebuild()
        assert (dry.records, dry.pages, dry.fields) == (wet.records, wet.pages, wet.fields)
        assert (dry.lost, dry.gained, dry.changes) == (wet.lost, wet.gained, wet.changes)
        assert (wet.updated, wet.stored) == (4, 2)


class TestBrokenOff:
    def broken_off(self, crawled, after: int) -> None:
        """A rebuild that ends after so many chunks, as by Ctrl-C."""
        calls = iter(range(after))

        def stop(*_) -> None:
            if next(calls, None) is None:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            crawled.rebuild(progress=stop)

    def test_the_next_one_goes_on_behind_what_was_done(self, crawled, pages, monkeypatch):
        monkeypatch.setattr("newsarchive.rebuilding.plan.CHUNK", 2)
        crawled.crawl({number: pages.story(number) for number in range(9)})
        crawled.site_file(CUT)
        self.broken_off(crawled, after=1)
        report = crawled.rebuild()
        assert report.is_resumed
        assert report.records[Outcome.UPDATED] == 5
        assert sorted((each.url, each.version) for each in crawled.records()) == [
            (crawled.url(number), version) for number in range(9) for version in (1, 2)
        ]
        assert not crawled.rebuild().is_resumed

    def test_with_another_reader_the_next_one_begins_anew(self, crawled, pages, monkeypatch):
        monkeypatch.setattr("newsarchive.rebuilding.plan.CHUNK", 2)
        crawled.crawl({number: pages.story(number) for number in range(9)})
        crawled.site_file(CUT)
        self.broken_off(crawled, after=1)
        crawled.site_file('[cut]\nlines = ["票价"]\n')
        report = crawled.rebuild()
        assert not report.is_resumed
        assert report.updated == 9

    def test_the_mark_is_gone_at_the_end(self, crawled, pages):
        crawled.crawl({1: pages.story(1)})
        crawled.rebuild()
        ledger = Ledger.read(crawled.layout.ledger)
        assert ledger.template(mark.KEY) == ""
        ledger.close()
