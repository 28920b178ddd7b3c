"""Whatever comes in: an article or NotAnArticle comes out, and each record can be stored and read back."""

from __future__ import annotations

import json
import runpy
from datetime import UTC, datetime
from html import escape
from importlib.resources import files
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import newsarchive
from newsarchive.demo.portal import build
from newsarchive.errors import NotAnArticle
from newsarchive.records import Article
from newsarchive.urls import is_http

SCHEMA = Draft202012Validator(json.loads((files("newsarchive") / "record.schema.json").read_text("utf-8")))
BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
MUTATED = runpy.run_path(str(BENCHMARKS / "accidents.py"))["mutated"]
HOSTILE = runpy.run_path(str(BENCHMARKS / "hostile.py"))["PAGES"]
URL = "http://www.example.cn/news/2023/06/01/100.html"
LINES = (
    "江边的老船坞今年春天修好了，看船的人说，下水那天要请全镇的人来吃一碗面，面里要有春笋和河虾。",
    "船坞建于一九五八年，最忙的时候一年修过四十七条船，后来河道改了，船少了，门也就锁上了。",
    "去年秋天，镇上凑了十二万元，请来三位老师傅，把塌了的屋顶和朽了的滑道一段一段换过。",
)
TEXT = "".join(f"<p>{line}</p>" for line in LINES)
ODD = "\0\x0b\x0c\x1c\x1d\x1e\x85\xa0\xad\u200b\u2028\u2029\u202e\u3000\ufeff\ufffc\uffff\ud800\udfff\U0010ffff"
"""Characters on which line readers split, which cannot be encoded, or which nobody sees."""
odd_text = st.text(st.one_of(st.sampled_from(ODD), st.characters()), max_size=60)
words = st.sampled_from(
    [
        "来源：",
        "记者 张三",
        "2023-06-01",
        "06/01 08:18",
        "3小时前",
        "責任編輯：",
        "By Ann Lee",
        "【",
        "_",
        "|",
        "/>",
        "&#0;",
    ]
    + ["&#xD800;", "<br>", "<p>", "</div>", "<td>", "<h1>", "<a href='", "<img src=", '"', "'", "<!--", "<script>", "{"]
)
fields = st.sampled_from(
    ["og:title", "author", "description", "keywords", "og:image", "pubdate", "og:url", "article:published_time"]
    + ["article:modified_time", "og:locale", "article:section", "article:tag", "source", "og:site_name"]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | odd_text | words,
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(odd_text | st.sampled_from(["name", "url"]), inside),
    max_leaves=8,
)


def read(page: bytes | str, **more) -> Article | None:
    """The record, checked; None for a page that holds no article."""
    try:
        article = newsarchive.read(page, **{"url": URL} | more)
    except NotAnArticle:
        return None
    line = article.to_json()
    line.encode()
    assert len(line.splitlines()) == 1
    assert "\\u0000" not in line
    assert Article.from_json(line) == article
    if is_http(article.url):
        assert not list(SCHEMA.iter_errors(json.loads(line)))
    return article


class TestBytes:
    @given(st.binary(max_size=4_000))
    def test_any_bytes(self, body):
        read(body)

    @given(st.lists(words | odd_text, max_size=60))
    def test_any_markup(self, pieces):
        read("".join(pieces))

    @given(st.lists(words | odd_text, max_size=40))
    def test_any_markup_around_an_article(self, pieces):
        at = len(pieces) // 2
        read(f"<html><body>{''.join(pieces[:at])}<div>{TEXT}</div>{''.join(pieces[at:])}")

    @given(odd_text, odd_text)
    def test_any_characters_in_a_headline_and_a_line(self, headline, line):
        article = read(f"<title>{headline}</title><h1>{headline}</h1><div>{TEXT}<p>{LINES[0]}{line}</p></div>")
        assert article is None or LINES[1] in article.text


class TestFields:
    @given(st.dictionaries(fields, odd_text | words, max_size=6))
    def test_any_metadata(self, told):
        head = "".join(f'<meta property="{name}" content="{escape(text)}">' for name, text in told.items())
        assert read(f"<head>{head}</head><h1>江边的老船坞修好了</h1>{TEXT}") is not None

    @given(
        st.dictionaries(
            st.sampled_from(
                ["headline", "author", "datePublished", "dateModified", "articleBody", "image", "keywords", "publisher"]
                + [
                    "articleSection",
                    "itemListElement",
                    "mainEntityOfPage",
                    "@graph",
                    "isPartOf",
                    "inLanguage",
                    "creator",
                ]
            ),
            values,
        ),
        st.sampled_from(["NewsArticle", "BreadcrumbList", ["Article", 1], None, {}]),
    )
    def test_any_json_ld(self, data, kind):
        script = json.dumps({"@type": kind, **data}).replace("<", "\\u003c")
        page = f'<script type="application/ld+json">{script}</script><h1>江边的老船坞修好了</h1>{TEXT}'
        assert read(page) is not None

    @given(st.lists(words | odd_text, max_size=8))
    def test_any_byline(self, pieces):
        read(f"<h1>江边的老船坞修好了</h1><div class='info'>{''.join(pieces)}</div><div>{TEXT}</div>")


class TestCircumstances:
    @given(
        odd_text
        | words
        | st.sampled_from(["http://[", "//", "http://a:b:c/", "HTTP://例え.jp/新", "file:///etc/passwd"])
    )
    def test_any_address(self, url):
        read(f"<h1>江边的老船坞修好了</h1><div>{TEXT}<img src='a.jpg'></div>", url=url)

    @given(odd_text, odd_text)
    def test_any_headers(self, name, value):
        read(f"<h1>江边的老船坞修好了</h1>{TEXT}".encode(), headers={name: value, "Content-Type": value})

    @given(st.datetimes(timezones=st.sampled_from([UTC])), st.sampled_from(["3小时前", "昨天 08:18", "12-31 08:18"]))
    def test_any_time_of_fetching(self, moment, stamp):
        read(f"<h1>江边的老船坞修好了</h1><div>{stamp}</div>{TEXT}", fetched_at=moment)

    def test_the_first_and_the_last_moment(self):
        for moment in (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)):
            read(f"<h1>江边的老船坞修好了</h1><div>3小时前</div>{TEXT}", fetched_at=moment)


@pytest.fixture(scope="module")
def demo_pages():
    """The pages of the demo portal."""
    return [page.body for page in build("http://127.0.0.1").resources.values() if page.media.startswith("text/html")]


class TestDamage:
    @given(st.integers(0, 10_000))
    def test_pages_cut_torn_doubled_and_littered(self, demo_pages, seed):
        dice = Random(seed)
        read(MUTATED(dice.choice(demo_pages), dice))


class TestHostile:
    @pytest.mark.parametrize("name", HOSTILE)
    def test_a_page_made_to_hurt_is_read_or_refused(self, name):
        article = read(HOSTILE[name](0.1))
        if article:
            assert len(article.to_json()) < 1_000_000
            assert len(article.title) < 1_000
            assert len(article.authors) < 50
            assert len(article.tags) < 50
