"""Strings as pages print dates -> a `Stamp`: a day, perhaps a time, perhaps a zone; all scripts that newspapers use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache

from newsarchive import months
from newsarchive.extraction import ago, clock, jalali

_YEARS = (1990, 2100)  # no page on the web is older; a year beyond is a phone number
_LONGEST = 400  # characters looked at
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xA0: " "}
# The digits of Arabic, Persian, Devanagari, Bengali and Thai.
_NARROW |= {zero + digit: str(digit) for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50) for digit in range(10)}


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment as a page tells it: the day; time and zone if told; `raw` is the text it was read from.

    `whole` is False where the year was not told but found by counting from another day.
    """

    day: date
    hour: int | None = None
    minute: int = 0
    second: int = 0
    zone: tzinfo | None = None
    raw: str = ""
    whole: bool = True

    @property
    def has_time(self) -> bool:
        """Whether a time of day was told."""
        return self.hour is not None

    def iso(self, home: tzinfo, *, sure: bool = True) -> str:
        """ISO 8601 with the offset of `home`, the site's zone; a bare day where no time was told.

        Where `home` is a mere guess (`sure=False`), a zone that the page told is kept; counting back tells none.
        """
        if self.hour is None:
            return self.day.isoformat()
        zone = self.zone or home
        moment = datetime.combine(self.day, datetime.min.time()).replace(
            hour=self.hour, minute=self.minute, second=self.second, tzinfo=zone
        )
        try:
            return moment.astimezone(home if sure or not self.whole else zone).isoformat()
        except OverflowError:
            return moment.isoformat()


_PERSIAN = re.compile("[\u0600-\u06ff]")
_NUMBERED = re.compile(r"\d|年")  # what every date has that is not counted from another
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_ANY_YEAR = r"(?P<y>(?:19|20|25)\d\d)"  # of ours, or of the Buddha's
_MONTH = r"(?P<m>1[0-2]|0?[1-9])"
_DAY = r"(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)"
_WEEKDAY = r"(?:\s?[(（]?(?:星期|周|週|礼拜)[一二三四五六日天][)）]?)?"
_NAME = r"(?P<n>[^\s\d,.:;()/-]{3,14}|(?:تشرين|كانون) ال[^\W\d_]{3,6}|[ก-๛]{1,3}\.[ก-๛]\.)"
_ERA = r"(?:พ\.ศ\.|ค\.ศ\.)"

