"""Two readings of one article in, what tells them apart out: fields, and lines with the rules that cut or kept them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsarchive.records import FIELD_ORDER, Article, Removed

OF_THE_VERSION = frozenset({"version", "date_fetched", "raw"})
"""Fields that say which version a record is and whence, and nothing of the article."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An article as it was stored and as it is read today, and the names of the `fields` that differ."""

    before: Article
    after: Article
    fields: tuple[str, ...]

    @property
    def gained(self) -> list[Removed]:
        """Lines of the text that are new, each with the rule that had cut it, or the reader that had not seen it."""
        return list(_named(_surplus(self.after, self.before), self.before))

    @property
    def lost(self) -> list[Removed]:
        """Lines of the text that are gone, each with the rule that cuts it, or the reader that does not see it."""
        return list(_named(_surplus(self.before, self.after), self.after))


def compare(before: Article, after: Article) -> Difference | None:
    """What tells two readings apart; None for nothing but fields of the version."""
    fields = tuple(
        name for name in FIELD_ORDER if name not in OF_THE_VERSION and getattr(before, name) != getattr(after, name)
    )
    return Difference(before, after, fields) if fields else None


def _surplus(article: Article, other: Article) -> Iterator[str]:
    """The lines that the other has not, or not as often."""
    there = Counter(other.text.split("\n"))
    for line in article.text.split("\n"):
        if there[line]:
            there[line] -= 1
        else:
            yield line


def _named(lines: Iterable[str], cutter: Article) -> Iterator[Removed]:
    rules = {cut.text: cut.rule for cut in cutter.removed}
    reader = cutter.read_by.get("text", "text")
    return (Removed(line, rules.get(line, reader)) for line in lines)
