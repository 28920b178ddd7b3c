"""Credits kept apart: source and its link, original source, authors, editor, dateline, original title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsarchive.extraction import names, select
from newsarchive.extraction.document import Document
from newsarchive.extraction.found import Found
from newsarchive.extraction.parts import Parts
from newsarchive.records import Block
from newsarchive.sites import Site
from newsarchive.text import squeeze
from newsarchive.urls import absolute

_LABELS = (
    r"来源|來源|稿源|出处|作者|记者|記者|责任编辑|責任編輯|责编|編輯|编辑|通讯员|发布时间|发布日期|时间|日期|字号|字體|字体|浏览|点击|阅读|评论|"
    r"分享|打印|收藏|我要|参与|订阅|关注|纠错|校对|审核|摄影|阅读数|更新|标签|扫描|发表|责任|举报|人参与|跟贴|手机|论坛|博客|推荐|投稿"
)
_STOP = (
    rf"(?=\s*(?:[|｜丨【\[（(<>]|(?:{_LABELS})|(?:19|20)\d\d[-年/.]|\d{{1,2}}[:：]\d\d|\d+\s*(?:人|条|次)|$)|\s{{2,}})"
)
_SOURCE = re.compile(
    r"(?:稿件|信息|文章|新闻|内容|本文|消息|资料)?(?:来源于|来源|來源|稿源|出处|来 源)\s*[:：]\s*[《“\"【\[（(]?\s*(?P<v>[^\n]{1,60}?)[》”\"】\])）]?"
    + _STOP
)
_INNER_SOURCE = re.compile(
    r"^[(（【\[〔]?\s*(?:本文|文章|稿件|新闻|内容|信息)?(?:来源于|来源|來源|转载自|转自|摘自|原载)\s*[:：]?\s*(?P<v>[^。！？]{2,40}?)\s*[)）】\]〕]?$"
)
_EDITOR = re.compile(
    r"(?:本文|稿件)?(?:责任编辑|責任編輯|责编|責編|值班编辑|执行编辑|网络编辑|编辑|編輯|编 辑|责任|责 编)\s*(?:[:：/|丨｜]|(?<=编辑)\s+|(?<=责编)\s+)\s*(?P<v>[^\n]{1,30}?)"
    r"(?=\s*(?:[)）】\]|｜<>]|(?:校对|审核|审校|来源|值班|主编|编审|监制|二审|三审|终审|作者|记者|摄影|制图|发布|【|\[|（|\()|$))"
)
_EDITOR_RANK = re.compile(r"责|責")
_AUTHOR = re.compile(
    rf"(?:作\s*者|撰\s*文|撰\s*稿|执\s*笔|采\s*写|采访|编译|文字|文本|文\s*[/|｜丨]\s*图|文图|图文|文|发布者|发布人|投稿人)\s*(?:[:：/|｜丨]\s*)(?P<v>[^\n:：]{{1,40}}?){_STOP}"
)
_REPORTER = re.compile(
    r"(?:本报|本网|本刊|本台|[\u4e00-\u9fff]{2,10}(?:报|网|社|台|新闻|客户端|周刊|日报))?(?:全媒体|见习|实习|特约|首席|驻[\u4e00-\u9fff]{2,3})*(?:记者|記者)\s*[:：/]?\s*"
    r"(?P<v>[\u4e00-\u9fff·]{2,4}(?:(?:\s+|、|，)(?:(?:通讯员|实习生|特约记者|通訊員|见习记者|实习记者|特约通讯员|摄影报道|摄影)\s*[:：]?\s*)?[\u4e00-\u9fff·]{2,4}(?![\u4e00-\u9fff]))*)"
)
_WIRE = re.compile(
    r"^\W{0,2}(?:本报|本网|本刊|本台)?(?P<d>[\u4e00-\u9fffA-Za-z]{0,12}?(?:新华社|新华网|中新社|中新网|人民网|央视网|本报|本网|新社|电讯社|通讯社|[\u4e00-\u9fff]{2,8}(?:社|网|报))?[\u4e00-\u9fff·]{2,12}?(?:\d{1,4}年)?\d{1,2}月\d{1,2}日(?:电|讯|消息|專電|电讯))"
)
_DATELINE = re.compile(
    r"^\s*(?P<d>[A-Z][A-Z .,'’-]{2,40}(?:, [A-Z][a-z]+\.? ?\d{0,2})?(?: \([^)]{2,30}\))?)\s*[-–—]{1,2}\s"
)
_IN_WIRE = re.compile(r"[（(]\s*(?:[\u4e00-\u9fff]{0,12})?(?:记者|記者)\s*(?P<v>[\u4e00-\u9fff·、，\s]{2,40}?)\s*[)）]")
_CLOSING = re.compile(
    r"^[(（]\s*(?:[\u4e00-\u9fff]{0,10}(?:记者|記者|作者|文/|撰文)[:：]?)\s*(?P<v>[\u4e00-\u9fff·、\s]{2,30}?)\s*[)）]$"
)
_ORIGINAL_TITLE = re.compile(
    r"^[(（【\[]?\s*原(?:标题|標題|题|題|文标题)(?:是|为)?\s*[:：]\s*(?P<v>.{2,150}?)\s*[)）】\]]?$"
)
_BY = re.compile(
    r"^(?:(?:Story|Words|Text|Report|Written|Posted|Published|Compiled|Reported)\s+)?[Bb][Yy]:?\s+(?P<v>[^\W\d_a-z][^|\n]{2,80}?)(?=\s*(?:[|•·]|[-–—]\s|,\s*(?:[A-Z]{2,}|[A-Z][a-z]+ (?:[Ww]riter|[Rr]eporter|[Cc]orrespondent|[Ee]ditor|[Ss]taff))|\bon\b|\bat\b|\d|(?:Published|Updated|Posted|for)\b|$))"
)
_PERSON = re.compile(r"^[^\W\d_][\w.'’-]*(?:\s+(?:[^\W\d_][\w.'’-]*)){0,4}$")
_META_AUTHOR = (
    "author",
    "article:author",
    "og:author",
    "byl",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "article:author_name",
    "dable:author",
    "cxenseparse:author",
)
_META_SOURCE = ("source", "contentsource", "mediaid", "article:source", "og:article:source", "bytedance:source")
_SITEWORD = re.compile(r"网$|网站|频道|在线|门户|^https?:|\.com|\.cn|日报社$")
_LONG = 140  # characters of a line that may be a credit line


@dataclass(frozen=True, slots=True)
class Credits:
    """Who is credited; each with its reader, None or empty where nobody is."""

    source: Found[str] | None = None
    source_url: str | None = None
    original_source: str | None = None
    authors: Found[tuple[str, ...]] | None = None
    editor: Found[str] | None = None
    original_title: str | None = None
    dateline: str | None = None


def read(document: Document, site: Site, parts: Parts) -> Credits:
    """All credits of the page, from site rules, credit lines around and inside the body, and metadata, in this order."""
    source = _source(document, site, parts)
    inner = _inner_source(parts)
    editor = _editor(document, site, parts)
    return Credits(
        source=source[0] or (Found(inner, "credit in the text") if inner else None),
        source_url=source[1],
        original_source=inner if source[0] and inner and inner != source[0].value else None,
        authors=_authors(document, site, parts, editor.value if editor else None),
        editor=editor,
        original_title=_original_title(parts),
        dateline=_dateline(parts),
    )


def _head_lines(parts: Parts) -> Iterator[Block]:
    """Lines around the headline that may be the byline, below it first; a very long line is text."""
    at = parts.headline.index if parts.headline else -1
    first = [block for block in parts.body[:2] if block.index not in parts.kept]
    ordered = (
        [block for block in parts.head if block.index > at]
        + first
        + [block for block in reversed(parts.head) if block.index <= at]
    )
    return (block for block in ordered if len(block.text) <= _LONG * 2)


def _inner_lines(parts: Parts) -> Iterator[Block]:
    """Lines inside or right below the body, last first: that is where credits stand."""
    return (block for block in reversed([*parts.body, *parts.tail]) if len(block.text) <= _LONG)


def _source(document: Document, site: Site, parts: Parts) -> tuple[Found[str] | None, str | None]:
    if (selector := site.read.get("source")) and (texts := select.strings(document.tree, selector)):
        value = texts[0].partition("：")[2] or texts[0].partition(":")[2] or texts[0]
        return Found(squeeze(value), "site rule"), None
    for block in _head_lines(parts):
        match = _SOURCE.search(block.text)
        if match and (value := _source_name(match["v"])):
            return Found(value, "visible byline"), _source_link(document, block, value)
    for name in _META_SOURCE:
        if value := _source_name(document.meta.get(name, "")):
            return Found(value, "meta"), None
    return None, None


def _source_name(text: str) -> str | None:
    value = text.strip(" \t:：()（）[]【】<>《》〔〕“”\"'|｜/,，。;；-—")
    value = re.sub(r"\s*(?:作者|记者|责编|编辑|时间|日期).*$", "", value)
    return (
        None
        if not value or len(value) > 40 or re.fullmatch(r"[\W\d]+|未知|网络|互联网|不详|本站|[a-z]{1,2}", value)
        else value
    )


def _source_link(document: Document, block: Block, value: str) -> str | None:
    """The address that the source's name links to, if it leaves the page's own navigation."""
    if block.container < 0:
        return None
    for link in document.layout.containers[block.container].element.iter("a"):
        if squeeze("".join(link.itertext())) == value:
            return absolute(document.url, link.get("href") or "")
    return None


def _inner_source(parts: Parts) -> str | None:
    for block in (*parts.head, *parts.body, *parts.tail):
        if (
            len(block.text) <= 60
            and block.index not in parts.kept
            and (not parts.head or block.index >= parts.head[-1].index - 3 or block in parts.body)
        ):
            match = _INNER_SOURCE.match(block.text)
            if match and (value := _source_name(match["v"])) and not re.search(r"\d\d[:：]\d\d|图片", block.text):
                return value
    return None


def _editor(document: Document, site: Site, parts: Parts) -> Found[str] | None:
    if (selector := site.read.get("editor")) and (texts := select.strings(document.tree, selector)):
        if name := names.clean(re.sub(r"^.*?[:：]", "", texts[0])):
            return Found(name, "site rule")
    weak: Found[str] | None = None
    for block in (*parts.tail, *reversed(parts.body), *_head_lines(parts)):
        if block.index in parts.kept and len(block.text) > 60:
            continue
        for match in _EDITOR.finditer(block.text[-_LONG:]):
            found = names.split(match["v"])
            if not found:
                continue
            answer = Found(
                "、".join(found) if all(re.search("[\u4e00-\u9fff]", each) for each in found) else match["v"].strip(),
                "credit line",
            )
            if _EDITOR_RANK.search(match[0]):
                return answer
            weak = weak or answer
    if weak:
        return weak
    for name in ("editor", "责任编辑", "article:editor"):
        if value := names.clean(document.meta.get(name, "")):
            return Found(value, "meta")
    return None


def _authors(document: Document, site: Site, parts: Parts, editor: str | None) -> Found[tuple[str, ...]] | None:
    if (selector := site.read.get("authors")) and (texts := select.strings(document.tree, selector)):
        found = [name for text in texts for name in names.split(re.sub(r"^.*?[:：]", "", text))]
        return Found(tuple(dict.fromkeys(found)), "site rule") if found else None
    for reader in (_byline_authors, _told_authors, _inner_authors):
        answer = reader(document, parts)
        if answer:
            kept = tuple(name for name in answer.value if name != editor)
            return Found(kept, answer.by) if kept else None
    return None


def _byline_authors(document: Document, parts: Parts) -> Found[tuple[str, ...]] | None:
    for block in _head_lines(parts):
        if match := _AUTHOR.search(block.text):
            if found := names.split(match["v"]):
                return Found(tuple(found), "visible byline")
        if len(block.text) <= _LONG and (match := _REPORTER.search(block.text)) and block.index not in parts.kept:
            if found := names.split(match["v"]):
                return Found(tuple(found), "visible byline")
        if match := _BY.match(block.text):
            found = [name for name in names.split(match["v"]) if _PERSON.match(name)]
            if found:
                return Found(tuple(found), "visible byline")
    return None


def _told_authors(document: Document, parts: Parts) -> Found[tuple[str, ...]] | None:
    value = document.news_ld.get("author")
    people = value if isinstance(value, list) else [value]
    found: list[str] = []
    for person in people:
        name = person.get("name") if isinstance(person, dict) else person
        for each in name if isinstance(name, list) else [name]:
            if isinstance(each, str) and not each.startswith("http"):
                found += names.split(each)
    if found:
        return Found(tuple(dict.fromkeys(found)), "json-ld")
    for name in _META_AUTHOR:
        text = document.meta.get(name, "")
        if text and not text.startswith(("http", "www.", "@")) and not _SITEWORD.search(text):
            if found := names.split(text):
                return Found(tuple(found), "meta")
    return None


def _inner_authors(document: Document, parts: Parts) -> Found[tuple[str, ...]] | None:
    """Authors credited inside the text: in a line that was cut, behind the dateline, or in brackets at the end."""
    for block in (*parts.body, *parts.tail[:6]):
        if block.index in parts.kept or len(block.text) > 80:
            continue
        for pattern in (_AUTHOR, _REPORTER, _CLOSING):
            if (
                (match := pattern.search(block.text))
                and not re.search(r"摄\s*[)）]?$|供图", block.text)
                and (found := names.split(match["v"]))
            ):
                return Found(tuple(found), "credit line")
    for block in parts.body[:3]:
        head = block.text[:80]
        if (match := _IN_WIRE.search(head)) or (
            match := re.match(
                r"^.{0,12}讯[\s　]*[（(]?(?:记者|記者)\s*(?P<v>[\u4e00-\u9fff]{2,4}(?:[、\s][\u4e00-\u9fff]{2,4})*)(?=[\s）)])",
                head,
            )
        ):
            if found := names.split(match["v"]):
                return Found(tuple(found), "dateline")
    return None


def _original_title(parts: Parts) -> str | None:
    for block in (*parts.head, *parts.body[:6], *parts.tail[:8]):
        if len(block.text) <= 160 and (match := _ORIGINAL_TITLE.match(block.text)):
            return match["v"]
    return None


def _dateline(parts: Parts) -> str | None:
    for block in _kept(parts.body[:4], parts):
        if match := _WIRE.match(block.text[:60]) or _DATELINE.match(block.text[:80]):
            return squeeze(match["d"]).strip(" ,-")
    return None


def _kept(blocks: Sequence[Block], parts: Parts) -> Iterator[Block]:
    return (block for block in blocks if block.index in parts.kept)
