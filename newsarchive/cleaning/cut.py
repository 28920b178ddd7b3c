"""Blocks and their scores -> a verdict for each: kept, or cut by the body model or by a rule that is named."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from newsarchive.cleaning.rules import Rule, shipped
from newsarchive.records import Block, Verdict
from newsarchive.sites import Site

MODEL = "body model"
_EDGE = 5  # lines from the start or the end of the body in which an "edge" rule may cut
_EDGE_SHARE = 0.25  # or this share of its lines, whichever is more
_LINKED = 0.5  # share of linked text from which a line below the heading of a related list goes with it
_BESIDE = 12  # blocks next to the body in which a rule's catch is still named
_END_FROM = 0.3  # share of the body's lines above which no heading ends the article
_SURE, _LONG = (
    0.9,
    80,
)  # a line as long as this that the model is as sure of is prose: only its beginning can give it away


def judge(blocks: Sequence[Block], scores: Sequence[float], site: Site, *, threshold: float) -> list[Verdict]:
    """A verdict for each block, in page order; `scores` are the body model's (0..1), kept from `threshold` on."""
    inside = [index for index, score in enumerate(scores) if score >= threshold]
    if not inside:
        return [Verdict(block, False, MODEL, score) for block, score in zip(blocks, scores, strict=True)]
    first, last = inside[0], inside[-1]
    reach = max(_EDGE, int(len(inside) * _EDGE_SHARE))
    verdicts = []
    heading: str | None = None  # the rule that cut the heading of the list we are in
    ended: str | None = None  # the rule that found the article's end
    for block, score in zip(blocks, scores, strict=True):
        if ended:
            verdicts.append(Verdict(block, False, ended, score))
            continue
        if not first - _BESIDE <= block.index <= last + _BESIDE:
            verdicts.append(Verdict(block, False, MODEL, score))
            continue
        nth = min(bisect_left(inside, block.index), len(inside) - 1)
        prose = score >= _SURE and len(block.text) > _LONG
        rule = _rule_for(block.text, _rules(nth < reach, nth >= len(inside) - reach), site, prose=prose)
        if rule:
            heading = rule.name if rule.list else heading
            ended = rule.name if rule.end and nth >= len(inside) * _END_FROM else None
            verdicts.append(Verdict(block, False, rule.name, score))
        elif heading and block.links >= _LINKED:
            verdicts.append(Verdict(block, False, heading, score))
        else:
            heading = None
            verdicts.append(Verdict(block, score >= threshold, MODEL, score))
    return verdicts


@cache
def _rules(near_start: bool, near_end: bool) -> tuple[Rule, ...]:
    """The shipped rules that may cut a line which stands near the start or the end of the body, or near neither."""
    places = {"anywhere", *(("edge", "head") if near_start else ()), *(("edge", "tail") if near_end else ())}
    return tuple(rule for rule in shipped() if rule.where in places)


def _rule_for(text: str, rules: Sequence[Rule], site: Site, *, prose: bool) -> Rule | None:
    """The first of these rules, or of the site's, that cuts the line; prose only by what it begins with."""
    for rule in rules:
        if len(text) > rule.longest:
            continue
        pattern = rule.pattern
        if (pattern.match(text) or pattern.match(text, 1)) if prose else pattern.search(text):
            return rule
    for pattern in site.cut.lines:
        if pattern.search(text):
            return Rule(name="site rule", pattern=pattern, longest=len(text))
    return None
