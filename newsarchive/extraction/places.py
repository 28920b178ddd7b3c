"""A layout -> where each block stands: how much text its containers hold, how far it is from headline, date and body.

Arrays of one number a container or a block: a page has hundreds of each, and loops over them would cost more than the
parse. The last row of a container array stands for "none", so that index -1 needs no case of its own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from newsarchive.extraction.layout import Container, Layout
from newsarchive.records import Block
from newsarchive.text import fold

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

NAMES = (
    *("position", "text_before", "shape_mass", "shape_links", "shape_blocks"),
    *("box_mass", "box_links", "box_blocks", "box_stops", "up_mass", "up_links", "up_blocks", "up2_mass", "up2_links"),
    *("depth", "in_main", "main_mass", "main_links", "main_before", "main_after", "main_depth", "in_main2"),
    *("headline_gap", "is_headline", "in_title", "dateline_gap", "repeated", "twins", "dated_twins"),
)
"""The columns of `table`, in order."""

FAR = 60.0
"""Distances in blocks are cut off here: farther is all the same."""

# The look ahead at what any of these may begin with makes the search three times as fast.
DATE = re.compile(
    r"(?=[\dADFJMNOS])(?:(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}|\d{1,2}[:：]\d\d|\d{1,2}月\d{1,2}日"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2})"
)
"""What looks like a date; not read, only noticed."""

_Row = tuple[int, int, int, int, int]
_BOUNDS: Callable[[Container], _Row] = attrgetter("first", "last", "parent", "depth", "shape")
_SHORT = 120  # characters of a line that a date may make a byline
_VOTE = 20.0  # weight below which a line is no paragraph and has no vote on where the body is
_INSIDE = frozenset({"p", "li", "blockquote", "h2", "h3"})  # what lies in a body rather than being one


@dataclass(frozen=True, slots=True)
class Weights:
    """One number a block: weight of text outside and inside links, sentence ends; whether it begins with a date."""

    mass: Floats
    linked: Floats
    stops: Floats
    dated: Sequence[bool]


@dataclass(frozen=True, slots=True)
class _Boxes:
    """One number a container, the last row for "none": its bounds, parent, depth and shape."""

    first: Ints
    last: Ints
    parent: Ints
    depth: Ints
    shape: Ints


def table(layout: Layout, title: str, weights: Weights) -> NDArray[np.float32]:
    """Shape (blocks, len(NAMES)); `title` is the text of the page's title tag. The page has at least one block."""
    blocks = layout.blocks
    count = len(blocks)
    index = np.arange(count)
    rows = list(map(_BOUNDS, layout.containers))
    boxes = _boxes(rows)
    home = np.fromiter((block.container for block in blocks), np.intp, count)
    up = boxes.parent[home]
    shape = boxes.shape[home]
    values = np.array([weights.mass, weights.linked, weights.stops])
    running = np.zeros((len(values), count + 1))
    np.cumsum(values, axis=1, out=running[:, 1:])
    total = float(weights.mass.sum()) or 1.0
    held = _held(running, boxes, total)
    main, wider = _mains(layout, weights.mass)
    main_first, main_last = (boxes.first[main], boxes.last[main]) if main >= 0 else (0, count)
    wide_first, wide_last = (boxes.first[wider], boxes.last[wider]) if wider >= 0 else (0, count)
    bylines = [dated and len(block.text) < _SHORT for block, dated in zip(blocks, weights.dated, strict=True)]
    columns = [
        index / count,
        running[0, :-1] / total,
        *_by_shape(shape, home >= 0, values, total)[:, shape],
        *held[:, home],
        *held[:3, up],
        *held[:2, boxes.parent[up]],
        boxes.depth[home],
        (main_first <= index) & (index < main_last),
        held[0, main],
        held[1, main],
        *_clip([index - main_first, main_last - index]),
        np.where(home >= 0, boxes.depth[home] - boxes.depth[main], 0) if main >= 0 else 0,
        (wide_first <= index) & (index < wide_last),
        *_headline_columns(blocks, fold(title), bylines, index),
        *_twins(rows, bylines)[:, home],
    ]
    found = np.empty((len(columns), count), dtype=np.float32)
    for row, column in zip(found, columns, strict=True):
        row[:] = column
    return found.T


def _boxes(rows: Sequence[_Row]) -> _Boxes:
    none = (0, 0, -1, 0, 1 + max((row[-1] for row in rows), default=-1))
    return _Boxes(*np.fromiter(chain.from_iterable(chain(rows, [none])), np.intp).reshape(-1, len(none)).T)


