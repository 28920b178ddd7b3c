"""Text of a row of a listing in, the date printed in it out."""

from __future__ import annotations

import re

_YEAR = r"(?:19[89]\d|20[0-4]\d)"
_TIME = r"(?:[ T\u3000]{0,3}(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)?"
_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_PRINTED = re.compile(
    "|".join((
        rf"(?<!\d){_YEAR}[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12]\d|0?[1-9])(?!\d){_TIME}",
        rf"(?<!\d){_YEAR} ?年 ?(?:1[0-2]|0?[1-9]) ?月 ?(?:3[01]|[12]\d|0?[1-9]) ?日{_TIME}",
        rf"(?<!\d)(?:1[0-2]|0?[1-9]) ?月 ?(?:3[01]|[12]\d|0?[1-9]) ?日{_TIME}",
        rf"(?<!\d)(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)? {_NAME},? {_YEAR}(?!\d){_TIME}",
        rf"{_NAME} (?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?,? {_YEAR}(?!\d){_TIME}",
        rf"(?<!\d)(?:3[01]|[12]\d|0?[1-9])[./](?:1[0-2]|0?[1-9])[./]{_YEAR}(?!\d){_TIME}",
        rf"(?<![\d./-])(?:1[0-2]|0[1-9])[-/](?:3[01]|[12]\d|0[1-9])(?![\d./-]){_TIME}",
        r"(?<!\d)\d{1,2} ?(?:秒|分钟|分鐘|小时|小時|天)前|刚刚|剛剛|(?:今天|昨天|前天)(?: ?\d{1,2}:\d\d)?",
        r"(?<!\d)\d{1,2} (?:minutes?|hours?|days?) ago|\byesterday\b",
        r"(?<![\d:])(?:[01]\d|2[0-3]):[0-5]\d(?![\d:])",
    )),
    re.I,
)  # fmt: skip


def printed(text: str) -> str | None:
    """The first date or time of a text as it is printed, None where there is none; of several in one place the fullest.

    >>> printed("国内 大雪封山 2023-06-01 12:30"), printed("3小时前"), printed("比分 3-1")
    ('2023-06-01 12:30', '3小时前', None)
    """
    found = max(_PRINTED.finditer(text), key=lambda match: len(match[0]), default=None)
    return found[0].strip() if found else None
