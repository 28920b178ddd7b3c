import json

import pytest

from newsarchive.extraction import state

HEADLINE = "石桥镇的渡船停航三年后今天复航"
STORY = {"title": HEADLINE, "media": "青江晚报", "author": {"name": "周文博"}, "more": {"ptime": 1685585100}}


def tell(page, *names):
    return [page.document.hidden[name] for name in names if name in page.document.hidden]


def script(text, kind="text/javascript"):
    return f'<script type="{kind}">{text}</script>'


class TestLoadJson:
    @pytest.mark.parametrize(
        "text",
        [
            '{"a": "b c"}',
            '<!-- {"a": "b c"} -->',
            '{"a": "b c",};',
            "{&quot;a&quot;: &quot;b c&quot;}",
            ' {"a": "b\tc"} '.replace("\t", "\\u0020"),
        ],
    )
    def test_the_faults_that_sites_make_are_forgiven(self, text):
        assert state.load_json(text) == {"a": "b c"}

    @pytest.mark.parametrize("text", ["", "{", "var a = 1", "[" * 100_000, "1" * 5_000, '{"a": ' * 20_000])
    def test_what_is_no_json_is_nothing(self, text):
        assert state.load_json(text) is None

    def test_nor_is_what_no_article_needs(self):
        assert state.load_json(json.dumps("a" * 3_000_001)) is None


class TestTell:
    @pytest.mark.parametrize(
        "field",
        [
            '<input type="hidden" id="source" value="青江晚报">',
            '<input type="hidden" name="Article_Source" value=" 青江晚报 ">',
            '<textarea class="article-source">青江晚报</textarea>',
        ],
    )
    def test_hidden_fields_by_name(self, article, field):
        assert tell(article(field), "source") == ["青江晚报"]

    def test_what_readers_fill_in_is_none(self, article):
        assert tell(article('<input type="text" name="source" value="青江晚报">'), "source") == []

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            (json.dumps({"page": [{"title": "别的"}, STORY]}), "application/json"),
            (f"window.DATA = {json.dumps(STORY, ensure_ascii=False)};", "text/javascript"),
            (f"window.DATA = JSON.parse({json.dumps(json.dumps(STORY))});", "text/javascript"),
        ],
    )
    def test_the_object_that_bears_the_title(self, article, text, kind):
        page = article(head=script(text, kind))
        assert [tell(page, name)[:1] for name in ("media", "author", "ptime")] == [
            ["青江晚报"],
            ["周文博"],
            ["1685585100"],
        ]

    def test_an_object_of_another_story_is_none(self, article):
        other = {"title": "对岸的果农算过一笔账", "media": "望潮日报"}
        assert tell(article(head=script(json.dumps(other), "application/json")), "media") == []

    @pytest.mark.parametrize("text", ["{", "[" * 5000, "x = {" * 3000, '"source": "' * 5000])
    def test_broken_scripts_tell_nothing(self, article, text):
        assert tell(article(head=script(HEADLINE + text)), "source") == []


class TestLiterals:
    def test_javascript_that_is_no_json(self, article):
        text = f"var a = {{ title: '{HEADLINE}'.trim(), subtime: '1', time: '2023-06-01 10:05', source: \"青江晚报\" }}"
        page = article(head=script(text))
        assert list(state.literals(page.document.tree, page.document.title_tag, ["time", "source"])) == [
            "2023-06-01 10:05",
            "青江晚报",
        ]

    def test_a_script_that_does_not_hold_the_headline_is_not_asked(self, article):
        page = article(head=script("var user = { time: '2023-06-01 10:05' }"))
        assert list(state.literals(page.document.tree, page.document.title_tag, ["time"])) == []
