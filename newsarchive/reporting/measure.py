"""Records in, numbers out: articles per day and channel, fields filled, lines cut by rule, incomplete days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from statistics import median

from newsarchive import joining
from newsarchive.records import Article

FIELDS = (
    *("section", "language", "date_published", "date_modified", "authors", "editor", "source", "original_source"),
    *("original_title", "dateline", "description", "tags", "images"),
)
"""The fields that a record may lack; the others are always there."""

NEIGHBOURS = 3
"""How many days before and after a day it is compared with."""
FAR_FEWER = 1 / 3
"""Share of the neighbours' median below which a day looks incomplete: portals halve their output at weekends."""
ENOUGH = 6
"""Articles a day, by the neighbours' median, below which a small number says nothing."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What was counted over the records of one site.

    `coverage` counts articles by (day, channel), "" for a record that names none; the day is that of publication, or
    of fetching where none was found. An article counts once however many versions it has. Over all `versions`:
    `filled` counts those that have a field, `timed` those with a time of day, `torn` those of which pages are missing,
    `rules` the lines that each rule cut.
    """

    articles: int = 0
    versions: int = 0
    timed: int = 0
    torn: int = 0
    coverage: Counter[tuple[str, str]] = field(default_factory=Counter)
    filled: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)

    @property
    def days(self) -> Counter[str]:
        """Articles by day."""
        return _sum(self.coverage, 0)

    @property
    def channels(self) -> Counter[str]:
        """Articles by channel."""
        return _sum(self.coverage, 1)


@dataclass(frozen=True, slots=True)
class Gap:
    """A day with none or far fewer articles than its neighbours; `usual` is their median."""

    day: str
    articles: int
    usual: float


def measure(records: Iterable[Article]) -> Numbers:
    """Count over records, each of which is looked at once and then let go."""
    articles = versions = timed = torn = 0
    coverage: Counter[tuple[str, str]] = Counter()
    filled: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    for record in records:
        versions += 1
        filled.update(name for name in FIELDS if getattr(record, name))
        timed += "T" in (record.date_published or "")
        torn += bool(joining.gaps(record.read_by.get("pages", "")))
        rules.update(removed.rule for removed in record.removed)
        if record.version == 1:
            articles += 1
            coverage[(record.date_published or record.date_fetched or "")[:10], record.section or ""] += 1
    return Numbers(articles, versions, timed, torn, coverage, filled, rules)


def gaps(days: Mapping[str, int]) -> tuple[Gap, ...]:
    """Days between the first and the last that look incomplete, oldest first; `days` counts articles by ISO day.

    >>> gaps({"2023-06-01": 20, "2023-06-02": 22, "2023-06-04": 21})
    (Gap(day='2023-06-03', articles=0, usual=21),)
    """
    known = {date.fromisoformat(day): count for day, count in days.items() if day}
    if not known:
        return ()
    first, last = min(known), max(known)
    calendar = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    counts = [known.get(day, 0) for day in calendar]
    found = []
    for place, (day, count) in enumerate(zip(calendar, counts, strict=True)):
        around = counts[max(0, place - NEIGHBOURS) : place] + counts[place + 1 : place + 1 + NEIGHBOURS]
        usual = median(around) if around else 0
        # The last day is not over yet when a crawl runs every hour: only its absence could be told, and it is there.
        if day != last and usual >= ENOUGH and count < FAR_FEWER * usual:
            found.append(Gap(day.isoformat(), count, usual))
    return tuple(found)


def empty(days: Mapping[str, int], first: date, last: date) -> tuple[date, ...]:
    """The days from `first` to `last`, both included, that have no article.

    >>> empty({"2023-06-01": 2, "2023-06-03": 1}, date(2023, 6, 1), date(2023, 6, 3))
    (datetime.date(2023, 6, 2),)
    """
    calendar = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple(day for day in calendar if not days.get(day.isoformat()))


def by_month(numbers: Numbers) -> Numbers:
    """The numbers with their coverage by month ("2023-06") in place of days."""
    coverage: Counter[tuple[str, str]] = Counter()
    for (day, channel), count in numbers.coverage.items():
        coverage[day[:7], channel] += count
    return replace(numbers, coverage=coverage)


def _sum(coverage: Mapping[tuple[str, str], int], part: int) -> Counter[str]:
    total: Counter[str] = Counter()
    for key, count in coverage.items():
        total[key[part]] += count
    return total
