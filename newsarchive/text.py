"""Strings in, strings out: white space, characters that break lines, width folding, CJK counts."""

from __future__ import annotations

import re
import unicodedata

CJK = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"
"""Character class body of the scripts written without spaces between words (Han, kana, Hangul)."""

_CJK_RUN = re.compile(f"[{CJK}]+")

# Characters on which `str.splitlines` and other line readers split, those that cannot be stored (lone surrogates, NUL,
# the other controls), and the invisible ones that pages sprinkle into text (zero-width marks, soft hyphen, BOM).
_UNSTORABLE = dict.fromkeys(
    [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)]
    + [0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, 0xFEFF, 0xFFFC, 0xFFFE, 0xFFFF]
)
_UNSTORABLE |= dict.fromkeys([0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x1F, 0x85, 0x2028, 0x2029], " ")
_NEEDS_CARE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060\ud800-\udfff\ufeff\ufffc\ufffe\uffff]"
)
_MARKS = re.compile(r"[\W_]+")
# Marks that stay marks in every form: without them most text is normal already, which is told in a tenth of the time.
_COMMON_MARKS = re.compile(
    r"[\s!-/:-@\[-`{-~\u2010-\u2027\u3001-\u3004\u3008-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]+"
)


def storable(text: str) -> str:
    """The text without any character that tears a line or cannot be encoded.

    >>> storable("a\\u2028b\\x00c")
    'a bc'
    """
    return text.translate(_UNSTORABLE) if _NEEDS_CARE.search(text) else text


def squeeze(text: str) -> str:
    """One line: storable, runs of white space (full-width, no-break) folded to one space, trimmed.

    >>> squeeze("　　6月1日, \\n 武汉\\xa0")
    '6月1日, 武汉'
    """
    line = " ".join(text.split())
    # What can be printed can be stored, but for the one mark of an object: most lines need no closer look.
    return line if line.isprintable() and "\ufffc" not in line else " ".join(storable(text).split())


def lines(text: str) -> list[str]:
    """The squeezed, non-empty lines of a text; a tab between cells is kept."""
    found = []
    for line in storable(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n"):
        cells = [squeeze(cell) for cell in line.split("\t")]
        if any(cells):
            found.append("\t".join(cells).strip("\t"))
    return found


def fold(text: str) -> str:
    """The text for comparing: NFKC (full-width to ASCII), lower case, letters and digits only.

    >>> fold("《ＡＢＣ》 第１ 集")
    'abc第1集'
    """
    plain = unicodedata.normalize("NFKC", _COMMON_MARKS.sub("", text)).lower()
    return plain if plain.isalnum() else _MARKS.sub("", plain)


def cjk_count(text: str) -> int:
    """How many characters are Han, kana or Hangul."""
    return sum(map(len, _CJK_RUN.findall(text)))


def cjk_share(text: str) -> float:
    """Share (0..1) of Han, kana and Hangul among the letters and digits of the text; 0 for none."""
    letters = len(_MARKS.sub("", text))
    return cjk_count(text) / letters if letters else 0.0


def weight(text: str) -> int:
    """Length in characters, a CJK character counted as two: comparable across scripts."""
    return len(text) + (0 if text.isascii() else cjk_count(text))
