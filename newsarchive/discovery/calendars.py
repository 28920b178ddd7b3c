"""The links of a page in, the list of the day before its own out: calendars and drop-downs of dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urlsplit

from newsarchive.discovery import dates
from newsarchive.discovery.anchors import Anchor
from newsarchive.sites.learn import dated
from newsarchive.text import weight

_FEW = 3
"""So many days make a calendar."""
_LONGEST = 24
"""The weight of a text that names a day or a month and nothing else."""
_NUMBER = re.compile(r"\W*(\d{1,2})[日号號]?\W*")
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/]?(0[1-9]|1[0-2])/?(?:index\.\w{3,5})?$")


def before(found: Sequence[Anchor], url: str) -> str | None:
    """The last list of a day before that of the page at `url`, else the month before; None where there is no calendar.

    The home page is later than all of them. On any other page only a drop-down of dates is believed: the calendar
    beside a channel leads out of it.
    """
    short = [anchor for anchor in found if weight(anchor.text) <= _LONGEST]
    own = _day_of(url)
    if own is None:
        is_home = not urlsplit(url).path.strip("/")
        short = short if is_home else [anchor for anchor in short if anchor.element.tag == "option"]
    days = _days(short) if own else of(short)
    earlier = {day: address for day, address in days.items() if own is None or day < own}
    months = {month: link for month, link in _months(short) if own and month < own.replace(day=1) and link != url}
    for choice in (earlier, months):
        if choice:
            return choice[max(choice)]
    return None


def _day_of(url: str) -> date | None:
    """The day that a list is of; of a month the first of the next, which all its days are before."""
    if told := dated(url):
        return told[1]
    month = _month_of(url)
    return month and date(month.year + month.month // 12, month.month % 12 + 1, 1)


def of(found: Iterable[Anchor]) -> dict[date, str]:
    """The lists of days that a calendar among the links leads to; none where they are too few for one."""
    days = _days(found)
    return days if len(days) >= _FEW else {}


def _days(found: Iterable[Anchor]) -> dict[date, str]:
    """The lists of days whose link shows no more than the day, of the form of address that most of them have."""
    forms: dict[str, dict[date, str]] = {}
    for anchor in found:
        number = _NUMBER.fullmatch(anchor.text)
        told = dated(anchor.url) if number or dates.printed(anchor.text) else None
        if told and (number is None or int(number[1]) == told[1].day):
            forms.setdefault(told[0], {})[told[1]] = anchor.url
    return max(forms.values(), key=len, default={})


def _months(found: Iterable[Anchor]) -> Iterable[tuple[date, str]]:
    return ((month, anchor.url) for anchor in found if (month := _month_of(anchor.url)))


def _month_of(url: str) -> date | None:
    month = _MONTH.search(urlsplit(url).path)
    return date(int(month[1]), int(month[2]), 1) if month else None
