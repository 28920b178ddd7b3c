"""The article's tags: document in, words out, from the line of tags below the text, metadata, keywords last."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from newsarchive.extraction import select
from newsarchive.extraction.document import Document
from newsarchive.extraction.found import Found
from newsarchive.extraction.hints import Hint
from newsarchive.extraction.parts import Parts
from newsarchive.records import Block
from newsarchive.sites import Site
from newsarchive.text import fold, squeeze

_LINE = re.compile(
    r"\W{0,5}(?:本文|文章)?(?:标签|標籤|关键词|关键字|關鍵字|關鍵詞|tags?|keywords?)(?:\s?[:：]\s?|\s(?=\S))(?P<v>.+)$",
    re.I,
)
_LINE_ELSEWHERE = re.compile(
    r"\W{0,5}(?:topics?|filed under|schlagw(?:orte|örter)|stichw(?:orte|örter)|mots[- ]clés|étiquettes|etiquetas"
    r"|palabras clave|palavras-chave|tagi|štítky|címkék|etichete|etiketler|trefwoorden|ämnen|emner|avainsanat|từ khóa"
    r"|т[еэ]ги|ετικέτες|태그|키워드|タグ|キーワード|الوسوم|תגיות)(?:\s?[:：]\s?|(?<=[가-힣])\s)(?P<v>.+)$",
    re.I,
)
_SPLIT = re.compile(r"[,，、;；|｜]|\s{2,}")
_LONGEST = 30  # characters of a tag
_LONGEST_KEYWORD = 60
_PART_OF_HEADLINE = 10  # characters from which a keyword that the headline holds is no tag
_MOST = 30
_WIDEST = 3  # blocks in an element that holds nothing but tags
_LONGEST_LIST = 12  # likewise in a list with an item for each


def read(document: Document, site: Site, parts: Parts) -> Found[tuple[str, ...]] | None:
    """The tags by the site's rule, the line of tags below the text, article:tag, JSON-LD, or meta keywords."""
    if (selector := site.read.get("tags")) and (texts := select.strings(document.tree, selector)):
        return Found(tuple(dict.fromkeys(texts)), "site rule")
    for block in parts.tail:
        if found := _in_line(document, block):
            return Found(found, "tags line")
    if "article:tag" in document.meta:
        tags = (tag.get("content") or "" for tag in document.silent("meta") if tag.get("property") == "article:tag")
        return Found(_unique((each for tag in tags for each in tag.split(",")), _LONGEST_KEYWORD), "meta")
    keywords = document.news_ld.get("keywords")
    text = ",".join(map(str, keywords)) if isinstance(keywords, list) else keywords
    if isinstance(text, str) and (found := _split(text)):
        return Found(found, "json-ld")
    headline = fold(parts.headline.text) if parts.headline else ""
    told = (_without(_split(document.meta.get(name, "")), headline) for name in ("news_keywords", "keywords"))
    return next((Found(found, "meta") for found in told if found), None)


def _in_line(document: Document, block: Block) -> tuple[str, ...]:
    """The tags of a line: its links, where it has some, else what is parted by marks or blanks."""
    match = _LINE.match(block.text) or _LINE_ELSEWHERE.match(block.text)
    if not block.anchors and not (match and ":" in match[0].replace("：", ":")[: match.start("v")]):
        return ()
    if match is None and not block.hints & Hint.TAGS:
        return ()
    linked = _links(document, block)
    return _unique(linked, _LONGEST) if linked else _split(match["v"] if match else block.text)


def _links(document: Document, block: Block) -> list[str]:
    """The texts of the links in the element of a line, if that holds little else."""
    if block.container < 0 or not block.anchors:
        return []
    home, widest = document.layout.containers[block.container], _WIDEST
    if home.tag == "li" and home.parent >= 0:
        home, widest = document.layout.containers[home.parent], _LONGEST_LIST
    if home.last - home.first > widest:
        return []
    return ["".join(map(str, link.itertext())) for link in home.element.iter("a")]


def _split(text: str) -> tuple[str, ...]:
    text = html.unescape(text)
    found = _SPLIT.split(text)
    if len(found) == 1 and " " in text and not text.isascii():
        found = text.split()
    return _unique(found, _LONGEST_KEYWORD)


def _without(tags: tuple[str, ...], headline: str) -> tuple[str, ...]:
    """The keywords without those that are the headline, whole or in parts."""
    return tuple(tag for tag in tags if len(tag) < _PART_OF_HEADLINE or fold(tag) not in headline)


def _unique(found: Iterable[str], longest: int) -> tuple[str, ...]:
    words = (squeeze(word).strip("#") for word in found)
    return tuple(dict.fromkeys(word for word in words if 1 < len(word) <= longest and word[-1] not in ":："))[:_MOST]
