"""The text right after a date -> the time of day and the time zone that it tells, if any."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

# What may stand between a date and its time: marks, the day of the week, a word such as "at".
_WEEKDAY = r"(?:[(（](?:星期|周|週)?[一二三四五六日天月火水木金土월화수목금토일][)）])"
_BEFORE = (
    rf"[\sT,.@|]{{0,3}}{_WEEKDAY}?[\sT,.@|()（）[\]\-–—•·/日]{{0,6}}"
    r"(?:(?:d\.|г\.|р\.|r\.|HKT|[^\W\d_]{4,12}(?=,? \d)),?[ ,|–—-]{1,3})?"
    r"(?:(?:at|on|um|kl|klo|kell|à|às|alle|ore|om|o|в|о|a las|godz|г|ora|saat|lúc|pukul|jam|den|time|เวลา|الساعة|בשעה"
    r"|時間|时间)[.:]?,?\s)?\s?"
    r"(?P<half>上午|下午|晚上|晚间|晚間|凌晨|早上|早晨|中午|午后|午後|傍晚|午前|오전|오후)?\s?"
)
_NOON = r"(?:\s?(?:(?P<ap>[apπμ])\.?\s?[mμ]\b\.?|(?P<noon>[مص])(?!\w)))?"
_TIME = re.compile(
    _BEFORE + r"(?P<h>[01]?\d|2[0-3])\s?(?:[:：时時点點h시]\s?|\.(?=\d\d\s?(?:Uhr|uhr|น|[ap]\.?m)|\d\d\b(?!\.\d)))"
    r"(?P<mi>[0-5]\d|[0-9](?=分|분))(?!\d)(?:\s?[:：分분]\s?(?P<s>[0-5]\d)(?!\d))?\s?[分분秒]?" + _NOON,
    re.I,
)
_HOUR_ONLY = re.compile(_BEFORE + r"(?P<h>1[0-2]|0?[1-9])(?P<mi>)(?P<s>)\s?(?P<ap>[ap])\.?m\b\.?(?P<noon>)", re.I)
_BEFORE_DATE = re.compile(
    r"(?<![\d:.])(?P<h>[01]?\d|2[0-3]):(?P<mi>[0-5]\d)(?::(?P<s>[0-5]\d))?(?:\s?(?P<ap>[ap])\.?m\b\.?)?"
    r"(?:\s?(?P<z>[A-Z]{2,4}))?[\s,|·•–—-]{1,4}(?:on )?(?:\w{3,9},? )?$",
    re.I,
)
_REACH_BACK = 30  # characters before the date in which its time stands
_HOURS = {  # abbreviations that name one zone; IST and CST are of several countries
    name: float(hours)
    for line in """
    0 UTC GMT WET
    1 BST CET WEST WAT
    2 CEST EET SAST CAT
    3 EEST MSK МСК TRT EAT
    5 PKT
    5.75 NPT
    7 WIB
    8 HKT SGT MYT WITA AWST 北京时间 北京時間
    9 JST KST WIT
    9.5 ACST
    10 AEST
    10.5 ACDT
    11 AEDT
    12 NZST
    13 NZDT
    -3 BRT
    -4 EDT
    -5 EST CDT
    -6 MDT
    -7 MST PDT
    -8 PST
    """.strip().splitlines()
    for hours, *names in [line.split()]
    for name in names
}
# Without a word on daylight saving time: what the clocks there show.
_PLACES = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}
_ZONE = re.compile(
    r"[\s.,\d(（]{0,9}?(?P<z>Z\b|(?:UTC|GMT)?\s?[+-]\d{1,2}:?\d{2}\b|(?:UTC|GMT)\s?[+-]\d{1,2}\b"
    rf"|(?:{'|'.join((*_HOURS, *_PLACES))})(?!\w))"
)
_OFFSET = re.compile(r"([+-])(\d{1,2}?):?(\d{2})?$")
_LATE = ("下午", "晚上", "晚间", "晚間", "午后", "午後", "傍晚", "오후")
_AFTERNOON = "م"
_REACH = 60  # characters after the date in which its time stands


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, its zone if told, and where in the text its far end from the date is."""

    hour: int
    minute: int
    second: int
    zone: tzinfo | None
    edge: int


def read(text: str, start: int) -> Clock | None:
    """The time of day that begins at `start`, but for marks and words such as "at"; None where there is none.

    >>> read("2023-06-01 3:05 pm", 10).hour
    15
    """
    rest = text[start : start + _REACH]
    told = _TIME.match(rest) or _HOUR_ONLY.match(rest)
    if not told:
        return None
    late = told["half"] in _LATE or told["noon"] == _AFTERNOON
    after = _ZONE.match(rest, told.end())
    return Clock(*_time(told, late=late), zone(after["z"]) if after else None, start + told.end())


def before(text: str, end: int) -> Clock | None:
    """The time right before `end`, where a date begins; None where there is none.

    >>> before("08:18 2023/06/15", 6).minute
    18
    """
    match = _BEFORE_DATE.search(text, max(0, end - _REACH_BACK), end)
    if match is None:
        return None
    return Clock(*_time(match, late=False), zone((match["z"] or "").upper()), match.start("h"))


def _time(match: re.Match[str], *, late: bool) -> tuple[int, int, int]:
    """Hour, minute and second; `late`: words beside the digits say that it is past noon."""
    hour, half = int(match["h"]), (match["ap"] or "").lower()
    if hour < 12 and (half in ("p", "μ") or late):
        hour += 12
    elif hour == 12 and half in ("a", "π"):
        hour = 0
    return hour, int(match["mi"] or 0), int(match["s"] or 0)


def zone(name: str) -> tzinfo | None:
    """The zone of an abbreviation or an offset; None for one that nobody can tell (CST is of Chicago and of Shanghai).

    >>> zone("GMT+0800") == zone("GMT+8"), zone("CST") is None
    (True, True)
    """
    name = name.strip()
    if name in _PLACES:
        return ZoneInfo(_PLACES[name])
    if name in _HOURS or name == "Z":
        return timezone(timedelta(hours=_HOURS.get(name, 0)))
    match = _OFFSET.search(name)
    offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0)) if match else timedelta(hours=24)
    if match is None or offset >= timedelta(hours=24):
        return None
    return timezone(-offset if match[1] == "-" else offset)
