"""A document in, the verdict on each of its blocks out, and the parts of the page that the kept ones make up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from newsarchive.cleaning import cut
from newsarchive.extraction import body, ending, images, parts, scripted
from newsarchive.extraction.document import Document
from newsarchive.extraction.parts import Parts
from newsarchive.records import Block, Removed, Verdict
from newsarchive.sites import Site
from newsarchive.text import fold, weight

_MARKED = 2  # times as many characters as the headline has, up to which a line with more marks may be the same
_SHORT = 120  # weight (CJK characters count two) of lines up to which others that are nearly as likely join them
_WEAK = 0.2  # score that the likeliest line must reach where none is surely the article's: links and footers stay below
_NEARLY = 0.5  # share of the likeliest line's score from which others go with it
_CAPTION = "caption"
_AS_FIELDS = (_CAPTION, "byline")  # lines that the record holds as fields: nothing is lost with them
_HEADLINE = "headline"
_LINES = 5  # of a headline
_NEXT, _COMMENTS = "next article", "comments"
_PLACEHOLDER = "picture placeholder"
_TAGS = "tags"


@dataclass(frozen=True)
class Judged:
    """What was made of one page: the verdict on each block, the parts they make up, its images and captions."""

    document: Document
    verdicts: Sequence[Verdict]
    parts: Parts
    pictures: images.Found
    by: str  # the reader that told the article's blocks from the others

    @cached_property
    def kept(self) -> list[Block]:
        """The lines of the article, in page order."""
        return [verdict.block for verdict in self.verdicts if verdict.kept]

    @property
    def removed(self) -> tuple[Removed, ...]:
        """The lines inside the body that were cut, and those right beside it that a rule names."""
        kept = [block.index for block in self.kept]
        if not kept:
            return ()
        beside = self.parts.headline.index + 1 if self.parts.headline else kept[0]
        return tuple(
            Removed(verdict.block.text, verdict.by)
            for verdict in self.verdicts
            if not verdict.kept
            and verdict.by not in _AS_FIELDS
            and (
                kept[0] < verdict.block.index < kept[-1] or (verdict.by != cut.MODEL and verdict.block.index >= beside)
            )
            # "标签:" with no tag behind it is no line that anybody could miss.
            and not (verdict.by == _TAGS and verdict.block.text.endswith((":", "：")))
        )


def judge(document: Document, site: Site) -> Judged:
    """The verdict on each block; of the page with its text in place, where only its scripts hold that."""
    judged = _judge(document, site)
    told = scripted.read(document, "\n".join(block.text for block in judged.kept))
    if told is None:
        return judged
    restored = scripted.restored(document, told, judged.parts.headline)
    return replace(_judge(restored, replace(site, read={**site.read, "body": scripted.SELECTOR})), by=told.by)


def _judge(document: Document, site: Site) -> Judged:
    """Blocks scored, rules applied, captions told from text."""
    scored = body.read(document, site)
    verdicts = cut.judge(document.layout.blocks, scored.value, site, threshold=body.THRESHOLD)
    found = parts.split(document, [verdict.kept for verdict in verdicts])
    verdicts = _ended(verdicts, found)
    verdicts = _likeliest(_without_headline(verdicts, found), found)
    found = parts.split(document, [verdict.kept for verdict in verdicts])
    placeholders = frozenset(verdict.block.index for verdict in verdicts if verdict.by == _PLACEHOLDER)
    pictures = images.read(document, found, placeholders)
    for index in pictures.captions:
        verdicts[index] = verdicts[index]._replace(kept=False, by=_CAPTION)
    return Judged(document, verdicts, found, pictures, scored.by)


def _ended(verdicts: list[Verdict], found: Parts) -> list[Verdict]:
    """Without the next article of the page, of which the first is the one that its address leads to, and comments."""
    kept = {verdict.block.index for verdict in verdicts if verdict.kept}
    for name, end in ((_NEXT, ending.next_article), (_COMMENTS, ending.first_reader)):
        start = end(found.layout, found.headline, kept)
        if start is not None:
            verdicts = [v._replace(kept=False, by=name) if v.kept and v.block.index >= start else v for v in verdicts]
            kept = {index for index in kept if index < start}
    return verdicts


def _likeliest(verdicts: list[Verdict], found: Parts) -> list[Verdict]:
    """Where next to nothing is kept: the lines likelier than all others below the headline.

    A notice of a line or two among lists is an article, too; the model is not sure of it, but it is sure of the lists.
    """
    size = sum(weight(verdict.block.text) for verdict in verdicts if verdict.kept)
    if found.headline is None or size >= _SHORT:
        return verdicts
    below = [v for v in verdicts if v.by == cut.MODEL and v.block.index > found.headline.index]
    best = max((verdict.score or 0.0 for verdict in below), default=0.0)
    if best < _WEAK:
        return verdicts
    chosen = {verdict.block.index for verdict in below if (verdict.score or 0.0) >= _NEARLY * best}
    return [verdict._replace(kept=verdict.kept or verdict.block.index in chosen) for verdict in verdicts]


def _without_headline(verdicts: list[Verdict], found: Parts) -> list[Verdict]:
    """The headline is a field, not the first line of the text."""
    headline = found.headline
    if headline is None:
        return verdicts
    own, longest = fold(headline.text), _MARKED * len(headline.text)
    return [
        verdict._replace(kept=False, by=_HEADLINE)
        if verdict.kept
        and len(verdict.block.text) <= longest
        and (fold(verdict.block.text) == own or _is_line_of(verdict.block, headline))
        else verdict
        for verdict in verdicts
    ]


def _is_line_of(block: Block, headline: Block) -> bool:
    """Whether a block is the headline or, of one in several lines, a line above its last."""
    return block.index == headline.index or (
        headline.index - _LINES < block.index < headline.index
        and block.container == headline.container
        and block.text in headline.text
    )
