"""Lines in, what their characters are out: a few array operations a page instead of as many searches in each line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsarchive.text import CJK

_OTHER, _CJK, _STOP, _COMMA, _DIGIT, _DOT = range(6)
_CLASSES = {_CJK: f"[{CJK}]", _STOP: "[。！？!?；;…]", _COMMA: '[，,、：:“”"「」]', _DOT: r"\."}
_ENDER, _CLOSER, _COLON = "[。！？!?…；;.]", "[\"'”’」』）)\\]】]", "[:：]"
_PLANE = 0x10000  # characters that are told apart: those beyond are none of these
_HEAD = 200  # characters at the beginning of a line of which the share of digits is told
_DATE = 120  # likewise in which a date may stand
_CLOSED = 4  # characters at the end of a line among which its end mark stands

Counts = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Marks:
    """One number a line, all of shape (lines,).

    `size` is its length, a CJK character counted as two; `stops` (a full stop before a blank is one) and `commas`,
    which colons and quotation marks are among, are counts; `digits` is the share of them at its beginning, where
    `numbered` says that there is any; `ends` whether it ends a sentence, `colon` whether it announces another line.
    """

    length: Counts
    size: Counts
    stops: Counts
    commas: Counts
    digits: Counts
    numbered: Flags
    ends: Flags
    colon: Flags


def count(lines: Sequence[str]) -> Marks:
    """The marks of each line; none of them is empty or holds a line feed.

    >>> count(["江边,老船坞修好了。", "Rev. Lee:"]).size.tolist()
    [18.0, 9.0]
    """
    codes = np.frombuffer("\n".join([*lines, ""]).encode("utf-32-le", "replace"), dtype="<u4")
    codes = np.minimum(codes, _PLANE - 1)
    length = np.fromiter(map(len, lines), dtype=np.intp, count=len(lines))
    start = np.cumsum(length + 1) - length - 1
    number = np.repeat(np.arange(len(lines)), length + 1)
    kinds = _kinds()[codes]
    dots = np.flatnonzero(kinds == _DOT)
    kinds[dots[_flags(r"\s")[codes[dots + 1]]]] = _STOP
    digits = np.flatnonzero(kinds == _DIGIT)
    place = digits - start[number[digits]]
    kinds[digits[place >= _HEAD]] = _OTHER
    kind = np.bincount(number * (_DOT + 1) + kinds, minlength=len(lines) * (_DOT + 1)).reshape(len(lines), -1)
    # Before a shorter line stands the line feed of another (of the first, that of the last): no closing mark.
    last = codes[np.maximum((start + length - 1)[:, None] - np.arange(_CLOSED), -1)]
    return Marks(
        length=length.astype(np.float64),
        size=(length + kind[:, _CJK]).astype(np.float64),
        stops=kind[:, _STOP].astype(np.float64),
        commas=kind[:, _COMMA].astype(np.float64),
        digits=kind[:, _DIGIT] / np.minimum(length, _HEAD),
        numbered=np.bincount(number[digits[place < _DATE]], minlength=len(lines)) > 0,
        ends=(_flags(_ENDER)[last] & _closed(_flags(_CLOSER)[last])).any(axis=1),
        colon=_flags(_COLON)[last[:, 0]],
    )


def _closed(closers: Flags) -> Flags:
    """For each of the last characters, the last first, whether all that follow it are closing marks."""
    first = np.ones((len(closers), 1), dtype=np.bool_)
    closed: Flags = np.concatenate([first, np.logical_and.accumulate(closers[:, :-1], axis=1)], axis=1)
    return closed


@cache
def _plane() -> str:
    return "".join(map(chr, range(_PLANE)))


@cache
def _flags(pattern: str) -> Flags:
    """For each character whether it is of a class."""
    found = np.zeros(_PLANE, dtype=np.bool_)
    found[[ord(each) for each in re.findall(pattern, _plane())]] = True
    return found


@cache
def _kinds() -> NDArray[Any]:
    """For each character its kind."""
    kinds = np.full(_PLANE, _OTHER, dtype=np.uint8)
    for kind, pattern in _CLASSES.items():
        kinds[_flags(pattern)] = kind
    kinds[[ord(each) for each in _plane() if each.isdigit()]] = _DIGIT
    return kinds
