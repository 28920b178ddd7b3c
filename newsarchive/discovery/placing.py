"""Rows that hold a number in place of an address in, the articles they stand for out: by where one of them was met."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from newsarchive.records import Link

_NUMBER = re.compile(r"(?<![A-Za-z0-9])(?=[A-Za-z-]*\d)[A-Za-z0-9-]{4,40}(?![A-Za-z0-9])")


def number_of(url: str) -> str | None:
    """The last number of an address, which may tell the article.

    >>> number_of("http://a.cn/2023/detail.html?id=500123&from=list"), number_of("http://a.cn/gn/")
    ('500123', None)
    """
    return next(reversed(_NUMBER.findall(url.partition("://")[2].partition("/")[2])), None)


def pattern_of(rows: Sequence[Link], known: Mapping[str, str]) -> str | None:
    """How the addresses of the rows are made of their numbers, `{}` in its place; None where none was met.

    `known` are addresses of articles by `number_of`. A number alone may be that of something else: the form that most
    of the rows met have is believed.
    """
    forms = Counter(known[row.url].replace(row.url, "{}") for row in rows if row.url in known)
    return next((form for form, _ in forms.most_common(1) if form.count("{}") == 1), None)


def placed(rows: Sequence[Link], pattern: str) -> tuple[Link, ...]:
    """The rows with the addresses that the pattern makes of their numbers."""
    return tuple(Link(pattern.replace("{}", row.url), row.title, row.date) for row in rows)
