"""The boilerplate rules: TOML tables in, frozen `Rule`s out, each with its own examples."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from re import Pattern
from typing import Any

SCRIPTS = ("any", "han", "alphabet")
"""What the lines of a rule are written in: one for `han` is not asked of a line without a Han character, and so on."""

PLACES = ("anywhere", "edge", "head", "tail")
"""Where a rule may cut: in any line of the body, or only near its start and end, its start, its end."""

_HAN = re.compile("[\u4e00-\u9fff]")
_LETTER = re.compile("[^\\W\\d_\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_ANY_LETTER = re.compile(r"[^\W\d_]")
_NO_LETTERS = re.compile(r"[\W\d_]+")
_OPENING = re.compile(r"\W*+([^:：|｜>»›–—\n]{2,40}?)\s*(?:[:：|｜>»›–—]|\s-\s)\W*\w")
_LINE_BREAK = re.compile(r"(?:^|\n)\s*")  # where a long pattern goes on in the next line of its file
_LINKED_WORDS = 5  # at the start of a line that leads elsewhere, among which an opening needs no colon


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of line that is no part of an article.

    It cuts lines of at most `longest` characters that stand in `where` and are written in `script`: those in which
    `pattern` is found, those that say one of `lines` and no more, and those that begin with one of `openings` and a
    colon, a bar, a dash or an arrow ("Lire aussi : ..."); such phrases are compared by their letters alone, without
    marks, digits and case. `list` says that the link lines below the match go with it, `end` that the article ends
    there and all below goes. `cut` and `keep` are examples of lines that it must cut and must leave.
    """

    name: str
    pattern: Pattern[str] | None = None
    longest: int = 120
    where: str = "anywhere"
    script: str = "any"
    lines: frozenset[str] = frozenset()
    openings: frozenset[str] = frozenset()
    list: bool = False
    end: bool = False
    cut: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()

    def matches(self, line: str) -> bool:
        """Whether the rule would cut the line, wherever it may stand."""
        return len(line) <= self.longest and self.script in scripts(line) and self._says(line)

    def _says(self, line: str) -> bool:
        return (
            (self.pattern is not None and self.pattern.search(line) is not None)
            or letters(line) in self.lines
            or not self.openings.isdisjoint(openings(line))
        )


def scripts(line: str) -> tuple[str, ...]:
    """Those of `SCRIPTS` that the line is written in.

    >>> scripts("Foto: 江边"), scripts("12:30")
    (('any', 'han', 'alphabet'), ('any',))
    """
    han = () if line.isascii() or not _HAN.search(line) else ("han",)
    return ("any", *han, "alphabet") if _LETTER.search(line) else ("any", *han)


def initial(line: str) -> str:
    """The first letter of a line in lower case, "" for none: hardly any line needs a closer look for a phrase.

    >>> initial("▶ 3 Min. Lesezeit")
    'm'
    """
    found = _ANY_LETTER.search(line)
    return found[0].lower()[0] if found else ""


def letters(line: str) -> str:
    """The letters of a line in lower case: what a phrase is compared by.

    >>> letters("▶ 3 Min. Lesezeit")
    'minlesezeit'
    """
    return _NO_LETTERS.sub("", line.lower())


def openings(line: str, *, linked: bool = False) -> Sequence[str]:
    """What a line may open with, by its letters: the words before a mark, or its first ones where it is a link.

    >>> openings("Lire aussi : Le pont est ouvert"), openings("Lire aussi le pont", linked=True)[:2]
    (['lireaussi'], ['lire', 'lireaussi'])
    """
    if match := _OPENING.match(line):
        return [letters(match[1])]
    if not linked:
        return []
    words = line.split(maxsplit=_LINKED_WORDS)[:_LINKED_WORDS]
    return [letters("".join(words[:count])) for count in range(1, len(words) + 1)]


@cache
def shipped() -> tuple[Rule, ...]:
    """The rules that come with the program, in the order of their files and of the tables in them."""
    return tuple(_read())


def _read() -> Iterator[Rule]:
    folder = files("newsarchive.cleaning") / "rules"
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        for table in tomllib.loads(file.read_text("utf-8"))["rule"]:
            yield Rule(**{key: _value(key, value) for key, value in table.items()})


def _value(key: str, value: Any) -> Any:
    """The value of a key of a rule's table, as `Rule` holds it."""
    if key == "pattern":
        return re.compile(_LINE_BREAK.sub("", value))
    if key in ("lines", "openings"):
        return _phrases(value)
    return tuple(value) if key in ("cut", "keep") else value


def _phrases(by_language: Mapping[str, Sequence[str]]) -> frozenset[str]:
    return frozenset(letters(phrase) for phrases in by_language.values() for phrase in phrases)
