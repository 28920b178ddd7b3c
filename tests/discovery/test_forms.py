from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.discovery.forms import form_of


class TestFormOf:
    @pytest.mark.parametrize(
        ("one", "two"),
        [
            ("/gn/2023/06-01/10017.shtml", "/sh/2022/12-31/99.shtml"[:-8] + "10344.shtml"),
            ("/23/0601/08/I63K2LQ0000189FH.html", "/22/1231/23/HPU1KTQR0001899O.html"),
            ("/?p=3289", "/?p=17"),
            ("/snow-fall-in-the-north", "/new-bridge"),
        ],
    )
    def test_two_articles_of_a_site_share_it(self, one, two):
        assert form_of(f"http://a.cn{one}") == form_of(f"http://a.cn{two}")

    @pytest.mark.parametrize(
        ("one", "two"),
        [
            ("/gn/", "/gn/17.shtml"),
            ("/gn/", "/gn/gj/"),
            ("/?p=1", "/?cat=1"),
            ("/1.html", "/1.shtml"),
            ("/", "//b.cn/"),
        ],
    )
    def test_an_article_and_a_channel_do_not(self, one, two):
        assert form_of(f"http://a.cn{one}") != form_of(f"http://a.cn{two}")

    @given(st.text(max_size=40))
    def test_any_string_has_one(self, url):
        assert isinstance(form_of(url), str)
