from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from newsarchive.sites import Site, defaults


class TestForHost:
    @pytest.mark.parametrize(
        ("host", "zone", "language"),
        [
            ("news.example.com.cn", "Asia/Shanghai", "zh-CN"),
            ("example.hk:8080", "Asia/Hong_Kong", "zh-HK"),
            ("example.gr", "Europe/Athens", "el"),
            ("example.ca", "America/Toronto", None),
            ("example.com", None, None),
            ("example.tv", None, None),
            ("127.0.0.1:8000", None, None),
        ],
    )
    def test_the_country_of_the_domain_tells_zone_and_language(self, host, zone, language):
        site = defaults.for_host(host)
        assert (site.host, site.timezone, site.language) == (host, zone, language)


class TestIsGuess:
    def test_the_zone_of_the_national_press_where_there_are_several(self):
        assert defaults.is_guess(defaults.for_host("a.com.au"))
        assert not defaults.is_guess(defaults.for_host("a.de"))
        assert not defaults.is_guess(defaults.for_host("a.com"))

    def test_a_zone_that_the_site_file_tells_is_none(self):
        assert not defaults.is_guess(Site(host="a.com.au", timezone="Australia/Perth"))


class TestTimezoneOf:
    @pytest.mark.parametrize(
        ("host", "language", "zone"),
        [
            ("a.cn", "en", "Asia/Shanghai"),
            ("a.com", "zh", "Asia/Shanghai"),
            ("a.com", "zh-Hant", "Asia/Taipei"),
            ("a.com", "zh-Hant-HK", "Asia/Hong_Kong"),
            ("a.com", "zh_TW", "Asia/Taipei"),
            ("a.com", "en-GB", "Europe/London"),
            ("a.com", "es", None),
            ("a.com", "EL", "Europe/Athens"),
            ("a.com", None, None),
            ("a.com", "", None),
        ],
    )
    def test_the_domain_wins_over_the_language(self, host, language, zone):
        assert defaults.timezone_of(host, language) == zone

    def test_every_zone_of_the_table_exists(self):
        assert all(ZoneInfo(zone) for zone, _ in defaults._COUNTRIES.values())
        assert set(defaults._LANGUAGES.values()) <= set(defaults._COUNTRIES)
