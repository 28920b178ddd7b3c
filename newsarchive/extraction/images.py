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
    r"^\W{0,2}(?:图为|圖為|图[:：]|图片说明|圖片說明|资料图[:：]|资料图片[:：]|▲|△|↑|(?:上|下|左|右)图)|(?:摄|攝|供图|视频截图|资料图|截图)\s*[)）]?$"
)
_ELSEWHERE = int(Hint.RELATED | Hint.COMMENT | Hint.FOOTER)
_SENTENCE = re.compile(r"[。！？!?][”\"』」]?$")
_SMALL = re.compile(
    r"(?:^|[/_-])(?:logo|icon|spacer|blank|pixel|1x1|loading|arrow|btn|button|ewm|qrcode|erweima|share|avatar|ad)s?(?:[._/-]|\d|$)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Found:
    """The images in page order, and the indexes of the blocks that are their captions."""

    images: tuple[Image, ...]
    captions: frozenset[int]


def read(document: Document, parts: Parts, placeholders: frozenset[int] = frozenset()) -> Found:
    """The images between the headline and the end of the body; only blocks near an image can be captions.

    `placeholders` are the blocks that stand by an image and say nothing of it ("(资料图)").
    """
    layout = document.layout
    if not parts.body:
        return Found((), frozenset())
    first = parts.body[0].index
    start = parts.headline.index + 1 if parts.headline and parts.headline.index < first else max(0, first - 4)
    end = parts.body[-1].index + 2
    home = _home(layout, parts)
    images: list[Image] = []
    captions: set[int] = set()
    for number, picture in enumerate(layout.pictures):
        if not start <= picture.before <= end or not _within(layout, picture, home):
            continue
        url = absolute(document.url, picture.src) if picture.src else None
        if (picture.src and not url) or _SMALL.search(picture.src) or _is_tiny(picture):
            continue
        block = _caption(layout, picture, captions | placeholders, number)
        if block:
            captions.add(block.index)
        images.append(Image(url, block.text if block else None))
    unique = {image.url: image for image in reversed(images) if image.url}
    found = tuple(image for image in images if (unique.pop(image.url, None) if image.url else image.caption))
    return Found(found, frozenset(captions))


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


def _is_tiny(picture: Picture) -> bool:
    sizes = [re.match(r"\d+", picture.element.get(key) or "") for key in ("width", "height")]
    return any(size and int(size[0]) < 40 for size in sizes)


def _caption(layout: Layout, picture: Picture, taken: Collection[int], number: int) -> Block | None:
    """The line that explains the picture: a figcaption or marked line by it, or the short centred line right below."""
    for index in (picture.before, picture.before - 1, picture.before + 1):
        if not 0 <= index < len(layout.blocks) or index in taken:
            continue
        block = layout.blocks[index]
        if len(block.text) <= _LONGEST_MARKED and (block.tag == "figcaption" or block.hints & Hint.CAPTION):
            return block
    index = picture.before
    following = layout.pictures[number + 1].before if number + 1 < len(layout.pictures) else -1
    if index >= len(layout.blocks) or index in taken or following == index:
        return None
    block = layout.blocks[index]
    if len(block.text) > _LONGEST or block.links > 0.5 or block.indented:
        return None
    if _OPENING.search(block.text):
        return block
    if _is_centred(layout, block) and not _SENTENCE.search(block.text):
        return block
    return None


def _is_centred(layout: Layout, block: Block) -> bool:
    if block.container < 0:
        return False
    element = layout.containers[block.container].element
    style = (element.get("style") or "").replace(" ", "").lower()
    return "text-align:center" in style or (element.get("align") or "").lower() == "center" or element.tag == "center"
