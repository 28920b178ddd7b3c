"""Readings in, what a rebuild changes out: counts, fields, lines by rule, a few examples."""

from __future__ import annotations

from collections import Counter

from newsarchive.rebuilding.difference import Difference
from newsarchive.rebuilding.rereader import Reading
from newsarchive.records import Outcome
from newsarchive.storage import Entry

EXAMPLES = 5
"""How many examples of a kind are kept."""

_TELLING = (Outcome.STORED, Outcome.UPDATED, Outcome.UNCHANGED, Outcome.DUPLICATE, Outcome.FAILED)


class Report:
    """What came of the tasks of one site.

    `records` and `pages` count ends: of articles, and of pages that had no record. `fields` counts new versions in
    which a field changed, `gained` and `lost` lines of text by rule. `changes`, `new`, `refused` and `failed` are
    examples. `is_resumed`: an earlier run had done a part.
    """

    def __init__(self, site: str, *, is_resumed: bool):
        self.site, self.is_resumed = site, is_resumed
        self.records: Counter[Outcome] = Counter()
        self.pages: Counter[Outcome] = Counter()
        self.fields: Counter[str] = Counter()
        self.gained: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()
        self.changes: dict[tuple[str, ...], Difference] = {}
        self.new: list[Reading] = []
        self.refused: list[Reading] = []
        self.failed: list[Reading] = []

    @property
    def updated(self) -> int:
        """Articles that have a new version."""
        return self.records[Outcome.UPDATED]

    @property
    def stored(self) -> int:
        """Articles that had no record."""
        return self.records[Outcome.STORED] + self.pages[Outcome.STORED]

    @property
    def refusals(self) -> int:
        """Articles of the archive that today's reader takes for none."""
        return sum(count for outcome, count in self.records.items() if outcome not in _TELLING)

    @property
    def failures(self) -> int:
        """Articles and pages that could not be read again."""
        return self.records[Outcome.FAILED] + self.pages[Outcome.FAILED]

    def count(self, reading: Reading) -> None:
        """Take a reading into account."""
        has_record = not isinstance(reading.task, Entry)
        (self.records if has_record else self.pages)[reading.outcome] += 1
        if reading.difference:
            self._count_difference(reading.difference)
        elif reading.outcome is Outcome.STORED:
            _keep(self.new, reading)
        elif reading.outcome is Outcome.FAILED:
            _keep(self.failed, reading)
        elif has_record and reading.outcome not in _TELLING:
            _keep(self.refused, reading)

    def _count_difference(self, difference: Difference) -> None:
        self.fields.update(difference.fields)
        self.gained.update(line.rule for line in difference.gained)
        self.lost.update(line.rule for line in difference.lost)
        if len(self.changes) < EXAMPLES:  # one of a kind: a hundred of the first kind would show nothing more
            self.changes.setdefault(difference.fields, difference)


def _keep(examples: list[Reading], reading: Reading) -> None:
    if len(examples) < EXAMPLES:
        examples.append(reading)
