"""A link as its source shows it in, the day on which its article was published out."""

from __future__ import annotations

import re
from datetime import date

from newsarchive.discovery import dates
from newsarchive.records import Link

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-/.]|\s?年\s?)(\d{1,2})(?:[-/.]|\s?月\s?)(\d{1,2})(?!\d)")
_DAY_IN_URL = re.compile(r"/(20\d\d)[-/]?(\d\d)[-/]?(\d\d)(?=[/_-]|t?\d*\.|$)")


def day_of(link: Link) -> date | None:
    """The day that a listing prints beside a link, else the one in its address; None where there is no full one.

    >>> day_of(Link("http://a.cn/1.html", date="2023年6月1日 08:30")), day_of(Link("http://a.cn/2023/0601/c1.html"))
    (datetime.date(2023, 6, 1), datetime.date(2023, 6, 1))
    """
    found = _DAY.search(link.date or "") or _DAY_IN_URL.search(link.url)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def latest_day_of(link: Link, today: date) -> date | None:
    """`day_of`, or the last day that "06-04" or "昨天", seen today, may mean; in an old list it may be years earlier.

    >>> latest_day_of(Link("http://a.cn/1.html", date="12-31 08:30"), date(2023, 1, 2))
    datetime.date(2022, 12, 31)
    """
    return day_of(link) or (dates.day_of(link.date, today) if link.date else None)
