"""Where an article ends though the page goes on: with the next one of an endless page, with what its readers say."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, datetime
from itertools import pairwise

from newsarchive.extraction import stamp
from newsarchive.extraction.layout import Layout
from newsarchive.records import Block
from newsarchive.text import fold, weight

_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_BOLD = 0.9  # share of bold text from which a plain line may be a headline
_LONGEST = 150  # characters of a headline
_BYLINE = 3  # blocks below a headline in which its date stands
_LONGEST_BYLINE = 100  # characters
_PROSE = 40  # weight of a line that two headlines, or a headline and the first reader, must have between them
_DIGIT = re.compile(r"\d")
_NAME = re.compile(r"[^\W\d]{2}")
_LONGEST_STAMP = 60  # characters of the line that names a reader and when he wrote
_OWN = re.compile(  # what a byline says beside a date, and no reader
    r"来源|來源|编辑|編輯|责编|責編|记者|記者|作者|更新|^\W*[发發][布佈表]|[发發][布佈表](?:时间|日期|時間)|updated|publi|edit|source|aktualis|veröffentlicht|modifi"
    r"|mis à jour|aggiorn|actualiz|atualiz|zmodyf|aktualiz|обновл|опублик|оновл|ενημέρ",
    re.I,
)
_ANY_DAY = datetime(2020, 1, 1, tzinfo=UTC)  # "3小时前" counts from a day, whichever it is
_APART = 8  # blocks between two such lines
_LONGEST_NAME = 30  # weight of a name: a line that says more is an entry of a chronicle
_ENDS = (".", "!", "?", "。", "！", "？")


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
        between = between or (block.index in kept and _is_prose(block))
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


def first_reader(layout: Layout, headline: Block | None, kept: Collection[int]) -> int | None:
    """The index of the block that names the first of the readers who comment; None where none do.

    Readers are told by lines near each other and of one kind that say who wrote, and when to the minute, each another
    one: the entries of a live blog have no names, or the same. What names an editor or a source is the article's.
    """
    start = headline.index if headline else -1
    begun = next((index for index in sorted(kept) if index > start and _is_prose(layout.blocks[index])), None)
    if begun is None:
        return None
    stamps = [block for block in layout.blocks[begun + 1 : max(kept) + 1] if _writer(block.text)]
    pairs = ((one, two) for one, two in pairwise(stamps) if 1 < two.index - one.index <= _APART)
    alike = ((one, two) for one, two in pairs if layout.path(one) == layout.path(two))
    return next((one.index for one, two in alike if _writer(one.text) != _writer(two.text)), None)


def _is_prose(block: Block) -> bool:
    return weight(block.text) >= _PROSE


def _writer(text: str) -> str:
    """Who wrote, of a line that says that, and when to the minute, and nothing else; else ""."""
    if len(text) > _LONGEST_STAMP or text.endswith(_ENDS) or not _DIGIT.search(text) or _OWN.search(text):
        return ""
    found = stamp.find(text, now=_ANY_DAY)
    if found is None or not found.has_time:
        return ""
    rest = text.replace(found.raw, " ")
    return fold(rest) if weight(rest) <= _LONGEST_NAME and _NAME.search(rest) else ""
