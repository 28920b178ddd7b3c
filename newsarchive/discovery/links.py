"""What a source answered: the links of its page, sorted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from newsarchive.records import Link
from newsarchive.urls import key_of

HEADLINE = 14
"""From this weight on (seven Chinese characters) a text may be a headline; names of channels are shorter."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a source links to, in page order, each address once (by `urls.key_of`).

    `listings` are links that look like channels: guesses, for a site of which no source is known. `sources` belong to
    this one: the feeds that a page names, the sitemaps of an index, where a page without a list gets it from.
    `numbered` are rows that hold a number in place of an address, as `url` of their links. `is_cut_off`: the list goes
    on behind a button that only a browser can press.
    """

    articles: tuple[Link, ...] = ()
    listings: tuple[Link, ...] = ()
    next_page: str | None = None
    sources: tuple[Link, ...] = ()
    numbered: tuple[Link, ...] = ()
    is_cut_off: bool = False


def unique(links: Iterable[Link]) -> tuple[Link, ...]:
    """The links in their order, each address once."""
    first: dict[str, Link] = {}
    for link in links:
        first.setdefault(key_of(link.url), link)
    return tuple(first.values())
