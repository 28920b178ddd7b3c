"""Blocks and which of them the body model keeps -> a verdict for each: kept, or cut by a rule that is named."""

from __future__ import annotations

from collections.abc import Sequence

from newsarchive.cleaning.rules import Rule, shipped
from newsarchive.records import Block, Verdict
from newsarchive.sites import Site

MODEL = "body model"
_EDGE = 5  # lines from the start or the end of the body in which an "edge" rule may cut
_EDGE_SHARE = 0.25  # or this share of its lines, whichever is more
_LINKED = 0.5  # share of linked text from which a line is a link to elsewhere
_BESIDE = 12  # blocks next to the body in which a rule's catch is still recorded


def judge(blocks: Sequence[Block], scores: Sequence[float], site: Site, *, threshold: float) -> list[Verdict]:
    """A verdict for each block, in page order; `scores` are the body model's (0..1), kept from `threshold` on."""
    kept = [score >= threshold for score in scores]
    inside = [index for index, keep in enumerate(kept) if keep]
    first, last = (inside[0], inside[-1]) if inside else (0, -1)
    rank = {index: place for place, index in enumerate(inside)}
    reach = max(_EDGE, int(len(inside) * _EDGE_SHARE))
    verdicts = []
    listed: str | None = None  # the rule under whose heading we are
    for block in blocks:
        i = block.index
        if not first - _BESIDE <= i <= last + _BESIDE:
            verdicts.append(Verdict(block, False, MODEL, scores[i]))
            continue
        place = rank.get(i, 0 if i < first else len(inside) - 1)
        rule = _rule_for(block, place, len(inside), reach, site)
        if rule is None and listed and block.links >= _LINKED:
            verdicts.append(Verdict(block, False, listed, scores[i]))
            continue
        listed = rule.name if rule and rule.list else None if rule is None else listed
        by = rule.name if rule else MODEL
        verdicts.append(Verdict(block, kept[i] and rule is None, by, scores[i]))
    return verdicts


def _rule_for(block: Block, place: int, count: int, reach: int, site: Site) -> Rule | None:
    text = block.text
    near_start, near_end = place < reach, place >= count - reach
    for rule in shipped():
        if len(text) > rule.longest or rule.pattern.search(text) is None:
            continue
        if rule.where == "anywhere" or (rule.where != "tail" and near_start) or (rule.where != "head" and near_end):
            return rule
    for pattern in site.cut.lines:
        if pattern.search(text):
            return Rule(name="site rule", pattern=pattern, longest=len(text))
    return None
