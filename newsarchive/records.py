"""The nouns of the program as frozen data: Page, Link, Block, Article and what they are made of; no I/O."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple, Self

SCHEMA = 1
"""Version of the record's shape, stored in every line."""


class Outcome(StrEnum):
    """The one word in which every page ends."""

    STORED = "stored"  # a new article
    UPDATED = "updated"  # a known article with changed text or title: a new version
    UNCHANGED = "unchanged"  # a known article, same text and title
    LISTING = "listing"  # a source: its links were taken
    NOT_ARTICLE = "not_article"  # no body that could be an article's
    TOO_SHORT = "too_short"  # a body, but next to nothing in it
    UNREADABLE = "unreadable"  # bytes that do not make text
    OUT_OF_RANGE = "out_of_range"  # an article outside --since/--until
    DUPLICATE = "duplicate"  # its canonical URL was stored from another address in this run
    JOINED = "joined"  # a further page of an article, stored with its first page
    REDIRECTED = "redirected"  # answered with another address, which is fetched in its place
    GONE = "gone"  # 404 or 410
    FORBIDDEN = "forbidden"  # robots.txt says no
    BLOCKED = "blocked"  # 401, 403, 429, 451: the portal refuses us
    TOO_LARGE = "too_large"  # over the size cap
    FAILED = "failed"  # no usable answer after all tries


@dataclass(frozen=True, slots=True)
class Page:
    """What was downloaded.

    `body` is the content with any Content-Encoding undone; `headers` are (name, value) pairs in the order sent;
    `fetched_at` is aware (UTC), None where unknown.
    """

    url: str
    body: bytes
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    fetched_at: datetime | None = None

    def header(self, name: str) -> str | None:
        """The first value of a header, name in any case."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)


@dataclass(frozen=True, slots=True)
class Link:
    """A URL found in a source, with what the source said of it; `date` (of publication) and `changed` as printed."""

    url: str
    title: str | None = None
    date: str | None = None
    changed: str | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """An image of the body: absolute URL (None where only its caption is left), caption if one is printed by it."""

    url: str | None
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """A line inside or beside the body that was cut, and the rule that cut it."""

    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class RawPlace:
    """Where a page lies in the archive: file name under `raw/`, byte offset of the record's gzip member."""

    file: str
    offset: int


@dataclass(frozen=True, slots=True)
class Article:
    """The record that is stored: one JSON object a line. `docs/record.md` explains each field."""

    id: str
    url: str
    canonical_url: str
    site: str
    title: str
    raw_title: str
    text: str
    section: str | None = None
    language: str | None = None
    date_published: str | None = None
    date_published_raw: str | None = None
    date_modified: str | None = None
    date_fetched: str | None = None
    authors: tuple[str, ...] = ()
    editor: str | None = None
    source: str | None = None
    source_url: str | None = None
    original_source: str | None = None
    original_title: str | None = None
    dateline: str | None = None
    description: str | None = None
    tags: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    pages: int = 1
    removed: tuple[Removed, ...] = ()
    read_by: Mapping[str, str] = field(default_factory=dict)
    version: int = 1
    content_hash: str = ""
    raw: RawPlace | None = None
    schema: int = SCHEMA

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts, lists and strings, in the order of `FIELD_ORDER`."""
        values = asdict(self)
        return {name: values[name] for name in FIELD_ORDER}

    def to_json(self) -> str:
        """The record as one line of JSON, without the line feed; every character readable as it stands."""
        return json.dumps(self.to_dict(), ensure_ascii=False, separators=(", ", ": "))

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """The record of a stored line; keys that this version does not know are ignored."""
        known = {name: values[name] for name in FIELD_ORDER if name in values}
        known["authors"] = tuple(known.get("authors") or ())
        known["tags"] = tuple(known.get("tags") or ())
        known["images"] = tuple(Image(**image) for image in known.get("images") or ())
        known["removed"] = tuple(Removed(**cut) for cut in known.get("removed") or ())
        known["raw"] = RawPlace(**known["raw"]) if known.get("raw") else None
        return cls(**known)

    @classmethod
    def from_json(cls, line: str | bytes) -> Self:
        """The record of one stored line."""
        return cls.from_dict(json.loads(line))


def content_hash(title: str, text: str) -> str:
    """What tells whether an article changed: SHA-256 of headline and text, 32 hexadecimal digits."""
    return hashlib.sha256(f"{title}\n{text}".encode("utf-8", "replace")).hexdigest()[:32]


FIELD_ORDER: tuple[str, ...] = (
    *("id", "url", "canonical_url", "site", "section", "language", "title", "raw_title"),
    *("date_published", "date_published_raw", "date_modified", "date_fetched"),
    *("authors", "editor", "source", "source_url", "original_source", "original_title", "dateline"),
    *("description", "tags", "images", "text", "pages", "removed"),
    *("read_by", "version", "content_hash", "raw", "schema"),
)
"""The order of the fields in a stored line: what a person looks for first stands first."""

assert set(FIELD_ORDER) == {each.name for each in fields(Article)}


class Block(NamedTuple):
    """One run of visible text: the unit that is kept or cut. A tuple, since a page has hundreds of them.

    `text` is squeezed (cells of a table row joined by tabs). `tag` and `container` are the block-level element it lies
    in and that element's index in the page's layout. `links` and `bold` are shares (0..1) of its characters, `anchors`
    counts its links; `line` is its place among the lines that `<br>` makes in one element; `hints` what the names
    around it say; `indented` whether full-width or no-break space stands before it.
    """

    index: int  # type: ignore[assignment]
    text: str
    tag: str = "p"
    container: int = -1
    links: float = 0.0
    anchors: int = 0
    bold: float = 0.0
    line: int = 0
    hints: int = 0
    indented: bool = False


class Verdict(NamedTuple):
    """What became of a block: kept, or cut, and the rule or reader that decided; `score` where a model spoke."""

    block: Block
    kept: bool
    by: str
    score: float | None = None
