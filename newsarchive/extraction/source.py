"""Whom the page credits for the article: document in, the source and its link out; the origin named in the text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from newsarchive.extraction import labels, names, reporters, select, stamp
from newsarchive.extraction.document import Document
from newsarchive.extraction.found import Found
from newsarchive.extraction.parts import Parts
from newsarchive.extraction.persons import is_chinese_person, is_organisation
from newsarchive.extraction.pieces import Kind
from newsarchive.records import Block
from newsarchive.sites import Site
from newsarchive.text import squeeze
from newsarchive.urls import absolute

_OF_PICTURES = "".join(f"(?<!{word})" for word in "图片 照片 数据 视频 封面 素材 图 信号 注明 “ 「".split())
_LABEL = re.compile(
    rf"{_OF_PICTURES}(?:来源于|来源|來源|稿源|出处|出處|来 源|供稿(?:单位)?|发[布文](?:单位|机构|机关))"
    r"(?:\s?[:：|｜丨/／]|\s(?=[\u4e00-\u9fff]))"
    r"|(?:^|\s)(?:摘自|转自|转载自)\s?[:：]?"
    r"|(?<!image )(?<!photo )\bsource\s?:",
    re.I,
)
_INNER_LABEL = re.compile(
    r"[(（【\[〔]?\s?(?:本文|文章|稿件|新闻|内容|信息)?"
    r"(?:(?:来源|來源)\s?[:：|｜丨]|(?:来源于|转载自|转自|摘自|原载于?|(?<=[文章])(?:来自|首发于|选自))\s?[:：]?)\s?"
    r"(?:(?:微信)?公众号\s?[:：]?\s?)?"
)
_QUOTED = re.compile(
    r"[(（【\[]?\s?据\s?[《“]?(?P<v>[\u4e00-\u9fff·]{2,12}?)[》”]?(?:电|报道|消息|讯)?\s?[)）】\]]?[。.]?$"
)
_BRACKETED = re.compile(r"(?:^|[。！？”])\s?[(（]\s?《?(?P<v>[\u4e00-\u9fff·]{3,14})》?\s?[)）][。.]?$")
_CLAUSE = re.compile("[，,]")  # behind the name in a sentence that tells the origin
_NO_SOURCE = re.compile(
    r"[\W\d_]+[万萬]?|.*[=<>{}].*|.*[:：][\d\s]+|未知|网络|互联网|网络整理|不详|本站|佚名|原创|转载(?:文章)?|[a-z]{1,2}|.*图片.*"
    r"|[\d,.]+\s?万?(?:阅读|评论|喜欢|字|次|人|赞).*|(?:相关|推荐)(?:文章|阅读|新闻|链接)",
    re.I,
)
# How buttons, counters and other credits begin and end that stand in the line of the date.
_BUTTONS = (
    "我要 我来 我有话 发表 查看 参与 打印 分享 收藏 举报 关注 阅读 浏览 点击 评论 字号 字体 下载 扫码 "
    "扫一扫 更新 编辑 責編 編輯 责编 记者 記者 作者 来源 來源 正文 首页 微博 微信 星期 上午 下午 大小 播报 "
    "听新闻 发布于 发布时间 时间$ 用户 会员 网易号 搜狐号 百家号 头条号 企鹅号 大鱼号 一点号 北京时间 随时随地 首席 "
    "认证 app qq [大中小]$ 返回 关闭 .*有限公司$ .*作家$ .*[账帐]号$ .*创作者$ .*领域 .*达人$ .*博主$ "
    "优质 .*(?:人参与|条评论|\\d次|\\d人|\\d条)$ .*客户端下载"
)
_BUTTON = re.compile("|".join(_BUTTONS.split()), re.I)
_CALL = re.compile("查看|更多|关注|举报|分享|作者|点击|进入")  # how a button beside a name begins
_PAPER = re.compile(
    r"[\u4e00-\u9fff·]{1,10}(?:(?<![速快简簡海画畫])[报報]|[网網]|(?<![旅公])社|[周週]刊|杂志|雜誌|电视台|電視台|客户端)"
)
_MEDIUM = re.compile(r"(?P<before>[^\s|｜丨]{0,20})《(?P<v>[^《》]{2,20})》(?P<behind>[^\s|｜丨]{0,10})")
_SPLIT = re.compile(r"[\s|｜丨/／]+|(?<=\d)·|(?:发布于|来自)[\u4e00-\u9fff]{2,4}·?")
# Platforms on which accounts publish: what stands by itself before the date there is the account.
_PLATFORM = re.compile(
    r"//(?:[\w-]+\.)*(?:(?:toutiao|ixigua|baijiahao|mbd\.baidu|mp\.weixin|weixin|kuaibao|yidianzixun|360kuai|dy\.163|k\.sina"
    r"|uczzd|jianshu|zhihu|xueqiu|weibo|ishare\.ifeng)\.|sohu\.\w+/a/|163\.com/dy/|qq\.com/(?:omn|rain)/)"
)
_GOES_ON = re.compile(r"\s?[-–—－·•/、]\s?\w|[^\s]")  # behind the first part of a medium's name
_DASH = re.compile(r"\s?[-–—－·•/、]|$")
_MOST_INLINE = 20  # elements looked at in the line of a source
_BRACKETS = "(（【[〔"  # a credit within them is the text's, not the page's
_SHORTEST, _LONGEST = 2, 40  # characters of a source
_AROUND = 3  # lines above the date's in which an account may stand
_LONGEST_INNER = 120
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)  # where "3小时前" stands is asked, not when that was
_TOLD = "sourcename source medianame media copyfrom nickname".split()
_META = "source contentsource mediaid article:source og:article:source bytedance:source".split()


@dataclass(frozen=True, slots=True)
class Source:
    """The credited origin, the address that its name links to, and whether it is an account that writes itself."""

    name: str
    url: str | None = None
    account: bool = False


def read(document: Document, site: Site, parts: Parts) -> Found[Source] | None:
    """The source by the site's rule, a label in the byline, its element's name, its place by the date, or metadata."""
    if (selector := site.read.get("source")) and (texts := select.strings(document.tree, selector)):
        return Found(Source(_unlabelled(texts[0])), "site rule")
    own_line = [block for block in parts.credits_below if block.text[:1] not in _BRACKETS]
    below, in_text = (
        (each for each in _labelled(document, lines) if not is_chinese_person(each.name))
        for lines in (own_line, (*parts.credits_below, *parts.credits_above))
    )
    dated = {block.index for block, _ in parts.dated}
    byline = [block for block in parts.credits_above if block.text[:1] not in _BRACKETS or block.index in dated]
    found = itertools.chain(
        _labelled(document, byline, account=_on_platform(document)),
        _named(document, parts),
        below,
        _beside_date(document, parts, sure=True),
        _paper(parts),
        in_text,
        _beside_date(document, parts, sure=False),
    )
    if source := next(found, None):
        return Found(source, "visible byline")
    account = _on_platform(document)
    told = (_name(document.meta.get(name, "")) for name in _META)
    if name := next(filter(None, told), None):
        return Found(Source(name, account=account), "meta")
    hidden = (document.hidden.get(name, "") for name in _TOLD) if parts.is_chinese else ()
    found_names = (_name(value) for value in hidden if _is_chinese(value))
    return next((Found(Source(name, account=account), "script") for name in found_names if name), None)


def read_original(parts: Parts, source: str | None) -> str | None:
    """The origin credited inside or below the text, where it is another one than the source."""
    last = [block for block in parts.body[-2:] if block.index in parts.kept]
    ends = (block for block in (*parts.body[:3], *parts.body[-3:]) if block.index in parts.kept)
    told = (
        block
        for block in ends
        if (match := _INNER_LABEL.match(block.text)) and any(c in match[0] for c in ":：|｜丨号")
    )
    named = (_first_medium(name) for b in (*parts.closing, *parts.byline, *told) if (name := _inner(b.text)))
    quoted = (_quoted(block.text) for block in (*parts.closing[:3], *reversed(last)))
    found = (name for name in (*named, *quoted) if name and name != source and not is_chinese_person(name))
    return next(found, None)


def _inner(text: str) -> str | None:
    """The value of a label that opens a line: "（来源：青江晚报）"."""
    match = _INNER_LABEL.match(text) if len(text) <= _LONGEST_INNER else None
    if match is None or "图片" in text or stamp.find(text):
        return None
    return _name(_CLAUSE.split(labels.value(text, match.end()))[0])


def _quoted(text: str) -> str | None:
    """The medium that ends a text in brackets, or that a line by itself quotes: "据《青江晚报》"."""
    tail = text[-_LONGEST:]
    match = (_QUOTED.match(text) if len(text) <= _LONGEST else None) or _BRACKETED.search(tail)
    return match["v"] if match and is_organisation(match["v"]) and not _NO_SOURCE.fullmatch(match["v"]) else None


def _labelled(document: Document, lines: Sequence[Block], *, account: bool = False) -> Iterator[Source]:
    for block in lines:
        if block.text.isascii() and "ource" not in block.text:
            continue  # a search for words that may begin anywhere costs more
        values = (labels.value(block.text, match.end()) for match in _LABEL.finditer(block.text))
        yield from (_with_link(document, block, name, account=account) for name in map(_name, values) if name)


def _named(document: Document, parts: Parts) -> Iterator[Source]:
    """Elements whose class says "source"; on a self-media page, the account, which is its own source."""
    platform = _on_platform(document)
    for kind in (Kind.SOURCE, Kind.PERSON, Kind.AUTHOR) if parts.is_chinese else ():
        for piece in parts.pieces:
            if piece.kind is not kind or piece.block not in parts.byline or not _may_be(piece.text, kind):
                continue
            name = _name(_unlabelled(piece.text))
            medium = bool(name) and (kind is Kind.SOURCE or is_organisation(name or ""))
            account = platform or (kind is Kind.PERSON and not medium)
            if name and (medium or platform or (account and not any(map(is_chinese_person, names.split(name))))):
                yield _with_link(document, piece.block, name, account=account)


def _paper(parts: Parts) -> Iterator[Source]:
    """The paper that a line names before its reporters, or that has the line right above or below the date's."""
    if not parts.is_chinese:
        return
    for block in parts.byline:
        paper, _ = reporters.paper_and_names(block.text)
        if paper:
            yield Source(paper)
    at = parts.headline.index if parts.headline else -1
    below = [block for block in parts.byline if block.index > at and len(block.text) <= _LONGEST]
    dates = {block.index for block, _ in parts.dated if len(block.text) <= _LONGEST}
    beside = (block for block in below if block.index not in dates and {block.index - 1, block.index + 1} & dates)
    yield from (Source(block.text) for block in beside if _PAPER.fullmatch(block.text))


