from __future__ import annotations

import pytest

from newsarchive.errors import CallerError
from newsarchive.importing import contents, foreign

PAGE = "<html><title>渡口</title></html>"


@pytest.fixture
def survey(writer):
    """What a file of these addresses holds; an address may be (address, moment)."""

    def of(*addresses, **options):
        file = writer()
        for address in addresses:
            where, moment = address if isinstance(address, tuple) else (address, "2013-05-04T03:02:01Z")
            file.add(where, PAGE, moment=moment, **options)
        with foreign.opened(file.close()) as opened:
            return contents.survey(opened, lambda *_: None), file.offsets

    return of


class TestBySite:
    def test_each_host_with_articles_is_a_site_of_its_own(self, survey, tmp_path):
        held, _ = survey("http://a.cn/20130504/123456.html", "http://b.cn/20130504/123456.html")
        assert list(contents.by_site(held, tmp_path, None)) == ["a.cn", "b.cn"]

    def test_twins_are_one_site_named_as_most_of_its_pages(self, survey, tmp_path):
        held, _ = survey(
            *(f"http://www.a.cn/20130504/{number}.html" for number in range(100001, 100004)),
            "http://m.a.cn/20130504/100001.html",
            "http://a.cn/20130504/100001.html",
        )
        sites = contents.by_site(held, tmp_path, None)
        assert {name: len(places) for name, places in sites.items()} == {"www.a.cn": 5}

    def test_a_host_without_anything_like_an_article_is_left_out(self, survey, tmp_path):
        held, _ = survey("http://a.cn/20130504/123456.html", "http://ads.example.com/frame")
        assert list(contents.by_site(held, tmp_path, None)) == ["a.cn"]
        assert held.left_out["pages of other hosts"] == 1

    def test_a_host_belongs_to_the_site_of_the_archive_that_it_is_a_part_of(self, survey, tmp_path):
        (tmp_path / "a.cn" / "articles").mkdir(parents=True)
        held, _ = survey("http://sports.a.cn/20130504/123456.html")
        assert list(contents.by_site(held, tmp_path, None)) == ["a.cn"]

    def test_only_the_site_asked_for_and_its_subdomains(self, survey, tmp_path):
        held, _ = survey("http://a.cn/1", "http://sports.a.cn/2", "http://b.cn/20130504/123456.html")
        sites = contents.by_site(held, tmp_path, "a.cn")
        assert {name: len(places) for name, places in sites.items()} == {"a.cn": 2}

    def test_a_site_that_is_not_there_is_the_callers_mistake(self, survey, tmp_path):
        held, _ = survey("http://b.cn/20130504/123456.html")
        with pytest.raises(CallerError, match=r"no pages of 'a\.cn'.*b\.cn"):
            contents.by_site(held, tmp_path, "a.cn")

    def test_pages_are_read_in_the_order_of_their_capture_further_ones_last(self, survey, tmp_path):
        held, offsets = survey(
            ("http://a.cn/20130504/100001_2.html", "2013-05-01T00:00:00Z"),
            ("http://a.cn/20130504/100003.html", "2013-05-03T00:00:00Z"),
            ("http://a.cn/20130504/100002.html", "2013-05-02T00:00:00Z"),
        )
        places = contents.by_site(held, tmp_path, None)["a.cn"]
        assert [place.offset for place in places] == [offsets[2], offsets[1], offsets[0]]


class TestSurvey:
    def test_what_a_browser_made_of_a_page_takes_its_place(self, writer):
        file = writer()
        for kind in ("response", "conversion"):
            file.add("http://a.cn/20130504/123456.html", PAGE, kind=kind)
        file.add("http://a.cn/20130504/123457.html", PAGE)
        with foreign.opened(file.close()) as opened:
            held = contents.survey(opened, lambda *_: None)
        assert [place.offset for place in held.hosts["a.cn"]] == file.offsets[1:]

    def test_progress_is_told(self, writer, url):
        file, told = writer(), []
        for number in range(3):
            file.add(url(number), PAGE)
        with foreign.opened(file.close()) as opened:
            contents.survey(opened, lambda *words: told.append(words))
        assert told == list(zip(file.offsets, (1, 2, 3), strict=True))


class TestPageKey:
    def test_spellings_that_ask_for_the_same_page_are_the_same(self):
        keys = {contents.page_key(url) for url in ("http://a.cn/渡口.html", "https://a.cn/%E6%B8%A1%E5%8F%A3.html")}
        assert len(keys) == 1
        assert contents.page_key("http://a.cn/渡.html") not in keys
