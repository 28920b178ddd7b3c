from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest

from newsarchive.errors import CallerError, SiteError
from newsarchive.rebuilding.run import rebuild
from newsarchive.records import Outcome
from newsarchive.storage import Archive, Entry, SiteArchive
from newsarchive.storage.verify import Inspection
from newsarchive.urls import key_of

SITE = "news.example.cn"


@pytest.fixture
def stories(writer, pages, url):
    """A file of stories by number, each captured at its hour, after other pages if any."""

    def write(numbers, *others, name="old.warc.gz", lines=None, hour=3):
        file = writer(name)
        for address, body in others:
            file.add(address, body)
        for number in numbers:
            body = pages.story(number, **({"lines": lines} if lines else {}))
            file.add(url(number), body, moment=f"2013-05-04T{hour:02}:02:01Z")
        return file.close()

    return write


class TestRecords:
    def test_a_record_is_dated_by_its_capture_and_points_to_the_page_in_the_archive(self, imports, stories, url):
        report = imports(stories(range(3)))
        assert report.is_whole
        assert report.sites[0].outcomes == {Outcome.STORED: 3}
        for number, record in enumerate(imports.records()):
            assert (record.url, record.date_fetched) == (url(number), "2013-05-04T03:02:01+00:00")
            assert record.raw.file.endswith("-old.warc.gz")
            page = Archive(imports.root).page(SITE, record.raw)
            assert (page.url, page.fetched_at) == (url(number), datetime(2013, 5, 4, 3, 2, 1, tzinfo=UTC))

    def test_the_archive_is_as_after_a_crawl(self, imports, stories):
        imports(stories(range(3), ("http://news.example.cn/", "<html><body>首页</body></html>")))
        assert list(Inspection(imports.layout()).findings()) == []
        assert len(list(Archive(imports.root).changes())) == 3
        again = rebuild(imports.root, SITE)
        assert (again.records, again.pages) == ({Outcome.UNCHANGED: 3}, {})

    def test_the_run_is_in_the_ledger_and_nothing_waits_for_a_crawl(self, imports, stories):
        imports(stories(range(3)))
        (run,) = Archive(imports.root).runs(SITE)
        assert (run.note, run.outcomes) == ("import of old.warc.gz", {"stored": 3})
        with SiteArchive.open(imports.root, SITE) as archive:
            assert archive.revisit() == archive.pending() == 0

    def test_a_later_crawl_is_not_told_that_an_imported_page_is_known_as_it_is(self, imports, writer, pages, url):
        file = writer()
        file.add(url(1), pages.story(1), headers={"Content-Type": "text/html", "ETag": '"1"'})
        imports(file.close())
        with SiteArchive.open(imports.root, SITE) as archive:
            assert archive.conditions(url(1)) == {}

    def test_plain_text_and_pages_without_http_are_read_and_rebuilt_too(self, imports, writer, pages, url):
        file = writer()
        file.add(url(1), pages.story(1), kind="resource", headers={"Content-Type": "text/html; charset=utf-8"})
        imports(file.close())
        (record,) = imports.records()
        assert record.title == "渡口第1班船启航"
        assert rebuild(imports.root, SITE).records == {Outcome.UNCHANGED: 1}
        assert list(Inspection(imports.layout()).findings()) == []


