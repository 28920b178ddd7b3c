"""The agency, place and day that open a text: document in, "新华社北京10月8日电" or "LONDON (Reuters)" out."""

from __future__ import annotations

import re

from newsarchive.extraction.parts import Parts

_FIRST = 4  # lines of the text that may open with it
_CHINESE = re.compile(
    r"\W{0,2}据?(?P<d>[\u4e00-\u9fffA-Za-z·/]{2,24}(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:专?电|專?電|讯|訊|消息|综合电))"
)
_WESTERN = re.compile(
    r"(?P<d>(?=[A-Z .'’-]{4})[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){0,4}"  # a place in capitals
    r"(?:, [A-Z][A-Za-z.]{1,20}(?: \d{1,2})?){0,2}"  # its country; the day
    r"(?: \([^()]{2,30}\))?)\s?[-–—]{1,2}\s(?=[A-Z\d\"“‘'])"
)
_REACH = 80


def read(parts: Parts) -> str | None:
    """The dateline of the first lines of the text; None where none of them opens with one."""
    for block in parts.body[:_FIRST]:
        if block.index in parts.kept:
            head = block.text[:_REACH]
            if match := _CHINESE.match(head) or _WESTERN.match(head):
                return match["d"]
    return None
