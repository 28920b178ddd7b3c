"""The links of a listing in, the date printed beside each out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml.etree import _Element

from newsarchive.discovery import anchors, dates
from newsarchive.text import squeeze

_LEVELS = 6
"""How far above its link a row may end: link, heading, cell, row and two boxes more."""


def dates_of(links: Mapping[str, tuple[str, Sequence[_Element]]]) -> dict[str, str | None]:
    """The date printed in the row of each link, None where there is none.

    `links` maps the key of an address to its headline and the elements that link to it.
    """
    rows = _rows({key: elements for key, (_, elements) in links.items()})
    return {key: _date(headline, rows[key]) for key, (headline, _) in links.items()}


def _rows(links: Mapping[str, Sequence[_Element]]) -> dict[str, _Element]:
    """The row of each link: the highest element over its first place that holds no other of the links."""
    held: dict[_Element, str | None] = {}
    for key, elements in links.items():
        for element in elements:
            for ancestor in anchors.climb(element, _LEVELS):
                held[ancestor] = key if held.get(ancestor, key) == key else None
    rows = {}
    for key, elements in links.items():
        alone = [above for above in anchors.climb(elements[0], _LEVELS) if held[above] == key]
        rows[key] = alone[-1] if alone else elements[0]
    return rows


def _date(headline: str, row: _Element) -> str | None:
    """The date beside the headline, else inside the link in an element of its own, else right below the row."""
    if (stamp := row.find(".//time[@datetime]")) is not None:
        return squeeze(stamp.get("datetime", "")) or None
    text = anchors.text_of(row)
    if found := dates.printed(text.replace(headline, " ", 1) if headline else text):
        return found
    for part in row.iter("span", "i", "em", "small", "div", "p"):
        text = anchors.text_of(part, 60)
        if (found := dates.printed(text)) and len(text) < 2 * len(found):
            return found
    below = next(row.itersiblings("*"), None)
    if below is None or below.find(".//a") is not None:
        return None
    return dates.printed(anchors.text_of(below, 80))
