"""The frontier: which URLs of a site wait, are being fetched, or are done, and with which outcome."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One URL of the frontier; `kind` ("source" or "article") and `key` (`urls.key_of`) name it.

    `title` and `date` are what the source `source` said of it; `depth` counts links from the start, `page` is how
    many-th page of its source it is.
    """

    url: str
    kind: str
    key: str
    section: str | None = None
    title: str | None = None
    date: str | None = None
    depth: int = 0
    page: int = 1
    source: str | None = None
