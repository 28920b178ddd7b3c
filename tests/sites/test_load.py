from __future__ import annotations

from datetime import timedelta

import pytest

from newsarchive.errors import CallerError, SiteError
from newsarchive.sites import Source, load
from newsarchive.sites.spans import NEVER

WHOLE = """
name = "示例网"
language = "zh-CN"
timezone = "Asia/Urumqi"
encoding = "gb18030"
every = "30m"

[[sources]]
url = "http://news.example.cn/gn/"
section = "国内"
links = "ul.list a"
next = "//a[text()='下一页']"
pages = 3

[[sources]]
url = "http://news.example.cn/gj/"
explore = true

[articles]
allow = ['/\\d{4}-\\d\\d/\\d+\\.html$']
deny = ["/video/"]

[read]
title = "h1"
source = "span.ly::text"

[cut]
elements = [".share", "//div[@id='hot']"]
lines = ["^更多精彩"]

[fetch]
delay = 2
concurrency = 1
retries = 0
"""


@pytest.fixture
def write(tmp_path):
    def write(text):
        file = tmp_path / "site.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


class TestReadSite:
    def test_every_key_lands_in_the_site(self, write):
        site = load.read_site(write(WHOLE), "news.example.cn")
        assert (site.host, site.name, site.timezone, site.encoding) == (
            "news.example.cn",
            "示例网",
            "Asia/Urumqi",
            "gb18030",
        )
        assert site.sources == (
            Source(
                "http://news.example.cn/gn/", section="国内", links="ul.list a", next="//a[text()='下一页']", pages=3
            ),
            Source("http://news.example.cn/gj/", explore=True),
        )
        assert site.every == timedelta(minutes=30)
        assert site.articles.allow[0].search("http://news.example.cn/2023-06/1.html")
        assert site.read == {"title": "h1", "source": "span.ly::text"}
        assert site.cut.lines[0].pattern == "^更多精彩"
        assert (site.fetch.delay, site.fetch.concurrency, site.fetch.retries) == (2.0, 1, 0)

    def test_a_site_may_never_be_due(self, write):
        assert load.read_site(write('every = "never"'), "a.cn").every == NEVER

    def test_what_the_file_leaves_out_is_as_the_host_has_it(self, write):
        site = load.read_site(write('name = "例"'), "news.example.com.tw")
        assert (site.timezone, site.language, site.fetch.delay) == ("Asia/Taipei", "zh-TW", 1.0)

    @pytest.mark.parametrize(
        ("toml", "message"),
        [
            ("[fetch]\ndelai = 1", "fetch.delai: unknown key; did you mean 'fetch.delay'?"),
            ("delay = 1", "delay: unknown key; did you mean 'fetch.delay'?"),
            ("xyzzy = 1", "xyzzy: unknown key"),
            ('host = "b.cn"', "host: unknown key"),
            ('[read]\ntitel = "h1"', "read.titel: unknown key; did you mean 'read.title'?"),
            ("name = 3", "name: must be a string, not a whole number"),
            ('[fetch]\ndelay = "1"', "fetch.delay: must be a number, not a string"),
            ("[fetch]\nretries = true", "fetch.retries: must be a whole number, not true or false"),
            ("[fetch]\ndelay = true", "fetch.delay: must be a number, not true or false"),
            ("[fetch]\ndelay = -1", "fetch.delay: must be 0 or more, not -1.0"),
            ("[fetch]\ndelay = nan", "fetch.delay: must be 0 or more, not nan"),
            ("[fetch]\nconcurrency = 0", "fetch.concurrency: must be 1 or more, not 0"),
            ('sources = "http://a.cn/"', "sources: must be a list, not a string"),
            ("fetch = 1", "fetch: must be a table, not a whole number"),
            ("[[sources]]\npages = 1", "sources[1]: the key 'url' is missing"),
            ('[[sources]]\nurl = "a.cn"', "sources[1].url: not an http(s) address: 'a.cn'"),
            ('[[sources]]\nurl = "http://a.cn"\nlinks = "li >> a"', "sources[1].links: not a selector: 'li >> a'"),
            ('[read]\ntitle = "//h1["', "read.title: not a selector: '//h1['"),
            ('[articles]\nallow = ["("]', "articles.allow[1]: not a pattern: '('"),
            ('timezone = "Asia/Peking"', "timezone: not a time zone: 'Asia/Peking' (as in Asia/Shanghai)"),
            ('timezone = "../etc"', "timezone: not a time zone: '../etc' (as in Asia/Shanghai)"),
            ('encoding = "gb99"', "encoding: not an encoding: 'gb99' (as in gb18030)"),
            ('every = "30 minutes"', "every: '30 minutes' is no span of time; write it as in 90, 30s, 15m, 2h or 1d"),
            ("every = 30", "every: must be a string, not a whole number"),
            ('every = "0m"', "every: must be longer than 0m"),
            ('evry = "1h"', "evry: unknown key; did you mean 'every'?"),
            ("name = ", "not TOML in UTF-8: Invalid value (at end of document)"),
        ],
    )
    def test_a_mistake_is_named_in_one_line(self, write, toml, message):
        file = write(toml)
        with pytest.raises(SiteError) as caught:
            load.read_site(file, "a.cn")
        assert str(caught.value).startswith(f"{file}: {message}")
        assert "\n" not in str(caught.value)

    def test_a_file_in_another_encoding_is_a_mistake(self, tmp_path):
        file = tmp_path / "site.toml"
        file.write_bytes('name = "例"'.encode("gb18030"))
        with pytest.raises(SiteError, match="not TOML in UTF-8"):
            load.read_site(file, "a.cn")

    def test_a_file_that_is_none_is_a_mistake(self, tmp_path):
        with pytest.raises(SiteError, match="cannot be read"):
            load.read_site(tmp_path, "a.cn")