_YMD = re.compile(
    rf"(?<!\d){_YEAR}\s?(?P<sep>[-/.年년]|\s(?=\d\d/\d\d\b))\s?{_MONTH}\s?(?P<sep2>[-/.月월])\s?{_DAY}\s?[日号號일]?{_WEEKDAY}"
)
_MIXED = re.compile(r"-[./]|\.[-/]|/[-.]")  # separators that do not go together: "2023 - 08.18 Uhr"
_REIGN = re.compile(rf"(?P<era>令和|平成|昭和)\s?(?P<y>\d{{1,2}}|元)\s?年\s?{_MONTH}\s?月\s?{_DAY}\s?日")
_REIGNS = {"令和": 2018, "平成": 1988, "昭和": 1925}  # the years before the first
_ROC = re.compile(rf"(?:民國|民国|中華民國)\s?(?P<y>\d{{2,3}})\s?[年/.-]\s?{_MONTH}\s?[月/.-]\s?{_DAY}\s?日?")
_HAN = re.compile(
    r"(?P<y>[〇○零一二三四五六七八九]{4}|(?<=[民][國国])[〇○零一二三四五六七八九]{3})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})日"
)
_DMY = re.compile(
    r"(?<![\d./-])(?P<d>3[01]|[12]\d|0?[1-9])\s?(?P<sep>[-/.])\s?(?P<m>3[01]|[12]\d|0?[1-9])\s?(?P=sep)\s?"
    rf"{_ANY_YEAR}(?!\d)"
)
_YY = re.compile(
    r"(?<![\d./-])(?P<y>[012]\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>3[01]|[12]\d|0[1-9])(?=\s{1,3}\d{1,2}[:：]\d\d|\s*$)"
)
_SHORT_YEAR = re.compile(
    r"(?:(?<![\d./-])(?=\d\d?/|\d\d\.\d\d\.)|^(?=\d\d?\.\d\d?\.\d\d(?:$|,?\s\d\d?[:.]\d\d)))(?P<d>3[01]|[12]\d|0?[1-9])(?P<sep>[./])(?P<m>3[01]|[12]\d|0?[1-9])(?P=sep)(?P<y>[0-3]\d)(?![\d./-])"
)
_DAY_NAME_YEAR = re.compile(
    rf"(?<![\d.])(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|er|[.ºª°]|-го)?[\s\-./]{{1,3}}(?:of |de |d')?"
    rf"{_NAME}\.?,?[\s\-./]{{1,3}}(?:(?:de|del|{_ERA}) )?{_ANY_YEAR}(?!\d)"
)
_NAME_DAY_YEAR = re.compile(
    rf"(?<!\w){_NAME}\.?\s(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?,?\s(?:at\s)?{_YEAR}(?!\d)"
)
_YEAR_NAME_DAY = re.compile(rf"(?<!\d){_YEAR}[.,]?\s(?:m\. |gada |թ\. )?{_NAME}\.?\s{_DAY}")
_YEAR_DAY_NAME = re.compile(rf"(?<!\d){_YEAR}\. gada (?P<d>3[01]|[12]\d|0?[1-9])\. {_NAME}")
_TH_NUMBERED = re.compile(rf"(?<!\d){_DAY},?\s[Tt]háng\s{_MONTH},?\s(?:[Nn]ăm\s)?{_YEAR}(?!\d)")
_OF_FOUR_DIGITS = re.compile(r"(?:19|20|25)\d\d")
_BUDDHIST, _REPUBLIC = 543, 1911  # years by which calendars are ahead of ours, behind it

# Days without a year, as lists and bylines print them.
_MD_TIME = re.compile(
    r"(?<![\d./年-])(?P<m>1[0-2]|0?[1-9])\s?[-/月.]\s?(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)\s?日?"
    r"(?=[\sT]{1,3}(?:[01]?\d|2[0-3])[:：]\d\d|[（(]?(?:星期|周)?.?[）)]?\s?(?:[01]?\d|2[0-3])[:：]\d\d)"
)
_MD_HAN = re.compile(r"(?<![\d./年-])(?P<m>1[0-2]|0?[1-9])月(?P<d>3[01]|[12]\d|0?[1-9])日")
_NAME_DAY = re.compile(
    rf"^\W{{0,3}}(?:{_NAME}\.?\s{_DAY}|(?P<d2>3[01]|[12]\d|0?[1-9])\.?\s(?P<n2>[^\s\d,.:;()/-]{{3,14}}))\.?"
    r"(?=$|,?\s(?:\w{1,3}\.?\s)?\d\d?[:.h]\d\d)"
)


def find(
    text: str, *, now: datetime | None = None, near: date | None = None, month_first: bool = False
) -> Stamp | None:
    """The first date in a text, with the time and zone that follow it; None where there is none.

    `now` (aware) is what "3小时前" and "昨天" are counted from; a date without a year falls in the year that brings it
    before `now`, else closest to `near`; without them such dates are not read. `month_first`: 03/04/2020 is March 4.

    >>> find("2019年06月15日08:18 来源:新华社").iso(UTC)
    '2019-06-15T08:18:00+00:00'
    >>> find("民國112年6月1日").day
    datetime.date(2023, 6, 1)
    """
    printed = text[:_LONGEST]
    text = printed if printed.isascii() else printed.translate(_NARROW)
    now = now if now and _YEARS[0] <= now.year <= _YEARS[1] else None
    stamp = (_numeric(text, month_first) or _named(text)) if _NUMBERED.search(text) else None
    if stamp is None and text is not printed and _PERSIAN.search(printed) and (found := jalali.read(text)):
        stamp = _with_time(text, found[1], found[0])
    if stamp is None and (now or near):
        stamp = (_relative(text, now) if now else None) or _without_year(text, now.date() if now else None, near)
    if stamp is None or text is printed:
        return stamp
    start = text.find(stamp.raw)
    return replace(stamp, raw=printed[start : start + len(stamp.raw)])


