"""A credit line and the place behind a label -> the label's value, up to the next label, date, bracket or button."""

from __future__ import annotations

import re

_ROLES = (
    "作者|记者|記者|通讯员|通訊員|摄影|实习生"  # labels where a source is told, a part of the value where a writer is
)
_LABELS = (
    "稿源|来源(?!于)|來源|出处|责任编辑|責任編輯|责编|責編|编辑(?!部)|編輯(?!部)|校对|审核|审校|"
    "监制|主编|值班|编审|二审|三审|终审|复审|初审|制图|发布时间|发布日期|发稿时间|更新时间|发布于|发表于|时间|時間|日期|"
    "字号|字體|字体|浏览|点击量|阅读量|阅读数|评论数|原标题"
)
_BUTTONS = (
    "大小|点击|阅读|访问|评论|評論|分享|打印|收藏|我要|我来|我有话|参与|订阅|关注|纠错|标签|关键词|扫描|扫一扫|发表|举报|跟贴|手机|"
    "论坛|博客|推荐|投稿|版权|声明|点赞|微信|微博|下载|查看|复制|加入|字 ?号|[大中小](?:\\s|$)|A-"
)
_MARKS = (
    r"[|｜丨\t【】\[\]()（）<>〔〕。！？!?;；]|\s[·•]\s"
    rf"|\s*(?:{_LABELS})|\s(?:{_BUTTONS})"
    r"|\b(?:published|updated|posted|source|editor|edited|by)\b\s?:?"
    r"|(?:19|20)\d\d\s?[-年/.]|\d{1,2}[:：]\d\d|\d+\s?(?:人|条|次)|\d+月\d+日"
)
_END = re.compile(rf"{_MARKS}|\s*(?:{_ROLES})", re.I)
_END_OF_WRITERS = re.compile(_MARKS, re.I)
_NOTHING = re.compile(rf"(?:{_LABELS}|{_ROLES})\s?[:：]|(?:19|20)\d\d\s?[-年/.]|\d{{1,2}}[:：]\d\d")
_OPENING = " \t:：[【(（〔"
_CLOSING = " \t:：]】)）〕,，、|/-—_·"
_QUOTES = (("《", "》"), ("“", "”"), ("「", "」"), ('"', '"'))
_LONGEST = 60  # characters of a value


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
