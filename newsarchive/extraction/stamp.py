"""Strings as pages print dates -> a `Stamp`: a day, perhaps a time, perhaps a zone; all scripts that newspapers use."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo

_YEARS = (1990, 2100)  # no page on the web is older; a year beyond is a phone number


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment as a page tells it: the day; the time of day if told; the zone if told; `raw` is the text it was read from."""

    day: date
    hour: int | None = None
    minute: int = 0
    second: int = 0
    zone: tzinfo | None = None
    raw: str = ""

    @property
    def has_time(self) -> bool:
        """Whether a time of day was told."""
        return self.hour is not None

    def iso(self, home: tzinfo) -> str:
        """ISO 8601 with the offset of `home`, the site's zone; a bare day where no time was told."""
        if self.hour is None:
            return self.day.isoformat()
        moment = datetime(
            self.day.year, self.day.month, self.day.day, self.hour, self.minute, self.second, tzinfo=self.zone or home
        )
        try:
            return moment.astimezone(home).isoformat()
        except OverflowError:
            return moment.isoformat()


_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
    "янв": 1, "фев": 2, "мар": 3, "апр": 4, "мая": 5, "май": 5, "июн": 6, "июл": 7, "авг": 8, "сен": 9, "окт": 10, "ноя": 11, "дек": 12,
    "sty": 1, "lut": 2, "kwi": 4, "maj": 5, "cze": 6, "lip": 7, "sie": 8, "wrz": 9, "paź": 10, "paz": 10, "lis": 11, "gru": 12,
    "ιαν": 1, "φεβ": 2, "μαρ": 3, "απρ": 4, "μαι": 5, "μαϊ": 5, "μάι": 5, "ιουν": 6, "ιουλ": 7, "ιούν": 6, "ιούλ": 7, "αυγ": 8, "αύγ": 8, "σεπ": 9, "οκτ": 10,
    "νοε": 11, "νοέ": 11, "δεκ": 12, "janv": 1, "févr": 2, "fév": 2, "mars": 3, "avr": 4, "mai": 5, "juin": 6, "juil": 7, "août": 8, "aoû": 8,
    "déc": 12, "ene": 1, "abr": 4, "ago": 8, "dic": 12, "gen": 1, "mag": 5, "giu": 6, "lug": 7, "set": 9, "ott": 10, "out": 10,
    "dez": 12, "fev": 2, "mär": 3, "mrz": 3, "okt": 10, "mrt": 3, "mei": 5, "maa": 3, "oca": 1, "şub": 2, "nis": 4, "haz": 6, "tem": 7,
    "ağu": 8, "eyl": 9, "eki": 10, "kas": 11, "ara": 12, "січ": 1, "лют": 2, "бер": 3, "кві": 4, "тра": 5, "чер": 6, "лип": 7, "сер": 8, "вер": 9, "жов": 10,
    "лис": 11, "гру": 12,
}  # fmt: skip

_CLOCK = r"(?P<h>[01]?\d|2[0-4])\s?[:：时時点h.]\s?(?P<mi>[0-5]?\d)(?:\s?[:：分.]\s?(?P<s>[0-5]\d))?\s?分?"
_AMPM = r"(?:\s?(?P<ap>[ap])\.?\s?m\b\.?)?"
_TIME = re.compile(
    r"^[\sT,|()（）\-–—•·/]*(?:at|on|о|в|um|klo|à|às|godz\.?|г\.?,?|година,?|ob|om)?[\s,]*(?P<cap>上午|下午|晚上|凌晨|早上|中午|晚间|午后)?\s?"
    + _CLOCK
    + _AMPM,
    re.I,
)
_ZONE = re.compile(
    r"^[\s.\d]{0,8}?(?P<z>Z\b|(?:UTC|GMT)?\s?[+-]\d{1,2}:?\d{2}\b|UTC\b|GMT\b|EST\b|EDT\b|ET\b|CST\b|CDT\b|PST\b|PDT\b|BST\b|CET\b|CEST\b|JST\b|MSK\b)"
)
_ZONES = {
    "EST": -5,
    "EDT": -4,
    "ET": -5,
    "CDT": -5,
    "PST": -8,
    "PDT": -7,
    "BST": 1,
    "CET": 1,
    "CEST": 2,
    "JST": 9,
    "MSK": 3,
    "UTC": 0,
    "GMT": 0,
    "Z": 0,
}

