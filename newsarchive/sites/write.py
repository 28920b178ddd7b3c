"""A Site and reasons in, its site file out: only what differs from the defaults, each line with its reason."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import timedelta
from re import Pattern
from typing import Any

from newsarchive.sites import defaults, spans
from newsarchive.sites.learn import Learned
from newsarchive.sites.schema import Example, Source


def toml(learned: Learned) -> str:
    """The site file: `load.read_site` makes the same Site of it."""
    site, reasons = learned.site, learned.reasons
    assumed = defaults.for_host(site.host)
    tables = [name for name in ("articles", "read", "cut", "fetch") if getattr(site, name) != getattr(assumed, name)]
    plain = [
        name
        for name in ("name", "language", "timezone", "encoding", "every")
        if getattr(site, name) != getattr(assumed, name)
    ]
    parts = [[_line(name, getattr(site, name), reasons.get(name)) for name in plain]]
    for number, source in enumerate(site.sources, 1):
        parts.append([*_reason(reasons.get(f"sources[{number}]")), "[[sources]]", *_fields(source, reasons, "")])
    parts += [[f"[{name}]", *_fields(getattr(site, name), reasons, f"{name}.")] for name in tables]
    parts += [["[[examples]]", *_fields(example, {}, "")] for example in site.examples]
    head = [f"# {site.host}: what differs from the defaults. docs/add_a_site.md explains every key."]
    head += [f"# {note}" for note in learned.notes]
    return "\n\n".join("\n".join(part) for part in (head, *parts) if part) + "\n"


def _fields(table: Any, reasons: Mapping[str, str], path: str) -> Iterator[str]:
    """The lines of a table: what is not as the schema has it."""
    if isinstance(table, Mapping):
        yield from (_line(name, value, reasons.get(f"{path}{name}")) for name, value in table.items())
        return
    is_named = isinstance(table, Source | Example)
    plain = type(table)(url=table.url) if is_named else type(table)()
    for each in fields(table):
        value = getattr(table, each.name)
        if value == getattr(plain, each.name) and not (is_named and each.name == "url"):
            continue
        if isinstance(value, tuple) and isinstance(table, Example):
            yield f"{each.name} = [{', '.join(map(_value, value))}]"
        elif isinstance(value, tuple):
            yield f"{each.name} = ["
            for number, item in enumerate(value, 1):
                yield "  " + _commented(f"{_value(item)},", reasons.get(f"{path}{each.name}[{number}]"))
            yield "]"
        else:
            yield _line(each.name, value, reasons.get(f"{path}{each.name}"))


def _line(name: str, value: Any, reason: str | None) -> str:
    return _commented(f"{name} = {_value(value)}", reason)


def _commented(line: str, reason: str | None) -> str:
    return f"{line}  # {reason}" if reason else line


def _reason(reason: str | None) -> list[str]:
    return [f"# {reason}"] if reason else []


def _value(value: Any) -> str:
    """A value as TOML writes it; patterns in single quotes, where a backslash is a backslash."""
    if isinstance(value, Pattern):
        value = value.pattern
        if "'" not in value:
            return f"'{value}'"
    if isinstance(value, timedelta):
        value = spans.told(value)
    if is_dataclass(value):
        told = ((each.name, getattr(value, each.name)) for each in fields(value))
        return "{ " + ", ".join(f"{name} = {_value(each)}" for name, each in told if each is not None) + " }"
    if isinstance(value, str) and "\n" in value:  # the text of an example, line by line
        return '"""\n' + "\n".join(_escaped(line)[1:-1] for line in value.split("\n")) + '"""'
    return _escaped(value)


def _escaped(value: Any) -> str:
    # A TOML string has the escapes of JSON; DEL is the one character that only TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
