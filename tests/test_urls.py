from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsarchive import urls

ODD_PARTS = st.sampled_from(
    "http:// https:// m. www. [::1] [::1 :80 :8000 :99999 user:pw@ / // ? # & = % %zz .. 新闻.cn \ud800 \x00 \n "
    "a.cn 12345_2.html index.html from=x utm_a=1 id=1 ;jsessionid=A . - _ xn-- ：// ．".split(" ")
)
ODD_URLS = st.one_of(st.text(max_size=40), st.lists(ODD_PARTS, max_size=8).map("".join))


class TestCanonical:
    @given(ODD_URLS)
    @example("http://a.cn/\ud800")
    @example("http://[::1/a")
    @example("0 \x1b")
    @example("0 #")
    def test_any_string_is_taken_and_folding_twice_changes_nothing(self, url):
        once = urls.canonical(url)
        assert urls.canonical(once) == once
        once.encode("utf-8")

    @given(st.text(alphabet="aB01/._~-:", max_size=30))
    def test_a_plain_address_folds_as_any_other(self, path):
        assert urls.canonical(f"http://a.cn/{path}") == urls.canonical(f"http://a.cn/{path}?")

    @pytest.mark.parametrize(
        ("url", "canonical"),
        [
            ("HTTP://News.Example.CN:80", "http://news.example.cn/"),
            ("https://m.example.cn/a?utm_source=x&id=3#top", "https://www.example.cn/a?id=3"),
            ("http://example.cn/x;jsessionid=0A1B?PHPSESSID=9&b=2", "http://example.cn/x?b=2"),
            ("http://user:secret@example.cn:8080/", "http://example.cn:8080/"),
            ("http://新闻.cn/新闻", "http://xn--efvy88h.cn/%E6%96%B0%E9%97%BB"),
            ("http://[::1]:8000/a", "http://[::1]:8000/a"),
            ("http://example.cn/gn/EOFBHDHQ0001899N_2.html", "http://example.cn/gn/EOFBHDHQ0001899N.html"),
            ("http://example.cn/show-465419-3.html", "http://example.cn/show-465419.html"),
        ],
    )
    def test_what_names_no_page_is_dropped(self, url, canonical):
        assert urls.canonical(url) == canonical

    @pytest.mark.parametrize(
        "path",
        [
            "2023-06-12.html",
            "20230601_2.html",
            "202306-12.html",
            "top-10-2.html",
            "list_12345_2.html",
            "node_12345_2.htm",
            "12345_99.html",
            "12345_2/",
        ],
    )
    def test_a_number_that_may_be_an_article_of_its_own_is_kept(self, path):
        assert urls.canonical(f"http://example.cn/{path}") == f"http://example.cn/{path}"

    @pytest.mark.parametrize("tail", ["1-" * 100_000 + "x", "1a" * 100_000 + "!_2.htm", "/1" * 100_000 + "_2.htm"])
    def test_a_megabyte_of_url_takes_no_time_to_speak_of(self, tail):
        start = time.process_time()
        urls.canonical(f"http://a.cn/{tail}")
        assert time.process_time() - start < 2