class TestMistakes:
    def test_all_of_them_are_told_in_the_files_order(self, write):
        file = write('nam = "a"\n[[sources]]\nurl = "x"\npage = 2\n[fetch]\nretries = 1.5')
        assert [mistake.key for mistake in load.mistakes(file, "a.cn")] == [
            *("nam", "sources[1].url", "sources[1].page", "fetch.retries"),
        ]

    def test_there_are_none_in_a_right_file(self, write):
        assert load.mistakes(write(WHOLE), "news.example.cn") == ()


class TestSiteFor:
    def test_the_file_of_the_folder_is_read(self, tmp_path):
        (tmp_path / "127.0.0.1_8000").mkdir()
        (tmp_path / "127.0.0.1_8000" / "site.toml").write_text('name = "近"', encoding="utf-8")
        site = load.site_for(tmp_path, "127.0.0.1:8000")
        assert (site.host, site.name) == ("127.0.0.1:8000", "近")
        assert load.site_for(tmp_path, "127.0.0.1_8000") == site

    def test_without_a_file_the_defaults_hold(self, tmp_path):
        site = load.site_for(tmp_path, "News.Example.cn")
        assert (site.host, site.timezone) == ("news.example.cn", "Asia/Shanghai")

    @pytest.mark.parametrize("name", ["", "..", ".", "../other", "a/b", "a.cn/..", "/etc", "a b", "_"])
    def test_a_name_cannot_lead_out_of_the_archive(self, tmp_path, name):
        with pytest.raises(CallerError):
            load.site_for(tmp_path, name)


class TestSiteNames:
    def test_only_folders_that_hold_something_of_a_site_count(self, tmp_path):
        (tmp_path / "b.cn" / "articles").mkdir(parents=True)
        (tmp_path / "a.cn").mkdir()
        (tmp_path / "a.cn" / "site.toml").touch()
        (tmp_path / "c.cn").mkdir()
        (tmp_path / "README.md").touch()
        assert load.site_names(tmp_path) == ["a.cn", "b.cn"]
