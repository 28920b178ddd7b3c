"""A credit line and the place behind a label -> the label's value, up to the next label, date, bracket or button."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from newsarchive.records import Block

_ROLES = (
    "作者|记者|記者|通讯员|通訊員|摄影|实习生"  # labels where a source is told, a part of the value where a writer is
)
_LABELS = (
    "稿源|(?:文章|稿件|信息)?(?:来源(?!于)|來源)|出处|责任编辑|責任編輯|责编|責編|(?:图片|文字|视频|美术|实习|值班|执行)?编辑(?!部)|編輯(?!部)|校对|审核|审校|审读|校审|核校|核稿|选稿|编发|"
    "监制|主编|值班|(?:责任)?编审|二审|三审|终审|复审|初审|制图|发布时间|发布日期|发稿时间|更新时间|发布于|发表于|时间|時間|日期|"
    "字号|字體|字体|浏览|点击量|阅读量|阅读数|评论数|原标题"
)
_BUTTONS = (
    "大小|点击|阅读|访问|评论|評論|分享|打印|收藏|我要|我来|我有话|参与|订阅|关注|纠错|标签|关键词|扫描|扫一扫|发表|举报|跟贴|手机|"
    "论坛|博客|推荐|投稿|版权|声明|点赞|微信|微博|下载|查看|复制|加入|字 ?号|[大中小](?:\\s|$)|A-"
)
_OTHER_WORK = (
    "摄影?|攝影?|图片?|圖片?|照片|视频|剪辑|设计|设计师|制作|海报|插画|漫画|美编|策划|统筹|配音|出镜"
    "|编译|編譯|翻译|翻譯|译者|譯者"
)
_MARKS = (
    r"[|｜丨\t【】\[\]()（）<>〔〕。！？!?]|[;；](?![\u4e00-\u9fff]{2,4}(?:[;；\s]|$))|\s[·•]\s"
    rf"|\s*(?:{_LABELS})(?=\s?[:：/|｜丨]|[\s\d]|$)|\s(?:{_BUTTONS})|\s(?:{_OTHER_WORK})\s?[:：/|]"
    r"|\b(?:published|updated|posted|source|editor|edited|by)\b\s?:?"
    r"|(?:19|20)\d\d\s?[-年/.]|\d{1,2}[:：]\d\d|\d+\s?(?:人|条|次)|\d+月\d+日"
)
# A role ends a medium's name where a mark or a name follows it: there is a "中国摄影报".
_END = re.compile(
    rf"{_MARKS}|\s[\u4e00-\u9fff]{{2,5}}[:：]|\s*(?:{_ROLES})(?=\s?[:：/|]|\s|$|[\u4e00-\u9fff]{{2,4}}(?:[\s、，,)）]|$))",
    re.I,
)
_END_OF_WRITERS = re.compile(_MARKS, re.I)
_NOTHING = re.compile(rf"(?:{_LABELS}|{_ROLES})\s?[:：]|(?:19|20)\d\d\s?[-年/.]|\d{{1,2}}[:：]\d\d")
_ALONE = re.compile(
    r"\W{0,2}(?:(?:文章|信息|新闻|稿件|新聞|資料)?(?:来源|來源|稿源|出处)|(?:本文)?(?:作者|记者|記者|撰文|编辑|編輯)|责任编辑|責任編輯|责编"
    r"|(?:(?:article|story|words|posted|published|reported)\s)?(?:written\s)?by|author|writer|autor(?:in|en)?|auteurs?|text)\s?[:：]?",
    re.I,
)
_OPENING = " \t:：【[(（〔"
_CLOSING = " \t:：]】)）〕,，、|/-—_·"
_QUOTES = (("《", "》"), ("“", "”"), ("「", "」"), ("『", "』"), ('"', '"'))
_LONGEST = 60  # characters of a value
_HEADING = re.compile(
    r"^\[\s?([\u4e00-\u9fff]{2,6})\s?\]\s?(?=[\u4e00-\u9fff])"
)  # a label in brackets: "【记者】周文博"
_ASIDE = re.compile(r"\((?:记者|通讯员|(?:见习|实习)[\u4e00-\u9fff]{0,2})\)")  # what the bearer of a name is
_NARROW = str.maketrans("：∶﹕︰／｜丨︱∣│┃（）【】〔〕［］＆；", "::::/||||||()[][][]&;")


@lru_cache(maxsize=512)  # the lines around the byline are looked at by every reader of a credit
def narrow(text: str) -> str:
    """The text with its marks in one form each, character for character: colons, bars, slashes and brackets.

    >>> narrow("【文／周文博】 图丨何雨晴")
    '[文/周文博] 图|何雨晴'
    """
    return text if text.isascii() else text.translate(_NARROW)


def credit_lines(lines: Sequence[Block]) -> tuple[Block, ...]:
    """The lines in the form in which labels are looked for: narrow, a bare label with its value, no asides.

    >>> [line.text for line in credit_lines([Block(1, "来源："), Block(2, "青江晚报"), Block(3, "【撰文】周文博")])]
    ['来源: 青江晚报', '撰文:周文博']
    """
    plain = ((line, _plain(narrow(line.text))) for line in together(lines))
    return tuple(line if text == line.text else line._replace(text=text) for line, text in plain)


def _plain(text: str) -> str:
    text = _HEADING.sub(r"\1:", text) if text[:1] == "[" else text
    return _ASIDE.sub("", text) if ")" in text else text


def together(lines: Sequence[Block]) -> Iterator[Block]:
    """The lines, each that is nothing but a label with its value, the line right below it, as one."""
    before: Block | None = None
    for line in lines:
        if before is not None and before.index + 1 == line.index:
            yield line._replace(text=f"{before.text.rstrip(':： ')}: {line.text}")
            before = None
            continue
        before = line if len(line.text) <= _LONGEST // 2 and _is_alone(line.text) else None
        if before is None:
            yield line


@lru_cache(maxsize=512)
def _is_alone(text: str) -> bool:
    return _ALONE.fullmatch(text) is not None


def value(text: str, start: int, *, writers: bool = False) -> str:
    """What stands behind a label that ends at `start`: without the brackets around it; "" where nothing does.

    Of `writers`, words such as "记者" are a part.

    >>> value("2023-06-01 来源：青江晚报 作者：周文博", 14)
    '青江晚报'
    """
    while start < len(text) and text[start] in _OPENING:
        start += 1
    if _NOTHING.match(text, start):
        return ""
    end = (_END_OF_WRITERS if writers else _END).search(text, start + 1, start + _LONGEST)
    return _unquoted(text[start : end.start() if end else start + _LONGEST].strip(_CLOSING))


def _unquoted(text: str) -> str:
    """The text within the quotation marks that it opens with, unless they hold only a part of a name."""
    for left, right in _QUOTES:
        if text.startswith(left):
            inside, closed, rest = text[1:].partition(right)
            return inside if closed and not rest.strip(_CLOSING) else text
    return text
