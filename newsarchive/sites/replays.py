"""Where other archives show their captures: the address of an index or a capture in, addresses of pages out."""

from __future__ import annotations

import re
from urllib.parse import urljoin

PATTERN = ("{timestamp}", "{url}")
"""The places of a pattern: the moment as 14 digits, UTC, and the page's own address."""

_CAPTURE = re.compile(r"/(\d{4,14})[a-z]{0,3}_?/(https?:/+[^/].*)$", re.S)


def pattern_of(index: str) -> str:
    """Where the captures of an index are shown as they were archived, by the two usual ways of naming both.

    >>> pattern_of("https://web.archive.org/cdx/search/cdx?url=a.cn&output=json")
    'https://web.archive.org/web/{timestamp}id_/{url}'
    >>> pattern_of("http://127.0.0.1:8080/old/cdx?url=a.cn/*")
    'http://127.0.0.1:8080/old/{timestamp}id_/{url}'
    """
    place = "/web/" if "/cdx/search/" in index else "./"
    return urljoin(index.partition("?")[0], place) + "{timestamp}id_/{url}"


def address(pattern: str, timestamp: str, url: str) -> str:
    """Where a page is shown as it was at a moment."""
    return pattern.replace("{timestamp}", timestamp).replace("{url}", url)


def original(shown: str) -> tuple[str, str] | None:
    """The moment and the page's own address of a capture's address; None for what is none.

    >>> original("http://127.0.0.1:8080/old/20130504030201id_/http://a.cn/1.html?b=2")
    ('20130504030201', 'http://a.cn/1.html?b=2')
    """
    found = _CAPTURE.search(shown)
    return (found[1], re.sub(r"^(https?:)/+", r"\1//", found[2])) if found else None
