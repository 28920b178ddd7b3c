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
_TELLING = frozenset({"class", "id", "itemprop", "hidden", "style"})
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
        *("blocks", "containers", "pictures", "outside", "home", "hints", "shapes", "in_link", "in_bold", "line"),
        *("link_from", "spaced", "parts", "inked", "linked", "links", "bold", "run_hints"),
    )

    def __init__(self, tree: _Element) -> None:
        self.blocks: list[Block] = []
        self.containers: list[Container] = []
        self.pictures: list[Picture] = []
        self.outside = Container(-1, -1, tree, "body", 0, 0, 0, -1, 0)
        self.home = self.outside  # the container of the current place
        self.hints = 0  # of all elements around it
        self.shapes: dict[tuple[int, str, str], int] = {}
        self.in_link = self.in_bold = 0
        self.line = 0
        self.link_from = 0  # how many blocks there were when the current link began
        self.spaced: str | None = None  # names of the inline element that just ended, with no text since
        self.parts: list[str] = []
        self.begin()

    def begin(self) -> None:
        """Forget the text gathered since the last block ended: its parts, whether anything but blanks is in it, ..."""
        self.parts.clear()
        self.inked = False
        self.linked = self.links = self.bold = self.run_hints = 0

    def add(self, text: str) -> None:
        """Text of the current run, not merely blanks."""
        self.spaced = None
        self.inked = True
        self.parts.append(text)
        if self.in_link:
            self.linked += len(text.strip())
        if self.in_bold:
            self.bold += len(text)
        self.run_hints |= self.hints

    def set_apart(self) -> None:
        """Part what follows from the text before it, as a blank would."""
        if self.parts:
            self.parts.append(" ")

    def flush(self, *, line: bool = False) -> None:
        """End the current run; `line` where only a line break ends it."""
        if parts := self.parts:
            raw = "".join(parts) if len(parts) > 1 else parts[0]
            if text := squeeze(raw):
                self.blocks.append(
                    Block(
                        len(self.blocks),
                        text,
                        self.home.tag,
                        self.home.index,
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
        above, containers, shapes = self.home, self.containers, self.shapes
        shape = shapes.setdefault((above.shape, tag, names), len(shapes))
        self.home = Container(
            len(containers), above.index, element, tag, above.depth + 1, mask, self.hints, shape, len(self.blocks)
        )
        containers.append(self.home)

    def leave(self, _names: str = "") -> None:
        """Close a block-level element."""
        if self.parts or self.line:
            self.flush()
        home = self.home
        if home.tag == "tr":
            self.join_cells(home)
        home.last = len(self.blocks)
        self.home = self.containers[home.parent] if home.parent >= 0 else self.outside

    def enter_bold(self, element: _Element, tag: str, names: str, mask: int) -> None:
        self.enter(element, tag, names, mask)
        self.in_bold += 1

    def leave_bold(self, _names: str) -> None:
        self.leave()
        self.in_bold -= 1

    def start_inline(self, _element: _Element, _tag: str, names: str, _mask: int) -> None:
        """Elements of different names set their texts apart."""
        if self.spaced is not None:
            if names and names != self.spaced:
                self.set_apart()
            self.spaced = None

    def end_inline(self, names: str) -> None:
        if names:
            self.spaced = names

    def start_bold(self, element: _Element, tag: str, names: str, mask: int) -> None:
        self.start_inline(element, tag, names, mask)
        self.in_bold += 1

    def end_bold(self, names: str) -> None:
        self.end_inline(names)
        self.in_bold -= 1

    def start_link(self, _element: _Element, _tag: str, _names: str, _mask: int) -> None:
        if not self.in_link:
            self.link_from = len(self.blocks)
        self.in_link += 1
        self.links += 1
        if self.spaced is not None:
            self.set_apart()
            self.spaced = None

    def end_link(self, names: str) -> None:
        self.in_link -= 1
        self.spaced = names
        if not self.in_link and self.link_from < len(self.blocks):
            self.unlink()

    def unlink(self) -> None:
        """Take a link for text where it is too long to be one: it was never closed, or leads from all of an article."""
        inside = self.blocks[self.link_from :]
        if sum(weight(block.text) * block.links for block in inside) + self.linked > _LONGEST_LINK:
            self.blocks[self.link_from :] = [block._replace(links=0.0, anchors=0) for block in inside]
            self.linked = self.links = 0

    def break_line(self, _element: _Element, _tag: str, _names: str, _mask: int) -> None:
        self.flush(line=True)

    def picture(self, element: _Element, _tag: str, _names: str, _mask: int) -> None:
        told = cast(dict[str, str], dict(element.items()))
        src = _source(told)
        # A figure's image is worth a line for its caption even where the page does not say where it lies.
        if (src or self.home.tag == "figure") and len(self.pictures) < _MOST_PICTURES:
            before = len(self.blocks) + self.inked
            self.pictures.append(Picture(src, squeeze(told.get("alt", "")), before, self.home.index, element))

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


_Start = Callable[[_Walk, _Element, str, str, int], None]
_End = Callable[[_Walk, str], None]

# What begins with a tag, what ends with it, and what it says of its content; None where nothing of an element is shown.
_KINDS: dict[Any, tuple[_Start, _End, int] | None] = {
    **dict.fromkeys((*_SILENT_TAGS, etree.Comment, etree.PI, etree.Entity)),
    **{tag: (_Walk.enter, _Walk.leave, hints.TAGS.get(tag, 0)) for tag in _BLOCK_TAGS},
    **dict.fromkeys(_BOLD_BLOCK_TAGS, (_Walk.enter_bold, _Walk.leave_bold, 0)),
    **dict.fromkeys(("b", "strong"), (_Walk.start_bold, _Walk.end_bold, 0)),
    "a": (_Walk.start_link, _Walk.end_link, 0),
    "br": (_Walk.break_line, _Walk.end_inline, 0),
    "img": (_Walk.picture, _Walk.end_inline, 0),
}
_INLINE = (_Walk.start_inline, _Walk.end_inline, 0)


def lay_out(tree: _Element) -> Layout:
    """The blocks, containers and images of a page, without what is never shown (scripts, fields); linear time."""
    walk = _Walk(tree)
    add, parts, blocks = walk.add, walk.parts, walk.blocks
    kind_of, tells_nothing = _KINDS.get, _TELLING.isdisjoint
    ends: list[tuple[_End | None, str, int]] = []  # what is to be done at the ends of the open elements
    steps = etree.iterwalk(tree, events=("start", "end"))
    left = _MOST_TEXT
    for event, element in islice(steps, _MOST_STEPS):
        if event == "start":
            tag = element.tag
            kind = kind_of(tag, _INLINE)
            if kind is None:
                ends.append((None, "", walk.hints))
                steps.skip_subtree()
                continue
            start, end, mask = kind
            names = ""
            if not tells_nothing(element.keys()):
                names, told = _told(element)
                mask |= told
            ends.append((end, names, walk.hints))
            walk.hints |= mask
            start(walk, element, tag, names, mask)
            text = element.text
        else:
            close, names, walk.hints = ends.pop()
            if close is not None:
                close(walk, names)
            text = element.tail
        if text:
            if left <= 0 or len(blocks) >= _MOST_BLOCKS:
                break
            if not text.isspace():
                add(text[:left])
            # White space is most of a page's texts; at the beginning of a run only what indents it counts.
            elif parts:
                parts.append(" ")
            elif text[-1] in "\u3000\xa0":
                parts.append(text)
            left -= len(text)
    complete = left > 0 and next(steps, None) is None
    while walk.home is not walk.outside:
        walk.leave()
    walk.flush()
    return Layout(walk.blocks, walk.containers, walk.pictures, complete)


def _told(element: _Element) -> tuple[str, int]:
    """The names of an element, and what they say of its content, as a bit mask."""
    get = element.get
    names = " ".join(filter(None, (get("class"), get("id"), get("itemprop"))))
    mask = hints.read(names) if names else 0
    style = get("style")
    if (style and "none" in style and "display" in style) or get("hidden") is not None:
        mask |= _HIDDEN
    return names, mask


def _source(told: dict[str, str]) -> str:
    """Where an image lies, given its attributes; "" where they do not say."""
    for key in _IMAGE_KEYS:
        if key in told and (src := told[key]) and not src.startswith("data:"):
            return src
    widest = (told.get("srcset") or told.get("data-srcset") or "").split(",")[-1].split()
    return widest[0] if widest else ""
