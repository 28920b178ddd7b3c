"""Lines of Korean and Japanese pages -> the writers whom they name ("김철수 기자", "文・山田太郎")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsarchive.extraction.parts import Parts

_SCRIPT = re.compile("[가-힣ぁ-んァ-ヶ]")
_KOREAN = re.compile(r"(?<![가-힣])(?P<name>[가-힣]{2,4})\s?(?:선임|수습|인턴|전문|객원)?\s?기자(?![가-힣])")
_NAME = r"(?P<name>[一-龠々]{1,4}[ 　]?[一-龠々ぁ-んァ-ヶー]{1,5})"
_JAPANESE = (
    re.compile(
        rf"(?:取材[・/／])?(?:文|執筆者?|著者|筆者|ライター|記者)\s?[・:：/／]\s?{_NAME}(?![一-龠々ぁ-んァ-ヶー])"
    ),
    re.compile(r"(?<![一-龠々])(?P<name>[一-龠々]{3,5})記者(?:$|[\s）)】])"),
)
_SIGNED = re.compile(rf"[【（(]{_NAME}[】）)]$")
_CLOSING = 2  # lines below the text, or cut out of it last, that may be a signature
_LONGEST = 120  # characters of a line, or of the beginning of the text, in which a writer is named


def named(parts: Parts) -> list[str]:
    """The writers of the byline, of the first and the last lines of the text, of what follows it."""
    kept = [block.text for block in parts.body if block.index in parts.kept]
    if not kept or not _SCRIPT.search(kept[0]):
        return []
    near = (*(block.text for block in parts.byline), *kept[:2], *(block.text for block in parts.closing), *kept[-1:])
    for text in near:
        if found := list(dict.fromkeys(_in_line(text[:_LONGEST]))):
            return found
    last = (*kept[-1:], *(block.text for block in parts.closing[:_CLOSING]))
    return [match["name"] for text in last if (match := _SIGNED.search(text[-_LONGEST:]))][:1]


def _in_line(text: str) -> Iterator[str]:
    for pattern in (_KOREAN, *_JAPANESE):
        yield from (match["name"] for match in pattern.finditer(text))
