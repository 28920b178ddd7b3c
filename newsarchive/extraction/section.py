"""The channel that an article stands in: document in, its name out, from breadcrumbs, JSON-LD or meta tags."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from newsarchive.extraction import select
from newsarchive.extraction.document import Document
from newsarchive.extraction.found import Found
from newsarchive.extraction.parts import Parts
from newsarchive.records import Block
from newsarchive.sites import Site
from newsarchive.text import fold, squeeze

_SPLIT = re.compile(r"\s*(?:>>|->|→|›|»|>|/|\\|·|\t|\s-(?=\s))\s*")
_MARK = re.compile(r"[>›»→]")
_DASH = re.compile(r"\s*[-—_]+\s*")
_HERE = re.compile(r"\W{0,5}(?:[您你]?(?:现在|當前|当前)?(?:所在|的){0,2}位置|you are here)\s?(?:是|[:：])?\s*", re.I)
_FRONT = (
    r"首\s?页|首頁|home|主页|.{0,8}首页|startseite|accueil|in[ií]cio|página inicial|главная|головна|начало|トップ|홈"
    r"|strona główna|úvod|domů|kezdőlap|acasă|αρχική|ana ?sayfa|beranda|trang chủ|forside|etusivu|hem|الرئيسية|דף הבית"
)
_HOME = re.compile(_FRONT, re.I)
_NO_CHANNEL = re.compile(
    rf"{_FRONT}|(?:新闻|文章|资讯|信息)?(?:正文|内容|详情|详细)(?:页|内容)?(?:\s.*)?|浏览文章|文章"
    r"|(?:当前|[您你]的?)?位置|全文|阅读正文|查看|信息|article|current page|you are here|返回.*|.*[:：，。！？“”].*|\W*"
    r"|[热熱][门門].*|.*(?:排行|关键[词字]|關鍵[詞字]).*|更多.*|登[录錄入]|[注註][册冊]"
    r"|[\u4e00-\u9fff]{1,8}(?:网|網|在线|網站|网站)",
    re.I,
)
_NO_TRAIL = re.compile("[←“”]")  # keys to turn pages with
_HERE_IT_ENDS = re.compile(r"\s正文$")
_LONGEST = 30  # characters of a channel's name
_LONGEST_TRAIL = 120  # characters of a breadcrumb
_DEEPEST = 7  # parts of a breadcrumb; a menu has more
_ABOVE = 25  # blocks above the headline in which it may stand
_PART_OF_TITLE = 8  # characters from which a crumb that the headline holds is the article, not its channel
_META = "article:section og:article:section section category channel columnname".split()


def read(document: Document, site: Site, parts: Parts, title: str) -> Found[str] | None:
    """The channel: by the site's rule, else the last part of the breadcrumb below the front page, else metadata."""
    if (selector := site.read.get("section")) and (texts := select.strings(document.tree, selector)):
        return Found(texts[0], "site rule")
    for trail in (_structured(document), *_trails(document, parts)):
        if channels := [crumb for crumb in trail if _is_channel(crumb, title)]:
            return Found(channels[-1], "breadcrumb")
    told = document.news_ld.get("articleSection")
    first = told[0] if isinstance(told, list) and told else told
    if isinstance(first, str) and squeeze(first):
        return Found(squeeze(html.unescape(first)), "json-ld")
    return next((Found(text, "meta") for name in _META if (text := document.meta.get(name))), None)


def _is_channel(crumb: str, title: str) -> bool:
    if not crumb or len(crumb) > _LONGEST or _NO_CHANNEL.fullmatch(crumb):
        return False
    own, whole = fold(crumb), fold(title)
    return own != whole and not (len(own) >= _PART_OF_TITLE and own in whole)


def _structured(document: Document) -> list[str]:
    """The names of the JSON-LD's BreadcrumbList."""
    for item in document.json_ld:
        if "BreadcrumbList" in str(item.get("@type")) and isinstance(items := item.get("itemListElement"), list):
            return [name for each in items if isinstance(each, dict) and (name := _name(each))]
    return []


def _name(entry: Mapping[str, Any]) -> str:
    inner = entry.get("item")
    name = entry.get("name") or (inner.get("name") if isinstance(inner, dict) else "")
    return squeeze(name) if isinstance(name, str) else ""


def _trails(document: Document, parts: Parts) -> Iterator[list[str]]:
    """What looks like a breadcrumb, the nearest to the text first: one line, or a list that begins with "首页"."""
    blocks = document.layout.blocks
    end = parts.headline.index if parts.headline else parts.body[0].index if parts.body else 0
    start = max(0, min(end, parts.head[0].index if parts.head else end) - _ABOVE)
    stop = parts.body[0].index if parts.body else end
    for block in reversed(blocks[start:stop]):
        if len(block.text) <= _LONGEST_TRAIL and (trail := _in_line(block, below=block.index >= end)):
            yield trail
        elif block.index < end and _HOME.fullmatch(block.text):
            yield _in_list(blocks[block.index : end])


def _in_line(block: Block, *, below: bool) -> list[str]:
    cells = [cell for cell in block.text.split("\t") if _MARK.search(cell) or _HERE.match(cell)]
    shown = cells[0] if len(cells) == 1 else block.text
    if _NO_TRAIL.search(shown):
        return []
    here = _HERE.match(shown)
    text = _HERE_IT_ENDS.sub("", shown[here.end() :] if here else shown)
    found = _SPLIT.split(text)
    if here and len(found) == 1:
        found = _DASH.split(text)
    marked = _HOME.fullmatch(found[0]) or (block.anchors and not below and _MARK.search(text))
    return [squeeze(crumb) for crumb in found] if 1 < len(found) <= _DEEPEST and (here or marked) else []


def _in_list(blocks: Sequence[Block]) -> list[str]:
    """The short lines from one that names the front page to the headline; a menu has more of them."""
    return [block.text for block in blocks] if len(blocks) <= 5 else []
