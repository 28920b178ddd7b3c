"""What a page looks like: its visible text as blocks in containers, and its images (`walk.py` makes it of a tree)."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.etree import _Element

from newsarchive.records import Block


@dataclass(slots=True)
class Container:
    """A block-level element and its place among the others.

    `first` and `last` bound the blocks inside it (half open); `shape` numbers the tag and class names from the root
    down, so that repeated parts of a page share it; `hints` are those of its names and of all elements above it.
    """

    index: int
    parent: int
    element: _Element
    tag: str
    depth: int
    own_hints: int
    hints: int
    shape: int
    first: int
    last: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """An image as the page shows it: `before` is the index of the block that follows it."""

    src: str
    alt: str
    before: int
    container: int
    element: _Element


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a page in order, the containers they lie in (parents before children), and the images.

    `complete` is False where a page was too large to be looked at to its end.
    """

    blocks: list[Block]
    containers: list[Container]
    pictures: list[Picture]
    complete: bool = True

    def path(self, block: Block) -> str:
        """The block-level tags from the root to the block: "body/div/p"."""
        return "/".join(reversed([container.tag for container in self.above(block)]))

    def above(self, block: Block) -> list[Container]:
        """The containers of a block, innermost first."""
        found = []
        index = block.container
        while index >= 0:
            found.append(self.containers[index])
            index = self.containers[index].parent
        return found
