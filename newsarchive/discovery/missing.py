"""The page for an address that cannot exist in, whether another page is that same "not found" out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Self

from lxml.etree import _Element

from newsarchive.text import squeeze, weight

_LINES = 5000
_SPARE = 30
"""Weight of text by which two "not found" pages may differ once addresses and numbers are out: no headline fits in."""
_VARYING = re.compile(r"[\w.:%?=&-]*/[\w./:%?=&-]*|\d+", re.A)


@dataclass(frozen=True, slots=True)
class Missing:
    """What a portal says with status 200 where it should say 404: the lines of that page."""

    lines: frozenset[str]

    @classmethod
    def learn(cls, tree: _Element) -> Self:
        """From the page that answered an address which nobody can have published."""
        return cls(_lines(tree))

    def is_same(self, tree: _Element) -> bool:
        """Whether a page says nothing that this one does not say, and the other way round."""
        return sum(map(weight, self.lines ^ _lines(tree))) <= _SPARE


def _lines(tree: _Element) -> frozenset[str]:
    texts = (text for element in tree.iter("*") if element.tag not in ("script", "style") for text in _own(element))
    return frozenset(islice((line for text in texts if (line := squeeze(_VARYING.sub("", text)))), _LINES))


def _own(element: _Element) -> tuple[str, ...]:
    """The texts that stand in the element itself, not in its children."""
    return (element.text or "", *(child.tail or "" for child in element))
