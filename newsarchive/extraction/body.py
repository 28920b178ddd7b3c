"""Which blocks are the article's: document in, a score (0..1) for each block out, by a site rule or the body model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from newsarchive.extraction import features, model, select
from newsarchive.extraction.document import Document
from newsarchive.extraction.found import Found
from newsarchive.extraction.layout import Layout
from newsarchive.sites import Site

THRESHOLD = 0.5
"""The score from which a block is the article's."""

_ITEMS = ("tr", "li")
_GAP = 6  # blocks that are not the article's, from which what follows stands apart
_SURE = 0.7  # mean score from which a part that stands apart is the article's all the same


def read(document: Document, site: Site) -> Found[Sequence[float]]:
    """The score of every block, in page order."""
    blocks = document.layout.blocks
    if (selector := site.read.get("body")) and (inside := _inside(document, selector)):
        return Found([float(block.index in inside) for block in blocks], "site rule")
    scores = model.shipped().score(features.table(document.layout, document.title_tag)).tolist()
    _together(document.layout, scores)
    _apart(document.layout, scores)
    for selector in site.cut.elements:
        cut = _inside(document, selector)
        scores = [0.0 if index in cut else score for index, score in enumerate(scores)]
    return Found(scores, "body model")


def _together(layout: Layout, scores: list[float]) -> None:
    """Give the rows of a table, and the items of a list, their mean: it is in the article as a whole, or not at all."""
    lists: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for block in layout.blocks:
        if block.tag in _ITEMS:
            item = layout.containers[block.container]
            if item.last - item.first == 1:
                lists[item.parent, item.shape].append(block.index)
    for items in lists.values():
        mean = sum(scores[index] for index in items) / len(items)
        for index in items:
            scores[index] = mean


def _apart(layout: Layout, scores: list[float]) -> None:
    """Halve the scores of what stands apart below the article, unless it is sure to be a part of it.

    Below an article of two lines the page goes on: teasers and comments are longer, but the model is less sure of them.
    """
    runs: list[list[int]] = []
    for index, score in enumerate(scores):
        if score >= THRESHOLD and runs and index - runs[-1][-1] <= _GAP:
            runs[-1].append(index)
        elif score >= THRESHOLD:
            runs.append([index])
    if len(runs) < 2:
        return
    sizes = [len(block.text) for block in layout.blocks]
    main = max(runs, key=lambda run: sum(sizes[index] ** 0.5 * (scores[index] - THRESHOLD) ** 2 for index in run))
    for run in runs[1:]:
        mean = sum(sizes[index] * scores[index] for index in run) / sum(sizes[index] for index in run)
        if run is not main and mean < _SURE:
            for index in run:
                scores[index] /= 2


def _inside(document: Document, selector: str) -> frozenset[int]:
    """The indexes of the blocks that lie in an element that the selector matches."""
    roots = set(select.elements(document.tree, selector))
    if not roots:
        return frozenset()
    inside: set[int] = set()
    for container in document.layout.containers:
        # A container's parents come before it, so that one look upwards is enough.
        if (
            container.element in roots
            or container.parent in inside
            or not roots.isdisjoint(container.element.iterancestors())
        ):
            inside.add(container.index)
    return frozenset(block.index for block in document.layout.blocks if block.container in inside)
