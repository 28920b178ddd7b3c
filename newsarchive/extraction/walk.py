"""A parsed page -> its layout: one walk over the tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from lxml import etree
from lxml.etree import _Element

from newsarchive.extraction import hints
from newsarchive.extraction.layout import Container, Layout, Picture
from newsarchive.records import Block
from newsarchive.text import squeeze

_BLOCK_TAGS = frozenset(
    "html body address article aside blockquote caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frameset h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol p pre section summary table "
    "tbody td tfoot th thead tr ul".split()
)
_SILENT_TAGS = frozenset(
    "head script style noscript template iframe object embed svg math select option datalist textarea button input "
    "canvas audio video map noembed noframes applet title".split()
)
_BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
_NAMING = ("class", "id", "itemprop")
_HIDDEN = int(hints.Hint.HIDDEN)
_CELL_CHARS = 120  # a longer cell is layout, not data
# What is looked at of a page. No labelled page has more than 2,641 blocks, 693 images and 15,793 elements; without an
# end a page of ten megabytes would take half a minute and four gigabytes.
_MOST_BLOCKS = 10_000
_MOST_PICTURES = 2_000
_MOST_STEPS = 120_000  # two an element
_IMAGE_KEYS = ("data-original", "data-src", "data-lazy-src", "data-actualsrc", "data-url", "data-lazyload", "src")


@dataclass(slots=True)
class _Run:
    """The text gathered since the last block ended."""

    parts: list[str] = field(default_factory=list)
    inked: bool = False  # whether anything but white space stands in it
    linked: int = 0
    links: int = 0
    bold: int = 0
    hints: int = 0


class _Walk:
    """The state of one walk; `lay_out` drives it."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.containers: list[Container] = []
        self.pictures: list[Picture] = []
        self.open: list[int] = []  # containers around the current place
        self.hints: list[int] = [0]  # one a level of elements
        self.names: list[str] = []  # likewise: the class and id names of the open elements
        self.shapes: dict[tuple[int, str, str], int] = {}
        self.run = _Run()
        self.in_link = self.in_bold = 0
        self.line = 0
        self.spaced: str | None = None  # names of the inline element that just ended, with no text since

    def add_text(self, text: str) -> None:
        run = self.run
        if text.isspace():
            if run.parts:
                run.parts.append(" ")
            elif text[-1] in "\u3000\xa0":
                run.parts.append(text)
            return
        self.spaced = None
        run.inked = True
        run.parts.append(text)
        if self.in_link:
            run.linked += len(text.strip())
        if self.in_bold:
            run.bold += len(text)
        run.hints |= self.hints[-1]

    def flush(self, *, line: bool = False) -> None:
        """End the current run; `line` where only a line break ends it."""
        run = self.run
        if run.parts:
            raw = "".join(run.parts) if len(run.parts) > 1 else run.parts[0]
            if text := squeeze(raw):
                container = self.containers[self.open[-1]] if self.open else None
                size = len(text)
                self.blocks.append(
                    Block(
                        index=len(self.blocks),
                        text=text,
                        tag=container.tag if container else "body",
                        container=container.index if container else -1,
                        links=min(1.0, run.linked / size),
                        anchors=run.links,
                        bold=min(1.0, run.bold / max(1, len(raw))),
                        line=self.line,
                        hints=run.hints,
                        indented=raw.lstrip("\r\n\t ")[:1] in ("\u3000", "\xa0"),
                    )
                )
            self.run = _Run()
        self.line = self.line + 1 if line else 0

    def enter(self, element: _Element, tag: str, mask: int, names: str) -> None:
        """Open a block-level element."""
        if self.run.parts or self.line:
            self.flush()
        parent = self.open[-1] if self.open else -1
        above = self.containers[parent] if parent >= 0 else None
        key = (above.shape if above else -1, tag, names)
        self.open.append(len(self.containers))
        self.containers.append(
            Container(
                index=len(self.containers),
                parent=parent,
                element=element,
                tag=tag,
                depth=len(self.open),
                own_hints=mask,
                hints=self.hints[-1],
                shape=self.shapes.setdefault(key, len(self.shapes)),
                first=len(self.blocks),
            )
        )

    def leave(self, tag: str) -> None:
        """Close a block-level element."""
        if self.run.parts or self.line:
            self.flush()
        container = self.containers[self.open.pop()]
        if tag == "tr":
            self.join_cells(container)
        container.last = len(self.blocks)

    def join_cells(self, row: Container) -> None:
        """Make one block of a row of data: short cells of one line each, joined by tabs."""
        cells = self.blocks[row.first :]
        if len(cells) < 2 or any(len(cell.text) > _CELL_CHARS for cell in cells):
            return
        homes = [self._cell_of(cell, row) for cell in cells]
        if None in homes or len(set(homes)) != len(homes):
            return
        size = sum(len(cell.text) for cell in cells)
        first = cells[0]
        self.blocks[row.first :] = [
            Block(
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
        ]
        for container in self.containers[row.index + 1 :]:
            container.first = min(container.first, first.index)
            container.last = min(container.last, first.index + 1)

    def _cell_of(self, block: Block, row: Container) -> int | None:
        """The cell of this row that holds the block; None where a nested table lies between."""
        container = self.containers[block.container]
        while container.tag not in ("td", "th"):
            if container.tag in ("table", "tr") or container.parent < 0:
                return None
            container = self.containers[container.parent]
        return container.index if container.parent == row.index else None

    def _in_figure(self) -> bool:
        return bool(self.open) and self.containers[self.open[-1]].tag == "figure"

    def picture(self, element: _Element) -> None:
        src = next((value for key in _IMAGE_KEYS if (value := element.get(key)) and not value.startswith("data:")), "")
        if not src and (srcset := element.get("srcset") or element.get("data-srcset")):
            src = srcset.split(",")[-1].split()[0] if srcset.split(",")[-1].split() else ""
        # A figure's image is worth a line for its caption even where the page does not say where it lies.
        if (src or self._in_figure()) and len(self.pictures) < _MOST_PICTURES:
            before = len(self.blocks) + self.run.inked
            home = self.open[-1] if self.open else -1
            self.pictures.append(Picture(src, squeeze(element.get("alt") or ""), before, home, element))


def lay_out(tree: _Element) -> Layout:
    """The blocks, containers and images of a page, without what is never shown (scripts, fields); linear time."""
    walk = _Walk()
    steps = etree.iterwalk(tree, events=("start", "end"))
    complete = True
    for number, (event, element) in enumerate(steps):
        if number >= _MOST_STEPS or len(walk.blocks) >= _MOST_BLOCKS:
            complete = False
            break
        tag = element.tag
        if event == "start":
            if tag in _SILENT_TAGS or not isinstance(tag, str):
                steps.skip_subtree()
                walk.hints.append(0)
                walk.names.append("")
                continue
            _start(walk, element, tag)
        else:
            _end(walk, element, tag)
    while walk.open:
        walk.leave(walk.containers[walk.open[-1]].tag)
    walk.flush()
    return Layout(walk.blocks, walk.containers, walk.pictures, complete)


def _start(walk: _Walk, element: _Element, tag: str) -> None:
    names, mask = "", hints.TAGS.get(tag, 0)
    attributes = cast(dict[str, str], dict(element.items()))
    if attributes:
        names = " ".join([attributes[key] for key in _NAMING if key in attributes])
        mask |= hints.read(names) if names else 0
        if "hidden" in attributes or _is_hidden(attributes.get("style", "")):
            mask |= _HIDDEN
    walk.names.append(names)
    walk.hints.append(walk.hints[-1] | mask)
    if tag in _BLOCK_TAGS:
        walk.enter(element, tag, mask, names)
    elif tag == "br":
        walk.flush(line=True)
    elif tag == "img":
        walk.picture(element)
    else:
        if tag == "a":
            walk.in_link += 1
            walk.run.links += 1
            if walk.spaced is not None:
                walk.add_text(" ")
        elif walk.spaced is not None and names and names != walk.spaced:
            walk.add_text(" ")
        walk.spaced = None
    if tag in _BOLD:
        walk.in_bold += 1
    if element.text:
        walk.add_text(element.text)


def _end(walk: _Walk, element: _Element, tag: str) -> None:
    walk.hints.pop()
    names = walk.names.pop()
    if tag in _BLOCK_TAGS:
        walk.leave(tag)
    elif tag == "a":
        walk.in_link -= 1
        walk.spaced = names
    elif names:
        walk.spaced = names
    if tag in _BOLD:
        walk.in_bold -= 1
    if element.tail:
        walk.add_text(element.tail)


def _is_hidden(style: str) -> bool:
    return "none" in style and "display" in style
