"""An example of a site file and what was read from its page in, the fields that differ out; and examples made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from newsarchive.records import Article
from newsarchive.sites.schema import Example

FIELDS = tuple(each.name for each in fields(Example) if each.name not in ("url", "outcome"))
"""The fields of the record that an example may name."""

_LONGEST = 60  # characters of a value that a person is shown


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that does not read as the example has it; both sides shortened to where they part."""

    field: str
    expected: str
    found: str


def example_of(article: Article) -> Example:
    """The example by which the article must read as it does now: every field that it has."""
    told = {name: value for name in FIELDS if (value := getattr(article, name)) not in (None, "", (), 1)}
    return Example(article.url, **told)


def differences(example: Example, article: Article) -> Iterator[Difference]:
    """The fields that the example names and the article has otherwise."""
    for name in FIELDS:
        expected, found = getattr(example, name), getattr(article, name)
        if expected is not None and expected != (found or type(expected)()):
            yield _text(expected, found) if name == "text" else Difference(name, _told(expected), _told(found))


def _text(expected: str, found: str) -> Difference:
    """The first line that differs, with its number."""
    wanted, got = expected.split("\n"), found.split("\n")
    number = next((number for number, pair in enumerate(zip(wanted, got, strict=False)) if pair[0] != pair[1]), None)
    if number is None:
        number = min(len(wanted), len(got))
    return Difference(f"text, line {number + 1}", _line(wanted, number), _line(got, number))


def _line(lines: list[str], number: int) -> str:
    return _told(lines[number]) if number < len(lines) else "nothing"


def _told(value: object) -> str:
    if isinstance(value, tuple):
        value = ", ".join(value)
    text = str(value or "")
    return f"'{text[:_LONGEST]}…'" if len(text) > _LONGEST else f"'{text}'" if text else "nothing"
