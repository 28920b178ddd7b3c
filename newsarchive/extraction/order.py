"""A text of a page -> its date, with the day told from the month by the page's country, language and other days."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from newsarchive.extraction import stamp
from newsarchive.extraction.document import Document
from newsarchive.extraction.stamp import Stamp
from newsarchive.urls import host_of

MODIFIED_META = (
    "article:modified_time og:updated_time lastmod last-modified datemodified weibo:article:update_at dcterms.modified "
    "bytedance:updated_time article.updated modified updated revised"
).split()
"""Names of meta tags that tell when a page was changed, the most trusted first."""

_EITHER_WAY = re.compile(r"(?:0?[1-9]|1[0-2])[-/](?:0?[1-9]|1[0-2])[-/](?:\d\d)?\d\d")
_NUMBERED = re.compile(r"(?<![\d./-])(\d\d?)[-/](\d\d?)[-/](?:19|20)\d\d(?!\d)")
_OF_REPUBLIC = re.compile(r"(?<![\d./-])1[0-2]\d([./-])\d{1,2}\1\d{1,2}(?![\d./-])")
_DAY_MONTH = re.compile(r"(?<![\d./-])(\d\d?)([./])(\d\d?)(?=\.?,?\s)")
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_MONTH_FIRST = frozenset({"us", "ph"})
_DAY_FIRST_ENGLISH = frozenset("gb au nz ie in za ng ke sg hk my".split())
_YEAR_FIRST = frozenset("zh ja ko hu lt mn".split())  # languages that put the month before the day
_SHORT = 60  # characters of a line whose date tells the order of others


def find(text: str, document: Document) -> Stamp | None:
    """The first date in a text of the page, completed by its address and the time of fetching."""
    address = stamp.in_url(document.page.url)
    near, now, month_first = address.day if address else None, document.page.fetched_at, is_month_first(document)
    found = stamp.find(text, now=now, near=near, month_first=month_first)
    if found is None or not found.whole:
        return _of_republic(text, document) or _day_before_month(text, document, now, near) or found
    if not _EITHER_WAY.search(found.raw):
        return found
    other = stamp.find(text, now=now, near=near, month_first=not month_first)
    return other if other and _is_better(other, found, document) else found


def _is_better(other: Stamp, found: Stamp, document: Document) -> bool:
    """Whether 06/07/2023 is to be read in the other order: the page's other days outweigh its language."""
    address, now = stamp.in_url(document.page.url), document.page.fetched_at
    told = (stamp.parse_iso(document.meta[name]) for name in MODIFIED_META if name in document.meta)
    near = address.day if address else next((each.day for each in told if each), None)
    if near:
        return abs(other.day - near) < min(_WEEK, abs(found.day - near))
    if now and found.day > now.date() + _DAY:
        return other.day <= now.date() + _DAY
    return _others_are_month_first(document) is (not is_month_first(document))


def _others_are_month_first(document: Document) -> bool | None:
    """The order that the page's dates with a day beyond the twelfth show; None where there are none, or both."""
    short = (block.text for block in document.layout.blocks if len(block.text) <= _SHORT)
    numbers = ((int(match[1]), int(match[2])) for text in short for match in _NUMBERED.finditer(text))
    shown = {first <= 12 for first, second in numbers if (first > 12) != (second > 12)}
    return shown.pop() if len(shown) == 1 else None


def _of_republic(text: str, document: Document) -> Stamp | None:
    """A date of a page from Taiwan that counts the years of the Republic and does not say so: 112/06/01."""
    match = _OF_REPUBLIC.search(text)
    if match is None or not (_country(document) == "tw" or _language(document)[3:] in ("tw", "hant")):
        return None
    found = stamp.find(f"民國{text[match.start() :]}")
    return replace(found, raw=found.raw.removeprefix("民國")) if found else None


def _day_before_month(text: str, document: Document, now: datetime | None, near: date | None) -> Stamp | None:
    """A date without a year, on a page whose language puts the day first: "5.11. 15:30"."""
    language = _language(document)[:2]
    if not language or language in _YEAR_FIRST or is_month_first(document) or not _DAY_MONTH.search(text):
        return None
    turned = _DAY_MONTH.sub(r"\3\2\1", text)
    found = stamp.find(turned, now=now, near=near)
    start = turned.find(found.raw) if found else -1
    return replace(found, raw=text[start : start + len(found.raw)]) if found and start >= 0 else None


def is_month_first(document: Document) -> bool:
    """Whether 03/04/2020 is the fourth of March here: American pages, told by domain or language."""
    if country := _country(document):
        return country in _MONTH_FIRST
    language = _language(document)
    return language[:2] == "en" and language[3:] not in _DAY_FIRST_ENGLISH


def _country(document: Document) -> str:
    """The country domain of the page's host; "" for the others."""
    country = host_of(document.page.url).partition(":")[0].rpartition(".")[2]
    return country if len(country) == 2 and country.isalpha() else ""


def _language(document: Document) -> str:
    return (document.tree.get("lang") or document.meta.get("og:locale") or "").replace("_", "-").lower()
