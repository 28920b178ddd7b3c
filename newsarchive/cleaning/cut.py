"""Blocks and their scores -> a verdict for each: kept, or cut by the body model or by a rule that is named."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from re import Pattern

from newsarchive.cleaning.rules import Rule, initial, letters, openings, scripts, shipped
from newsarchive.records import Block, Verdict
from newsarchive.sites import Site
from newsarchive.text import weight

MODEL = "body model"
_EDGE = 5  # lines from the start or the end of the body in which an "edge" rule may cut
_EDGE_SHARE = 0.25  # or this share of its lines, whichever is more
_LINKED = 0.5  # share of linked text from which a line below the heading of a related list goes with it
_LONGEST_HEADLINE = 100  # weight
_SENTENCE_ENDS = tuple('.!?:;…。！？：；”"')
_BESIDE = 12  # blocks next to the body in which a rule's catch is still named
_END_FROM = 0.3  # share of the body's lines above which no heading ends the article
_SURE_OF_REST = 0.75  # mean score of the text below a heading of comments from which that is the article's all the same
# A line as long as this that the model is as sure of is prose: only its beginning can give it away.
_SURE, _LONG = 0.9, 80


def judge(blocks: Sequence[Block], scores: Sequence[float], site: Site, *, threshold: float) -> list[Verdict]:
    """A verdict for each block, in page order; `scores` are the body model's (0..1), kept from `threshold` on."""
    inside = [index for index, score in enumerate(scores) if score >= threshold]
    if not inside:
        return [Verdict(block, False, MODEL, score) for block, score in zip(blocks, scores, strict=True)]
    first, last = inside[0], inside[-1]
    reach = max(_EDGE, int(len(inside) * _EDGE_SHARE))
    verdicts = []
    heading: str | None = None  # the rule that cut the heading of the list we are in
    listed = False  # whether nothing but headlines follows it
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
        rules = _rules(nth < reach, nth >= len(inside) - reach, scripts(block.text))
        rule = _rule_for(block, rules, site, prose=prose)
        if rule:
            heading = rule.name if rule.list else heading
            listed = listed or (rule.list and all(_is_headline(blocks[at]) for at in inside[nth:] if at > block.index))
            late = rule.end and nth >= len(inside) * _END_FROM
            ended = rule.name if late and not _sure(blocks, scores, inside[nth:]) else None
            verdicts.append(Verdict(block, False, rule.name, score))
        elif heading and (listed or block.links >= _LINKED):
            verdicts.append(Verdict(block, False, heading, score))
        else:
            heading = None
            verdicts.append(Verdict(block, score >= threshold, MODEL, score))
    return verdicts


def _is_headline(block: Block) -> bool:
    """Whether a line may be the headline of another article: short, and no sentence."""
    return weight(block.text) <= _LONGEST_HEADLINE and not block.text.endswith(_SENTENCE_ENDS)


def _sure(blocks: Sequence[Block], scores: Sequence[float], rest: Sequence[int]) -> bool:
    """Whether the model is sure of what follows: articles go on below a button that asks for a comment."""
    sizes = [len(blocks[index].text) for index in rest]
    mean = sum(scores[index] * size for index, size in zip(rest, sizes, strict=True)) / sum(sizes)
    return mean >= _SURE_OF_REST


@dataclass(frozen=True, slots=True)
class _Rules:
    """Rules by what is asked of a line: what it says and no more, what it opens with, what is found in it."""

    lines: Mapping[str, Rule]
    openings: Mapping[str, Rule]
    patterns: Sequence[tuple[Rule, Pattern[str]]]
    initials: frozenset[str]  # the letters that these phrases begin with
    longest: int  # characters of a line that a phrase may cut


@cache
def _rules(near_start: bool, near_end: bool, written: tuple[str, ...]) -> _Rules:
    """The shipped rules that may cut a line in such scripts, near the start or the end of the body, or near neither."""
    places = {"anywhere", *(("edge", "head") if near_start else ()), *(("edge", "tail") if near_end else ())}
    rules = [rule for rule in shipped() if rule.where in places and rule.script in written]
    return _Rules(
        lines={phrase: rule for rule in rules for phrase in rule.lines},
        openings={phrase: rule for rule in rules for phrase in rule.openings},
        patterns=[(rule, rule.pattern) for rule in rules if rule.pattern],
        initials=frozenset(phrase[0] for rule in rules for phrase in rule.lines | rule.openings),
        longest=max((rule.longest for rule in rules if rule.lines or rule.openings), default=0),
    )


def _rule_for(block: Block, rules: _Rules, site: Site, *, prose: bool) -> Rule | None:
    """The first of these rules, or of the site's, that cuts the line; prose only by what it begins with."""
    text = block.text
    if rule := _by_phrase(block, rules):
        return rule
    for rule, pattern in rules.patterns:
        if len(text) > rule.longest:
            continue
        if (pattern.match(text) or pattern.match(text, 1)) if prose else pattern.search(text):
            return rule
    for pattern in site.cut.lines:
        if pattern.search(text):
            return Rule(name="site rule", pattern=pattern, longest=len(text))
    return None


def _by_phrase(block: Block, rules: _Rules) -> Rule | None:
    """The rule one of whose phrases is all that the line says, or what it opens with."""
    text = block.text
    if len(text) > rules.longest or initial(text) not in rules.initials:
        return None
    if (rule := rules.lines.get(letters(text))) and len(text) <= rule.longest:
        return rule
    found = filter(None, map(rules.openings.get, openings(text, linked=block.links >= _LINKED)))
    return next((rule for rule in found if len(text) <= rule.longest), None)
