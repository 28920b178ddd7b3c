"""Readings counted."""

from __future__ import annotations

from dataclasses import replace

from newsarchive.rebuilding.difference import compare
from newsarchive.rebuilding.report import EXAMPLES, Report
from newsarchive.rebuilding.rereader import Reading
from newsarchive.records import Article, Outcome
from newsarchive.storage import Entry
from newsarchive.storage.ledger import StoredRecord

RECORD = StoredRecord("id", 1, "", "2023-06-01", 0, 1, 0, None)
ENTRY = Entry("http://a.cn/1", "article", "a.cn/1")
ARTICLE = Article("id", "http://a.cn/1", "http://a.cn/1", "a.cn", "题", "题", "一\n二", read_by={"text": "body model"})


def changed(**fields: object) -> Reading:
    after = replace(ARTICLE, **fields)
    return Reading(RECORD, Outcome.UPDATED, ARTICLE.url, after, compare(ARTICLE, after))


class TestCount:
    def test_fields_and_lines_are_counted_by_rule(self):
        report = Report("a.cn", is_resumed=False)
        for reading in (changed(text="一"), changed(text="一\n二\n三", title="别题"), changed(title="别题")):
            report.count(reading)
        assert report.records == {Outcome.UPDATED: 3}
        assert report.fields == {"text": 2, "title": 2}
        assert (report.lost, report.gained) == ({"body model": 1}, {"body model": 1})

    def test_one_example_of_each_kind_of_change_is_kept_and_few_in_all(self):
        report = Report("a.cn", is_resumed=False)
        for _ in range(3):
            for name in ("text", "title", "section", "source", "editor", "dateline", "language"):
                report.count(changed(**{name: "x"}))
        assert list(report.changes) == [("text",), ("title",), ("section",), ("source",), ("editor",)]
        assert len(report.changes) == EXAMPLES

    def test_an_article_that_is_refused_is_told_from_a_page_that_always_was(self):
        report = Report("a.cn", is_resumed=False)
        for task in (RECORD, ENTRY, ENTRY):
            report.count(Reading(task, Outcome.TOO_SHORT, ARTICLE.url))
        assert (report.refusals, len(report.refused)) == (1, 1)
        assert report.pages == {Outcome.TOO_SHORT: 2}

    def test_what_failed_is_counted_in_full_and_named_in_part(self):
        report = Report("a.cn", is_resumed=False)
        for _ in range(9):
            report.count(Reading(RECORD, Outcome.FAILED, "id", detail="no raw page"))
        assert (report.failures, len(report.failed), report.refusals) == (9, EXAMPLES, 0)