def _beside_date(document: Document, parts: Parts, *, sure: bool) -> Iterator[Source]:
    """A word beside the date in the byline of a Chinese page; `sure` where it must look like a medium's name."""
    platform = _on_platform(document)
    for block, date in parts.dated if parts.is_chinese else ():
        before, _, behind = block.text.partition(date)
        if platform:
            above, below = _beside(document, block)
            before, behind = f"{above} {before}", f"{behind} {below}"
        if match := _MEDIUM.search(behind + before):
            yield Source(match[0] if match["before"] or match["behind"] else match["v"])
        shown = f"{before} {behind}" if platform else f"{behind} {before}"
        words = (word for word in _SPLIT.split(shown) if _may_be(word) and (platform or _is_chinese(word)))
        found_names = sorted(filter(None, map(_name, words)), key=is_chinese_person)
        for name in found_names:
            credited = _with_link(document, block, name, account=platform)
            likely = is_organisation(name) or platform or (not sure and (name in behind or credited.url))
            if likely and len(name) >= _SHORTEST + (not platform) and (platform or not is_chinese_person(name)):
                yield credited


def _on_platform(document: Document) -> bool:
    """Whether accounts publish where the page stands."""
    return bool(_PLATFORM.match(document.page.url.partition(":")[2]))


def _beside(document: Document, line: Block) -> tuple[str, str]:
    """The lines nearest above and below the date's that may name an account, which often has one of its own."""
    blocks = document.layout.blocks
    above = blocks[max(0, line.index - _AROUND) : line.index]
    below = blocks[line.index + 1 : line.index + 2]
    return _first_name(reversed(above)), _first_name(below)


