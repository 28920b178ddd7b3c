"""A span of time as people write it in, a timedelta out."""

from __future__ import annotations

import re
from datetime import timedelta

NEVER = timedelta.max
"""Longer than anyone waits."""

_SPAN = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)([smhd]?)")
_UNITS = {"": "seconds", "s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def span_of(text: str) -> timedelta:
    """Seconds, or a number with its unit; ValueError for anything else.

    >>> [str(span_of(text)) for text in ("90", "15m", "1.5h", "1d")]
    ['0:01:30', '0:15:00', '1:30:00', '1 day, 0:00:00']
    """
    found = _SPAN.fullmatch(text.strip())
    if not found:
        raise ValueError(f"'{text}' is no span of time; write it as in 90, 30s, 15m, 2h or 1d")
    return timedelta(**{_UNITS[found[2]]: float(found[1])})


def told(span: timedelta) -> str:
    """The span as `span_of` reads it, in the largest unit that needs no fraction.

    >>> [told(span_of(text)) for text in ("90", "1.5h", "24h")]
    ['90s', '90m', '1d']
    """
    if span == NEVER:
        return "never"
    seconds = span.total_seconds()
    sizes = (("d", 86400), ("h", 3600), ("m", 60), ("s", 1))
    return next((f"{seconds / size:.0f}{unit}" for unit, size in sizes if seconds % size == 0), f"{seconds:g}s")