class TestKeyOf:
    @pytest.mark.parametrize(
        "twin",
        [
            "https://www.example.cn/news/1.html",
            "http://m.example.cn/news/1.html",
            "http://example.cn/news/1.html?from=timeline#comments",
            "http://EXAMPLE.cn:80/news/1.html",
            "http://example.cn/news/1.html?outputType=amp",
            "http://example.cn/news/1.html?iref=pc_top",
            "http://example.cn/news/1.amp.html",
            "http://example.cn/news/1.html/amp/",
        ],
    )
    def test_twins_share_a_key(self, twin):
        assert urls.key_of(twin) == urls.key_of("http://example.cn/news/1.html")

    def test_a_folder_and_its_index_share_a_key(self):
        keys = {urls.key_of(f"http://example.cn/a{end}") for end in ("", "/", "/index.html", "/default.aspx")}
        assert len(keys) == 1

    def test_where_the_server_takes_any_case_the_key_has_none(self):
        twins = ("/News/Show.aspx?ID=12&b=X", "/news/show.ASPX?b=X&id=12", "/news/SHOW.aspx?Id=12&B=X")
        assert len({urls.key_of(f"http://example.cn{twin}") for twin in twins}) == 1
        others = ("/News/Show.html?id=1", "/news/show.html?id=1", "/s.aspx?id=AbC", "/s.aspx?id=abc", "/S.aspx")
        assert len({urls.key_of(f"http://example.cn{other}") for other in others}) == len(others)

    def test_two_articles_never_share_a_key(self):
        pages = ["/1.html", "/2.html", "/?id=1", "/?id=2", "/a/1.html", "/20230601_1.html", "/20230601_2.html"]
        pages += ["/camp/", "/a/1.champ.html", "/amp/1.html"]
        assert len({urls.key_of(f"http://example.cn{page}") for page in pages}) == len(pages)


class TestArticleId:
    def test_it_is_twenty_hexadecimal_digits_and_the_same_for_twins(self):
        one, two = urls.article_id("http://example.cn/1.html"), urls.article_id("https://www.example.cn/1.html?spm=a")
        assert one == two
        assert len(one) == 20
        assert set(one) <= set("0123456789abcdef")


class TestHostAndSite:
    @given(ODD_URLS)
    def test_a_sites_name_is_a_safe_folder_and_leads_back_to_its_host(self, url):
        site = urls.site_of(url)
        assert not set(site) & set("/\\\0: ")
        assert site.strip(".") or not site
        assert urls.host_of_site(site) == urls.host_of(url)

    @pytest.mark.parametrize(
        "url", ["http://../", "http://a b.cn/", "http://a.cn:99999/", "http:///x", "mailto:a@b.cn"]
    )
    def test_what_is_no_host_is_empty(self, url):
        assert urls.host_of(url) == ""
        assert not urls.is_http(url)

    def test_the_default_port_is_not_named(self):
        assert urls.site_of("https://example.cn:443/") == "example.cn"
        assert urls.site_of("http://example.cn:443/") == "example.cn_443"


class TestAbsolute:
    @given(ODD_URLS, ODD_URLS)
    def test_it_is_none_or_an_address(self, base, href):
        address = urls.absolute(base, href)
        assert address is None or urls.is_http(address)

    def test_line_ends_inside_an_address_are_no_part_of_it(self):
        assert urls.absolute("http://a.cn/x/", " ../b\n.html#top ") == "http://a.cn/b.html"
        assert urls.absolute("http://a.cn/x/", "../b\u2028.html\x85") == "http://a.cn/b.html"


class TestWithin:
    @pytest.mark.parametrize("host", ["example.cn", "www.example.cn", "m.example.cn"])
    def test_a_site_is_its_host_its_subdomains_and_its_twins(self, host):
        assert all(
            urls.within(f"http://{each}/1", host) for each in ("example.cn", "www.example.cn", "tech.example.cn")
        )

    def test_a_host_that_only_ends_alike_is_another(self):
        assert not urls.within("http://badexample.cn/", "example.cn")
        assert not urls.within("http://example.cn.evil.com/", "example.cn")
        assert not urls.within("http://127.0.0.1:8001/", "127.0.0.1:8000")

    def test_a_channels_host_does_not_hold_its_sisters(self):
        assert not urls.within("http://sports.example.cn/1", "news.example.cn")


class TestDomainOf:
    @pytest.mark.parametrize(
        ("host", "domain"),
        [
            ("news.example.com.cn", "example.com.cn"),
            ("a.b.example.co.uk", "example.co.uk"),
            ("example.cn", "example.cn"),
            ("localhost:8000", "localhost:8000"),
            ("[::1]:8000", "[::1]:8000"),
            ("", ""),
        ],
    )
    def test_it_is_what_was_registered(self, host, domain):
        assert urls.domain_of(host) == domain