class TestJudging:
    def test_pages_that_a_crawl_would_not_fetch_are_not_stored(self, imports, writer, pages):
        file = writer()
        for path in ("/", "/gn/", "/gn/index_2.html", "/tag/river", "/search?q=1", "/login.html"):
            file.add(f"http://{SITE}{path}", pages.story(1))
        file.add(f"http://{SITE}/20130504/123456.html", pages.story(2))
        (site,) = imports(file.close()).sites
        assert [record.url for record in imports.records()] == [f"http://{SITE}/20130504/123456.html"]
        assert site.outcomes[Outcome.LISTING] + site.outcomes[Outcome.NOT_ARTICLE] == 6

    def test_an_address_that_says_nothing_is_an_article_if_a_listing_of_the_file_says_so(self, imports, writer, pages):
        rows = "".join(f'<li><a href="/about-{name}">渡口的{name}班船今日重新启航</a></li>' for name in "abcde")
        file = writer()
        file.add(f"http://{SITE}/about-a", pages.story(1))
        file.add(f"http://{SITE}/about-z", pages.story(26))
        file.add(f"http://{SITE}/gn/", f"<html><body><ul>{rows}</ul></body></html>")
        imports(file.close(), SITE)
        assert [record.url for record in imports.records()] == [f"http://{SITE}/about-a"]

    def test_a_rebuild_does_not_read_what_was_not_read(self, imports, writer, pages):
        file = writer()
        for path in ("/tag/river.html", "/print/123456.html", "/20130504/123456.html"):
            file.add(f"http://{SITE}{path}", pages.story(1))
        imports(file.close())
        assert len(imports.records()) == 1
        again = rebuild(imports.root, SITE)
        assert (again.records, again.pages) == ({Outcome.UNCHANGED: 1}, {})

    def test_the_site_file_is_heeded(self, imports, stories, url):
        layout = imports.layout()
        layout.folder.mkdir(parents=True)
        layout.site_file.write_text("[articles]\ndeny = ['c100001']\n")
        imports(stories(range(3)))
        assert [record.url for record in imports.records()] == [url(0), url(2)]

    def test_a_wrong_site_file_is_said_before_anything_is_written(self, imports, stories):
        layout = imports.layout()
        layout.folder.mkdir(parents=True)
        layout.site_file.write_text("nmae = 'x'\n")
        with pytest.raises(SiteError):
            imports(stories(range(3)))
        assert not layout.ledger.exists()


class TestPagesOfOneArticle:
    PARTS = (("第一页的正文在这里，渡口开航那天来了许多人。",) * 4, ("第二页的正文在这里，船上坐满了回乡的人们。",) * 4)

    @pytest.mark.parametrize("order", [(0, 1), (1, 0)])
    def test_they_are_joined_in_whatever_order_they_were_captured(self, imports, writer, pages, url, order):
        addresses = (url(1), url(1).replace(".html", "_2.html"))
        file = writer()
        for hour, part in enumerate(order):
            turner = addresses[1].rpartition("/")[2] if part == 0 else ""
            body = pages.story(1, next_page=turner, lines=self.PARTS[part])
            file.add(addresses[part], body, moment=f"2013-05-04T0{hour}:00:00Z")
        (site,) = imports(file.close()).sites
        (record,) = imports.records()
        assert (record.pages, record.version) == (2, 1)
        assert "第一页" in record.text
        assert "第二页" in record.text
        assert site.outcomes == {Outcome.STORED: 1, Outcome.JOINED: 1}
        assert rebuild(imports.root, SITE).records == {Outcome.UNCHANGED: 1}


class TestVersions:
    LATER = ("渡口又停航了，船厂说新的电池要等到秋天才能送来，居民们只好再绕行十二公里的山路。",) * 4

    def test_captures_of_one_page_are_its_versions_in_the_order_of_their_dates(self, imports, writer, pages, url):
        file = writer()
        file.add(url(1), pages.story(1, lines=self.LATER), moment="2013-06-01T00:00:00Z")
        file.add(url(1), pages.story(1), moment="2013-05-01T00:00:00Z")
        imports(file.close())
        assert [(each.version, each.date_fetched[:10]) for each in imports.records()] == [
            (1, "2013-05-01"),
            (2, "2013-06-01"),
        ]

    def test_a_capture_older_than_what_is_stored_is_kept_and_makes_no_version(self, imports, stories):
        imports(stories([1], name="new.warc.gz", lines=self.LATER, hour=9))
        (site,) = imports(stories([1], name="old.warc.gz", hour=3)).sites
        assert site.outcomes == {Outcome.DUPLICATE: 1}
        assert [each.version for each in imports.records()] == [1]
        with SiteArchive.open(imports.root, SITE) as archive:
            assert archive.end_of(key_of(imports.records()[0].url)) == (Outcome.STORED, None)
        assert rebuild(imports.root, SITE).records == {Outcome.UNCHANGED: 1}

    def test_twins_of_one_page_are_one_record(self, imports, writer, pages):
        file = writer()
        file.add(f"http://www.{SITE}/20130504/123456.html", pages.story(1))
        file.add(f"http://m.{SITE}/20130504/123456.html", pages.story(1, lines=self.LATER))
        report = imports(file.close())
        assert report.sites[0].outcomes == {Outcome.STORED: 1, Outcome.DUPLICATE: 1}
        assert len(imports.records(report.sites[0].site)) == 1

    def test_an_article_that_a_crawl_has_stored_is_not_stored_again(self, imports, stories, pages, url):
        imports(stories([1], name="first.warc.gz"))
        (site,) = imports(stories([1], name="other.warc.gz", hour=8)).sites
        assert site.outcomes == {Outcome.UNCHANGED: 1}
        assert len(imports.records()) == 1


