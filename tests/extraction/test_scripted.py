import json

import pytest

from newsarchive.extraction import scripted
from newsarchive.extraction.document import parse
from newsarchive.reading import read_page
from newsarchive.records import Page
from newsarchive.sites import Site

HEADLINE = "石桥镇的渡船停航三年后今天复航"
LINES = (
    "渡口的石阶重新铺过，老船工把缆绳解开时，岸上站满了人，有人带着孩子，也有人只是想再听一听柴油机的声音。",
    "镇上的人说，渡船停了以后，去对岸赶集要绕二十多里路，如今一刻钟就能到，菜也能卖得新鲜一些。",
    "按照新的班次，渡船每天往返十二趟，逢集的日子再加四趟，票价和停航以前一样，学生不用买票。",
)
MARKUP = "".join(f"<p>{line}</p>" for line in LINES)
SITE = Site(host="news.example")


def page(script, shown=""):
    head = f"<title>{HEADLINE}_江边在线</title><meta charset=utf-8>"
    body = f"<h1>{HEADLINE}</h1><div>2023-06-01 17:34 来源：江边晚报</div><div id=app>{shown}</div>"
    return Page("http://news.example/1.html", f"<html><head>{head}</head><body>{body}{script}".encode())


def told(script, shown=""):
    return scripted.read(parse(page(script, shown), SITE), shown)


def state(data, before="window.__INITIAL_STATE__ = "):
    return f"<script>{before}{_inside_a_script(json.dumps(data, ensure_ascii=False))};</script>"


def _inside_a_script(text):
    return text.replace("</", "<\\/")


STORY = {"title": HEADLINE, "content": MARKUP, "other": "x" * 500}
SCRIPTS = {
    "assigned": state({"page": {"detail": STORY}}),
    "as JSON": f'<script id="__NEXT_DATA__" type="application/json">{json.dumps({"props": STORY})}</script>',
    "parsed from a string": state(json.dumps(STORY), "window.DATA = JSON.parse(").replace(";</script>", ");</script>"),
    "a list of paragraphs": state({"title": HEADLINE, "paragraphs": [{"text": line} for line in LINES]}),
    "escaped markup": state({"title": HEADLINE, "body": MARKUP.replace("<", "&lt;").replace(">", "&gt;")}),
    "a JavaScript literal": f"<script>var page = {{ id: 1, content: '{_inside_a_script(MARKUP)}' }};</script>",
    "JSON-LD": '<script type="application/ld+json">'
    + json.dumps({"@type": "NewsArticle", "articleBody": "\n".join(LINES)})
    + "</script>",
}


class TestRead:
    @pytest.mark.parametrize("form", SCRIPTS)
    def test_the_text_is_found_in_every_form_that_scripts_hold_it_in(self, form):
        found = told(SCRIPTS[form])
        assert found is not None
        assert found.by == ("json-ld" if form == "JSON-LD" else "page state")
        assert all(line in found.html for line in LINES)

    def test_a_page_that_shows_its_text_is_left_alone(self):
        assert told(SCRIPTS["assigned"], MARKUP) is None
        assert told(SCRIPTS["JSON-LD"], "\n".join(LINES)) is None

    def test_the_object_that_bears_the_title_wins_over_a_longer_one(self):
        other = {"title": "另一条新闻", "content": MARKUP.replace("渡船", "列车") * 4}
        found = told(state([other, STORY]))
        assert found is not None
        assert "渡船" in found.html

    @pytest.mark.parametrize(
        "script",
        [
            "<script>" + "function f(a) { return a; } " * 200 + "</script>",
            state({"title": HEADLINE, "content": "短。"}),
            state({"content": "if (a) { b = c; } " * 100}),
            f"<script>window.a = {'[' * 50_000}</script>",
            f"<script>content: '{'a' * 4_000_000}'</script>",
        ],
    )
    def test_code_and_scraps_are_no_text(self, script):
        assert told(script) is None


class TestRestored:
    def test_the_chain_reads_what_the_script_held_below_headline_and_byline(self):
        article = read_page(page(SCRIPTS["assigned"], "加载中"), SITE)
        assert article.text.split("\n") == list(LINES)
        assert (article.title, article.source, article.read_by["text"]) == (HEADLINE, "江边晚报", "page state")

    def test_the_tree_of_the_document_is_not_changed(self):
        document = parse(page(SCRIPTS["assigned"]), SITE)
        found = scripted.read(document, "")
        restored = scripted.restored(document, found, None)
        assert document.tree.find(".//p") is None
        assert len(restored.tree.findall(".//p")) == len(LINES)