def _held(running: Floats, boxes: _Boxes, total: float) -> Floats:
    """What each container holds: its share of the weight, the share of links in it, its blocks and sentence ends.

    Its blocks are a run, so that two running totals (of weight outside and inside links, sentence ends) tell it.
    """
    mass, linked, stops = running[:, boxes.last] - running[:, boxes.first]
    counts = np.log1p([boxes.last - boxes.first, stops])
    return np.array([mass / total, _share(linked, mass), *counts])


def _by_shape(shape: Ints, known: NDArray[np.bool_], values: Floats, total: float) -> Floats:
    """What the blocks of each shape hold: their share of the weight, the share of links in it, their number."""
    mass, linked = (np.bincount(shape, weights=each).astype(np.float64) for each in values[:2] * known)
    return np.array([mass / total, _share(linked, mass), np.log1p(np.bincount(shape, weights=known))])


def _share(linked: Floats, mass: Floats) -> Floats:
    whole = linked + mass
    return np.divide(linked, whole, out=np.zeros_like(whole), where=whole > 0)


def _mains(layout: Layout, mass: Floats) -> tuple[int, int]:
    """The container whose own lines carry most text, paragraphs counted to their parent, and the one around it.

    The idea is Arc90's readability: a paragraph votes for its parent, half for its grandparent.
    """
    votes: defaultdict[int, float] = defaultdict(float)
    for number in np.flatnonzero(mass > _VOTE).tolist():
        home = layout.blocks[number].container
        if home < 0:
            continue
        container = layout.containers[home]
        first = container.parent if container.tag in _INSIDE else container.index
        vote = float(mass[number]) - _VOTE
        votes[first] += vote
        if first >= 0 and (second := layout.containers[first].parent) >= 0:
            votes[second] += 0.5 * vote
    votes.pop(-1, None)
    if not votes:
        return -1, -1
    main = max(votes, key=lambda each: (votes[each], -each))
    return main, layout.containers[main].parent


def _twins(rows: Sequence[_Row], bylines: Sequence[bool]) -> Floats:
    """For each container: how many like it, of several lines each, stand side by side around it; the share with a date.

    Comments and teasers come as a row of twins, each with a name or headline, a date and a text; paragraphs are single
    lines.
    """
    dated = [0, *accumulate(bylines)]
    groups: dict[tuple[int, int], list[int]] = {}
    for first, last, parent, _, shape in rows:
        if last - first >= 2:
            group = groups.setdefault((parent, shape), [0, 0])
            group[0] += 1
            group[1] += dated[last] > dated[first]
    found = [(0.0, 0.0)] * (len(rows) + 1)
    for index, (first, last, parent, _, shape) in enumerate(rows):
        found[index] = found[parent]
        if last - first >= 2:
            alike, with_date = groups[parent, shape]
            if alike - 1 > found[parent][0]:
                found[index] = float(alike - 1), with_date / alike
    count, share = np.array(found).T
    return np.array([np.log1p(count), share])


def _headline_columns(
    blocks: list[Block], title: str, bylines: Sequence[bool], index: Ints
) -> list[NDArray[np.generic] | list[bool] | list[int]]:
    """The columns from "headline_gap" to "repeated"."""
    folded = [fold(block.text) if len(block.text) < 200 else "" for block in blocks]
    seen = Counter(folded)
    headline = _headline(blocks, folded, title)
    printed = folded[headline] if headline >= 0 else ""
    start = max(headline, 0)
    dateline = bylines.index(True, start) if any(bylines[start:]) else -1
    nowhere = np.full(len(blocks), -FAR - 1)
    return [
        _clip(index - headline) if headline >= 0 else nowhere,
        [len(text) > 4 and text == printed for text in folded],
        [len(text) > 4 and text in title for text in folded],
        _clip(index - dateline) if dateline >= 0 else nowhere,
        [min(seen[text], 5) if text else 1 for text in folded],
    ]


def _headline(blocks: list[Block], folded: list[str], title: str) -> int:
    """The block that prints the headline: the longest that the title tag contains, headings first; -1 for none."""
    best, found = 0.0, -1
    for block, text in zip(blocks, folded, strict=True):
        if len(text) >= 4 and block.links < 0.5 and text in title:
            score = len(text) * (2.0 if block.tag in ("h1", "h2") else 1.0)
            if score > best:
                best, found = score, block.index
    if found < 0:
        found = next((block.index for block in blocks if block.tag == "h1"), -1)
    return found


def _clip(distance: NDArray[np.intp] | Sequence[NDArray[np.intp]]) -> NDArray[np.intp]:
    return np.minimum(np.maximum(distance, -int(FAR)), int(FAR))
