"""A URL in, its form out: what the addresses of one kind on one site share."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_DIGITS = re.compile(r"\d+")
_ID = re.compile(r"\d{4,}|(?<![0-9a-z])(?=[a-z]*\d)(?=\d*[a-z])[0-9a-z]{8,}(?![0-9a-z])", re.I)
_WORDS = re.compile(r"[^\W\d_]+[-_][^\W\d_]+", re.I)


def form_of(url: str) -> str:
    """The form of a URL: folders and numbers folded, a headline in the file name too; '' for what is no URL.

    >>> form_of("http://a.cn/gn/2023/06-01/10017.shtml") == form_of("http://a.cn/sh/2023/06-02/10344.shtml")
    True
    >>> form_of("http://a.cn/gn/") == form_of("http://a.cn/gn/17.shtml")
    False
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    *folders, name = parts.path.split("/")
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > 5:
        stem, extension = name, ""
    levels = "/".join("#" if folder[:1].isdigit() else folder and "d" for folder in folders)
    keys = "&".join(sorted({pair.partition("=")[0] for pair in parts.query.split("&")}))
    return f"{parts.netloc}{levels}/{_kind(stem)}.{extension}?{keys}"


def _kind(stem: str) -> str:
    if _ID.search(stem):
        return "id"
    return "words" if _WORDS.search(stem) else "#" if _DIGITS.search(stem) else stem and "d"
