"""A link as its source shows it in, the day on which its article was published out."""

from __future__ import annotations

import re
from datetime import date

from newsarchive.discovery import dates
from newsarchive.records import Link

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-/.]|\s?年\s?)(\d{1,2})(?:[-/.]|\s?月\s?)(\d{1,2})(?!\d)")
_DAY_IN_URL = re.compile(r"/(20\d\d)[-/]?(\d\d)[-/]?(\d\d)(?=[/_-]|t?\d*\.|$)")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?!\d)")


def day_of(link: Link) -> date | None:
    """The day that a listing prints beside a link, else the one in its address; None where there is no full one.

    >>> day_of(Link("http://a.cn/1.html", date="2023年6月1日 08:30")), day_of(Link("http://a.cn/2023/0601/c1.html"))
    (datetime.date(2023, 6, 1), datetime.date(2023, 6, 1))
    """
    printed = _printed(link.date or "")
    return printed[0] if len(printed) == 1 else _date(_DAY_IN_URL.search(link.url))


def latest_day_of(link: Link, today: date) -> date | None:
    """`day_of`, or the last day that it can be: the later reading of "06/05/2023", the day of its last change, the last
    day that "06-04" or "昨天", seen today, may mean; in an old list it may be years earlier.

    >>> latest_day_of(Link("http://a.cn/1.html", date="12-31 08:30"), date(2023, 1, 2))
    datetime.date(2022, 12, 31)
    """
    told = link.date or link.changed or ""
    return day_of(link) or max(_printed(told), default=None) or dates.day_of(told, today)


def _printed(text: str) -> list[date]:
    """The days that a date printed with its year may mean: two where it does not tell day from month."""
    if found := _SLASHED.search(text):
        first, second, year = found.groups()
        days = {_made(year, month, day) for month, day in ((first, second), (second, first))}
        return [day for day in days if day]
    if found := _DAY.search(text):
        return [day for day in [_date(found)] if day]
    # What does not depend on the day of looking names its year.
    days = {dates.day_of(text, today) for today in (date(2001, 7, 1), date(2011, 7, 1))} if text else set()
    return [day for day in days if day and len(days) == 1]


def _date(found: re.Match[str] | None) -> date | None:
    return _made(*found.groups()) if found else None


def _made(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
