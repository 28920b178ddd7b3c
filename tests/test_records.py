from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError

from newsarchive.records import FIELD_ORDER, Article, Image, Page, RawPlace, Removed

BARE = Article(
    id="0123456789abcdef0123",
    url="http://example.cn/1.html",
    canonical_url="http://example.cn/1.html",
    site="example.cn",
    title="大雪封山三日",
    raw_title="大雪封山三日_示例网",
    text="第一段。\n第二段。",
)
FULL = replace(
    BARE,
    section="国内",
    language="zh-CN",
    date_published="2023-06-01T08:30:00+08:00",
    date_published_raw="2023年06月01日 08:30",
    date_modified="2023-06-01",
    authors=("张三", "李四"),
    date_fetched="2023-06-02T00:00:00Z",
    editor="王五",
    source="示例晚报",
    source_url="http://a.cn/",
    original_source="示例日报",
    original_title="大雪",
    dateline="示例社6月1日电",
    description="山里下雪。",
    tags=("雪", "山"),
    images=(Image("http://example.cn/1.jpg", "雪中的山"), Image("http://example.cn/2.jpg")),
    pages=2,
    removed=(Removed("责任编辑：王五", "credit"),),
    read_by={"title": "meta"},
    version=2,
    content_hash="ab12",
    raw=RawPlace("20230601-1.warc.gz", 4096),
)


@pytest.fixture(scope="module")
def schema():
    return json.loads(files("newsarchive").joinpath("record.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def validator(schema):
    return Draft202012Validator(schema)


class TestToJson:
    @pytest.mark.parametrize("article", [BARE, FULL])
    def test_a_line_read_back_is_the_same_record(self, article):
        assert Article.from_json(article.to_json()) == article

    def test_it_is_one_line_readable_as_it_stands_in_the_order_of_the_fields(self):
        line = FULL.to_json()
        assert "\n" not in line
        assert "大雪封山三日" in line
        assert tuple(json.loads(line)) == FIELD_ORDER

    @given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
    def test_any_text_survives(self, text):
        assert Article.from_json(replace(BARE, text=text).to_json()).text == text

    def test_keys_of_a_later_version_are_ignored(self):
        assert Article.from_dict({**BARE.to_dict(), "mood": "cold"}) == BARE


class TestSchema:
    @pytest.mark.parametrize("article", [BARE, FULL])
    def test_a_record_is_accepted(self, validator, article):
        validator.validate(json.loads(article.to_json()))

    def test_it_has_the_fields_of_the_record_each_described(self, schema):
        assert tuple(schema["properties"]) == FIELD_ORDER
        assert all(field["description"] for field in schema["properties"].values())

    @pytest.mark.parametrize(
        "wrong",
        [
            {"title": None},
            {"text": ""},
            {"id": "1"},
            {"pages": 0},
            {"authors": "张三"},
            {"authors": [""]},
            {"date_published": "2023年6月1日"},
            {"date_published": "2023-06-01T08:30:00"},
            {"images": [{"src": "http://example.cn/1.jpg"}]},
            {"removed": [{"text": "x"}]},
            {"raw": {"file": "x.warc.gz", "offset": -1}},
            {"schema": 2},
            {"mood": "cold"},
        ],
    )
    def test_a_wrong_record_is_rejected(self, validator, wrong):
        with pytest.raises(ValidationError):
            validator.validate({**json.loads(FULL.to_json()), **wrong})

    @pytest.mark.parametrize("field", FIELD_ORDER)
    def test_no_field_may_be_missing(self, validator, field):
        record = json.loads(FULL.to_json())
        del record[field]
        with pytest.raises(ValidationError):
            validator.validate(record)


class TestPage:
    def test_a_header_is_found_in_any_case_and_the_first_wins(self):
        page = Page("http://a.cn/", b"", headers=(("Content-type", "a"), ("CONTENT-TYPE", "b")))
        assert page.header("content-Type") == "a"
        assert page.header("Server") is None

    def test_it_cannot_be_changed(self):
        page = Page("http://a.cn/", b"", fetched_at=datetime(2023, 6, 1, tzinfo=UTC))
        with pytest.raises(AttributeError):
            page.body = b"x"
