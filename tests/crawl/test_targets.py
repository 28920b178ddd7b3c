"""The caller's words: what is crawled, and what is a mistake."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from newsarchive.crawl.targets import Options, options_of, site_folders, target_of, targets_of
from newsarchive.errors import CallerError

SITE_FILE = """
[[sources]]
url = "http://news.example.cn/roll/"
section = "Rolling"
[[sources]]
url = "http://news.example.cn/world/"
"""


@pytest.fixture
def options(tmp_path: Path) -> Options:
    folder = tmp_path / "news.example.cn"
    folder.mkdir()
    (folder / "site.toml").write_text(SITE_FILE)
    return Options(archive=tmp_path)


class TestTargetOf:
    def test_a_url_is_its_own_source_and_what_it_links_to_is_explored(self, options: Options) -> None:
        target = target_of("http://other.example.cn/news/", options)
        assert [source.url for source in target.sources] == ["http://other.example.cn/news/"]
        assert target.explores
        assert target.folder == "other.example.cn"

    def test_a_host_without_a_site_file_begins_at_its_home_page(self, options: Options) -> None:
        assert target_of("other.example.cn", options).sources[0].url == "https://other.example.cn/"

    def test_a_host_with_a_port_speaks_http(self, options: Options) -> None:
        assert target_of("a.example.cn:8000", options).sources[0].url == "http://a.example.cn:8000/"
        assert target_of("a.example.cn_8000", options).folder == "a.example.cn_8000"

    def test_a_source_may_say_that_what_it_links_to_is_explored(self, options: Options) -> None:
        (options.archive / "news.example.cn" / "site.toml").write_text(f"{SITE_FILE}explore = true\n")
        assert target_of("news.example.cn", options).explores

    @pytest.mark.parametrize("word", ["news.example.cn", "http://news.example.cn/", "http://news.example.cn"])
    def test_the_sources_of_a_site_file_are_taken_and_nothing_is_explored(self, options: Options, word: str) -> None:
        target = target_of(word, options)
        assert [source.section for source in target.sources] == ["Rolling", None]
        assert not target.explores

    def test_the_address_of_a_declared_source_is_that_source(self, options: Options) -> None:
        assert [each.section for each in target_of("http://news.example.cn/roll/", options).sources] == ["Rolling"]

    @pytest.mark.parametrize(
        "word", ["ftp://news.example.cn/", "file:///etc/passwd", "nosuchsite", "../x", "http://", "a b.cn"]
    )
    def test_what_cannot_be_crawled_is_the_callers_mistake(self, options: Options, word: str) -> None:
        with pytest.raises(CallerError):
            target_of(word, options)

    @pytest.mark.parametrize("word", ["http://127.0.0.1:8000/", "10.0.0.1", "http://0x7f.1/", "http://[::1]:8000/"])
    def test_an_address_that_is_not_public_has_to_be_opened(self, options: Options, word: str) -> None:
        with pytest.raises(CallerError, match="--allow-private"):
            target_of(word, options)


class TestTargetsOf:
    def test_two_addresses_of_one_site_are_one_target(self, options: Options) -> None:
        (target,) = targets_of(["http://a.example.cn/x/", "http://a.example.cn/y/", "http://a.example.cn/x/"], options)
        assert [source.url for source in target.sources] == ["http://a.example.cn/x/", "http://a.example.cn/y/"]


class TestSiteFolders:
    def test_they_are_the_sites_of_the_archive_without_those_that_only_allow_private_opens(
        self, options: Options
    ) -> None:
        (options.archive / "127.0.0.1_8000" / "articles").mkdir(parents=True)
        assert site_folders(options) == ["news.example.cn"]
        assert site_folders(Options(archive=options.archive, allow_private=True)) == [
            "127.0.0.1_8000",
            "news.example.cn",
        ]

    def test_an_archive_of_ones_own_servers_says_what_opens_them(self, tmp_path: Path) -> None:
        (tmp_path / "127.0.0.1_8000" / "articles").mkdir(parents=True)
        with pytest.raises(CallerError, match="--allow-private"):
            site_folders(Options(archive=tmp_path))

    def test_an_empty_archive_is_said(self, tmp_path: Path) -> None:
        with pytest.raises(CallerError, match="there is no site under"):
            site_folders(Options(archive=tmp_path / "nowhere"))


class TestDays:
    def test_they_are_those_of_the_range_newest_first(self) -> None:
        options = Options(since=date(2023, 5, 30), until=date(2023, 6, 1))
        assert [day.day for day in options.days(date(2023, 7, 1))] == [1, 31, 30]

    def test_none_lies_in_the_future_and_without_a_range_there_are_two(self) -> None:
        assert [day.day for day in Options(until=date(2024, 1, 1)).days(date(2023, 6, 3))] == [3, 2]

    def test_days_on_which_nobody_looked_are_made_up_for(self) -> None:
        assert [day.day for day in Options().days(date(2023, 6, 6), date(2023, 6, 4))] == [6, 5, 4, 3]
        assert [day.day for day in Options().days(date(2023, 6, 6), date(2023, 6, 9))] == [6, 5]


class TestOptionsOf:
    def test_words_become_values(self) -> None:
        options = options_of({"since": "2023-06-01", "max_time": "2h", "limit": "3", "allow_private": "1", "site": "x"})
        assert options == Options(since=date(2023, 6, 1), max_seconds=7200.0, limit=3, allow_private=True)

    @pytest.mark.parametrize(
        "words",
        [
            *({"since": "2023-6-1"}, {"since": "yesterday"}, {"until": "2023-02-30"}, {"limit": "0"}, {"limit": "-1"}),
            *({"delay": "-1"}, {"delay": "fast"}, {"max_time": "2 weeks"}, {"contact": "a@b.cn\r\nX: y"}),
            {"since": "2023-06-02", "until": "2023-06-01"},
        ],
    )
    def test_a_wrong_word_is_the_callers_mistake(self, words: dict[str, str]) -> None:
        with pytest.raises(CallerError):
            options_of(words)
