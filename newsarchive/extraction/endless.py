"""Where an article ends though the page goes on: a page that shows one article below another, as endless ones do."""

from __future__ import annotations

from collections.abc import Collection

from newsarchive.extraction import stamp
from newsarchive.extraction.layout import Layout
from newsarchive.records import Block
from newsarchive.text import weight

_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_BOLD = 0.9  # share of bold text from which a plain line may be a headline
_LONGEST = 150  # characters of a headline
_BYLINE = 3  # blocks below a headline in which its date stands
_LONGEST_BYLINE = 100  # characters
_PROSE = 40  # weight of a line that two headlines must have between them


def next_article(layout: Layout, headline: Block | None, kept: Collection[int]) -> int | None:
    """The index of the block that prints the headline of a second article; None where the page has none.

    It looks like the first one's headline, element for element, and a date stands below it as below the first. Headings
    within an article have no date, and the articles of a live blog no headline of the same kind as the page's.
    """
    if headline is None or headline.container < 0 or not _is_dated(layout, headline.index):
        return None
    shape = layout.containers[headline.container].shape
    between = False
    for block in layout.blocks[headline.index + 1 :]:
        if between and _is_like(layout, block, headline, shape) and _is_dated(layout, block.index):
            return block.index
        between = between or (block.index in kept and weight(block.text) >= _PROSE)
    return None


def _is_like(layout: Layout, block: Block, headline: Block, shape: int) -> bool:
    return (
        block.tag == headline.tag
        and (block.tag in _HEADINGS or block.bold >= _BOLD)
        and len(block.text) <= _LONGEST
        and block.text != headline.text
        and layout.containers[block.container].shape == shape
    )


def _is_dated(layout: Layout, index: int) -> bool:
    """Whether a date stands right below a block, in a line of its own."""
    below = layout.blocks[index + 1 : index + 1 + _BYLINE]
    return any(len(block.text) <= _LONGEST_BYLINE and stamp.find(block.text) is not None for block in below)
