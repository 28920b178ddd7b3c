"""A plain-text capture of a page (the text as a reader sees it) -> the HTML that the readers understand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from newsarchive.text import cjk_share, weight

_MARKUP = re.compile(
    r"<(?=[!a-z])(?:!doctype|html|head|body|div|p|br|span|table|article|section|a|script|meta|title|h[1-6]|font|li|ul)\b",
    re.I,
)
_LINE_END = re.compile(r"[\r\n\f\v\x85\u2028\u2029]+")
_MOST_LINES = 20_000  # twice as many as are looked at of any page
_DAY = re.compile(r"\s*(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?\s*")
_HEADLINE = 120  # characters; a longer first line is text, not a headline
_RELATED = 3  # dated headlines in a row from which they are a list of links
_CAPTION = 60  # weight of a line that may be a caption ...
_PARAGRAPH = 120  # ... and of each of the two that it stands between
_PUNCTUATION = re.compile(r"[，。！？：；、,.!?:;…“”\"]|^\W*(?:[\d一二三四五六七八九十]{1,3}|[A-Z])\W")
_WORD = re.compile(r"\w{4,}")


def is_plain(text: str, content_type: str | None = None) -> bool:
    """Whether the text is no HTML: sent as text/plain and not begun by a tag, or without any markup to speak of."""
    sent_plain = (content_type or "").strip().lower().startswith("text/plain")
    return (sent_plain and not text.lstrip("\ufeff \t\r\n").startswith("<")) or _MARKUP.search(text) is None


def to_html(text: str) -> str:
    """The capture as HTML: the first line is the headline, headlines with a bare day below them are links.

    A capture has lost its links and images; but who reads "headline, day, headline, day ..." sees a related list, and
    who reads a few words between two paragraphs that speak of the first sees the caption of an image.
    """
    lines = [line for line in _LINE_END.split(text) if line.strip()][:_MOST_LINES]
    linked = _related(lines)
    body = []
    for index, line in enumerate(lines):
        shown = escape(line)
        if index == 0 and len(line) <= _HEADLINE:
            body.append(f"<h1>{shown}</h1>")
        elif index in linked:
            body.append(f'<ul><li><a href="#">{shown}</a></li></ul>')
        elif _is_caption(lines, index):
            body.append(f"<figure><img><figcaption>{shown}</figcaption></figure>")
        else:
            body.append(f"<p>{shown}</p>")
    title = f"<title>{escape(lines[0])}</title>" if lines and len(lines[0]) <= _HEADLINE else ""
    return f"<html><head>{title}</head><body><div>{''.join(body)}</div></body></html>"


def _related(lines: Sequence[str]) -> frozenset[int]:
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


def _is_caption(lines: Sequence[str], index: int) -> bool:
    """Whether a line is the caption of a lost image: a few words that come from the paragraph above, not from the next.

    A sub-heading, which looks the same, speaks of what follows it.
    """
    line = lines[index].strip()
    if not 0 < index < len(lines) - 1 or weight(line) > _CAPTION or _PUNCTUATION.search(line):
        return False
    above, below = lines[index - 1], lines[index + 1]
    if weight(above) < _PARAGRAPH or weight(below) < _PARAGRAPH:
        return False
    return _density(line, above) > _density(line, below)


def _density(line: str, paragraph: str) -> float:
    """How often the words of a line (bigrams, in scripts that set no spaces) stand in a paragraph, by its length."""
    words = {line[i : i + 2] for i in range(len(line) - 1)} if cjk_share(line) > 0.5 else set(_WORD.findall(line))
    return sum(paragraph.count(word) for word in words) / len(paragraph)
