from __future__ import annotations

import pytest

from newsarchive.sites import load, replays


class TestOriginal:
    @pytest.mark.parametrize("mode", ["", "id_", "mp_", "if_"])
    def test_the_modes_of_showing_do_not_matter(self, mode):
        shown = f"https://web.archive.org/web/20130504030201{mode}/http://a.cn/1.html"
        assert replays.original(shown) == ("20130504030201", "http://a.cn/1.html")

    def test_a_slash_that_a_server_has_swallowed_is_put_back(self):
        assert replays.original("http://127.0.0.1/old/2013id_/https:/a.cn/") == ("2013", "https://a.cn/")

    @pytest.mark.parametrize(
        "url", ["http://a.cn/2013/0504/1.html", "http://a.cn/", "http://a.cn/20130504/1.html?u=http://b"]
    )
    def test_an_address_of_a_portal_is_none(self, url):
        assert replays.original(url) is None


class TestAddress:
    def test_it_is_what_original_undoes(self):
        pattern = replays.pattern_of("http://127.0.0.1:8080/old/cdx?url=a.cn")
        assert replays.original(replays.address(pattern, "20130504030201", "http://a.cn/?b=1#c")) == (
            "20130504030201",
            "http://a.cn/?b=1#c",
        )


class TestSiteFile:
    @pytest.mark.parametrize(
        "replay", ["http://old.example.org/{url}", "ftp://o/{timestamp}/{url}", "{timestamp}{url}"]
    )
    def test_a_pattern_without_its_places_is_a_mistake(self, tmp_path, replay):
        file = tmp_path / "site.toml"
        file.write_text(f'[[sources]]\nkind = "cdx"\nurl = "http://old.example.org/cdx"\nreplay = "{replay}"\n')
        (mistake,) = load.mistakes(file, "a.cn")
        assert "{timestamp} and {url}" in str(mistake)
