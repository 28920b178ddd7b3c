"""The text of a page in, its tree out: one parse by libxml2, told beforehand what it would choke on."""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree
from lxml.etree import _Element

from newsarchive.errors import Unreadable

# libxml2 gives up a page nested deeper than 2,048 elements and loses what follows. Tables open up to four elements for
# one that is counted here; the deepest labelled page has 56.
_MAX_DEPTH = 450
_MOST_TAGS = 400_000  # looked at, of a page that is too deep; the largest labelled page has 32,000
_RESOURCE_LIMIT = 114  # XML_ERR_RESOURCE_LIMIT of libxml2's parser
_END = re.compile(r"</[hH][tT][mM][lL]\s*>")
_SWALLOWING = ("button", "svg", "object", "select", "canvas", "audio", "video", "map")
_PAGE_PARTS = ("h1", "article", "main")  # what none of these holds, unless its end is missing
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*(?:>|$)")
# Elements that hold nothing, or that the next of their kind closes: they are no level of nesting as written.
_UNCOUNTED = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li td th tr option dd dt".split()
)


def parse(text: str, *, url: str = "") -> _Element:
    """The tree of a page, any markup. Raises Unreadable where there is nothing, or nesting without an end."""
    # libxml2 puts what follows the root's end beside the root; to a browser, a header that brings its own end is none.
    text = _END.sub("", text.replace("\x00", ""))
    root, is_too_deep = _parse(text, url)
    if is_too_deep:
        root, is_too_deep = _parse(flatten(text), url)
    if is_too_deep:
        raise Unreadable("its elements are nested without an end", url=url)
    if root is None:
        raise Unreadable("no markup and no text", url=url)
    _open(root)
    return root


def _open(root: _Element) -> None:
    """Let what was never closed be a box like others: of a button or a drawing nothing is shown as text."""
    for element in [each for each in root.iter(_SWALLOWING) if next(each.iter(_PAGE_PARTS), None) is not None]:
        element.tag = "div"


def _parse(text: str, url: str) -> tuple[_Element | None, bool]:
    """The tree, and whether libxml2 gave up on the way because of its depth."""
    # Nothing is looked up by id, and a table of the ids would be a tenth of the parse.
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable(f"no markup that a parser takes: {error}", url=url) from error
    last = parser.error_log.last_error
    return root, last is not None and last.type == _RESOURCE_LIMIT


def flatten(text: str, most: int = _MAX_DEPTH) -> str:
    """The text without the tags that lie deeper than `most` levels, nor those beyond all measure: its words stay.

    >>> flatten("<div><b>a<i>b</i></b></div>", 2)
    '<div><b>ab</b></div>'
    """
    stack: list[str] = []
    opened: Counter[str] = Counter()
    dropped: Counter[str] = Counter()
    seen = 0

    def keep(match: re.Match[str]) -> str:
        nonlocal seen
        seen = match.end()
        name = match[2].lower()
        if name in _UNCOUNTED:
            return match[0]
        if not match[1]:
            if len(stack) >= most:
                dropped[name] += 1
                return ""
            stack.append(name)
            opened[name] += 1
            return match[0]
        if dropped[name]:
            dropped[name] -= 1
            return ""
        if not opened[name]:
            return ""
        while True:
            last = stack.pop()
            opened[last] -= 1
            if last == name:
                return match[0]

    flat = _TAG.sub(keep, text, count=_MOST_TAGS)
    unseen = len(text) - seen
    return flat[: len(flat) - unseen] + _TAG.sub("", text[seen:])
