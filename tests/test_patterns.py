"""Regular expressions against catastrophic backtracking: each repetition fed with what it repeats, ended by what fits
nowhere.

No library that knows Python's syntax is kept up. What is measured is growth, not time: how much more a string of half
as many characters again costs, as soon as it costs anything to speak of.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from math import log
from re import _constants as op
from re import _parser as parser

import pytest

import newsarchive
from newsarchive.cleaning.rules import shipped

ENDS = ("\n\0", "。\0", "")
"""What no pattern ends with, so that all ways are tried; the last for patterns that look at what is behind."""
MOST_PUMPS = 12
LONGEST = 300
"""Characters of an attack; addresses and lines that fields are read from are shorter, whole pages the benchmark's."""
STEP = 1.3
"""How much longer each attack is than the one before."""
SLOW = 0.01
"""CPU-seconds from which growth can be told from noise; a linear search takes a thousandth of it."""
SQUARE = 2.8
"""The highest power of the length with which work may grow; 2 and what the clock adds."""

REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
OF_CATEGORY = {
    op.CATEGORY_DIGIT: "1",
    op.CATEGORY_NOT_DIGIT: "a",
    op.CATEGORY_SPACE: " ",
    op.CATEGORY_NOT_SPACE: "a",
    op.CATEGORY_WORD: "a",
    op.CATEGORY_NOT_WORD: " ",
}


