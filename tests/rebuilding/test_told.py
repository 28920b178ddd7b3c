"""What a listing said of an article whose own page is silent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsarchive.rebuilding.told import complete
from newsarchive.records import Article
from newsarchive.storage import Entry

ARTICLE = Article(
    *("id", "http://a.cn/1", "http://a.cn/1", "a.cn", "题", "题", "文"), date_fetched="2023-06-02T10:00:00+00:00"
)
ENTRY = Entry("http://a.cn/1", "article", "a.cn/1", section="城事", date="06-01 08:30")


class TestComplete:
    def test_a_new_record_is_told_section_and_day(self):
        told = complete(ARTICLE, ENTRY, None)
        assert (told.section, told.date_published) == ("城事", "2023-06-01")
        assert told.read_by == {"section": "listing", "date_published": "listing"}

    def test_the_page_itself_is_believed_first(self):
        own = replace(ARTICLE, section="生活", date_published="2023-05-31", read_by={"section": "breadcrumb"})
        assert complete(own, ENTRY, None) is own

    def test_what_the_record_was_told_stands(self):
        stored = replace(ARTICLE, section="两岸", read_by={"section": "listing"})
        assert complete(ARTICLE, ENTRY, stored).section == "两岸"

    def test_what_the_record_lacks_is_not_added(self):
        assert complete(ARTICLE, ENTRY, ARTICLE) is ARTICLE

    def test_what_the_reader_no_longer_finds_on_the_page_the_listing_says(self):
        stored = replace(ARTICLE, section="首页", read_by={"section": "breadcrumb"})
        assert complete(ARTICLE, ENTRY, stored).section == "城事"

    @pytest.mark.parametrize("entry", [None, replace(ENTRY, section=None, date="置顶")])
    def test_a_listing_that_said_nothing_adds_nothing(self, entry):
        assert complete(ARTICLE, entry, None) is ARTICLE
