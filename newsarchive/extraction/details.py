"""The lesser fields: section, tags, description, canonical URL; a function each."""

from __future__ import annotations

import re
from typing import Any

from newsarchive.extraction import select
from newsarchive.extraction.document import Document
from newsarchive.extraction.found import Found
from newsarchive.extraction.hints import Hint
from newsarchive.extraction.parts import Parts
from newsarchive.sites import Site
from newsarchive.text import fold, squeeze
from newsarchive.urls import canonical, host_of

_CRUMB_SPLIT = re.compile(r"\s*(?:>>|->|→|›|»|>|/|\\|·|-(?=\s))\s*")
_CRUMB_NOISE = re.compile(
    r"^(?:首\s?页|首頁|home|主页|网站首页|.{0,8}首页|正文|新闻正文|文章正文|正文页|内容|内容页|浏览文章|文章|当前位置|您的?位置|您现在的位置|你的位置"
    r"|所在位置|详情|详细|详细内容|全文|阅读正文|查看|信息|article|current page|you are here|返回.*|\W*)$",
    re.I,
)
_HERE = re.compile(
    r"^\W*(?:您?(?:现在|當前|当前)?(?:所在|的)?(?:的)?位置|当前位置|您的位置|你的位置|您当前的位置|位置|you are here)"
    r"\s*(?:是|：|:)?\s*",
    re.I,
)
_TAG_SPLIT = re.compile(r"[,，、;；|｜]|\s{2,}")
_TAG_LINE = re.compile(
    r"^\W*(?:标签|標籤|文章关键词|关键词|关键字|關鍵字|本文标签|文章标签|TAGS?|Tags?|Keywords?)\s*[:：]\s*(?P<v>.+)$"
)


def read_section(document: Document, site: Site, parts: Parts, title: str) -> Found[str] | None:
    """The channel: from the site file, the breadcrumb (its last part below the front page), JSON-LD or meta."""
    if (selector := site.read.get("section")) and (texts := select.strings(document.tree, selector)):
        return Found(texts[0], "site rule")
    crumbs = _structured_crumbs(document) or _visible_crumbs(document, parts)
    trail = [
        crumb
        for crumb in crumbs
        if not _CRUMB_NOISE.match(crumb) and fold(crumb) not in fold(title) + "\0" and len(crumb) <= 30
    ]
    if trail:
        return Found(trail[-1], "breadcrumb")
    value = document.news_ld.get("articleSection")
    value = value[0] if isinstance(value, list) and value else value
    if isinstance(value, str) and squeeze(value):
        return Found(squeeze(value), "json-ld")
    for name in ("article:section", "og:article:section", "section", "category", "channel"):
        if text := document.meta.get(name):
            return Found(text, "meta")
    return None


def _structured_crumbs(document: Document) -> list[str]:
    for item in document.json_ld:
        if "BreadcrumbList" in str(item.get("@type")) and isinstance(items := item.get("itemListElement"), list):
            names = [_crumb_name(each) for each in items if isinstance(each, dict)]
            return [name for name in names if name]
    return []


def _crumb_name(entry: dict[str, Any]) -> str:
    inner = entry.get("item")
    name = entry.get("name") or (inner.get("name") if isinstance(inner, dict) else "")
    return squeeze(name) if isinstance(name, str) else ""


def _visible_crumbs(document: Document, parts: Parts) -> list[str]:
    start = parts.head[0].index if parts.head else 0
    candidates = [
        block
        for block in document.layout.blocks[max(0, start - 25) : start + len(parts.head)]
        if len(block.text) <= 200
    ]
    for block in reversed(candidates):
        here = _HERE.match(block.text)
        marked = ">" in block.text or "›" in block.text or "»" in block.text
        if (here or (marked and block.anchors)) and (len(block.text) < 120):
            text = block.text[here.end() :] if here else block.text
            found = [squeeze(each) for each in _CRUMB_SPLIT.split(text.replace("\t", " "))]
            if len(found) >= 2:
                return found
    return []


def read_tags(document: Document, site: Site, parts: Parts) -> Found[tuple[str, ...]] | None:
    """The article's tags: from the site file, the tags line, article:tag, JSON-LD; meta keywords last."""
    if (selector := site.read.get("tags")) and (texts := select.strings(document.tree, selector)):
        return Found(tuple(dict.fromkeys(texts)), "site rule")
    for block in parts.tail:
        if (match := _TAG_LINE.match(block.text)) or (block.hints & Hint.TAGS and block.anchors):
            linked = _anchors(document, block.container)
            found = linked or _TAG_SPLIT.split(match["v"] if match else block.text)
            if len(found) == 1 and " " in found[0] and not found[0].isascii():
                found = found[0].split(" ")
            tags = tuple(
                dict.fromkeys(
                    tag for tag in map(squeeze, found) if 1 < len(tag) <= 30 and not tag.endswith((":", "："))
                )
            )
            if tags:
                return Found(tags, "tags line")
    properties = [
        squeeze(e.get("content") or "") for e in document.tree.iter("meta") if e.get("property") == "article:tag"
    ]
    if any(properties):
        return Found(tuple(dict.fromkeys(filter(None, properties))), "meta")
    keywords = document.news_ld.get("keywords")
    text = ",".join(map(str, keywords)) if isinstance(keywords, list) else keywords
    if isinstance(text, str) and (tags := _split_tags(text)):
        return Found(tags, "json-ld")
    for name in ("news_keywords", "keywords"):
        if tags := _split_tags(document.meta.get(name, "")):
            return Found(tags, "meta")
    return None


def _split_tags(text: str) -> tuple[str, ...]:
    found = [squeeze(each) for each in _TAG_SPLIT.split(text)]
    if len(found) == 1 and " " in text and not text.isascii():
        found = text.split()
    return tuple(dict.fromkeys(each for each in found if 1 < len(each) <= 60))[:30]


def _anchors(document: Document, container: int) -> list[str]:
    if container < 0:
        return []
    element = document.layout.containers[container].element
    return [squeeze("".join(map(str, link.itertext()))) for link in element.iter("a")]


def read_description(document: Document, site: Site) -> Found[str] | None:
    """What the page says of itself in a sentence or two: from the site file or the metadata."""
    if (selector := site.read.get("description")) and (texts := select.strings(document.tree, selector)):
        return Found(texts[0], "site rule")
    for name in ("og:description", "description", "twitter:description", "dc.description"):
        if text := document.meta.get(name):
            return Found(text, "meta")
    return None


def read_canonical(document: Document) -> Found[str]:
    """The canonical URL: the page's own word if it stays on the host and is no front page; else the folded address."""
    own = document.page.url
    told = document.canonical_link
    if (
        told
        and _bare(told) == _bare(own)
        and len(told.rstrip("/")) > len(told.partition("://")[0]) + 3 + len(host_of(told))
    ):
        return Found(canonical(told), "page")
    return Found(canonical(own), "url")


def _bare(url: str) -> str:
    return re.sub(r"^(?:www|m|wap|mobile|3g|amp)\.", "", host_of(url))
