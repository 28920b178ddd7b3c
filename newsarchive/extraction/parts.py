"""Blocks and which are kept -> the parts of the page that the field readers look into: headline, head, body, tail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from newsarchive.extraction import labels, pieces, stamp
from newsarchive.extraction.document import Document
from newsarchive.extraction.hints import Hint
from newsarchive.extraction.layout import Layout
from newsarchive.extraction.pieces import Piece
from newsarchive.records import Block
from newsarchive.text import cjk_count, fold

_HAN, _KANA = re.compile("[\u4e00-\u9fff]"), re.compile("[\u3040-\u30ff]")
_BYLINE = re.compile(  # a line of the text that can only be one: a label for its source, or a date, and no sentence
    r"(?:[^，。]{0,40}[\s|】)）\d])?(?:来源|來源|稿源|发布机构|发文机关)\s?[:：][^，。]{0,60}$"
    r"|\W{0,3}(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\s\d:：]{0,12}[^，。]{0,30}$"
)
# Plain integers: arithmetic on flags costs ten times as much.
_CAPTION, _TITLE, _NO_HEADLINE = int(Hint.CAPTION), int(Hint.TITLE), int(Hint.NAVIGATION | Hint.META)
_COMMENT = int(Hint.COMMENT)
_SEPARATOR = re.compile(r"\s[-–—·]\s|[|｜_]|--")  # between a headline and the names behind it
_ABOVE = 6  # blocks above the headline: date lines and breadcrumbs
_BELOW = 25  # blocks below the headline in which a byline may stand
_FIRST = 6  # lines at the start of the body among which those that were cut may be a byline
_NEAR = 10  # blocks right above the body in which it may stand, however far the headline is
_PIECED = 12  # lines at both ends of the byline whose elements are looked at
_SHORT = 60  # characters of a line that holds a date and little else
_SENTENCE_ENDS = ("", ".", "!", "?", "。", "！", "？")
_TAIL = 16  # blocks below the body in which credits may stand
_LONGEST_DATED = 80  # characters of a line with a date beside which a name may stand
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)  # whether "3小时前" stands there is asked, not when that was
_LONGEST = 280  # characters of a line that may hold a credit
_ALL_LINK = 0.95  # share of a line's text from which it is a link and nothing else
_LONGEST_HEADLINE = 300
_LONGEST_PLAIN = 80  # characters of one that no title tells
_ALL_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HEADINGS = {"h1": 3.0, "h2": 2.0, "h3": 2.0}  # how much more a heading counts than a plain line with the same words


@dataclass(frozen=True)
class Parts:
    """Where things are. `headline` is the block that prints it, or None; the others are runs of blocks in page order.

    A headline in several lines is one block with the text of all, at the place of the last.
    `head` reaches from a few blocks above the headline to the body, `body` from the first block kept to the last;
    `tail` is what follows it; `kept` holds the indexes of the blocks that are the article's.
    """

    layout: Layout
    headline: Block | None
    head: Sequence[Block]
    body: Sequence[Block]
    tail: Sequence[Block]
    kept: frozenset[int]

    @cached_property
    def byline(self) -> tuple[Block, ...]:
        """The lines in which date, source and writers stand: below the headline, first in the body, above it."""
        at = self.headline.index if self.headline else -1
        below = [block for block in self.head if block.index > at]
        if len(below) > _BELOW + _NEAR:
            below = below[:_BELOW] + below[-_NEAR:]
        first = [block for block in self.body[:_FIRST] if block.index not in self.kept or _is_byline(block.text)]
        above = [block for block in reversed(self.head) if block.index <= at]
        return tuple(block for block in (*below, *first, *above) if len(block.text) <= _LONGEST)

    @cached_property
    def dated(self) -> tuple[tuple[Block, str], ...]:
        """The short lines of the byline that hold a date, or tell how long ago it was, and that as they print it."""
        found = (
            (line, stamp.find(line.text, now=_ANY_TIME)) for line in self.byline if len(line.text) <= _LONGEST_DATED
        )
        return tuple((line, date.raw) for line, date in found if date)

    @cached_property
    def closing(self) -> tuple[Block, ...]:
        """The lines below the body, then those inside it that were cut, last first: where credits stand otherwise."""
        inside = [block for block in reversed(self.body) if block.index not in self.kept]
        return tuple(b for b in (*self.tail, *inside) if len(b.text) <= _LONGEST and not _is_of_others(b))

    @cached_property
    def credits_above(self) -> tuple[Block, ...]:
        """The byline as labels are looked for in it."""
        return labels.credit_lines(self.byline)

    @cached_property
    def credits_below(self) -> tuple[Block, ...]:
        """The closing lines as labels are looked for in them."""
        return labels.credit_lines(self.closing)

    @cached_property
    def is_chinese(self) -> bool:
        """Whether the text is Chinese: mostly Han, with hardly any kana."""
        sample = self._sample
        return len(_HAN.findall(sample)) > max(0.3 * len(sample), 10 * len(_KANA.findall(sample)))

    @cached_property
    def is_east_asian(self) -> bool:
        """Whether the text is Chinese or Japanese."""
        return len(_HAN.findall(self._sample)) + len(_KANA.findall(self._sample)) > 0.2 * len(self._sample)

    @property
    def _sample(self) -> str:
        return "".join(block.text for block in self.body[:8])[:1000]

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The elements around the byline and right below the body whose names say what they hold."""
        lines = self.byline if len(self.byline) <= 2 * _PIECED else (*self.byline[:_PIECED], *self.byline[-_PIECED:])
        return pieces.read(self.layout, (*lines, *self.tail[:4]))


