"""Images of the body with their captions, and the blocks that are captions, which leave the text."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from newsarchive.extraction.document import Document
from newsarchive.extraction.hints import Hint
from newsarchive.extraction.layout import Layout, Picture
from newsarchive.extraction.parts import Parts
from newsarchive.records import Block, Image
from newsarchive.urls import absolute

_LONGEST = 120  # characters of a caption that only its place gives away
_LONGEST_MARKED = 400
_OPENING = re.compile(
    r"\W{0,2}(?:图为|圖為|图\s?[:：/｜|]|图片说明|圖片說明|资料图[:：]|资料图片[:：]|▲|△|↑|[上下左右]图)"
)
_CLOSING = re.compile(r"(?:摄|攝|供图|视频截图|资料图|截图)\s?[)）]?$")
_SENTENCE = re.compile(r"[。！？!?][”\"』」]?$")
_SMALL = re.compile(
    r"(?:^|[/_-])(?:logo|icon|spacer|blank|pixel|1x1|loading|arrow|btn|button|ewm|qrcode|erweima|share|avatar|ad)s?"
    r"(?:[._/-]|\d|$)",
    re.I,
)
_ELSEWHERE = int(Hint.RELATED | Hint.COMMENT | Hint.FOOTER)
_TINY = 40  # pixels
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})  # centred, too, below the picture of a section
_FRAMES = frozenset(
    {"div", "figure", "section", "center", "dl", "li"}
)  # elements that hold an image and its caption only


@dataclass(frozen=True, slots=True)
class Found:
    """The images in page order, and the indexes of the blocks that are their captions."""

    images: tuple[Image, ...]
    captions: frozenset[int]


def read(document: Document, parts: Parts, placeholders: frozenset[int] = frozenset()) -> Found:
    """The images between the headline and the end of the body; only blocks near an image can be captions.

    `placeholders` are the blocks that stand by an image and say nothing of it ("(资料图)").
    """
    images: list[Image] = []
    captions: set[int] = set()
    for number, picture in _of_body(document.layout, parts):
        url = absolute(document.url, picture.src) if picture.src else None
        if picture.src and not url:
            continue
        block = _caption(document.layout, picture, captions | placeholders, number)
        if block:
            captions.add(block.index)
        images.append(Image(url, block.text if block else None))
    unique = {image.url: image for image in reversed(images) if image.url}
    found = tuple(image for image in images if (unique.pop(image.url, None) if image.url else image.caption))
    return Found(found, frozenset(captions))


def _of_body(layout: Layout, parts: Parts) -> list[tuple[int, Picture]]:
    """The pictures from the headline to right below the body, in or beside its element, with their numbers."""
    if not parts.body:
        return []
    first, end = parts.body[0].index, parts.body[-1].index + 2
    start = parts.headline.index + 1 if parts.headline and parts.headline.index < first else max(0, first - 4)
    home = _home(layout, parts)
    return [
        (number, picture)
        for number, picture in enumerate(layout.pictures)
        if start <= picture.before <= end and not _is_ornament(picture) and _within(layout, picture, home)
    ]


def _home(layout: Layout, parts: Parts) -> int:
    """The smallest container that holds all that is kept."""
    kept = [block for block in parts.body if block.index in parts.kept and block.container >= 0]
    if not kept:
        return -1
    first, last = kept[0].index, kept[-1].index
    index = kept[0].container
    while index >= 0 and not (layout.containers[index].first <= first and last < layout.containers[index].last):
        index = layout.containers[index].parent
    # A lone paragraph's images stand beside it, not in it.
    if index >= 0 and layout.containers[index].tag == "p":
        index = layout.containers[index].parent
    return index


def _within(layout: Layout, picture: Picture, home: int) -> bool:
    index = picture.container
    while index >= 0:
        if layout.containers[index].hints & _ELSEWHERE and index > home:
            return False
        if index == home:
            return True
        index = layout.containers[index].parent
    return home < 0


def _is_ornament(picture: Picture) -> bool:
    sizes = [re.match(r"\d+", picture.element.get(key) or "") for key in ("width", "height")]
    return bool(_SMALL.search(picture.src)) or any(size and int(size[0]) < _TINY for size in sizes)


def _caption(layout: Layout, picture: Picture, taken: Collection[int], number: int) -> Block | None:
    """The line that explains the picture: a figcaption or marked line by it, or a short one right below."""
    for index in (picture.before, picture.before - 1, picture.before + 1):
        if 0 <= index < len(layout.blocks) and index not in taken and _is_marked(layout.blocks[index]):
            return layout.blocks[index]
    following = layout.pictures[number + 1].before if number + 1 < len(layout.pictures) else -1
    if picture.before >= len(layout.blocks) or picture.before in taken or following == picture.before:
        return None
    block = layout.blocks[picture.before]
    return block if _looks_like_caption(layout, picture, block) else None


def _is_marked(block: Block) -> bool:
    return len(block.text) <= _LONGEST_MARKED and bool(block.tag == "figcaption" or block.hints & Hint.CAPTION)


def _looks_like_caption(layout: Layout, picture: Picture, block: Block) -> bool:
    """Whether the line below a picture is its caption: by its words, its place in the middle, or a shared frame."""
    if len(block.text) > _LONGEST or block.links > 0.5 or block.indented or block.tag in _HEADINGS:
        return False
    if _OPENING.match(block.text) or _CLOSING.search(block.text) or _shares_frame(layout, picture, block):
        return True
    return _is_centred(layout, block) and not _SENTENCE.search(block.text)


def _shares_frame(layout: Layout, picture: Picture, block: Block) -> bool:
    """Whether picture and line are all that their element holds."""
    if block.container < 0 or block.container != picture.container:
        return False
    frame = layout.containers[block.container]
    return frame.tag in _FRAMES and frame.last - frame.first == 1


def _is_centred(layout: Layout, block: Block) -> bool:
    if block.container < 0:
        return False
    element = layout.containers[block.container].element
    style = (element.get("style") or "").replace(" ", "").lower()
    return "text-align:center" in style or (element.get("align") or "").lower() == "center" or element.tag == "center"