def of_the_package() -> dict[str, re.Pattern]:
    """Every pattern that a module, a table or a shipped rule holds, by where it stands."""
    found: dict[str, re.Pattern] = {}
    for module in pkgutil.walk_packages(newsarchive.__path__, "newsarchive."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                for number, pattern in enumerate(_in(value)):
                    found.setdefault(f"{module.name}.{name}" + f"[{number}]" * bool(number), pattern)
    for number, rule in enumerate(shipped()):
        if rule.pattern:
            found[f"rule {number} {rule.name}"] = rule.pattern
    return found


def _in(value: object) -> Iterator[re.Pattern]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from _in([*value.keys(), *value.values()])
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _in(each)
    elif is_dataclass(value) and not isinstance(value, type):
        yield from _in([getattr(value, field.name, None) for field in fields(value)])


PATTERNS = of_the_package()


class TestPatterns:
    def test_all_rooms_are_looked_through(self):
        rooms = {name.split(".")[1] for name in PATTERNS if "." in name}
        assert {"text", "urls", "cleaning", "discovery", "extraction", "crawl"} <= rooms
        assert len(PATTERNS) > 300

    @pytest.mark.parametrize("name", PATTERNS)
    def test_work_grows_no_faster_than_the_square_of_the_length(self, name):
        pattern = PATTERNS[name]
        longest = next((rule.longest for rule in shipped() if rule.pattern is pattern), LONGEST)
        for before, pump in attacks(pattern):
            for end in ENDS:
                # Other work on the machine can make one measurement look steep, but not three.
                tries = (growth(pattern, before, pump, end, longest) for _ in range(3))
                assert any(power <= SQUARE for power in tries), (before, pump, end)

    @pytest.mark.parametrize(
        "text", [r"(a+)+$", r"(?:\d+|[\d,])*x", r"^(\w+\s?)*$", r"\s*,?\s*;?\s*:?\s*$", rb"(?:a|a)*b"]
    )
    def test_a_pattern_that_tries_all_ways_is_found_out(self, text):
        pattern = re.compile(text)
        assert max(growth(pattern, *attack, end) for attack in attacks(pattern) for end in ENDS) > SQUARE


def growth(pattern: re.Pattern, before: str, pump: str, end: str, longest: int = LONGEST) -> float:
    """The power of the length with which the time of a search grows; 0 where it never takes any to speak of."""
    spent, size = 0.0, 8.0
    while size <= longest:
        attack = before + pump * max(1, int(size / len(pump))) + end
        now = cost(pattern, attack if isinstance(pattern.pattern, str) else attack.encode("latin-1", "replace"))
        if now > SLOW and spent:
            return log(now / spent) / log(STEP)
        spent, size = now, size * STEP
    return 0.0


def cost(pattern: re.Pattern, attack: str | bytes) -> float:
    """CPU-seconds of a search: the least of three, where they are many."""
    spent = []
    for _ in range(3):
        started = time.process_time()
        pattern.search(attack)
        spent.append(time.process_time() - started)
        if not SLOW / 4 < spent[0] < 1:
            break
    return max(1e-6, min(spent))


def attacks(pattern: re.Pattern) -> list[tuple[str, str]]:
    """What to put before a repetition, and what to repeat, each pair once."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    flags = pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
    tree = parser.parse(text, flags if isinstance(pattern.pattern, str) else flags | re.ASCII)
    repeated = list(_repetitions(tree, ""))
    pumps = dict.fromkeys(pump for _, own in repeated for pump in own)
    shared = [pump for pump in pumps if len(pump) == 1][:MOST_PUMPS]
    return list(dict.fromkeys((before, pump) for before, own in repeated for pump in (*own, *shared)))


def _repetitions(tree: Iterable, before: str) -> Iterator[tuple[str, list[str]]]:
    """Each repetition: what matches the part before it, and what it may repeat."""
    for code, argument in tree:
        if code in REPEATS:
            _, most, inner = argument
            yield from _repetitions(inner, before)
            if most > 3:
                yield before, list(_samples(inner))[:MOST_PUMPS]
        elif code in (op.SUBPATTERN, op.ASSERT, op.ASSERT_NOT, op.ATOMIC_GROUP):
            inner = argument if code is op.ATOMIC_GROUP else argument[-1]
            yield from _repetitions(inner, before)
        elif code is op.BRANCH:
            for branch in argument[1]:
                yield from _repetitions(branch, before)
        before += next(iter(_samples([(code, argument)])), "")


def _samples(tree: Iterable) -> Iterator[str]:
    """Strings that a part of a pattern matches: one for each way that its first choice can go."""
    whole = [""]
    for code, argument in tree:
        choices = list(dict.fromkeys(_choices(code, argument))) or [""]
        whole = [a + b for a in whole for b in choices][: 2 * MOST_PUMPS]
    yield from (each for each in dict.fromkeys(whole) if each)


def _choices(code: object, argument) -> Iterator[str]:
    if code is op.LITERAL:
        yield chr(argument)
    elif code in (op.ANY, op.NOT_LITERAL):
        yield "a" if argument != ord("a") else "b"
    elif code is op.IN:
        yield from _members(argument)
    elif code is op.BRANCH:
        for branch in argument[1]:
            yield from _samples(branch)
    elif code in (op.SUBPATTERN, op.ATOMIC_GROUP):
        yield from _samples(argument if code is op.ATOMIC_GROUP else argument[-1])
    elif code in REPEATS:
        least, _, inner = argument
        yield from (each * max(1, least) for each in _samples(inner))


def _members(items: Iterable) -> Iterator[str]:
    """Characters of a class."""
    items = list(items)
    if items and items[0][0] is op.NEGATE:
        inside = re.compile("".join(["[", *map(_spelt, items[1:]), "]"]))
        yield from (char for char in "a1 中.-_/'\"A" if not inside.match(char))
        return
    for code, argument in items:
        if code is op.LITERAL:
            yield chr(argument)
        elif code is op.RANGE:
            yield chr(argument[0])
        elif code is op.CATEGORY:
            yield OF_CATEGORY[argument]


def _spelt(item: tuple) -> str:
    code, argument = item
    if code is op.LITERAL:
        return re.escape(chr(argument))
    if code is op.RANGE:
        return f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}"
    names = {op.CATEGORY_DIGIT: r"\d", op.CATEGORY_SPACE: r"\s", op.CATEGORY_WORD: r"\w"}
    return (
        names.get(argument)
        or {
            op.CATEGORY_NOT_DIGIT: r"\D",
            op.CATEGORY_NOT_SPACE: r"\S",
            op.CATEGORY_NOT_WORD: r"\W",
        }[argument]
    )
