"""A text of a page -> its date, with the day told from the month by the page's country, language and other days."""

from __future__ import annotations

import re
from datetime import timedelta

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
_WEEK = timedelta(days=7)
_MONTH_FIRST = frozenset({"us", "ph"})
_DAY_FIRST_ENGLISH = frozenset("gb au nz ie in za ng ke sg hk my".split())


def find(text: str, document: Document) -> Stamp | None:
    """The first date in a text of the page, completed by its address and the time of fetching."""
    address = stamp.in_url(document.page.url)
    near, now, month_first = address.day if address else None, document.page.fetched_at, is_month_first(document)
    found = stamp.find(text, now=now, near=near, month_first=month_first)
    if found is None or not _EITHER_WAY.search(found.raw):
        return found
    # 06/07/2023: what else the page tells of its days says better than its language which of the two is the month.
    told = (stamp.parse_iso(document.meta[name]) for name in MODIFIED_META if name in document.meta)
    near = near or next((each.day for each in told if each), None)
    other = stamp.find(text, now=now, near=near, month_first=not month_first)
    return other if near and other and abs(other.day - near) < min(_WEEK, abs(found.day - near)) else found


def is_month_first(document: Document) -> bool:
    """Whether 03/04/2020 is the fourth of March here: American pages, told by domain or language."""
    country = host_of(document.page.url).partition(":")[0].rpartition(".")[2]
    if len(country) == 2 and country.isalpha():
        return country in _MONTH_FIRST
    language = (document.tree.get("lang") or document.meta.get("og:locale") or "").replace("_", "-").lower()
    return language[:2] == "en" and language[3:] not in _DAY_FIRST_ENGLISH
