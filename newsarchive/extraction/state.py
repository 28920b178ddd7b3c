"""What a page tells where no reader sees it: hidden fields and the data of scripts in, words by name out."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from lxml.etree import _Element

from newsarchive.text import fold, squeeze, storable

MOST_JSON = 3_000_000
"""Characters of a script that is read for data."""

_ASSIGNMENTS = 200  # tried in one script: what is no JSON costs as much as there is text before it
_NODES = 20_000  # objects and lists of one value that are looked into
_SHORTEST_SCRIPT = 20
_TITLE = 6  # characters of the headline by which a script that holds it is known
_OCCURRENCES = 12  # of a name in a script that are looked at
_LONGEST = 80  # characters of a value
# What begins with one of two characters is found ten times as fast as what may begin with any.
_ASSIGNED = re.compile(r"=(?<=[\w$\]\s]=)\s*(?=[{\[])|JSON\.parse\(\s*(?=\")")
_LITERAL = re.compile(
    r"""["']?\s{0,3}[:=]\s{0,3}(?:\w{1,20}\()?(?:"([^"\n<>]{1,80})"|'([^'\n<>]{1,80})'|(\d{10,13})\b)"""
)
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_TITLE_KEYS = ("title", "headline", "Title", "name")
_NO_LETTER = re.compile(r"[^a-z]|article")


def load_json(text: str) -> Any:
    """What a script holds, with the faults that sites make (comments, raw line feeds, trailing commas) forgiven."""
    text = storable(text).strip().removeprefix("<!--").removesuffix("-->").strip().strip(";")
    if len(text) > MOST_JSON:
        return None
    mended = _TRAILING_COMMA.sub(r"\1", text)
    for attempt in (text, mended, html.unescape(mended)) if "&quot;" in text[:200] else (text, mended):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def values(script: _Element) -> Iterator[Any]:
    """The values that a script is or assigns to names, as far as they are JSON."""
    text, kind = script.text or "", (script.get("type") or "").lower()
    if not _SHORTEST_SCRIPT <= len(text) <= MOST_JSON or "ld+json" in kind:
        return
    if "json" in kind:
        yield load_json(text)
        return
    decoder = json.JSONDecoder(strict=False)
    at = 0
    for _ in range(_ASSIGNMENTS):
        found = _ASSIGNED.search(text, at)
        if found is None:
            return
        at = found.end()
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            continue
        yield load_json(value) if isinstance(value, str) else value


def bears(item: Mapping[str, Any], title: str) -> bool:
    """Whether an object's own title is one that the (folded) title of the page begins with, or holds."""
    told = (fold(value) for key in _TITLE_KEYS if isinstance(value := item.get(key), str) and len(value) < 300)
    return any(len(each) >= 6 and each in title for each in told)


def tell(scripts: Iterable[_Element], fields: Iterable[_Element], title: str) -> dict[str, str]:
    """The short values of the page that are not shown, by plain name (lower-case letters, without "article").

    Those of `fields` (inputs and text areas) come before the object in the page's scripts that bears its title.
    """
    told = max((_story(script, fold(title)) for script in scripts if _may_tell(script, title)), key=len, default={})
    for name, value in _fields(fields):
        told[name] = value
    return told


def literals(tree: _Element, title: str, names: Sequence[str]) -> Iterator[str]:
    """What JavaScript that holds the headline and is no JSON gives these names: "time: '2023-06-01'"."""
    beginning = title[:_TITLE]
    for text in (script.text or "" for script in tree.iter("script")):
        if len(beginning) == _TITLE and beginning in text:
            for name in names:
                yield from _literals(text, name)


def _may_tell(script: _Element, title: str) -> bool:
    text = script.text or ""
    return len(title) >= _TITLE and (title[:_TITLE] in text or "\\u" in text)


def _fields(elements: Iterable[_Element]) -> Iterator[tuple[str, str]]:
    """The names and values of hidden inputs and of text areas that are no forms for readers."""
    for element in elements:
        hidden = element.tag == "textarea" or (element.get("type") or "").lower() == "hidden"
        value = element.get("value") if element.tag == "input" else element.text
        if hidden and value and len(value) <= _LONGEST:
            told = filter(None, (element.get(key) for key in ("id", "name", "class")))
            yield from ((_plain(name), squeeze(value)) for name in told)


def _story(script: _Element, title: str) -> dict[str, str]:
    """The words of the largest object in a script that bears the page's title, those of objects in it among them."""
    best: dict[str, str] = {}
    for value in values(script):
        queue = deque([value])
        for _ in range(_NODES):
            if not queue:
                break
            item = queue.popleft()
            if isinstance(item, dict):
                if bears(item, title) and len(words := _words(item)) > len(best):
                    best = words
                queue.extend(inner for inner in item.values() if isinstance(inner, dict | list))
            elif isinstance(item, list):
                queue.extend(inner for inner in item if isinstance(inner, dict | list))
    return best


def _words(item: Mapping[str, Any]) -> dict[str, str]:
    """The short strings and numbers of an object by plain name; of an object in it its name, and what it holds."""
    found = {_plain(key): _word(value.get("name") if isinstance(value, dict) else value) for key, value in item.items()}
    for inner in (value for value in item.values() if isinstance(value, dict)):
        for key, value in inner.items():
            found.setdefault(_plain(key), _word(value))
    return {name: word for name, word in found.items() if word}


def _word(value: Any) -> str:
    plain = isinstance(value, str | int) and not isinstance(value, bool)
    return squeeze(text) if plain and len(text := str(value)) <= _LONGEST else ""


def _literals(text: str, name: str) -> Iterator[str]:
    at = -1
    for _ in range(_OCCURRENCES):
        # Finding a word is a hundred times faster than searching for a pattern that may begin anywhere.
        at = text.find(name, at + 1)
        if at < 0:
            return
        if not text[at - 1 : at].isalnum() and (match := _LITERAL.match(text, at + len(name))):
            yield squeeze(match[1] or match[2] or match[3])


def _plain(name: str) -> str:
    return _NO_LETTER.sub("", name.lower())
