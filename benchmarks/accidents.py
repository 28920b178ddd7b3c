"""A page in, the page after a few accidents out: what becomes of pages on bad lines, in bad templates, by bad will."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_TAGS = (
    *(b"<div>", b"<p>", b"<a ", b"</div>", b"</p>", b"<table>", b"<script>", b"</script>", b"<h1>", b"</h1>", b"<br"),
    *(b"<li>", b"<tr>", b"</td>", b"<span", b"<meta ", b"<title>", b"</title>"),
)
_LITTER = (
    *(b"\0", b"\xff\xfe", b"<!--", b"]]>", b'"', b"'", b"&#0;", b"&#xD800;", b"<![CDATA[", b"\xe2\x80\xa8", b"<title>"),
    *(b"<svg>", b"<base href='//['>", b"<meta charset=utf-7>", b"<plaintext>", b"<textarea>", b"<frameset>", b"\x1b$B"),
    *(b"<select>", b"<template>", b"<noscript>", b"</body>", b"</html>", b"\xed\xa0\x80", b"\xef\xbf\xbf", b"~{VPND~}"),
)
_TAG = re.compile(rb"<[^<>]{1,500}>")
_BLOATED = 100_000  # characters of an attribute that has grown


def mutated(page: bytes, dice: random.Random) -> bytes:
    """The page after one to four accidents."""
    for _ in range(dice.randint(1, 4)):
        page = dice.choice(ACCIDENTS)(page, dice)
    return page


def _cut_short(page: bytes, dice: random.Random) -> bytes:
    return page[: dice.randrange(len(page) + 1)]


def _begun_late(page: bytes, dice: random.Random) -> bytes:
    return page[dice.randrange(len(page) + 1) :]


def _flipped(page: bytes, dice: random.Random) -> bytes:
    found = bytearray(page)
    for _ in range(dice.randint(1, 40) if found else 0):
        found[dice.randrange(len(found))] = dice.randrange(256)
    return bytes(found)


def _doubled(page: bytes, dice: random.Random) -> bytes:
    tag = dice.choice(_TAGS)
    return page.replace(tag, tag * dice.randint(2, 3), dice.randint(1, 200))


def _dropped(page: bytes, dice: random.Random) -> bytes:
    share = dice.random() * 0.3
    return _TAG.sub(lambda tag: b"" if dice.random() < share else tag[0], page)


def _torn(page: bytes, dice: random.Random) -> bytes:
    first, last = _places(page, dice, 2)
    return page[:first] + page[last:]


def _repeated(page: bytes, dice: random.Random) -> bytes:
    first, last = _places(page, dice, 2)
    return page[:last] + page[first:]


def _swapped(page: bytes, dice: random.Random) -> bytes:
    first, middle, last = _places(page, dice, 3)
    return page[:first] + page[middle:last] + page[first:middle] + page[last:]


def _littered(page: bytes, dice: random.Random) -> bytes:
    litter = dice.choice(_LITTER)
    for at in reversed(_places(page, dice, dice.randint(1, 20))):
        page = page[:at] + litter + page[at:]
    return page


def _bloated(page: bytes, dice: random.Random) -> bytes:
    name = dice.choice([b"class", b"style", b"href", b"content", b"alt", b"title", b"datetime", b"src"])
    value = dice.choice([b"a", b"a ", b"/", b"2023-06-01 ", "记者 ".encode(), b"%E4", b"<", b"&amp;"])
    return page.replace(name + b"=", name + b'="' + value * (_BLOATED // len(value)) + b'" ' + name + b"=", 1)


def _deepened(page: bytes, dice: random.Random) -> bytes:
    (at,) = _places(page, dice, 1)
    return page[:at] + dice.choice([b"<div>", b"<b>", b"<table><tr><td>", b"<ul><li>"]) * 600 + page[at:]


def _places(page: bytes, dice: random.Random, count: int) -> list[int]:
    return sorted(dice.randrange(len(page) + 1) for _ in range(count))


ACCIDENTS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(_cut_short, _begun_late, _flipped, _doubled, _dropped, _torn),
    *(_repeated, _swapped, _littered, _bloated, _deepened),
)
