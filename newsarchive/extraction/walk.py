"""A parsed page -> its layout: one walk over the tree.

A page has a thousand elements, and what is done for each of them is most of what reading it costs: tables tell what
begins and ends with a tag, and attributes are looked at only where one of those that say something is there.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any, cast

from lxml import etree
from lxml.etree import _Element

from newsarchive.extraction import cells, hints
from newsarchive.extraction.layout import Container, Layout, Picture
from newsarchive.records import Block
from newsarchive.text import squeeze, weight

_BLOCK_TAGS = frozenset(
    "html body address article aside blockquote caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frameset header hr legend li main menu nav ol p pre section summary table "
    "tbody td tfoot thead tr ul".split()
)
_BOLD_BLOCK_TAGS = frozenset("h1 h2 h3 h4 h5 h6 th".split())
_SILENT_TAGS = frozenset(
    "head script style noscript template iframe object embed svg math select option datalist textarea button input "
    "canvas audio video map noembed noframes applet title".split()
)
_NAMING = ("class", "id", "itemprop")
_TELLING = frozenset({*_NAMING, "hidden", "style"})
_HIDDEN = int(hints.Hint.HIDDEN)
# What is looked at of a page. No labelled page has more than 2,641 blocks, 693 images and 15,793 elements; without an
# end a page of ten megabytes would take half a minute and four gigabytes.
_MOST_BLOCKS = 10_000
_MOST_PICTURES = 2_000
_MOST_STEPS = 120_000  # two an element
_MOST_TEXT = 2_000_000  # characters: two long novels; the longest labelled text has 50,000
_LONGEST_LINK = 600  # weight of text in a link from which it is text: of the labelled pages' links none is that long
_IMAGE_KEYS = ("data-original", "data-src", "data-lazy-src", "data-actualsrc", "data-url", "data-lazyload", "src")


class _Walk:
    """The state of one walk; `lay_out` drives it."""

    __slots__ = (
        *("blocks", "containers", "pictures", "open", "hints", "names", "shapes", "in_link", "in_bold", "line"),
        *("link_from", "spaced", "parts", "inked", "linked", "links", "bold", "run_hints"),
    )

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.containers: list[Container] = []
        self.pictures: list[Picture] = []
        self.open: list[Container] = []  # around the current place
        self.hints: list[int] = [0]  # one a level of elements
        self.names: list[str] = []  # the class and id names of the open inline elements
        self.shapes: dict[tuple[int, str, str], int] = {}
        self.in_link = self.in_bold = 0
        self.line = 0
        self.link_from = 0  # how many blocks there were when the current link began
        self.spaced: str | None = None  # names of the inline element that just ended, with no text since
        self.begin()

    def begin(self) -> None:
        """Forget the text gathered since the last block ended: its parts, whether anything but blanks is in it, ..."""
        self.parts: list[str] = []
        self.inked = False
        self.linked = self.links = self.bold = self.run_hints = 0

    def add(self, text: str) -> None:
        """Text of the current run."""
        if text.isspace():
            if self.parts:
                self.parts.append(" ")
            elif text[-1] in "\u3000\xa0":
                self.parts.append(text)
            return
        self.spaced = None
        self.inked = True
        self.parts.append(text)
        if self.in_link:
            self.linked += len(text.strip())
        if self.in_bold:
            self.bold += len(text)
        self.run_hints |= self.hints[-1]

    def flush(self, *, line: bool = False) -> None:
        """End the current run; `line` where only a line break ends it."""
        if parts := self.parts:
            raw = "".join(parts) if len(parts) > 1 else parts[0]
            if text := squeeze(raw):
                container = self.open[-1] if self.open else None
                self.blocks.append(
                    Block(
                        len(self.blocks),
                        text,
                        container.tag if container else "body",
                        container.index if container else -1,
                        min(1.0, self.linked / len(text)) if self.linked else 0.0,
                        self.links,
                        min(1.0, self.bold / len(raw)) if self.bold else 0.0,
                        self.line,
                        self.run_hints,
                        raw.lstrip("\r\n\t ")[:1] in ("\u3000", "\xa0"),
                    )
                )
            self.begin()
        self.line = self.line + 1 if line else 0

    def enter(self, element: _Element, tag: str, names: str, mask: int) -> None:
        """Open a block-level element."""
        if self.parts or self.line:
            self.flush()
        above = self.open[-1] if self.open else None
        parent, around = (above.index, above.shape) if above else (-1, -1)
        shape = self.shapes.setdefault((around, tag, names), len(self.shapes))
        depth, number, first = len(self.open) + 1, len(self.containers), len(self.blocks)
        container = Container(number, parent, element, tag, depth, mask, self.hints[-1], shape, first)
        self.open.append(container)
        self.containers.append(container)

    def leave(self) -> None:
        """Close a block-level element."""
        if self.parts or self.line:
            self.flush()
        container = self.open.pop()
        if container.tag == "tr":
            self.join_cells(container)
        container.last = len(self.blocks)

    def enter_bold(self, element: _Element, tag: str, names: str, mask: int) -> None:
        self.enter(element, tag, names, mask)
        self.in_bold += 1

    def leave_bold(self) -> None:
        self.leave()
        self.in_bold -= 1

    def start_inline(self, _element: _Element, _tag: str, names: str, _mask: int) -> None:
        """Elements of different names set their texts apart."""
        self.names.append(names)
        if self.spaced is not None:
            if names and names != self.spaced:
                self.add(" ")
            self.spaced = None

    def end_inline(self) -> None:
        if names := self.names.pop():
            self.spaced = names

    def start_bold(self, element: _Element, tag: str, names: str, mask: int) -> None:
        self.start_inline(element, tag, names, mask)
        self.in_bold += 1

    def end_bold(self) -> None:
        self.end_inline()
        self.in_bold -= 1

    def start_link(self, _element: _Element, _tag: str, names: str, _mask: int) -> None:
        self.names.append(names)
        if not self.in_link:
            self.link_from = len(self.blocks)
        self.in_link += 1
        self.links += 1
        if self.spaced is not None:
            self.add(" ")
            self.spaced = None

    def end_link(self) -> None:
        self.in_link -= 1
        self.spaced = self.names.pop()
        if not self.in_link and self.link_from < len(self.blocks):
            self.unlink()

    def unlink(self) -> None:
        """Take a link for text where it is too long to be one: it was never closed, or leads from all of an article."""
        inside = self.blocks[self.link_from :]
        if sum(weight(block.text) * block.links for block in inside) + self.linked > _LONGEST_LINK:
            self.blocks[self.link_from :] = [block._replace(links=0.0, anchors=0) for block in inside]
            self.linked = self.links = 0

    def break_line(self, _element: _Element, _tag: str, names: str, _mask: int) -> None:
        self.names.append(names)
        self.flush(line=True)

    def picture(self, element: _Element, _tag: str, names: str, _mask: int) -> None:
        self.names.append(names)
        told = cast(dict[str, str], dict(element.items()))
        src = _source(told)
        # A figure's image is worth a line for its caption even where the page does not say where it lies.
        in_figure = bool(self.open) and self.open[-1].tag == "figure"
        if (src or in_figure) and len(self.pictures) < _MOST_PICTURES:
            before = len(self.blocks) + self.inked
            home = self.open[-1].index if self.open else -1
            self.pictures.append(Picture(src, squeeze(told.get("alt", "")), before, home, element))

    def join_cells(self, row: Container) -> None:
        """Make one block of a row of data, which has no more lines than cells."""
        if not 2 <= len(self.blocks) - row.first <= len(row.element):
            return
        line = cells.joined(self.blocks[row.first :], row, self.containers)
        if line is None:
            return
        self.blocks[row.first :] = [line]
        for container in self.containers[row.index + 1 :]:
            container.first = min(container.first, line.index)
            container.last = min(container.last, line.index + 1)


# What begins with a tag, and what ends with it; None for elements of which nothing is shown.
_STARTS: dict[Any, Callable[[_Walk, _Element, str, str, int], None] | None] = {
    **dict.fromkeys((*_SILENT_TAGS, etree.Comment, etree.PI, etree.Entity)),
    **dict.fromkeys(_BLOCK_TAGS, _Walk.enter),
    **dict.fromkeys(_BOLD_BLOCK_TAGS, _Walk.enter_bold),
    **dict.fromkeys(("b", "strong"), _Walk.start_bold),
    "a": _Walk.start_link,
    "br": _Walk.break_line,
    "img": _Walk.picture,
}
_ENDS: dict[Any, Callable[[_Walk], None] | None] = {
    **dict.fromkeys((*_SILENT_TAGS, etree.Comment, etree.PI, etree.Entity)),
    **dict.fromkeys(_BLOCK_TAGS, _Walk.leave),
    **dict.fromkeys(_BOLD_BLOCK_TAGS, _Walk.leave_bold),
    **dict.fromkeys(("b", "strong"), _Walk.end_bold),
    "a": _Walk.end_link,
}


def lay_out(tree: _Element) -> Layout:
    """The blocks, containers and images of a page, without what is never shown (scripts, fields); linear time."""
    walk = _Walk()
    add, blocks, masks = walk.add, walk.blocks, walk.hints
    start_of, end_of, start_inline, end_inline = _STARTS.get, _ENDS.get, _Walk.start_inline, _Walk.end_inline
    steps = etree.iterwalk(tree, events=("start", "end"))
    left = _MOST_TEXT
    for event, element in islice(steps, _MOST_STEPS):
        tag = element.tag
        if event == "start":
            start = start_of(tag, start_inline)
            if start is None:
                steps.skip_subtree()
                continue
            names, mask = _told(element, tag)
            masks.append(masks[-1] | mask)
            start(walk, element, tag, names, mask)
            text = element.text
        else:
            end = end_of(tag, end_inline)
            if end is not None:
                masks.pop()
                end(walk)
            text = element.tail
        if text:
            add(text[:left])
            left -= len(text)
            if left <= 0:
                break
        if len(blocks) >= _MOST_BLOCKS:
            break
    complete = left > 0 and next(steps, None) is None
    while walk.open:
        walk.leave()
    walk.flush()
    return Layout(walk.blocks, walk.containers, walk.pictures, complete)


def _told(element: _Element, tag: str) -> tuple[str, int]:
    """The names of an element, and what they and its tag say of its content, as a bit mask."""
    mask = hints.TAGS.get(tag, 0)
    if _TELLING.isdisjoint(element.keys()):
        return "", mask
    names = " ".join(filter(None, map(element.get, _NAMING)))
    if names:
        mask |= hints.read(names)
    style = element.get("style") or ""
    if ("none" in style and "display" in style) or element.get("hidden") is not None:
        mask |= _HIDDEN
    return names, mask


def _source(told: dict[str, str]) -> str:
    """Where an image lies, given its attributes; "" where they do not say."""
    for key in _IMAGE_KEYS:
        if key in told and (src := told[key]) and not src.startswith("data:"):
            return src
    widest = (told.get("srcset") or told.get("data-srcset") or "").split(",")[-1].split()
    return widest[0] if widest else ""
