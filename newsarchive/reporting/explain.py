"""What was made of a page in, a table out that shows for each block what became of it and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from newsarchive.judging import Judged
from newsarchive.records import Article, Block, Verdict
from newsarchive.reporting.render import table, width

COLUMNS = 120
"""Width of what is printed."""

_NEAR = 4  # blocks around one that was kept, or cut by a rule, that are shown one by one
_LEVELS = 3  # of the path to a block
_APART = ("read_by", "removed", "raw", "version", "schema")  # fields that say nothing of the page, or were shown above
_LINKED = 0.5  # share of linked text from which blocks are lists of links


def blocks(judged: Judged, columns: int = COLUMNS) -> str:
    """A row for each block: kept or cut, by what, the model's score, its place in the page, how its text begins.

    Blocks far from the article that nothing but the model has looked at are counted, not shown.
    """
    rows: list[tuple[str, ...]] = [("", "by", "score", "place", "text")]
    shown = _shown(judged.verdicts)
    for is_shown, group in groupby(judged.verdicts, key=lambda verdict: verdict.block.index in shown):
        verdicts = list(group)
        rows += [_row(judged, verdict) for verdict in verdicts] if is_shown else [("…", "", "", "", _counted(verdicts))]
    return _cut_to(rows, columns)


def fields(article: Article, columns: int = COLUMNS) -> str:
    """A row for each field that was found, with the reader that found it."""
    rows = [("field", "reader", "value")]
    for name, value in article.to_dict().items():
        if value not in (None, "", (), 1) and name not in _APART:
            rows.append((name, article.read_by.get(name, ""), _told(value)))
    return _cut_to(rows, columns)


def _shown(verdicts: Sequence[Verdict]) -> frozenset[int]:
    """The indexes of the blocks that are worth a row: by the article, or judged by more than the model."""
    near: set[int] = set()
    for verdict in verdicts:
        if verdict.kept or verdict.by != "body model":
            near.update(range(verdict.block.index - _NEAR, verdict.block.index + _NEAR + 1))
    return frozenset(near)


def _row(judged: Judged, verdict: Verdict) -> tuple[str, ...]:
    score = "" if verdict.score is None else f"{verdict.score:.2f}"
    return (
        "kept" if verdict.kept else "cut",
        verdict.by,
        score,
        _place(judged, verdict.block),
        _told(verdict.block.text),
    )


def _place(judged: Judged, block: Block) -> str:
    names = []
    for container in judged.document.layout.above(block)[:_LEVELS]:
        name = container.element.get("class") or container.element.get("id") or ""
        names.append(container.tag + "".join(f".{each}" for each in name.split()[:1]))
    return _shorten("/".join(reversed(names)), 32)


def _counted(verdicts: Sequence[Verdict]) -> str:
    size = sum(len(verdict.block.text) for verdict in verdicts)
    linked = sum(len(verdict.block.text) * verdict.block.links for verdict in verdicts)
    kind = "navigation and lists" if linked > _LINKED * size else "other text"
    return f"{len(verdicts)} block{'s' if len(verdicts) > 1 else ''} of {kind}"


def _told(value: object) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(map(_told, value))
    if isinstance(value, dict):
        return " ".join(map(str, filter(None, value.values())))
    return str(value).replace("\t", " | ").replace("\n", " ¶ ")


def _cut_to(rows: Sequence[Sequence[str]], columns: int) -> str:
    """The rows as a table whose last column takes the width that the others leave."""
    left = sum(max(map(width, column)) + 2 for column in list(zip(*rows, strict=True))[:-1])
    return table([(*row[:-1], _shorten(row[-1], max(20, columns - left))) for row in rows])


def _shorten(text: str, columns: int) -> str:
    """The beginning of a text that fits into so many columns.

    >>> _shorten("青江大桥今天通车", 9)
    '青江大桥…'
    """
    text = text[: columns + 1]
    if width(text) <= columns:
        return text
    return "".join(_fitting(text, columns - 1)) + "…"


def _fitting(text: str, columns: int) -> Iterator[str]:
    for char in text:
        columns -= width(char)
        if columns < 0:
            return
        yield char
