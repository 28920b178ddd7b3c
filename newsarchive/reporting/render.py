"""Numbers and records in, plain text for a terminal out, aligned also where characters are two columns wide."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from newsarchive.records import Article
from newsarchive.reporting.measure import FIELDS, Gap, Numbers

COLUMNS = 100
"""Width of a printed record."""
CHANNELS = 8
"""How many channels get a column of their own; the rest share one."""

_NUMBER = re.compile(r"[\d.,]*%?|-")
# A word with the space after it, or one wide character with the closing marks that must not begin a line.
_PIECE = re.compile(r"[\u2e80-\uffef“‘][，。、；：？！）》」』】…”’]*|[^\s\u2e80-\uffef“‘]+\s*|\s+")


def width(text: str) -> int:
    """Columns that a text takes on a terminal.

    >>> width("青江 ok")
    7
    """
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells, the first one the heads, as lines; columns that hold numbers only are set to the right.

    >>> print(table([("day", "n"), ("城事", "7"), ("total", "12")]))
    day     n
    城事    7
    total  12
    """
    columns = list(zip(*rows, strict=True))
    widths = [max(map(width, column)) for column in columns]
    right = [all(_NUMBER.fullmatch(cell) for cell in column[1:]) for column in columns]
    lines = []
    for row in rows:
        cells = []
        for cell, wide, is_number in zip(row, widths, right, strict=True):
            space = " " * (wide - width(cell))
            cells.append(space + cell if is_number else cell + space)
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def wrap(text: str, columns: int) -> list[str]:
    """A text as lines of at most `columns` columns; broken at spaces and between wide characters."""
    lines, line = [], ""
    for piece in _PIECE.findall(text):
        if line and width(line) + width(piece.rstrip()) > columns:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()] if line.strip() else lines


def coverage(numbers: Numbers, last: int | None = None) -> str:
    """Articles per day and channel, the `last` days or all of them, with totals."""
    counted, ranked = numbers.days, [channel for channel, _ in numbers.channels.most_common()]
    own = ranked if len(ranked) <= CHANNELS else ranked[: CHANNELS - 1]
    heads = [channel or "(none)" for channel in own] + (["others"] if len(own) < len(ranked) else [])
    rows = [("day", *heads, "total")]
    shown = sorted(counted)[-last if last else 0 :]
    counts = [_row(numbers, day, own, counted[day]) for day in shown]
    total = [sum(column) for column in zip(*counts, strict=True)]
    rows += [(day, *map(_count, row)) for day, row in zip([*shown, "total"], [*counts, total], strict=True)]
    return table(rows)


def _row(numbers: Numbers, day: str, own: Sequence[str], total: int) -> list[int]:
    counts = [numbers.coverage[day, channel] for channel in own]
    others = [total - sum(counts)] if len(own) < len(numbers.channels) else []
    return [*counts, *others, total]


def _count(number: int) -> str:
    return str(number) if number else "-"


def filled(numbers: Numbers) -> str:
    """How many records have each field that a record may lack, and of how many a further page is missing."""
    rows = [("field", "records", "filled")]
    for name in FIELDS:
        rows.append((name, str(numbers.filled[name]), _share(numbers.filled[name], numbers.versions)))
        if name == "date_published":
            rows.append(("  with a time of day", str(numbers.timed), _share(numbers.timed, numbers.versions)))
    if numbers.torn:
        rows.append(("text without all its pages", str(numbers.torn), _share(numbers.torn, numbers.versions)))
    return table(rows)


def _share(count: int, whole: int) -> str:
    return f"{100 * count / whole:.0f}%" if whole else "-"


def rules(numbers: Numbers) -> str:
    """How many lines each rule has cut, the busiest first."""
    return table([("rule", "lines cut"), *((rule, str(count)) for rule, count in numbers.rules.most_common())])


def gaps(found: Iterable[Gap]) -> str:
    """Days that look incomplete, beside what their neighbours have."""
    return table([("day", "articles", "usual"), *((gap.day, str(gap.articles), f"{gap.usual:g}") for gap in found)])


def days(found: Sequence[date]) -> str:
    """Days, oldest first, with runs of them drawn together.

    >>> days([date(2023, 6, 1), date(2023, 6, 3), date(2023, 6, 4), date(2023, 6, 5)])
    '2023-06-01, 2023-06-03 to 2023-06-05'
    """
    spans: list[list[date]] = []
    for day in found:
        if spans and day - spans[-1][-1] == timedelta(days=1):
            spans[-1].append(day)
        else:
            spans.append([day])
    return ", ".join(f"{span[0]} to {span[-1]}" if len(span) > 1 else f"{span[0]}" for span in spans)


def record(article: Article, columns: int = COLUMNS) -> str:
    """One record for people to read: headline, facts, text, and each line that was cut with the rule that cut it."""
    lines = [*wrap(article.title, columns), "─" * min(columns, width(article.title))]
    facts = [(name, value) for name, value in _facts(article) if value]
    widest = max(len(name) for name, _ in facts)
    lines += [f"{name.ljust(widest)}  {value}" for name, value in facts]
    for paragraph in article.text.split("\n"):
        lines += ["", *wrap(paragraph.replace("\t", "  "), columns)]
    if article.removed:
        widest = max(len(cut.rule) for cut in article.removed)
        lines += ["", "cut from the page, with the rule that did it:"]
        for cut in article.removed:
            first, *rest = wrap(cut.text, columns - widest - 4) or [""]
            lines += [f"  {cut.rule.ljust(widest)}  {first}", *(" " * (widest + 4) + line for line in rest)]
    return "\n".join(lines)


def _facts(article: Article) -> Iterable[tuple[str, str]]:
    yield "as printed", article.raw_title if article.raw_title != article.title else ""
    yield "published", " ".join(filter(None, (article.date_published, _printed(article))))
    for name in ("section", "source", "original_source", "editor", "dateline", "original_title"):
        yield name.replace("_", " "), getattr(article, name) or ""
    yield "authors", "、".join(article.authors)
    yield "tags", "、".join(article.tags)
    yield "captions", "; ".join(image.caption for image in article.images if image.caption)
    yield "url", article.url


def _printed(article: Article) -> str:
    printed = article.date_published_raw
    return f'(printed as "{printed}")' if printed and printed != article.date_published else ""