def _first_name(lines: Iterable[Block]) -> str:
    shown = itertools.takewhile(lambda block: block.tag not in ("h1", "h2"), lines)
    short = (block.text for block in shown if len(block.text) <= _LONGEST // 2)
    return next((text for text in short if any(map(_may_be, _SPLIT.split(text)))), "")


def _may_be(text: str, kind: Kind | None = None) -> bool:
    """Whether a piece of a byline may be a medium's name, and is no button, label or date.

    What an element for names holds is a button only if that is all it says: there is a "首席商业评论".
    """
    if not 1 < len(text) <= _LONGEST // 2 or stamp.find(text, now=_ANY_TIME):
        return False
    return not (_CALL.match(text) or _BUTTON.fullmatch(text) if kind is Kind.PERSON else _BUTTON.match(text))


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


def _unlabelled(text: str) -> str:
    match = _LABEL.match(text)
    return labels.value(text, match.end()) if match else squeeze(text)


def _name(text: str) -> str | None:
    text = labels.value(text, 0).removeprefix("原创").strip()
    return None if not text or len(text) > _LONGEST or _NO_SOURCE.fullmatch(text) else text


def _with_link(document: Document, block: Block, name: str, *, account: bool = False) -> Source:
    """The source with the address that it links to; what follows its element in the line is no part of its name."""
    if block.container >= 0 and block.anchors:
        for link in document.layout.containers[block.container].element.iter("a"):
            text = squeeze("".join(map(str, link.itertext())))
            if len(text) > 1 and name.startswith(text):
                href = (link.get("href") or "").strip()
                url = absolute(document.url, href) if href and href[0] != "#" else None
                return Source(name if _GOES_ON.match(name, len(text)) else _first_medium(text), url, account)
    return Source(_first_medium(_within(document, block, name)), None, account)


def _within(document: Document, block: Block, name: str) -> str:
    """The name up to the end of its element, where the next one begins without a blank: "央江网打印本页"."""
    home = document.layout.containers[block.container] if block.container >= 0 else None
    if home is None or home.last - home.first > 1:
        return name
    for element in itertools.islice(home.element.iter("span", "em", "i", "b", "font"), _MOST_INLINE):
        if element.getnext() is None or (element.tail or "").strip():
            continue
        text = _unlabelled(squeeze("".join(map(str, element.itertext()))))
        if len(text) > 1 and name.startswith(text) and not _DASH.match(name, len(text)):
            return text
    return name


def _first_medium(name: str) -> str:
    """The name up to its first blank, where that is a Chinese medium's: what follows is a place or a writer."""
    medium, slash, writer = name.partition("/")
    if slash and is_organisation(medium) and is_chinese_person(writer):
        return medium
    first, blank, _ = name.partition(" ")
    ends = blank and is_organisation(first) and _is_chinese(first) and not _GOES_ON.match(name, len(first))
    return first if ends else name
