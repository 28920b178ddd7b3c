"""The text right after a date -> the time of day and the time zone that it tells, if any."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta, timezone, tzinfo

_BEFORE = (
    r"[\sT,.@|()（）[\]\-–—•·/日]{0,6}(?:d\. |HKT )?"
    r"(?:(?:at|on|um|kl|klo|à|às|alle|ore|om|o|в|о|a las|godz|г|saat|lúc|den|time|時間|时间)[.:]?,?\s)?\s?"
    r"(?P<half>上午|下午|晚上|晚间|晚間|凌晨|早上|早晨|中午|午后|午後|傍晚|午前|오전|오후)?\s?"
)
_TIME = re.compile(
    _BEFORE + r"(?P<h>[01]?\d|2[0-3])\s?(?:[:：时時点點h시]\s?|\.(?=\d\d\s?(?:Uhr|uhr|น)|\d\d\b(?!\.\d)))"
    r"(?P<mi>[0-5]\d|[0-9](?=分|분))(?!\d)(?:\s?[:：分분]\s?(?P<s>[0-5]\d)(?!\d))?\s?[分분秒]?"
    r"(?:\s?(?P<ap>[ap])\.?\s?m\b\.?)?",
    re.I,
)
_HOUR_ONLY = re.compile(_BEFORE + r"(?P<h>1[0-2]|0?[1-9])(?P<mi>)(?P<s>)\s?(?P<ap>[ap])\.?m\b\.?", re.I)
_BEFORE_DATE = re.compile(
    r"(?<![\d:.])(?P<h>[01]?\d|2[0-3]):(?P<mi>[0-5]\d)(?::(?P<s>[0-5]\d))?(?:\s?(?P<ap>[ap])\.?m\b\.?)?"
    r"(?:\s?(?:[A-Z]{2,4}))?[\s,|·•–—-]{1,4}(?:on )?(?:\w{3,9},? )?$",
    re.I,
)
_REACH_BACK = 30  # characters before the date in which its time stands
_ZONE = re.compile(
    r"[\s.,\d(]{0,9}?(?P<z>Z\b|(?:UTC|GMT)?\s?[+-]\d{1,2}:?\d{2}\b|(?:UTC|GMT)\s?[+-]\d{1,2}\b"
    r"|(?:UTC|GMT|BST|IST|JST|KST|MSK|CES?T|EES?T|[ECMP][SD]?T)\b)"
)
_ZONES = {"UTC": 0, "GMT": 0, "Z": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "JST": 9, "KST": 9}
_ZONES |= {"EST": -5, "EDT": -4, "ET": -5, "CDT": -5, "MST": -7, "MDT": -6, "MT": -7, "PST": -8, "PDT": -7, "PT": -8}
_OFFSET = re.compile(r"([+-])(\d{1,2}?):?(\d{2})?$")
_LATE = ("下午", "晚上", "晚间", "晚間", "午后", "午後", "傍晚", "오후")
_REACH = 60  # characters after the date in which its time stands


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, its zone if told, and where in the text it ends."""

    hour: int
    minute: int
    second: int
    zone: tzinfo | None
    end: int


def read(text: str, start: int) -> Clock | None:
    """The time of day that begins at `start`, but for marks and words such as "at"; None where there is none.

    >>> read("2023-06-01 3:05 pm", 10).hour
    15
    """
    rest = text[start : start + _REACH]
    told = _TIME.match(rest) or _HOUR_ONLY.match(rest)
    if not told:
        return None
    hour, noon = int(told["h"]), (told["ap"] or "").lower()
    if hour < 12 and (noon == "p" or told["half"] in _LATE):
        hour += 12
    elif hour == 12 and noon == "a":
        hour = 0
    after = _ZONE.match(rest, told.end())
    return Clock(
        hour, int(told["mi"] or 0), int(told["s"] or 0), zone(after["z"]) if after else None, start + told.end()
    )


def before(text: str, end: int) -> tuple[int, int, int, int] | None:
    """Hour, minute, second and start of a time right before `end`, where a date begins; None where there is none.

    >>> before("08:18 2023/06/15", 6)
    (8, 18, 0, 0)
    """
    match = _BEFORE_DATE.search(text, max(0, end - _REACH_BACK), end)
    if match is None:
        return None
    hour, noon = int(match["h"]), (match["ap"] or "").lower()
    hour = hour + 12 if noon == "p" and hour < 12 else 0 if noon == "a" and hour == 12 else hour
    return hour, int(match["mi"]), int(match["s"] or 0), match.start("h")


def zone(name: str) -> tzinfo | None:
    """The zone of an abbreviation or an offset; None for one that nobody can tell (CST is of Chicago and of Shanghai).

    >>> zone("GMT+0800") == zone("GMT+8"), zone("CST") is None
    (True, True)
    """
    name = name.strip()
    if name in _ZONES:
        return timezone(timedelta(hours=_ZONES[name]))
    match = _OFFSET.search(name)
    offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0)) if match else timedelta(hours=24)
    if match is None or offset >= timedelta(hours=24):
        return None
    return timezone(-offset if match[1] == "-" else offset)