@lru_cache(maxsize=16)  # asked for each line of a page that may hold a date
def in_url(url: str) -> Stamp | None:
    """The day in an address: /2023/06/01/, /20230601/, /2023-06/01/, t20230601_1.html.

    >>> in_url("http://a.cn/2023-06/01/c_112.htm").day
    datetime.date(2023, 6, 1)
    """
    path = url.partition("://")[2].partition("?")[0]
    for pattern in _IN_PATH:
        for match in pattern.finditer(path):
            if day := _day(int(match["y"]), int(match["m"]), int(match["d"])):
                return Stamp(day, raw=match[0].strip("/"))
    return None


_PADDED = r"(?P<m>0[1-9]|1[0-2])[-/_]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
_IN_PATH = (
    re.compile(rf"(?<=[/_-]){_YEAR}[-/_]?{_PADDED}"),
    re.compile(rf"(?<=/){_YEAR}/{_MONTH}/{_DAY}(?=/)"),
    re.compile(rf"(?<!\d){_YEAR}{_PADDED}"),
    re.compile(rf"(?<=[/_-])(?P<d>0[1-9]|[12]\d|3[01])-(?P<m>0[1-9]|1[0-2])-{_YEAR}(?!\d)"),
)


def parse_iso(text: str, *, month_first: bool = False) -> Stamp | None:
    """A machine-readable moment (ISO 8601, RFC 2822, unix seconds or milliseconds) as a stamp.

    Midnight to the second is what a generator writes that knows the day only: a bare day.

    >>> parse_iso("2024-06-13T00:00:00+00:00").has_time, parse_iso("1686000000").day.isoformat()
    (False, '2023-06-05')
    """
    text = text.strip()
    if re.fullmatch(r"1\d{9}(?:\d{3})?", text):
        moment = datetime.fromtimestamp(int(text[:10]), UTC)
        return Stamp(moment.date(), moment.hour, moment.minute, moment.second, UTC, text)
    stamp = find(text, month_first=month_first) or _compact(text)
    if stamp and (stamp.hour, stamp.minute, stamp.second) == (0, 0, 0):
        return Stamp(stamp.day, raw=text[:_LONGEST_RAW])
    return replace(stamp, raw=text[:_LONGEST_RAW]) if stamp else None


_LONGEST_RAW = 60  # characters of what a machine wrote that are kept as printed
_COMPACT = re.compile(
    rf"{_YEAR}(?P<m>\d\d)(?P<d>\d\d)T?(?:(?P<h>[01]\d|2[0-3])(?P<mi>[0-5]\d)(?P<s>[0-5]\d)?)?(?P<z>Z|[+-]\d{{4}})?$"
)


def _compact(text: str) -> Stamp | None:
    """Digits without marks: 20190615, 20190615101500, 20190615T101500Z."""
    match = _COMPACT.match(text)
    day = _day(int(match["y"]), int(match["m"]), int(match["d"])) if match else None
    if match is None or day is None:
        return None
    if not match["h"]:
        return Stamp(day, raw=text)
    zone = clock.zone(match["z"] or "")
    return Stamp(day, int(match["h"]), int(match["mi"]), int(match["s"] or 0), zone, text)


def _numeric(text: str, month_first: bool) -> Stamp | None:
    """The first date in digits, Han numerals or a year of the Republic."""
    patterns = (_YMD, _ROC, _DMY) if _OF_FOUR_DIGITS.search(text) else (_ROC, _HAN, _YY, _REIGN, _SHORT_YEAR)
    found = [match for pattern in patterns if (match := pattern.search(text))]
    for match in sorted(found, key=re.Match.start):
        if (day := _day(*_year_month_day(match, month_first))) is not None:
            return _with_time(text, match, day)
    return None