_YMD = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s?(?P<sep>[-/.年]|\s年)\s?(?P<m>1[0-2]|0?[1-9])\s?(?:[-/.月]|\s月)\s?(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)\s?[日号號]?(?:\s?[(（]?(?:星期|周|週)[一二三四五六日天][)）]?)?"
)
_COMPACT = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?P<t>[0-2]\d[0-5]\d(?:[0-5]\d)?)?(?!\d)"
)
_ROC = re.compile(
    r"(?:民國|民国)\s?(?P<y>\d{2,3})\s?[年/.-]\s?(?P<m>1[0-2]|0?[1-9])\s?[月/.-]\s?(?P<d>3[01]|[12]\d|0?[1-9])\s?日?"
)
_HAN = re.compile(
    r"(?P<y>[〇○零一二三四五六七八九]{4})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})日"
)
_DMY_NAME = re.compile(
    r"(?<![\d.])(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|\.|º|er|-го)?[\s\-./]{1,3}(?:of |de |d')?(?P<n>[^\W\d_]{3,12})\.?,?[\s\-./]{1,3}(?:de |del )?(?P<y>(?:19|20)\d\d)(?!\d)"
)
_NAME_DMY = re.compile(
    r"\b(?P<n>[A-Za-zé]{3,9})\.?\s(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?,?\s(?P<y>(?:19|20)\d\d)(?!\d)"
)
_DMY = re.compile(
    r"(?<![\d./-])(?P<a>3[01]|[12]\d|0?[1-9])(?P<sep>[-/.])(?P<b>3[01]|[12]\d|0?[1-9])(?P=sep)(?P<y>(?:19|20)\d\d)(?!\d)"
)
_YY = re.compile(r"(?<![\d./-])(?P<y>[012]\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>3[01]|[12]\d|0[1-9])(?=\s+\d{1,2}[:：]\d\d)")
_MD = re.compile(
    r"(?<![\d./年-])(?P<m>1[0-2]|0?[1-9])\s?(?P<sep>[-/月.])\s?(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)\s?日?(?=[\sT]+(?:[01]?\d|2[0-3])[:：]\d\d)|(?<![\d./年-])(?P<m2>1[0-2]|0?[1-9])月(?P<d2>3[01]|[12]\d|0?[1-9])日"
)
_AGO = re.compile(
    r"(?P<n>\d{1,3}|一|半|an?)\s?(?:个)?(?P<u>秒钟?|分钟|分鐘|小时|小時|天|周|星期|secs?|seconds?|mins?|minutes?|hours?|hrs?|days?|weeks?)\s?(?:之?前|ago)",
    re.I,
)
_DAYS_AGO = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2, "today": 0, "yesterday": 1}
_NEAR = re.compile("(" + "|".join(_DAYS_AGO) + r")(?=\s*\d{1,2}[:：]\d\d|\s*$)", re.I)
_UNITS = {
    "秒": 1,
    "分": 60,
    "小": 3600,
    "天": 86400,
    "周": 604800,
    "星": 604800,
    "s": 1,
    "m": 60,
    "h": 3600,
    "d": 86400,
    "w": 604800,
}


def find(text: str, *, now: datetime | None = None, month_first: bool = False) -> Stamp | None:
    """The first date in a text, with the time and zone that follow it; None where there is none.

    `now` is what "3小时前", "昨天" and a date without a year are counted from (aware; without it they are not read).
    `month_first` reads 03/04/2020 as March 4.

    >>> find("2019年06月15日08:18 来源:新华社").iso(timezone(timedelta(hours=8)))
    '2019-06-15T08:18:00+08:00'
    >>> find("民國112年6月1日").day
    datetime.date(2023, 6, 1)
    """
    text = unicodedata.normalize("NFKC", text[:400]) if not text.isascii() else text[:400]
    for read in (_full, _named, _relative):
        if stamp := read(text, now, month_first):
            return stamp
    return None


def find_all(text: str, *, month_first: bool = False) -> list[Stamp]:
    """Every full date of a text, in order."""
    found, rest = [], text[:2000]
    while (stamp := find(rest, month_first=month_first)) and stamp.raw in rest:
        found.append(stamp)
        rest = rest.split(stamp.raw, 1)[1]
    return found


def _full(text: str, now: datetime | None, month_first: bool) -> Stamp | None:
    best: tuple[int, re.Match[str], tuple[int, int, int]] | None = None
    for pattern in (_YMD, _ROC, _HAN, _DMY, _YY):
        match = pattern.search(text)
        if match and (best is None or match.start() < best[0]) and (ymd := _ymd(pattern, match, month_first)):
            best = match.start(), match, ymd
    if best:
        return _with_time(text, best[1], *best[2])
    return None


def _ymd(pattern: re.Pattern[str], match: re.Match[str], month_first: bool) -> tuple[int, int, int] | None:
    if pattern is _HAN:
        return _han(match["y"], match["m"], match["d"])
    if pattern is _DMY:
        a, b = int(match["a"]), int(match["b"])
        if b > 12 or (month_first and a <= 12 and match["sep"] == "/"):
            a, b = b, a
        return int(match["y"]), b, a
    year = int(match["y"]) + (1911 if pattern is _ROC else 2000 if pattern is _YY else 0)
    return year, int(match["m"]), int(match["d"])