class TestAgain:
    def test_a_file_imported_twice_stores_and_writes_nothing_twice(self, imports, stories):
        path = stories(range(3))
        imports(path)
        before = {file: file.stat().st_size for file in imports.layout().raw.iterdir()}
        (site,) = imports(path).sites
        assert (site.before, site.outcomes) == (3, Counter())
        assert {file: file.stat().st_size for file in imports.layout().raw.iterdir()} == before
        assert len(Archive(imports.root).runs(SITE)) == 1

    def test_a_file_of_another_name_with_the_same_content_is_the_same(self, imports, stories, tmp_path):
        path = stories(range(3))
        imports(path)
        assert imports(path.rename(tmp_path / "copy.warc.gz")).sites[0].before == 3

    def test_after_an_edit_of_the_site_file_its_pages_are_judged_again(self, imports, stories, url):
        path, layout = stories(range(3)), imports.layout()
        layout.folder.mkdir(parents=True)
        layout.site_file.write_text("[articles]\ndeny = ['c100001']\n")
        imports(path)
        layout.site_file.write_text("")
        (site,) = imports(path).sites
        assert site.outcomes == {Outcome.STORED: 1, Outcome.UNCHANGED: 2}
        assert len(imports.records()) == 3

    def test_what_was_broken_off_goes_on(self, imports, stories, monkeypatch):
        path = stories(range(9))
        keep_page, kept = SiteArchive.keep_page, []

        def breaks(self, page, wire):
            kept.append(page.url)
            if len(kept) == 6:
                self.commit()
                raise KeyboardInterrupt
            return keep_page(self, page, wire)

        with monkeypatch.context() as patch:
            patch.setattr(SiteArchive, "keep_page", breaks)
            with pytest.raises(KeyboardInterrupt):
                imports(path)
        (site,) = imports(path).sites
        assert (site.before, site.outcomes) == (5, {Outcome.STORED: 4})
        assert len(imports.records()) == 9
        assert list(Inspection(imports.layout()).findings()) == []


class TestSites:
    def test_a_site_whose_archive_is_being_written_does_not_hold_up_the_others(self, imports, writer, pages):
        file = writer()
        for host in ("a.cn", "b.cn"):
            file.add(f"http://{host}/20130504/123456.html", pages.story(1))
        with SiteArchive.open(imports.root, "a.cn"):
            report = imports(file.close())
        assert not report.is_whole
        assert "another run is writing" in report.sites[0].trouble
        assert len(imports.records("b.cn")) == 1

    def test_a_defect_ends_its_page_and_not_the_import(self, imports, stories, monkeypatch):
        keep = SiteArchive.differing

        def breaks(self, article):
            if article.url.endswith("1.html"):
                raise ZeroDivisionError("of our own")
            return keep(self, article)

        monkeypatch.setattr(SiteArchive, "differing", breaks)
        report = imports(stories(range(3)))
        assert report.sites[0].outcomes == {Outcome.STORED: 2, Outcome.FAILED: 1}
        assert "ZeroDivisionError" in report.sites[0].defects[0]
        assert not report.is_whole


class TestFiles:
    def test_what_is_no_warc_file_is_the_callers_mistake(self, imports, tmp_path):
        (tmp_path / "page.html").write_text("<html></html>")
        with pytest.raises(CallerError, match=r"page\.html: no WARC file"):
            imports(tmp_path / "page.html")

    def test_a_file_cut_off_gives_what_there_is_and_says_so(self, imports, stories):
        path = stories(range(3))
        path.write_bytes(path.read_bytes()[:-300])
        report = imports(path)
        assert report.sites[0].outcomes == {Outcome.STORED: 2}
        assert not report.is_whole

    def test_a_page_that_waited_for_a_crawl_waits_no_longer(self, imports, stories, url):
        with SiteArchive.open(imports.root, SITE) as archive:
            archive.schedule([Entry(url(number), "article", key_of(url(number))) for number in (1, 7)])
        imports(stories([1]))
        with SiteArchive.open(imports.root, SITE) as archive:
            assert archive.pending() == 1
            assert archive.lease().url == url(7)
