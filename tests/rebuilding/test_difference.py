"""Two readings held against each other."""

from __future__ import annotations

from dataclasses import replace

from newsarchive.rebuilding.difference import compare
from newsarchive.records import Article, RawPlace, Removed

STORED = Article(
    *("id", "http://a.cn/1", "http://a.cn/1", "a.cn", "题", "题_站", "一\n二\n二"),
    read_by={"text": "body model"},
    removed=(Removed("四", "editor line"),),
)


class TestCompare:
    def test_fields_of_the_version_make_no_difference(self):
        other = replace(STORED, version=2, raw=RawPlace("x.warc.gz", 7), date_fetched="2023-06-01T00:00:00+00:00")
        assert compare(STORED, other) is None

    def test_any_other_field_does(self):
        assert compare(STORED, replace(STORED, section="城事", tags=("a",))).fields == ("section", "tags")


class TestLines:
    def test_a_lost_line_is_named_by_the_rule_that_cuts_it_now(self):
        after = replace(STORED, text="一\n二", removed=(Removed("二", "disclaimer"),))
        assert compare(STORED, after).lost == [Removed("二", "disclaimer")]

    def test_a_gained_line_is_named_by_the_rule_that_had_cut_it(self):
        difference = compare(STORED, replace(STORED, text="一\n二\n二\n四", removed=()))
        assert difference.gained == [Removed("四", "editor line")]
        assert difference.lost == []

    def test_where_no_rule_did_it_the_reader_of_the_text_is_named(self):
        difference = compare(STORED, replace(STORED, text="一\n三", read_by={"text": "site rule"}))
        assert difference.gained == [Removed("三", "body model")]
        assert difference.lost == [Removed("二", "site rule")] * 2
