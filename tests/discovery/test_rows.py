from __future__ import annotations

import pytest

from newsarchive.discovery import rows

TWO = {
    "a list": "<ul><li><a href=1>雪</a> 06-01</li><li><a href=2>雨</a> 06-02</li></ul>",
    "a table": "<table><tr><td><a href=1>雪</a><td>06-01<tr><td><a href=2>雨</a><td>06-02</table>",
    "cards": "<div><div><p><a href=1>雪</a></p><i>06-01</i></div><div><p><a href=2>雨</a></p><i>06-02</i></div></div>",
    "terms": "<dl><dt><a href=1>雪</a><dd>06-01<dt><a href=2>雨</a><dd>06-02</dl>",
    "inside the link": "<p><a href=1>雪 <span>06-01</span></a></p><p><a href=2>雨 <span>06-02</span></a></p>",
    "before the link": "<li><span>06-01</span><a href=1>雪</a></li><li><span>06-02</span><a href=2>雨</a></li>",
    "a time element": "<li><time datetime=06-01></time><a href=1>雪</a><li><time datetime=06-02></time><a href=2>雨",
}


class TestDatesOf:
    @pytest.mark.parametrize("markup", TWO.values(), ids=TWO)
    def test_each_link_has_the_date_of_its_own_row(self, tree, markup):
        one, two = tree(markup).xpath("//a")
        links = {"1": (one.text_content(), [one]), "2": (two.text_content(), [two])}
        assert rows.dates_of(links) == {"1": "06-01", "2": "06-02"}

    def test_a_date_in_a_headline_is_no_date_of_it(self, tree):
        (link,) = tree("<li><a href=1>6月1日起实行新规</a></li>").xpath("//a")
        assert rows.dates_of({"1": ("6月1日起实行新规", [link])}) == {"1": None}

    def test_links_of_one_paragraph_have_no_date(self, tree):
        one, two = tree("<p><a href=1>雪</a> <a href=2>雨</a> 2023-06-01</p>").xpath("//a")
        assert rows.dates_of({"1": ("雪", [one]), "2": ("雨", [two])}) == {"1": None, "2": None}
