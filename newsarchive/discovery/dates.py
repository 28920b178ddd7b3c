"""Text of a row of a listing in, the date printed in it out; a printed date in, the day that it names out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from re import Match, Pattern

from newsarchive import months

_YEAR = r"(?P<y>(?:19[89]\d|20[0-4]\d))"
_MONTH, _MONTH2 = r"(?P<m>1[0-2]|0?[1-9])", r"(?P<m>1[0-2]|0[1-9])"
_DAY, _DAY2 = r"(?P<d>3[01]|[12]\d|0?[1-9])", r"(?P<d>3[01]|[12]\d|0[1-9])"
_TIME = r"(?:[ T\u3000]{0,3}(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)?"
_NAME = (
    r"(?P<n>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_WORD = r"(?P<n>[^\W\d_]{3,14})"

Told = Callable[[Match[str], date], date]


def _full(found: Match[str], _: date) -> date:
    return date(int(found["y"]), int(found["m"]), int(found["d"]))


def _named(found: Match[str], _: date) -> date:
    return date(int(found["y"]), months.number(found["n"]) or 0, int(found["d"]))


def _without_year(found: Match[str], today: date) -> date:
    """The last such day that is not in the future; a portal ahead of our clock by hours may print tomorrow's."""
    this_year = date(today.year, int(found["m"]), int(found["d"]))
    return this_year if this_year <= today + timedelta(days=1) else this_year.replace(year=today.year - 1)


def _ago(found: Match[str], today: date) -> date:
    return today - timedelta(days=int(found["n"]) if found["unit"].startswith(("天", "d")) else 0)


def _word(found: Match[str], today: date) -> date:
    return today - timedelta(days={"昨": 1, "y": 1, "前": 2}.get(found[0][0].lower(), 0))


_WAYS: tuple[tuple[Pattern[str], Told], ...] = tuple(
    (re.compile(pattern, re.I), told)
    for pattern, told in (
        (rf"(?<!\d){_YEAR}[-/.]{_MONTH}[-/.]{_DAY}(?!\d){_TIME}", _full),
        (rf"(?<!\d){_YEAR} ?年 ?{_MONTH} ?月 ?{_DAY} ?日{_TIME}", _full),
        (rf"(?<!\d){_DAY}(?:st|nd|rd|th|er|[.º])? (?:de |d[’'])?{_WORD}\.?,? (?:de )?{_YEAR}(?!\d){_TIME}", _named),
        (rf"{_NAME} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}(?!\d){_TIME}", _named),
        (rf"(?<!\d){_DAY}[./]{_MONTH}[./]{_YEAR}(?!\d){_TIME}", _full),
        (rf"(?<!\d){_MONTH} ?月 ?{_DAY} ?日{_TIME}", _without_year),
        (rf"(?<![\d./-]){_MONTH2}[-/]{_DAY2}(?![\d./-]){_TIME}", _without_year),
        (r"(?<!\d)(?P<n>\d{1,2}) ?(?P<unit>秒|分钟|分鐘|小时|小時|天)前", _ago),
        (r"(?<!\d)(?P<n>\d{1,2}) (?P<unit>second|minute|hour|day)s? ago", _ago),
        (r"刚刚|剛剛|(?:今天|昨天|前天)(?: ?\d{1,2}:\d\d)?|\b(?:today|yesterday)\b", _word),
        (r"(?<![\d:])(?:[01]\d|2[0-3]):[0-5]\d(?![\d:])", lambda _, today: today),
    )
)  # fmt: skip
"""How listings print dates, the fullest first, and what day each names."""


def printed(text: str) -> str | None:
    """The date or time of a text as it is printed, None where there is none; of several the fullest.

    >>> printed("国内 大雪封山 2023-06-01 12:30"), printed("3小时前"), printed("比分 3-1")
    ('2023-06-01 12:30', '3小时前', None)
    """
    way = _way_of(text)
    return way[0][0].strip() if way else None


def day_of(text: str, today: date) -> date | None:
    """The day that a printed date names, seen on `today`: a year that is not printed is the last possible one.

    >>> day_of("12-31 08:30", date(2023, 1, 2)), day_of("昨天 08:30", date(2023, 6, 1))
    (datetime.date(2022, 12, 31), datetime.date(2023, 5, 31))
    """
    if (way := _way_of(text)) is None:
        return None
    found, told = way
    try:
        return told(found, today)
    except ValueError:  # 31 June, 29 February of a common year
        return None


def _way_of(text: str) -> tuple[Match[str], Told] | None:
    for pattern, told in _WAYS:
        if (found := pattern.search(text)) and (told is not _named or months.number(found["n"])):
            return found, told
    return None
