from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from newsarchive.records import Article, content_hash
from newsarchive.sites import load
from newsarchive.urls import article_id, canonical

DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture(scope="module")
def schema():
    return json.loads(files("newsarchive").joinpath("record.schema.json").read_text(encoding="utf-8"))


def blocks(page, language):
    """The code blocks of a page in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", (DOCS / page).read_text(encoding="utf-8"), re.M | re.S)


def type_of(field):
    if "const" in field:
        return "integer"
    names = field["type"] if isinstance(field["type"], list) else [field["type"]]
    return ", ".join(_word(name, field) for name in names)


def _word(name, field):
    if name == "array":
        inner = field["items"]
        return f"list of {{{', '.join(inner['properties'])}}}" if "properties" in inner else f"list of {inner['type']}"
    return f"{{{', '.join(field['properties'])}}}" if name == "object" and "properties" in field else name


class TestRecord:
    def test_the_table_says_what_the_schema_says(self, schema):
        rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \|$", (DOCS / "record.md").read_text(encoding="utf-8"), re.M)
        assert rows == [(name, type_of(field), field["description"]) for name, field in schema["properties"].items()]

    def test_the_example_is_a_record(self, schema):
        (example,) = blocks("record.md", "json")
        Draft202012Validator(schema).validate(json.loads(example))
        assert list(json.loads(example)) == list(schema["properties"])
        record = Article.from_json(example)
        assert record.id == article_id(record.url)
        assert record.canonical_url == canonical(record.url)
        assert record.content_hash == content_hash(record.title, record.text)


class TestAddASite:
    @pytest.mark.parametrize("text", blocks("add_a_site.md", "toml"))
    def test_every_example_is_a_right_site_file(self, text, tmp_path):
        file = tmp_path / "site.toml"
        file.write_text(text, encoding="utf-8")
        assert load.mistakes(file, "news.example.cn") == ()
