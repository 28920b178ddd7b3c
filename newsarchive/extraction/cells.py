"""The lines of a table's row -> one line with tabs between its cells, where they are data and do not arrange a page."""

from __future__ import annotations

from collections.abc import Sequence

from newsarchive.extraction.layout import Container
from newsarchive.records import Block

_LONGEST = 120  # characters; a longer cell is layout, not data


def joined(cells: Sequence[Block], row: Container, containers: Sequence[Container]) -> Block | None:
    """One block of the lines of a row, if each is short and has a cell of its own; `containers` are the page's."""
    if any(len(cell.text) > _LONGEST for cell in cells):
        return None
    homes = [_cell_of(cell, row, containers) for cell in cells]
    if None in homes or len(set(homes)) != len(homes):
        return None
    size = sum(len(cell.text) for cell in cells)
    first = cells[0]
    return Block(
        index=first.index,
        text="\t".join(cell.text for cell in cells),
        tag="tr",
        container=row.index,
        links=sum(cell.links * len(cell.text) for cell in cells) / size,
        anchors=sum(cell.anchors for cell in cells),
        bold=min(cell.bold for cell in cells),
        line=0,
        hints=first.hints,
        indented=False,
    )


def _cell_of(block: Block, row: Container, containers: Sequence[Container]) -> int | None:
    """The cell of this row that holds the block; None where a nested table lies between."""
    container = containers[block.container]
    while container.tag not in ("td", "th"):
        if container.tag in ("table", "tr") or container.parent < 0:
            return None
        container = containers[container.parent]
    return container.index if container.parent == row.index else None
