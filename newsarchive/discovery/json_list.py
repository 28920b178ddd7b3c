"""A list as JSON or JSONP in, the articles it holds out: by the keys that the site file names, else by their looks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from statistics import median
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from zoneinfo import ZoneInfo

from newsarchive.discovery import article
from newsarchive.discovery.links import HEADLINE, Listing, unique
from newsarchive.records import Link
from newsarchive.sites import addresses
from newsarchive.sites.schema import Keys, Site, Source
from newsarchive.text import squeeze, weight
from newsarchive.urls import absolute

Row = Mapping[str, Any]

_CALL = re.compile(r"^\s*(?:/\*\*/\s*)?[\w.$]{1,60}\s*\((.*)\)[\s;]{0,9}$", re.S)
_TITLE = re.compile(r"title|headline|subject|^name$|topic|标题", re.I)
_TIME = re.compile(r"time|date|publish|^ts$|^day$", re.I)
_TAG = re.compile(r"<[^<>]{0,200}>")
_PAGE_KEY = re.compile(r"^(?:page\w{0,8}|p|pn|pg|cur_?page|current_?page)$", re.I)
_OFFSET_KEY = re.compile(r"^(?:start|offset|skip|from_?index)$", re.I)
_ID_KEY = re.compile(r"(?:^|[a-z_])id$|Id$")
_ID = re.compile(r"(?=[a-z-]*\d)[\w-]{4,40}", re.A | re.I)
_DEPTH = 8


def read(body: bytes, url: str, site: Site, source: Source | None = None) -> Listing:
    """The articles of the list and the address of its next page, as long as a page has any."""
    value = parsed(body)
    links = links_of(value, url, site, source.keys if source else None)
    numbered = () if links else numbered_of(value, site)
    rows = len(links or numbered)
    following = addresses.following(source.url, url) if source else None
    return Listing(links, (), (following or _turned(url, rows)) if rows else None, numbered=numbered)


def parsed(body: bytes) -> Any:
    """The value of a JSON or JSONP text in any of the usual encodings; None where it is none."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError:
            continue
        call = _CALL.match(text)
        try:
            return json.loads(call[1] if call else text)
        except (ValueError, RecursionError):
            return None
    return None


def links_of(value: Any, url: str, site: Site, keys: Keys | None = None) -> tuple[Link, ...]:
    """The articles among the objects of a JSON value: of the rows that `keys` names, else of the list with the most."""
    keys = keys or Keys()
    lists = [rows_at(value, keys.rows)] if keys.rows else list(_lists(value))
    found = (_links(rows, url, site, keys) for rows in lists)
    return max(found, key=len, default=())


def numbered_of(value: Any, site: Site) -> tuple[Link, ...]:
    """The longest list whose rows have a headline and, in place of an address, a number of their own."""
    found: list[tuple[Link, ...]] = [()]
    for rows in _lists(value):
        titled = [(row, title) for row in rows if isinstance(row, dict) and (title := _title(row))]
        is_news = titled and median(weight(title) for _, title in titled) >= HEADLINE
        for key in titled[0][0] if is_news else ():
            numbers = {str(row.get(key)) for row, _ in titled}
            if _ID_KEY.search(key) and len(numbers) == len(titled) and all(map(_ID.fullmatch, numbers)):
                found.append(tuple(Link(str(row[key]), title, stamp(_time(row), site)) for row, title in titled))
    return max(found, key=len)


def rows_at(value: Any, path: str) -> Sequence[Any]:
    """The list at a dotted path, as in "data.list"; empty where there is none."""
    for step in path.split("."):
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            return ()
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else ()


def _lists(value: Any, depth: int = 0) -> Iterator[Sequence[Any]]:
    """Every list of objects in the value."""
    if depth > _DEPTH or not isinstance(value, dict | list):
        return
    if isinstance(value, list) and any(isinstance(each, dict) for each in value):
        yield value
    for each in value.values() if isinstance(value, dict) else value:
        yield from _lists(each, depth + 1)


def _links(rows: Sequence[Any], url: str, site: Site, keys: Keys) -> tuple[Link, ...]:
    links = []
    for row in rows:
        if not isinstance(row, dict):
            continue
        title = _text(row.get(keys.title)) if keys.title else _title(row)
        address = _declared(keys.url, row, url, site) if keys.url else _address(row, url, site, title)
        if address:
            time = row.get(keys.time) if keys.time else _time(row)
            links.append(Link(address, title, stamp(time, site)))
    return unique(links)


def _declared(key: str, row: Row, url: str, site: Site) -> str | None:
    """The address of a row by a key, or by a pattern of keys such as "/a/{id}.html"."""
    if "{" in key:
        target = re.sub(r"\{(\w+)\}", lambda place: str(row.get(place[1], "")), key)
    else:
        target = _text(row.get(key)) or ""
    address = absolute(url, target) if target else None
    return address if address and article.judge(address, site).reason != article.DENIED else None


def _address(row: Row, url: str, site: Site, title: str | None) -> str | None:
    """The value of a row that looks most like the address of an article; a titled row needs less of a likeness."""
    best, least = None, article.LIKELY if not title or weight(title) < HEADLINE else 0.0
    for value in row.values():
        if not isinstance(value, str) or len(value) > 500 or "/" not in value or " " in value.strip():
            continue
        address = absolute(url, value)
        shape = article.judge_near(address, site) if address else None
        if shape and not shape.is_refused and shape.score >= least:
            best, least = address, max(shape.score, 0.01)
    return best


def _title(row: Row) -> str | None:
    named = [text for key, value in row.items() if _TITLE.search(key) and (text := _text(value))]
    return max(named, key=weight, default=None)


def _time(row: Row) -> Any:
    return next(
        (value for key, value in row.items() if _TIME.search(key) and isinstance(value, str | int) and value), None
    )


def stamp(value: Any, site: Site) -> str | None:
    """A time as it is printed; seconds or milliseconds since 1970 become ISO 8601 in the site's time zone."""
    digits = str(value).partition(".")[0] if not isinstance(value, bool) else ""
    if digits.isdecimal() and len(digits) in (10, 13):
        seconds = int(digits) / (1000 if len(digits) == 13 else 1)
        zone = ZoneInfo(site.timezone) if site.timezone else UTC
        return datetime.fromtimestamp(seconds, zone).isoformat(timespec="seconds")
    return _text(value)


def _text(value: Any) -> str | None:
    return squeeze(_TAG.sub("", value)) or None if isinstance(value, str) else None


def _turned(url: str, rows: int) -> str | None:
    """The address with its page number, or its offset, moved on; None where it carries none."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    for place, (key, value) in enumerate(pairs):
        step = 1 if _PAGE_KEY.match(key) else rows if _OFFSET_KEY.match(key) else 0
        if step and value.isdecimal():
            pairs[place] = (key, str(int(value) + step))
            return parts._replace(query=urlencode(pairs)).geturl()
    return None
