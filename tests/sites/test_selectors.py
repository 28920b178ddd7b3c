from __future__ import annotations

import pytest
from lxml import html

from newsarchive.sites import selectors

TREE = html.fromstring("<div><a class=t href=/1>雪</a><a href=/2>雨</a></div>")


class TestFound:
    @pytest.mark.parametrize("selector", ["a.t", "//a[@class='t']", "(//a)[1]"])
    def test_css_and_xpath_find_elements(self, selector):
        assert [each.get("href") for each in selectors.found(selector, TREE)] == ["/1"]

    @pytest.mark.parametrize(
        ("selector", "strings"),
        [("a::attr(href)", ["/1", "/2"]), ("a.t::text", ["雪"]), ("(count(//a))", ["2.0"])],
    )
    def test_what_is_no_element_is_a_string(self, selector, strings):
        assert selectors.found(selector, TREE) == strings


class TestCompiled:
    @pytest.mark.parametrize("selector", ["", "a >> b", "a::after", "//a[", "(//a", "a[href"])
    def test_what_is_no_selector_is_said(self, selector):
        with pytest.raises(ValueError, match="not a selector"):
            selectors.compiled(selector)
