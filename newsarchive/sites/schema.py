"""A Site and its parts as frozen data; every default stands here, every key of a site file is a field here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from re import Pattern
from typing import Annotated

SELECTABLE = (
    *("title", "body", "date_published", "date_modified", "authors"),
    *("editor", "source", "section", "tags", "description"),
)
"""The fields that a site file may point to with a selector, in its table `[read]`."""

# What a string or a number must be beyond its type; `sites.tables` holds a check for each word.
Selector = Annotated[str, "selector"]
Url = Annotated[str, "url"]
Zone = Annotated[str, "zone"]
Encoding = Annotated[str, "encoding"]
Kind = Annotated[str, "kind"]
Ending = Annotated[str, "ending"]
Replay = Annotated[str, "replay"]
Count = Annotated[int, "count"]
Amount = Annotated[int, "amount"]
Seconds = Annotated[float, "amount"]


KINDS = ("listing", "feed", "sitemap", "json", "cdx")
"""The kinds of sources; a listing that turns out to be one of the others is read as such.

A "cdx" is the index of another archive: its articles are fetched from there.
"""


@dataclass(frozen=True, slots=True)
class Keys:
    """Where a JSON list has what: `rows` is the dotted path to it ("data.list"), the others are keys of a row.

    `url` may be made of keys ("/a/{id}.html"). What is not named is found by its looks.
    """

    rows: str | None = None
    url: str | None = None
    title: str | None = None
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A place of a site that lists links.

    `url` may hold `{page}` (`{page:0}` if the first page is 0) and `{date:%Y/%m%d}` (a list for each day). `links` and
    `next` are selectors (CSS, or XPath if they begin with "/" or "("); without them every link of the page that looks
    like an article counts, and the next page is found by its looks. At most `pages` of it are read in a run; without
    it 50, and in a range of days as many as its dates ask for. `explore`: channels and feeds that it links to are
    sources as well. `render`: a browser builds its list. `replay`: where the captures of a "cdx" are shown as they were
    archived, with `{timestamp}` and `{url}`; without it at the place usual for the index.
    """

    url: Url
    kind: Kind = "listing"
    section: str | None = None
    links: Selector | None = None
    next: Selector | None = None
    keys: Keys = field(default_factory=Keys)
    pages: Count | None = None
    explore: bool = False
    render: bool = False
    replay: Replay | None = None


@dataclass(frozen=True, slots=True)
class Articles:
    """Which URLs are articles: those that match one of `allow` (none given: by their looks) and none of `deny`."""

    allow: tuple[Pattern[str], ...] = ()
    deny: tuple[Pattern[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """What the site repeats around its articles: `elements` by selector, `lines` by pattern (searched in each line)."""

    elements: tuple[Selector, ...] = ()
    lines: tuple[Pattern[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Fetch:
    """How the site wants to be asked: seconds between requests, requests at once, retries of a failed request."""

    delay: Seconds = 1.0
    concurrency: Count = 2
    retries: Amount = 3


@dataclass(frozen=True, slots=True)
class Example:
    """A page of the site and what must be read from it: fields of the record, of which those left out may be anything.

    The page lies in `examples.warc.gz` beside the site file. `outcome` is the word for a page that is no article.
    """

    url: Url
    outcome: Ending | None = None
    title: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    section: str | None = None
    language: str | None = None
    authors: tuple[str, ...] | None = None
    editor: str | None = None
    source: str | None = None
    original_source: str | None = None
    original_title: str | None = None
    dateline: str | None = None
    tags: tuple[str, ...] | None = None
    pages: Count | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """What we know of one portal. `host` carries the port where it is not the default; `timezone` is an IANA name.

    `every` is how often a scheduled crawl looks at it; None: whenever there is one; `spans.NEVER`: not at all. `read`
    maps a field of `SELECTABLE` to the selector of the element that holds it. `host` is no key of a site file: the
    folder's name says it.
    """

    host: str
    name: str | None = None
    language: str | None = None
    timezone: Zone | None = None
    encoding: Encoding | None = None
    render: bool = False
    every: timedelta | None = None
    sources: tuple[Source, ...] = ()
    articles: Articles = field(default_factory=Articles)
    read: Mapping[str, Selector] = field(default_factory=dict)
    cut: Cut = field(default_factory=Cut)
    fetch: Fetch = field(default_factory=Fetch)
    examples: tuple[Example, ...] = ()
