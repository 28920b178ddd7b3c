"""A plain-text capture of a page (the text as a reader sees it) -> the HTML that the readers understand."""

from __future__ import annotations

import re
from html import escape

_MARKUP = re.compile(
    r"<(?:!doctype|html|head|body|div|p|br|span|table|article|section|a|script|meta|title|h[1-6]|font|li|ul)\b", re.I
)
_DAY = re.compile(r"\s*(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?\s*")
_HEADLINE = 120  # characters; a longer first line is text, not a headline
_RELATED = 3  # dated headlines in a row from which they are a list of links


def is_plain(text: str) -> bool:
    """Whether the text has no markup to speak of."""
    return not _MARKUP.search(text[:200_000])


def to_html(text: str) -> str:
    """The capture as HTML: the first line is the headline, headlines with a bare day below them are links.

    A capture has lost its links; but who reads "headline, day, headline, day ..." sees a related list, and so do we.
    """
    lines = [line for line in re.split(r"[\r\n\f\v\x85\u2028\u2029]+", text) if line.strip()]
    linked = _related(lines)
    body = []
    for index, line in enumerate(lines):
        if index == 0 and len(line) <= _HEADLINE:
            body.append(f"<h1>{escape(line)}</h1>")
        elif index in linked:
            body.append(f'<ul><li><a href="#">{escape(line)}</a></li></ul>')
        else:
            body.append(f"<p>{escape(line)}</p>")
    title = f"<title>{escape(lines[0])}</title>" if lines and len(lines[0]) <= _HEADLINE else ""
    return f"<html><head>{title}</head><body><div>{''.join(body)}</div></body></html>"


def _related(lines: list[str]) -> frozenset[int]:
    """The indexes of the lines that make up runs of headline-and-day pairs."""
    found: set[int] = set()
    index = 0
    while index + 1 < len(lines):
        run = index
        while run + 1 < len(lines) and not _DAY.fullmatch(lines[run]) and _DAY.fullmatch(lines[run + 1]):
            run += 2
        if run - index >= 2 * _RELATED:
            found.update(range(index, run))
        index = max(run, index + 1)
    return frozenset(found)
