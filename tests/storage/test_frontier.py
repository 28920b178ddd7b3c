from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsarchive.records import Outcome
from newsarchive.storage.frontier import Entry, Frontier
from newsarchive.storage.ledger import Ledger

MOMENT = datetime(2023, 6, 1, 12, 0, tzinfo=UTC)
NOW = MOMENT.timestamp()


@pytest.fixture
def ledger(tmp_path):
    ledger = Ledger.open(tmp_path / "ledger.sqlite")
    yield ledger
    ledger.close()


@pytest.fixture
def frontier(ledger):
    return Frontier(ledger.connection)


def drain(frontier, now=NOW):
    return list(iter(lambda: frontier.lease(now), None))


class TestSchedule:
    def test_a_key_waits_once(self, frontier, make):
        assert frontier.schedule([make.entry(1), make.entry(2), make.entry(1)], again=False) == 2
        assert frontier.schedule([make.entry(2), make.entry(3)], again=False) == 1
        assert frontier.pending() == 3

    def test_a_source_and_an_article_of_one_key_are_two(self, frontier, make):
        assert frontier.schedule([make.entry(1), make.entry(1, "source")], again=False) == 2

    def test_again_puts_back_what_is_done_and_only_that(self, frontier, make):
        frontier.schedule([make.entry(1), make.entry(2)], again=False)
        frontier.finish(frontier.lease(NOW), Outcome.LISTING, MOMENT)
        assert frontier.schedule([make.entry(1), make.entry(2)], again=False) == 0
        assert frontier.schedule([make.entry(1), make.entry(2), make.entry(3)], again=True) == 2
        assert frontier.pending() == 3

    def test_an_entry_comes_back_as_it_was_put_in(self, frontier):
        entry = Entry("http://a.cn/1?x", "article", "a.cn/1", "社会", "题", "2023-06-01", 3, 2, "http://a.cn/")
        frontier.schedule([entry], again=False)
        assert frontier.lease(NOW) == entry

    def test_text_that_cannot_be_stored_does_no_harm(self, frontier):
        frontier.schedule([Entry("http://a.cn/", "article", "a.cn", title="a\ud800b\x00")], again=False)
        assert frontier.lease(NOW).title == "ab"


class TestEndOf:
    def test_it_is_known_only_while_the_key_is_done(self, frontier, make):
        frontier.schedule([make.entry(1)], again=False)
        key = make.entry(1).key
        assert frontier.end_of(key, "article") is None
        frontier.finish(frontier.lease(NOW), Outcome.OUT_OF_RANGE, MOMENT, detail="2023-05-01")
        assert frontier.end_of(key, "article") == (Outcome.OUT_OF_RANGE, "2023-05-01")
        frontier.schedule([make.entry(1)], again=True)
        assert frontier.end_of(key, "article") is None


class TestCount:
    def test_keys_of_one_kind_are_counted_waiting_or_done(self, frontier, make):
        frontier.schedule([make.entry(1), make.entry(2), make.entry(1, "source")], again=False)
        frontier.finish(frontier.lease(NOW), Outcome.STORED, MOMENT)
        assert frontier.count("article") == 2


class TestLease:
    def test_entries_come_first_in_first_out(self, frontier, make):
        frontier.schedule(map(make.entry, range(250)), again=False)
        assert drain(frontier) == [make.entry(number) for number in range(250)]
        assert frontier.lease(NOW) is None
        assert frontier.pending() == 250

    def test_a_retry_comes_when_its_time_has_come_and_before_the_others(self, frontier, make):
        frontier.schedule([make.entry(1)], again=False)
        frontier.retry(frontier.lease(NOW), NOW + 60)
        frontier.schedule([make.entry(2)], again=False)
        assert frontier.lease(NOW + 59) == make.entry(2)
        frontier.schedule([make.entry(3)], again=False)
        again = frontier.lease(NOW + 60)
        assert (again.url, again.tries) == (make.url(1), 1)

    def test_a_clock_set_back_hides_nothing(self, frontier, make):
        frontier.schedule([make.entry(1)], again=False)
        assert frontier.lease(NOW - 1e9) == make.entry(1)


class TestReturnLeases:
    def test_what_is_leased_waits_again_in_its_old_order(self, frontier, ledger, make):
        frontier.schedule(map(make.entry, range(5)), again=False)
        frontier.lease(NOW)
        frontier.return_leases(NOW)
        assert drain(Frontier(ledger.connection)) == [make.entry(number) for number in range(5)]

    def test_what_a_wrong_clock_put_off_for_years_waits_no_longer(self, frontier, make):
        frontier.schedule([make.entry(1)], again=False)
        frontier.retry(frontier.lease(NOW), NOW + 1e9)
        assert frontier.lease(NOW) is None
        frontier.return_leases(NOW)
        assert frontier.lease(NOW).url == make.url(1)


class TestFinish:
    def test_what_is_done_is_known_and_not_leased_again(self, frontier, ledger, make):
        frontier.schedule([make.entry(1)], again=False)
        frontier.finish(frontier.lease(NOW), Outcome.STORED, MOMENT)
        assert frontier.known(make.entry(1).key, "article")
        assert not frontier.known(make.entry(1).key, "source")
        assert frontier.pending() == Frontier(ledger.connection).pending() == 0

    def test_what_was_never_put_in_is_put_in_as_done(self, frontier, make):
        frontier.finish(make.entry(1), Outcome.JOINED, MOMENT, detail="page 2")
        assert frontier.known(make.entry(1).key, "article")
        assert frontier.schedule([make.entry(1)], again=False) == 0
        assert frontier.pending() == 0

    def test_the_second_outcome_replaces_the_first_and_is_not_counted_twice(self, frontier, ledger, make):
        frontier.schedule([make.entry(1), make.entry(2)], again=False)
        entry = frontier.lease(NOW)
        frontier.finish(entry, Outcome.STORED, MOMENT)
        frontier.finish(entry, Outcome.GONE, MOMENT)
        assert frontier.pending() == 1
        assert ledger.connection.execute("SELECT outcome FROM frontier WHERE state = 2").fetchall() == [("gone",)]
