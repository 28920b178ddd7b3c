"""A text in Persian -> the first day that it tells in the solar calendar of Iran: "۱۴ آبان ۱۴۰۵", "1405/08/14"."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()
_YEAR = r"(?P<y>13[789]\d|140\d)"  # from 1991 on; the years that Arab papers count by the moon are beyond these
_DAY = re.compile(
    rf"(?<!\d)(?P<d>[12]\d|3[01]|0?[1-9])\s(?P<n>{'|'.join(_MONTHS)})(?:\sماه)?،?\s{_YEAR}(?!\d)"
    rf"|(?<![\d/-]){_YEAR.replace('<y>', '<y2>')}(?P<sep>[/-])(?P<m>1[0-2]|0?[1-9])(?P=sep)"
    r"(?P<d2>[12]\d|3[01]|0?[1-9])(?!\d)"
)
_CYCLE, _EARLIER = 33, 1595  # years in which eight are leap years; years before the first to the start of a cycle
_ORDINAL = -356_033  # of the day before that start, as `date` counts days


def read(text: str) -> tuple[date, re.Match[str]] | None:
    """The day and where it is told; None for none. The digits are narrowed already.

    >>> read("14 آبان 1405")[0]
    datetime.date(2026, 11, 5)
    """
    match = _DAY.search(text)
    if match is None:
        return None
    month = _MONTHS.index(match["n"]) + 1 if match["n"] else int(match["m"])
    year, day = int(match["y"] or match["y2"]) + _EARLIER, int(match["d"] or match["d2"])
    cycles, rest = divmod(year, _CYCLE)
    before = (month - 1) * 31 if month < 7 else 186 + (month - 7) * 30
    return date.fromordinal(_ORDINAL + 365 * year + 8 * cycles + (rest + 3) // 4 + before + day), match
