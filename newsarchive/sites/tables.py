"""A TOML table in, the values of a dataclass out, strictly by its annotations; every mistake is noted, none stops."""

from __future__ import annotations

import codecs
import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from newsarchive.errors import SiteError
from newsarchive.records import Outcome
from newsarchive.sites import addresses, replays, selectors
from newsarchive.sites.schema import KINDS, SELECTABLE, Site
from newsarchive.sites.spans import NEVER, span_of
from newsarchive.urls import is_http

_NAMES = {
    str: "a string",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "a table",
}

_ENDINGS = (Outcome.NOT_ARTICLE, Outcome.TOO_SHORT, Outcome.UNREADABLE)
"""How the reader may end a page that is no article."""


def _url(value: str) -> None:
    if not is_http(addresses.fill(value, day=date(2000, 1, 1))):
        raise ValueError(f"not an http(s) address: {value!r}")


def _kind(value: str) -> None:
    if value not in KINDS:
        raise ValueError(f"must be one of {', '.join(KINDS)}, not {value!r}")


def _ending(value: str) -> None:
    if value not in _ENDINGS:
        raise ValueError(f"must be one of {', '.join(_ENDINGS)}, not {value!r}")


def _replay(value: str) -> None:
    if not is_http(value) or not all(place in value for place in replays.PATTERN):
        raise ValueError(f"not an http(s) address with {' and '.join(replays.PATTERN)}: {value!r}")


def _zone(value: str) -> None:
    try:
        ZoneInfo(value)
    except (OSError, ValueError, KeyError) as error:
        raise ValueError(f"not a time zone: {value!r} (as in Asia/Shanghai)") from error


def _encoding(value: str) -> None:
    try:
        codecs.lookup(value)
    except (LookupError, ValueError) as error:
        raise ValueError(f"not an encoding: {value!r} (as in gb18030)") from error


def _span(value: str) -> timedelta:
    span = NEVER if value == "never" else span_of(value)
    if not span:
        raise ValueError(f"must be longer than {value}")
    return span


def _at_least(least: int) -> Callable[[float], None]:
    def check(value: float) -> None:
        if not least <= value < float("inf"):
            raise ValueError(f"must be {least} or more, not {value}")

    return check


_CHECKS: dict[str, Callable[[Any], object]] = {
    "selector": selectors.compiled,
    "url": _url,
    "kind": _kind,
    "replay": _replay,
    "ending": _ending,
    "zone": _zone,
    "encoding": _encoding,
    "count": _at_least(1),
    "amount": _at_least(0),
}
"""What a value must be beyond its type, by the word with which the schema marks it; ValueError says that it is not."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the tables of one file; `mistakes` grows in the file's order. What was read while it grew is no good."""

    file: Path
    mistakes: list[SiteError] = field(default_factory=list)

    def table(self, kind: type, table: Mapping[str, Any], path: str = "") -> dict[str, Any]:
        """The table's values as keyword arguments of the dataclass `kind`; `path` is the dotted path to the table."""
        hints = keys_of(kind)
        given = {}
        for key, value in table.items():
            if key in hints:
                given[key] = self._value(hints[key], value, f"{path}{key}")
            else:
                self._complain("unknown key", f"{path}{key}", nearest=_nearest(key, path, hints))
        return given

    def _value(self, hint: Any, value: Any, where: str) -> Any:
        origin, args = typing.get_origin(hint), typing.get_args(hint)
        if origin in (types.UnionType, typing.Union):  # always "something or None", and TOML knows no None
            return self._value(args[0], value, where)
        if origin is typing.Annotated:
            return self._checked(_CHECKS[args[1]], self._value(args[0], value, where), where)
        if origin is re.Pattern:
            return self._checked(re.compile, self._typed(str, value, where), where)
        if hint is timedelta:
            return self._checked(_span, self._typed(str, value, where), where)
        if origin is tuple:
            items = self._typed(list, value, where) or ()
            return tuple(self._value(args[0], item, f"{where}[{number}]") for number, item in enumerate(items, 1))
        if origin is Mapping:
            return self._selectable(args[1], self._typed(dict, value, where) or {}, where)
        if is_dataclass(hint):
            return self._nested(typing.cast(type, hint), self._typed(dict, value, where), where)
        return self._typed(hint, value, where)

    def _nested(self, kind: type, table: dict[str, Any] | None, where: str) -> Any:
        if table is None:
            return None
        given = self.table(kind, table, f"{where}.")
        for each in fields(kind):
            if each.default is MISSING and each.default_factory is MISSING and each.name not in table:
                self._complain(f"the key '{each.name}' is missing", where)
                given[each.name] = None
        return kind(**given)

    def _selectable(self, hint: Any, table: dict[str, Any], where: str) -> dict[str, Any]:
        for key in table.keys() - set(SELECTABLE):
            self._complain("unknown key", f"{where}.{key}", nearest=_nearest(key, f"{where}.", SELECTABLE))
        return {key: self._value(hint, value, f"{where}.{key}") for key, value in table.items() if key in SELECTABLE}

    def _typed(self, wanted: type, value: Any, where: str) -> Any:
        if wanted is float and type(value) is int:
            return float(value)
        if type(value) is wanted:  # a bool is an int for isinstance, but no number in a site file
            return value
        got = _NAMES.get(type(value), type(value).__name__)
        return self._complain(f"must be {_NAMES[wanted]}, not {got}", where)

    def _checked(self, check: Callable[[Any], Any], value: Any, where: str) -> Any:
        if value is None:
            return None
        try:
            result = check(value)
        except re.error as error:
            return self._complain(f"not a pattern: {value!r} ({error})", where)
        except ValueError as error:
            return self._complain(str(error), where)
        return result if isinstance(result, re.Pattern | timedelta) else value

    def _complain(self, problem: str, key: str, nearest: str | None = None) -> None:
        self.mistakes.append(SiteError(problem, file=self.file, key=key, nearest=nearest))


def keys_of(kind: type) -> dict[str, Any]:
    """The keys that a table for the dataclass may have, with their annotations."""
    hints = typing.get_type_hints(kind, include_extras=True)
    # The folder's name says the host; a copied file must not say another.
    return {key: hint for key, hint in hints.items() if not (kind is Site and key == "host")}


def _nearest(key: str, path: str, here: typing.Iterable[str]) -> str | None:
    """The right key closest to a wrong one: of its own table, else the same word in another table ("fetch.delay")."""
    if near := get_close_matches(key, here, 1):
        return f"{path}{near[0]}"
    words = {word: dotted for dotted in _dotted(Site) for word in (dotted, dotted.rpartition(".")[2])}
    near = get_close_matches(key, words, 1)
    return words[near[0]] if near else None


def _dotted(kind: type, path: str = "") -> list[str]:
    found = []
    for key, hint in keys_of(kind).items():
        inner = next((part for part in (hint, *typing.get_args(hint)) if is_dataclass(part)), None)
        found += [f"{path}{key}"] if inner is None else _dotted(typing.cast(type, inner), f"{path}{key}.")
    return found + [f"read.{name}" for name in SELECTABLE if kind is Site]
