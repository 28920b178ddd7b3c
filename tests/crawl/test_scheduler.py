"""The scheduler: what is sent back goes first, entries are leased only when asked for, Scrapy is checked."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from scrapy import Request

from newsarchive.crawl import scheduler
from newsarchive.crawl.scheduler import FrontierScheduler, check_scrapy


class Crawl:
    def __init__(self, *entries: str):
        self.waiting, self.leased = list(entries), list[str]()

    def has_next(self) -> bool:
        return bool(self.waiting)

    def next_entry(self) -> str | None:
        if self.waiting:
            self.leased.append(self.waiting.pop(0))
            return self.leased[-1]
        return None


@pytest.fixture
def crawl() -> Crawl:
    return Crawl("http://a.cn/1", "http://a.cn/2")


@pytest.fixture
def opened(crawl: Crawl) -> FrontierScheduler:
    opened = FrontierScheduler()
    opened.open(SimpleNamespace(crawl=crawl, request_for=Request))
    return opened


class TestFrontierScheduler:
    def test_entries_are_leased_one_by_one_as_they_are_asked_for(self, opened, crawl) -> None:
        assert opened.next_request().url == "http://a.cn/1"
        assert crawl.leased == ["http://a.cn/1"]

    def test_what_the_engine_sends_back_goes_first(self, opened, crawl) -> None:
        assert opened.enqueue_request(Request("http://a.cn/moved"))
        assert opened.next_request().url == "http://a.cn/moved"
        assert crawl.leased == []

    def test_it_is_done_when_nothing_waits_in_either_place(self, opened) -> None:
        opened.next_request(), opened.next_request()
        assert not opened.has_pending_requests()
        opened.enqueue_request(Request("http://a.cn/moved"))
        assert opened.has_pending_requests()
        assert opened.next_request()
        assert opened.next_request() is None


class TestCheckScrapy:
    def test_the_scrapy_that_is_installed_has_what_is_needed(self) -> None:
        check_scrapy()

    def test_one_that_lacks_something_is_refused_by_name(self, monkeypatch) -> None:
        monkeypatch.setattr(scheduler, "_NEEDED", ((Request, "no_such_thing"),))
        with pytest.raises(RuntimeError, match=r"lacks Request\.no_such_thing; newsarchive needs Scrapy 2\.19"):
            check_scrapy()
