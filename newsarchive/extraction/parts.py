"""Blocks and their scores -> the parts of the page that the field readers look into: headline, head, body, tail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsarchive.extraction.layout import Layout
from newsarchive.records import Block
from newsarchive.text import fold

_HEAD = 14  # blocks above the body (from the headline on) in which a byline may stand
_ABOVE = 6  # blocks above the headline: date lines and breadcrumbs
_TAIL = 16  # blocks below the body in which credits may stand


@dataclass(frozen=True, slots=True)
class Parts:
    """Where things are. `headline` is the block that prints it, or None; the others are runs of blocks in page order.

    `head` reaches from a few blocks above the headline to the body, `body` from the first block kept to the last, `tail` is
    what follows it.
    """

    headline: Block | None
    head: Sequence[Block]
    body: Sequence[Block]
    tail: Sequence[Block]
    kept: frozenset[int]


def split(layout: Layout, kept: Sequence[bool], title: str) -> Parts:
    """The parts of a page, given for each block whether it is kept, and the text of the title tag."""
    blocks = layout.blocks
    inside = [index for index, keep in enumerate(kept) if keep]
    first, last = (inside[0], inside[-1]) if inside else (len(blocks), len(blocks) - 1)
    headline = find_headline(blocks[: first + 3], fold(title))
    start = headline.index if headline else max(0, first - _HEAD)
    return Parts(
        headline=headline,
        head=blocks[max(0, min(start, first) - _ABOVE) : first],
        body=blocks[first : last + 1],
        tail=blocks[last + 1 : last + 1 + _TAIL],
        kept=frozenset(inside),
    )


def find_headline(blocks: Sequence[Block], title: str) -> Block | None:
    """The block that prints the headline: the one sharing most with the (folded) title tag, headings first; else the h1."""
    best, found = 0.0, None
    for block in blocks:
        if len(block.text) > 300:
            continue
        text = fold(block.text)
        if len(text) >= 4 and (text in title or _alike(text, title)):
            heading = block.tag in ("h1", "h2", "h3")
            score = (
                len(text)
                * (3.0 if block.tag == "h1" else 2.0 if heading else 1.0)
                * (0.3 if block.links > 0.8 else 1.0)
            )
            if score >= best:
                best, found = score, block
    if found is None or best < 8:
        found = next((block for block in blocks if block.tag == "h1" and 4 <= len(block.text) <= 300), found)
    return found


def _alike(text: str, title: str) -> bool:
    """Whether the title tag begins as the text does, or the text with most of the title tag: one of the two is cut off."""
    shared = 0
    for a, b in zip(text, title, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= 10 and shared >= 0.6 * min(len(text), len(title))