def _year_month_day(match: re.Match[str], month_first: bool) -> tuple[int, int, int]:
    if match.re is _HAN:
        return _han(match["y"], match["m"], match["d"])
    if match.re is _YMD and _MIXED.match(match["sep"] + match["sep2"]):
        return 0, 0, 0
    month, day = int(match["m"]), int(match["d"])
    if match.re is _REIGN:
        return _REIGNS[match["era"]] + (1 if match["y"] == "元" else int(match["y"])), month, day
    year = int(match["y"])
    if match.re in (_DMY, _SHORT_YEAR) and (month > 12 or (month_first and day <= 12 and match["sep"] != ".")):
        month, day = day, month
    return year + (_REPUBLIC if match.re is _ROC else 2000 if match.re in (_YY, _SHORT_YEAR) else 0), month, day


def _named(text: str) -> Stamp | None:
    """The first date with the name of a month."""
    for match in _named_matches(text) if _OF_FOUR_DIGITS.search(text) else ():
        month = int(match["m"]) if match.re is _TH_NUMBERED else months.number(match["n"])
        if month and (day := _day(int(match["y"]), month, int(match["d"]))):
            return _with_time(text, match, day)
    return None


def _named_matches(text: str) -> Iterator[re.Match[str]]:
    for pattern in (_DAY_NAME_YEAR, _NAME_DAY_YEAR, _TH_NUMBERED, _YEAR_NAME_DAY, _YEAR_DAY_NAME):
        yield from pattern.finditer(text)


def _relative(text: str, now: datetime) -> Stamp | None:
    """A moment counted from now: "3小时前", "yesterday 10:05"."""
    found = ago.read(text, now)
    if found is None:
        return None
    moment, match = found
    if isinstance(moment, datetime):
        return Stamp(moment.date(), moment.hour, moment.minute, 0, now.tzinfo, match[0], whole=False)
    return _with_time(text, match, moment, whole=False)


def _without_year(text: str, today: date | None, near: date | None) -> Stamp | None:
    """A day and month in the last year that brought it by today, else in the year that brings it closest to `near`."""
    match = _MD_TIME.search(text) or _MD_HAN.search(text) or _NAME_DAY.match(text)
    anchor = today or near
    if match is None or anchor is None:
        return None
    if match.re is _NAME_DAY:
        month, day = months.number(match["n"] or match["n2"]), int(match["d"] or match["d2"])
    else:
        month, day = int(match["m"]), int(match["d"])
    days = [_day(anchor.year + shift, month or 0, day) for shift in (1, 0, -1)]
    real = [day for day in days if day and (today is None or day <= today + timedelta(days=1))]
    if not real:
        return None
    return _with_time(text, match, min(real, key=lambda day: abs(day - anchor)), whole=False)


def _day(year: int, month: int, day: int) -> date | None:
    year -= _BUDDHIST if year >= _BUDDHIST + _YEARS[0] else 0
    try:
        return date(year, month, day) if _YEARS[0] <= year <= _YEARS[1] else None
    except ValueError:
        return None


def _with_time(text: str, match: re.Match[str], day: date, *, whole: bool = True) -> Stamp:
    time = clock.read(text, match.end())
    if time is not None:
        shown = text[match.start() : time.edge]
    elif (time := clock.before(text, match.start())) is not None:
        shown = text[time.edge : match.end()]
    else:
        return Stamp(day, raw=match[0].strip(), whole=whole)
    return Stamp(day, time.hour, time.minute, time.second, time.zone, shown.strip(), whole)


_DIGITS = {char: index for index, char in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0}


def _han(year: str, month: str, day: str) -> tuple[int, int, int]:
    def small(text: str) -> int:
        if "十" not in text:
            return _DIGITS[text] if len(text) == 1 else 0
        tens, _, ones = text.partition("十")
        return (_DIGITS.get(tens, 0) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)

    number = int("".join(str(_DIGITS[char]) for char in year))
    return number + (_REPUBLIC if number < 1000 else 0), small(month), small(day)