def _is_of_others(block: Block) -> bool:
    """Whether a line below the text is a reader's, or the headline of another article in a list."""
    listed = block.tag == "li" and block.links > _ALL_LINK
    return bool(block.hints & _COMMENT) or listed or block.text.startswith(("上一", "下一"))


def _is_byline(text: str) -> bool:
    """Whether a line is one for sure: a label for its source, or a date and little else."""
    if _BYLINE.match(text):
        return True
    found = stamp.find(text) if len(text) <= _SHORT and text[-1:] not in _SENTENCE_ENDS else None
    return found is not None and len(text) - len(found.raw) <= _SHORT // 2


def split(document: Document, kept: Sequence[bool]) -> Parts:
    """The parts of a page, given for each block whether it is kept."""
    blocks = document.layout.blocks
    inside = [index for index, keep in enumerate(kept) if keep]
    first, last = (inside[0], inside[-1]) if inside else (len(blocks), len(blocks) - 1)
    headline = _headline(document, first)
    start = headline.index if headline else max(0, first - _NEAR)
    return Parts(
        layout=document.layout,
        headline=headline,
        head=blocks[max(0, min(start, first) - _ABOVE) : first],
        body=blocks[first : last + 1],
        tail=blocks[last + 1 : last + 1 + _TAIL],
        kept=frozenset(inside),
    )


def _headline(document: Document, first: int) -> Block | None:
    """The block that shares most with the title that the page tells, else a heading right above the body."""
    blocks = document.layout.blocks
    told = (document.title_tag, document.meta.get("og:title", ""), document.news_ld.get("headline"))
    titles = list(dict.fromkeys(title for title in told if isinstance(title, str) and title))
    found = _sharing(blocks[: first + 3], titles) or _heading(blocks[: first + 1])
    return _whole(found, blocks, document.title_tag) if found else None


def _whole(headline: Block, blocks: Sequence[Block], title: str) -> Block:
    """The headline with the lines before and behind it that the title tag tells in one with it."""
    own = fold(headline.text)
    told = next((part for part in map(fold, _SEPARATOR.split(title)) if own in part != own), None)
    if told is None:
        return headline
    first = last = headline.index
    text = headline.text
    while first > 0 and (longer := _longer(blocks[first - 1], headline, (blocks[first - 1].text, text), told)):
        first, text = first - 1, longer
    while last + 1 < len(blocks) and (
        longer := _longer(blocks[last + 1], headline, (text, blocks[last + 1].text), told)
    ):
        last, text = last + 1, longer
    return headline._replace(index=last, text=text)


def _longer(line: Block, headline: Block, texts: tuple[str, str], told: str) -> str | None:
    """The headline with one line more, of the same element; None where that is not told."""
    if line.container != headline.container or not fold(line.text) or fold("".join(texts)) not in told:
        return None
    return ("" if cjk_count(texts[0][-1] + texts[1][0]) else " ").join(texts)


def _sharing(blocks: Sequence[Block], titles: Sequence[str]) -> Block | None:
    """The block that has most in common with one of the titles; None where none has enough."""
    folded = [fold(title) for title in titles]
    best, found = 8.0, None
    for block in blocks:
        text = block.text
        if not 2 <= len(text) <= _LONGEST_HEADLINE or block.hints & _CAPTION or not _may_match(block, titles):
            continue
        own = fold(text)
        size = max((_shared(own, title) for title in folded), default=0)
        score = size * _HEADINGS.get(block.tag, 1.0) * (0.3 if block.links > 0.8 else 1.0)
        if size >= 4 and score >= best:
            best, found = score, block
    return found


def _may_match(block: Block, titles: Sequence[str]) -> bool:
    """Whether folding is worth its time: a heading, or a line that begins, ends or lies as a title does."""
    text = block.text
    if block.tag in _HEADINGS:
        return True
    return any(text[:3] in title or title[:5] in text for title in titles)


def _shared(text: str, title: str) -> int:
    """How many characters text and title share: all of the text, or a beginning where one of the two is cut off."""
    if text in title:
        return len(text)
    shared = 0
    for a, b in zip(text, title, strict=False):
        if a != b:
            break
        shared += 1
    enough = shared >= 10 and shared >= 0.6 * min(len(text), len(title)) and len(text) <= 2 * shared
    return shared if enough else 0


def _heading(blocks: Sequence[Block]) -> Block | None:
    """The last h1 above the body, else the line right above it that looks like a headline."""
    fitting = [block for block in blocks if 4 <= len(block.text) <= _LONGEST_HEADLINE and block.links < 0.8]
    heading = next((block for block in reversed(fitting) if block.tag == "h1"), None)
    if heading:
        return heading
    near = (block for block in reversed(fitting[-6:]) if len(block.text) <= _LONGEST_PLAIN)
    return next((block for block in near if _stands_out(block)), None)


def _stands_out(block: Block) -> bool:
    """Whether a line is a heading by its element, its weight or its names."""
    if block.hints & _NO_HEADLINE:
        return False
    return block.tag in _ALL_HEADINGS or block.bold > 0.8 or bool(block.hints & _TITLE)
