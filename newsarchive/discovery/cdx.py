"""The index of another archive in (CDX, in any of its forms), the captures of articles out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from newsarchive.discovery import article
from newsarchive.discovery.links import Listing, unique
from newsarchive.records import Link
from newsarchive.sites import addresses
from newsarchive.sites.schema import Site, Source
from newsarchive.urls import absolute

# What the fields are called: by pywb and in CDXJ, by the Wayback Machine, and by place where nothing names them.
_NAMES = {"original": "url", "mimetype": "mime", "statuscode": "status"}
_FIELDS = ("urlkey", "timestamp", "url", "mime", "status")
_PAGES = ("text/html", "application/xhtml+xml", "unk", "")
_RESUME = "resumeKey"

Row = Mapping[str, Any]


def read(body: bytes, url: str, site: Site, source: Source | None = None) -> Listing:
    """The captures that look like articles by their address, the first of each, and where the index goes on.

    An index knows no headlines: the title of a link is the moment of its capture, 14 digits.
    """
    rows = list(_rows(body.decode("utf-8", "replace")))
    captures = (link for row in rows if _is_page(row) and (link := _link(row, site)))
    key = next((row[_RESUME] for row in rows if _RESUME in row), None)
    following = addresses.following(source.url, url) if source and rows else None
    return Listing(unique(sorted(captures, key=lambda link: link.title or "")), (), _resumed(url, key) or following)


def _rows(text: str) -> Iterator[Row]:
    """The rows of an index: JSON, a list of lists or an object a line; CDXJ; or fields between spaces."""
    if text.lstrip().startswith("[["):
        yield from _table(text)
        return
    for line in text.splitlines():
        head, brace, rest = line.partition("{")
        try:
            named = json.loads(brace + rest) if brace else {}
        except ValueError:
            continue
        fields = dict(zip(_FIELDS, head.split(), strict=False))
        if len(fields) in (0, 2, len(_FIELDS)) and (fields or named) and fields.get("urlkey") != "CDX":
            yield fields | {_NAMES.get(name, name): value for name, value in named.items()}


def _table(text: str) -> Iterator[Row]:
    """Rows under a row of names; one of a single field tells where the index goes on."""
    try:
        rows: list[list[str]] = json.loads(text)
    except ValueError:
        return
    names = [_NAMES.get(name, name) for name in rows[0]]
    for row in rows[1:]:
        if len(row) == len(names):
            yield dict(zip(names, row, strict=True))
        elif len(row) == 1:
            yield {_RESUME: row[0]}


def _is_page(row: Row) -> bool:
    return str(row.get("status", "200")) == "200" and row.get("mime", "") in _PAGES


def _link(row: Row, site: Site) -> Link | None:
    own, moment = str(row.get("url", "")), str(row.get("timestamp", ""))
    url = absolute(own, own)
    if url is None or len(moment) != 14 or not moment.isdecimal():
        return None
    return Link(url, moment) if article.judge(url, site).score >= article.LIKELY else None


def _resumed(url: str, key: str | None) -> str | None:
    if key is None:
        return None
    parts = urlsplit(url)
    pairs = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != _RESUME]
    return parts._replace(query=urlencode([*pairs, (_RESUME, key)])).geturl()
