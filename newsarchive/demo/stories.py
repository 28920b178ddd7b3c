"""A channel's file of stories in, its stories out: what the portal prints, and what a record of each must say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from importlib.resources import files
from typing import Any


class Kind(StrEnum):
    """What a line of a body is; the value is the mark that opens it in a file of stories."""

    TEXT = ""
    HEADING = "#"
    ROW = "|"  # a table row, its cells parted by "|"
    PICTURE = "^"  # the rest of the line is the caption, if any
    CUT = "~"  # printed inside the body, and no part of the article
    TURN = "="  # the rest stands on the next page


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a body: text or heading, table row (cells joined by tabs), caption, or a line to be cut."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Story:
    """One article of the portal, with what a record of it must say.

    `path` is the address on the portal; `date_published` is ISO 8601 with offset; `section` the channel's name.
    `byline` is the line below the headline as printed; `published` the same instant as `date_published`.
    """

    path: str
    channel: str
    section: str
    title: str
    raw_title: str
    published: datetime
    date_published_raw: str
    byline: str
    lines: tuple[Line, ...]
    source: str | None = None
    source_url: str | None = None
    original_source: str | None = None
    original_title: str | None = None
    editor: str | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    tags: tuple[str, ...] = ()

    @property
    def date_published(self) -> str:
        """As the record says it: ISO 8601 to the second, with offset."""
        return self.published.isoformat()

    @property
    def text(self) -> str:
        """The article and only the article, lines joined by line feeds."""
        return "\n".join(line.text for line in self.lines if line.kind in (Kind.TEXT, Kind.HEADING, Kind.ROW))

    @property
    def captions(self) -> tuple[str, ...]:
        """The captions printed under its pictures, in page order."""
        return tuple(line.text for line in self.lines if line.kind is Kind.PICTURE and line.text)

    @property
    def removed(self) -> tuple[str, ...]:
        """The lines inside the body that must be cut, in page order."""
        return tuple(line.text for line in self.lines if line.kind is Kind.CUT)

    @cached_property
    def sheets(self) -> tuple[tuple[Line, ...], ...]:
        """The lines of each page that the article is spread over."""
        turns = [place for place, line in enumerate(self.lines) if line.kind is Kind.TURN]
        starts, ends = [0, *(turn + 1 for turn in turns)], [*turns, len(self.lines)]
        return tuple(self.lines[start:end] for start, end in zip(starts, ends, strict=True))

    @property
    def pages(self) -> int:
        """Over how many pages the article is spread."""
        return len(self.sheets)

    def fields(self) -> dict[str, Any]:
        """Field of the record -> the value that it must have, as in its JSON."""
        names = "section title raw_title date_published date_published_raw editor source source_url original_source"
        same = {name: getattr(self, name) for name in f"{names} original_title dateline text pages".split()}
        return same | {"authors": list(self.authors), "tags": list(self.tags), "date_modified": None}


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of the portal: `path` is its folder, `template` names the file that its pages are printed with."""

    name: str
    path: str
    template: str
    encoding: str
    stories: tuple[Story, ...] = field(repr=False)  # newest first


def read_channel(name: str) -> Channel:
    """The channel of the file `stories/<name>.toml` of this package."""
    values = tomllib.loads((files(__package__) / "stories" / f"{name}.toml").read_text("utf-8"))
    stories = (_story(values, article) for article in values["article"])
    return Channel(
        name=values["name"],
        path=values["path"],
        template=values["template"],
        encoding=values["encoding"],
        stories=tuple(sorted(stories, key=lambda story: story.published, reverse=True)),
    )


def number_of(story: Story) -> str:
    """The number by which the portal knows the story: the last one in its address."""
    return str(re.findall(r"\d+", story.path)[-1])


def _story(channel: Mapping[str, Any], article: Mapping[str, Any]) -> Story:
    """The story of one table of the file; the channel's `address`, `stamp` and `byline` hold unless it has its own."""
    published: datetime = article["published"]
    stamp = published.strftime(channel["stamp"])
    authors = tuple(article.get("authors", ()))
    byline = article.get("byline", channel["byline"])
    return Story(
        path=f"/{channel['path']}/" + channel["address"].format(published, **article),
        channel=channel["path"],
        section=channel["name"],
        title=article["title"],
        raw_title=article.get("printed", article["title"]),
        published=published,
        date_published_raw=published.isoformat() if channel.get("json_ld") else stamp,
        byline=byline.format(*authors, stamp=stamp, source=article.get("source", "")),
        lines=tuple(map(_line, article["body"].strip().splitlines())),
        authors=authors,
        tags=tuple(article.get("tags", ())),
        source_url=channel.get("links", {}).get(article.get("source")),
        **{name: article.get(name) for name in _SAME},
    )


_SAME = ("source", "original_source", "original_title", "editor", "dateline")
_MARKS = {kind.value: kind for kind in Kind if kind.value}


def _line(line: str) -> Line:
    kind = _MARKS.get(line[0], Kind.TEXT)
    text = line if kind is Kind.TEXT else line[1:].strip()
    if kind is Kind.ROW:
        text = "\t".join(cell.strip() for cell in text.split("|"))
    return Line(kind, text)
