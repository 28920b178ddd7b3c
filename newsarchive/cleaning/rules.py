"""The boilerplate rules: TOML tables in, frozen `Rule`s out, each with its own examples."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from re import Pattern

PLACES = ("anywhere", "edge", "head", "tail")
"""Where a rule may cut: in any line of the body, or only near its start and end, its start, its end."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of line that is no part of an article.

    `pattern` is searched in lines of at most `longest` characters that stand in `where`. `list` says that the link
    lines below the match go with it, `end` that the article ends there and all below goes. `cut` and `keep` are
    examples of lines that it must cut and must leave.
    """

    name: str
    pattern: Pattern[str]
    longest: int
    where: str = "anywhere"
    list: bool = False
    end: bool = False
    cut: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()

    def matches(self, line: str) -> bool:
        """Whether the rule would cut the line, wherever it may stand."""
        return len(line) <= self.longest and self.pattern.search(line) is not None


@cache
def shipped() -> tuple[Rule, ...]:
    """The rules that come with the program, in the order of their files and of the tables in them."""
    return tuple(_read())


def _read() -> Iterator[Rule]:
    folder = files("newsarchive.cleaning") / "rules"
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        for table in tomllib.loads(file.read_text("utf-8"))["rule"]:
            cut, keep, pattern = tuple(table.pop("cut")), tuple(table.pop("keep")), re.compile(table.pop("pattern"))
            yield Rule(pattern=pattern, cut=cut, keep=keep, **table)
