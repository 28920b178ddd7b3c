"""What a rebuild reads again, and in which order."""

from __future__ import annotations

from contextlib import closing

import pytest

from newsarchive.rebuilding import plan
from newsarchive.rebuilding.plan import Mark, Plan
from newsarchive.rebuilding.rereader import open_ledger
from newsarchive.records import Outcome
from newsarchive.storage import Entry, SiteArchive


@pytest.fixture
def drawn(crawled):
    """The plan behind a mark, drawn: its total, and its chunks."""

    def draw(mark: Mark | None = None) -> tuple[int, list[plan.Chunk]]:
        with closing(open_ledger(crawled.layout)) as ledger:
            drawn = Plan(ledger, mark or Mark())
            return drawn.total, list(drawn.chunks())

    return draw


class TestPlan:
    def test_last_versions_come_first_then_pages_without_a_record(self, crawled, pages, drawn):
        crawled.crawl({1: pages.story(1), 2: pages.story(2), 3: "<p>nothing"})
        crawled.crawl({1: pages.story(5)}, hour=1)
        total, chunks = drawn()
        records, entries = chunks
        assert [(each.version, each.raw.file[8:10]) for each in records.tasks] == [(1, "12"), (2, "13")]
        assert [each.url for each in entries.tasks] == [crawled.url(3)]
        assert total == records.size + entries.size == 4

    @pytest.mark.parametrize("outcome", [Outcome.OUT_OF_RANGE, Outcome.GONE, Outcome.BLOCKED, Outcome.FAILED])
    def test_a_page_that_was_not_wanted_or_did_not_come_is_left_out(self, crawled, drawn, outcome):
        with SiteArchive.open(crawled.root, crawled.layout.site) as archive:
            archive.finish(Entry(crawled.url(1), "article", crawled.url(1)), outcome)
        assert drawn() == (0, [])

    def test_what_lay_out_of_range_is_part_of_it_if_asked_for(self, crawled):
        with SiteArchive.open(crawled.root, crawled.layout.site) as archive:
            archive.finish(Entry(crawled.url(1), "article", crawled.url(1)), Outcome.OUT_OF_RANGE)
        with closing(open_ledger(crawled.layout)) as ledger:
            (chunk,) = Plan(ledger, Mark(), left_out=True).chunks()
        assert [each.url for each in chunk.tasks] == [crawled.url(1)]

    def test_behind_the_mark_of_a_chunk_come_all_others(self, crawled, pages, drawn, monkeypatch):
        monkeypatch.setattr(plan, "CHUNK", 2)
        crawled.crawl({number: pages.story(number) for number in range(5)} | {8: "<p>nothing", 9: "<p>nothing"})
        total, chunks = drawn()
        assert [len(chunk.tasks) for chunk in chunks] == [2, 2, 1, 2]
        for number, chunk in enumerate(chunks):
            left, rest = drawn(chunk.mark)
            assert [each.tasks for each in rest] == [each.tasks for each in chunks[number + 1 :]]
            assert left == total - sum(each.size for each in chunks[: number + 1])

    def test_records_stored_in_the_meantime_are_not_drawn(self, crawled, pages):
        crawled.crawl({1: pages.story(1)})
        with closing(open_ledger(crawled.layout)) as ledger:
            drawn = Plan(ledger, Mark())
            crawled.crawl({2: pages.story(2)}, hour=1)
            assert [len(chunk.tasks) for chunk in drawn.chunks()] == [1]
