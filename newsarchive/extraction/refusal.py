"""What was kept of a page in; why it is no article, if it is none, out."""

from __future__ import annotations

from collections.abc import Sequence

from newsarchive.extraction.layout import Layout
from newsarchive.records import Block, Outcome
from newsarchive.text import weight

_SHORTEST = 20  # weight (CJK characters count two) of a text that can be an article's
_LINKED = 0.75  # share of linked text from which a page is a listing
_HEADLINES = 100  # mean weight of a linked line up to which it is a headline; longer ones are an article in a link
_END = 100  # blocks before the end of what was looked at in which an unfinished article is seen to go on


def reason(layout: Layout, kept: Sequence[Block]) -> tuple[Outcome, str] | None:
    """The page's outcome and what decided it; None for an article. `kept` are the blocks of its text."""
    size = sum(weight(block.text) for block in kept)
    if size < _SHORTEST:
        linked = _linked(layout.blocks)
        if linked > _LINKED:
            return Outcome.LISTING, f"{linked:.0%} of its text is links"
        if size:
            return Outcome.TOO_SHORT, f"{sum(len(block.text) for block in kept)} characters of text"
        return Outcome.NOT_ARTICLE, "no block reads like an article's"
    if _linked(kept) > _LINKED and size < _HEADLINES * len(kept):
        return Outcome.LISTING, f"{len(kept)} linked headlines and no text"
    if not layout.complete and kept[-1].index > len(layout.blocks) - _END:
        return Outcome.TOO_LARGE, f"its text goes on after {len(layout.blocks)} lines"
    return None


def _linked(blocks: Sequence[Block]) -> float:
    """The share (0..1) of the blocks' characters that is links; 0 for none."""
    size = sum(len(block.text) for block in blocks)
    return sum(len(block.text) * block.links for block in blocks) / size if size else 0.0
