from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from newsarchive.crawl.memory import Memory
from newsarchive.crawl.targets import Target
from newsarchive.sites import Site, Source
from newsarchive.storage import SiteArchive

SITE = Site("a.cn")
NEWS = Source("http://a.cn/news/", explore=True)
GUESS = Target(SITE, (Source("https://a.cn/", explore=True),), is_guess=True)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with SiteArchive.open(tmp_path, "a.cn") as archive:
        yield Memory(archive)


class TestStarts:
    def test_a_guess_gives_way_to_where_a_crawl_began(self, memory: Memory) -> None:
        assert memory.started(GUESS) is GUESS
        memory.keep_starts(Target(SITE, (NEWS,)))
        assert memory.started(GUESS).sources == (NEWS,)

    def test_what_the_caller_named_does_not(self, memory: Memory) -> None:
        memory.keep_starts(Target(SITE, (NEWS,)))
        other = Target(SITE, (Source("http://a.cn/sports/"),))
        assert memory.started(other) is other

    def test_the_sources_of_a_site_file_are_not_kept(self, memory: Memory) -> None:
        memory.keep_starts(Target(Site("a.cn", sources=(NEWS,)), (NEWS,)))
        assert memory.started(GUESS) is GUESS


class TestAway:
    NOW = datetime(2023, 6, 1, 12, tzinfo=UTC)

    def test_a_rest_is_kept_until_its_moment(self, memory: Memory) -> None:
        assert memory.away(self.NOW) is None
        memory.keep_away_until(self.NOW + timedelta(hours=2))
        assert memory.away(self.NOW + timedelta(hours=1)) == "asks us to stay away until 2023-06-01 14:00 UTC"
        assert memory.away(self.NOW + timedelta(hours=2)) is None

    def test_a_rest_beyond_reason_is_not(self, memory: Memory) -> None:
        memory.keep_away_until(self.NOW + timedelta(days=400))
        assert memory.away(self.NOW) is None


class TestLookedAt:
    def test_it_is_the_day_that_was_kept_last(self, memory: Memory) -> None:
        assert memory.looked_at() is None
        for day in (1, 2):
            memory.keep_looked_at(date(2023, 6, day))
        assert memory.looked_at() == date(2023, 6, 2)
