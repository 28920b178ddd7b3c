"""How a site is asked: settings, waits, User-Agent."""

from __future__ import annotations

from newsarchive.crawl.politeness import UNHURRIED, backoff, retry_after, settings_of, user_agent
from newsarchive.crawl.targets import Options
from newsarchive.sites.schema import Fetch, Site

SITE = Site(host="news.example.cn", language="zh-CN", fetch=Fetch(delay=3.0, concurrency=4, retries=5))


class TestSettingsOf:
    def test_the_site_file_says_how_fast_and_how_many(self) -> None:
        settings = settings_of(SITE, Options())
        assert settings["DOWNLOAD_DELAY"] == settings["AUTOTHROTTLE_START_DELAY"] == 3.0
        assert settings["CONCURRENT_REQUESTS_PER_DOMAIN"] == 4
        assert settings["RETRY_TIMES"] == 5
        assert settings["AUTOTHROTTLE_ENABLED"] is True

    def test_the_caller_may_set_another_delay(self) -> None:
        assert settings_of(SITE, Options(delay=0.5))["DOWNLOAD_DELAY"] == 0.5

    def test_delay_0_lifts_throttle_and_concurrency(self) -> None:
        settings = settings_of(SITE, Options(delay=0.0))
        assert settings["AUTOTHROTTLE_ENABLED"] is False
        assert settings["CONCURRENT_REQUESTS_PER_DOMAIN"] == UNHURRIED

    def test_the_language_of_the_site_is_asked_for(self) -> None:
        assert settings_of(SITE, Options())["DEFAULT_REQUEST_HEADERS"]["Accept-Language"] == "zh-CN, *;q=0.5"
        assert "Accept-Language" not in settings_of(Site(host="a.com"), Options())["DEFAULT_REQUEST_HEADERS"]


class TestUserAgent:
    def test_it_names_the_program_and_the_contact(self) -> None:
        assert user_agent("desk@example.org").startswith("newsarchive/")
        assert user_agent("desk@example.org").endswith(" (+desk@example.org)")

    def test_without_a_contact_nothing_is_made_up(self) -> None:
        assert "(" not in user_agent(None)


class TestBackoff:
    def test_it_doubles_and_stops_growing_at_a_minute(self) -> None:
        assert [backoff(tries, 2.0) for tries in (1, 2, 3, 10)] == [4.0, 8.0, 16.0, 60.0]


class TestRetryAfter:
    def test_a_date_in_the_past_means_now(self) -> None:
        assert retry_after("Thu, 01 Jan 1970 00:01:00 GMT", 1_000_000.0) == 0.0

    def test_what_is_neither_number_nor_date_is_ignored(self) -> None:
        assert [retry_after(value, 0.0) for value in (None, "", "-5", "tomorrow", "１２")] == [None] * 4 + [12.0]