def _named(text: str, now: datetime | None, month_first: bool) -> Stamp | None:
    for pattern in (_DMY_NAME, _NAME_DMY):
        for match in pattern.finditer(text):
            name = match["n"].lower()
            month = _MONTHS.get(name[:4]) or _MONTHS.get(name[:3])
            if month and (stamp := _with_time(text, match, int(match["y"]), month, int(match["d"]))):
                return stamp
    return None


def _relative(text: str, now: datetime | None, month_first: bool) -> Stamp | None:
    if now is None:
        return None
    if match := _AGO.search(text):
        count = {"一": 1.0, "半": 0.5, "a": 1.0, "an": 1.0}.get(match["n"].lower()) or float(match["n"])
        unit = _UNITS[match["u"][0].lower()]
        moment = now - timedelta(seconds=count * unit)
        if unit >= 86400:
            return Stamp(moment.date(), zone=now.tzinfo, raw=match[0])
        return Stamp(moment.date(), moment.hour, moment.minute, 0, now.tzinfo, match[0])
    if match := _NEAR.search(text):
        day = now.date() - timedelta(days=_DAYS_AGO[match[1].lower()])
        return _with_time(text, match, day.year, day.month, day.day)
    if match := _MD.search(text):
        month, day_of = int(match["m"] or match["m2"]), int(match["d"] or match["d2"])
        for year in (now.year, now.year - 1):
            stamp = _with_time(text, match, year, month, day_of)
            if stamp and stamp.day <= now.date() + timedelta(days=1):
                return stamp
    return None


def _with_time(text: str, match: re.Match[str], year: int, month: int, day_of: int) -> Stamp | None:
    if not _YEARS[0] <= year <= _YEARS[1]:
        return None
    try:
        day = date(year, month, day_of)
    except ValueError:
        return None
    end = match.end()
    clock = _TIME.match(text[end:])
    if not clock:
        return Stamp(day, raw=match[0].strip())
    hour, minute, second = int(clock["h"]), int(clock["mi"]), int(clock["s"] or 0)
    late = (clock["ap"] or "").lower() == "p" or clock["cap"] in ("下午", "晚上", "晚间", "午后")
    if late and hour < 12:
        hour += 12
    elif (clock["ap"] or "").lower() == "a" and hour == 12:
        hour = 0
    if hour == 24:
        hour = 0
    zone = _ZONE.match(text[end + clock.end() :])
    raw = text[match.start() : end + clock.end()].strip()
    return Stamp(day, hour, minute, second, _zone(zone["z"]) if zone else None, raw)


def _zone(name: str) -> tzinfo | None:
    name = name.strip()
    if name in _ZONES:
        return timezone(timedelta(hours=_ZONES[name]))
    if match := re.search(r"([+-])(\d{1,2}):?(\d{2})", name):
        offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
        if offset < timedelta(hours=24):
            return timezone(-offset if match[1] == "-" else offset)
    return None


_DIGITS = {char: index for index, char in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0}


def _han(year: str, month: str, day: str) -> tuple[int, int, int] | None:
    def small(text: str) -> int:
        if "十" not in text:
            return _DIGITS[text] if len(text) == 1 else 0
        tens, _, ones = text.partition("十")
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)

    return int("".join(str(_DIGITS[char]) for char in year)), small(month), small(day)


def in_url(url: str) -> Stamp | None:
    """The day in an address: /2023/06/01/, /20230601/, /2023-06/01/, t20230601_1.html.

    >>> in_url("http://a.cn/2023-06/01/c_112.htm").day
    datetime.date(2023, 6, 1)
    """
    path = url.partition("://")[2].partition("?")[0]
    for pattern in (_PATH, _COMPACT):
        for match in pattern.finditer(path):
            numbers = [int(number) for number in match.groups()[:6] if number]
            if stamp := _with_time("", match, *numbers[:3]):
                return Stamp(stamp.day, raw=match[0].strip("/"))
    return None


_PATH = re.compile(
    r"(?<=[/_-])(?P<y>(?:19|20)\d\d)[-/_]?(?P<m>0[1-9]|1[0-2])[-/_]?(?P<d>0[1-9]|[12]\d|3[01])(?![\d])|(?<=/)(?P<y2>(?:19|20)\d\d)/(?P<m2>[1-9])/(?P<d2>[1-9]|[12]\d|3[01])(?=/)"
)


def parse_iso(text: str) -> Stamp | None:
    """A machine-readable moment (ISO 8601, RFC 2822, unix seconds or milliseconds) as a stamp."""
    text = text.strip()
    if re.fullmatch(r"1\d{9}(?:\d{3})?", text):
        moment = datetime.fromtimestamp(int(text[:10]), timezone.utc)
        return Stamp(moment.date(), moment.hour, moment.minute, moment.second, timezone.utc, text)
    return find(text)
