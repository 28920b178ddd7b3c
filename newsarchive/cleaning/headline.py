"""A printed headline -> the clean one: names of sites and channels off, SEO decoration off, its own marks kept."""

from __future__ import annotations

import html
import re
from collections.abc import Collection
from dataclasses import dataclass

from newsarchive.text import cjk_count, fold, squeeze

_SEPARATOR = re.compile(
    r"\s*(?:[_|｜丨¦‖]+|(?<=\s)[-–—―·•»«<>‹›/~]+(?=\s)|--+|——|[-–—](?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[-–—]|::|»|\s@\s"
    r"|(?<=[\u3040-\u9fff])[:：](?=[\u3040-\u9fff]{2,8}(?:web|デジタル|新聞|电子报)))\s*",
    re.I,
)

# What content farms hang on headlines so that each copy differs: a word for "everywhere, right now" and one for "news".
# Collected from the related lists of such portals. One word alone in front is an editor's label ("快讯:", "关注:").
_WHERE = (
    "世界 全球 环球 天下 天天 每日 今日 当前 即时 实时 时时 最新 最 今 微 速 热 快 新 焦点 精彩 独家 前沿 观 百事通 "
    "要闻 动态 播"
)
_WHAT = (
    "热点 热议 热讯 热文 热闻 热门 热推荐 热资讯 热消息 热头条 速读 速看 速讯 速递 时讯 快讯 快报 快播 快播报 快看 "
    "快消息 快资讯 资讯 讯息 消息 信息 简讯 短讯 新消息 新资讯 新视野 新动态 新要闻 视野 视点 视讯 看点 观点 观察 "
    "观天下 观焦点 观热点 观速讯 焦点 聚焦 关注 播报 动态 头条 今日报 今日讯 今热点 今头条 今亮点 要闻 通讯 亮点 推荐 "
    "报资讯 播资讯 最资讯"
)
_ALONE = (
    "即时看 实时 速读 速看 速讯 微速讯 微动态 微资讯 微头条 时讯 时快讯 热议 热讯 快播 快看 快消息 快资讯 热推荐 "
    "新视野 观热点 观焦点 观速讯"
)
_OWN = "关注 聚焦 观察 热议 推荐"  # behind a mere blank they end a headline of its own: "… 全球关注"


def _any(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


_BOTH = rf"(?:{_any(_WHERE)}){{1,3}}(?:{_any(_WHAT)})"
_BEHIND = re.compile(rf"(?:\s*[|｜丨_\-–—~·•!]+\s*|\s+(?!\S*(?:{_any(_OWN)})[!！]?$))(?:{_BOTH}|{_any(_ALONE)})[!！]?$")
_BEFORE = re.compile(rf"(?:【{_BOTH}】|{_BOTH}[:：!！丨|｜])\s*")
_MEDIUM = re.compile(
    r"(?:网|新闻|频道|在线|门户|中心|日报|晚报|早报|时报|周刊|杂志|客户端|官方网站|官网|电视台|广播|首页|论坛|社区|博客|资讯网"
    r"|报道|財經|新聞|日報|電子報|新聞網|일보|신문|뉴스|방송"
    r"|\bnews|online|times|daily|\bpost|\.com|\.cn|\.net|\.org|\.de|\.fr|\btv|\bhaber|\bhaberleri|web|デジタル)$"
    r"|^(?:báo|tin|halaman|page|seite|página)\s",
    re.I,
)
_MARKUP = re.compile(r"<(b|i|em|strong|span|font|su[bp]|u)(?:\s[^<>]{0,200})?>([^<>]{0,300})</\1>", re.I)
_MOST_ESCAPED = 3  # times
_LONGEST = 300  # characters looked at; nothing longer is a headline
_ENOUGH = 6  # weight in characters of what must remain: a headline is not shorter than this
_SUFFIX = 24  # weight of the longest segment that can be a channel's or a site's name
_CHANNEL = 12  # weight of a segment that goes with one that was cut
_ALIKE = 5  # characters from which a name may be a part of a segment, or a segment of a name
_ADDED = 8  # characters that a channel adds to its site's name
_TOLD = 12  # folded characters of a headline told by metadata that is trusted against the printed one


@dataclass(frozen=True, slots=True)
class Headline:
    """The clean headline and what was taken off, in the order in which it came off."""

    text: str
    cut: tuple[str, ...] = ()


def clean(
    printed: str,
    *,
    names: Collection[str] = (),
    seen: Collection[str] = (),
    told: Collection[str] = (),
    tag: bool = False,
) -> Headline:
    """The headline without suffixes and decoration.

    `names` are what the site calls itself; `seen` other texts of the page: a prefix of a title tag that the page prints
    by itself is the headline, a short end of it a name; `told` what metadata call it. `tag` says that `printed` is a
    title tag or a copy of one, where a suffix is the rule.

    >>> clean("光谷与南山区签署合作|世界新视野").text
    '光谷与南山区签署合作'
    >>> clean("一图读懂|今年的政府工作报告").text
    '一图读懂|今年的政府工作报告'
    """
    printed = printed[:_LONGEST]
    whole = squeeze(_MARKUP.sub(r"\2", _unescaped(printed)))
    known = {fold(name) for name in names if name}
    text = _printed_part(whole, seen) if tag else _told_part(whole, told)
    text = _without_names(text, known)
    if tag:
        shown = {fold(each) for each in seen if len(each) <= _SUFFIX}
        text = _without_suffixes(text, known | shown, started=text != whole)
    for pattern in (_BEHIND, _BEFORE, _BEHIND):
        match = pattern.search(text) if pattern is _BEHIND else pattern.match(text)
        if match and _size(rest := (text[: match.start()] + text[match.end() :]).strip()) >= _ENOUGH:
            text = rest
    text = text.lstrip(":：|｜ ").rstrip()
    return Headline(text, _cuts(whole, text)) if text else Headline(whole)


def _unescaped(text: str) -> str:
    """The text without entities, as often as it was escaped: JSON-LD and copies of it are escaped twice."""
    for _ in range(_MOST_ESCAPED):
        if "&" not in text:
            break
        text = html.unescape(text)
    return text


def _cuts(whole: str, text: str) -> tuple[str, ...]:
    """What stood before and behind the text."""
    before, _, behind = whole.partition(text)
    return tuple(part.strip() for part in (before, behind) if part.strip())


def _segments(text: str) -> list[tuple[int, int]]:
    """The separators of a text as (start, end)."""
    return [match.span() for match in _SEPARATOR.finditer(text) if match.start() > 0]


def _printed_part(text: str, seen: Collection[str]) -> str:
    """The longest beginning of a title tag that the page prints by itself; else an end of it that it prints."""
    marks = _segments(text)
    if not marks:
        return text
    shown = {fold(each) for each in seen if each[:2] in text}
    for start, _ in reversed(marks):
        # A short beginning that stands by itself is a kicker, or a channel.
        if _size(text[:start]) >= max(_ENOUGH, _size(text[start:]) / 3) and fold(text[:start]) in shown:
            return text[:start].rstrip()
    for start, end in marks:
        if _size(text[end:]) > 2 * _ENOUGH and _size(text[:start]) < _size(text[end:]) and fold(text[end:]) in shown:
            return text[end:]
    return text


def _told_part(text: str, told: Collection[str]) -> str:
    """The printed headline without the kicker or the date that its element holds beside it, as metadata tell."""
    for title in map(squeeze, told):
        if len(title) < _TOLD or len(title) >= len(text):
            continue
        before, behind = text[: -len(title)].rstrip(), text[len(title) :].lstrip()
        if text.endswith(title) and len(before) >= _ALIKE and before[-1].isalnum():
            return title
        if any(each.startswith(text) for each in told):  # what is shorter was cut off
            continue
        if text.startswith(title) and behind[:1].isupper() and len(text) - len(title) > len(behind) >= _ADDED:
            return title
    return text


def _without_names(text: str, names: set[str]) -> str:
    """Take off trailing and leading segments that are the site's name or a channel's."""
    for start, end in reversed(_segments(text)):
        if _size(text[:start]) < _ENOUGH or not _is_name(fold(text[end:]), names):
            break
        text = text[:start].rstrip()
    marks = _segments(text)
    if marks and fold(text[: marks[0][0]]) in names and _size(text[marks[0][1] :]) >= _ENOUGH:
        text = text[marks[0][1] :]
    return text


def _is_name(segment: str, names: set[str]) -> bool:
    """Whether a (folded) segment is a name, or one with a channel's word behind it, or a part of one."""
    if not segment:
        return False
    return segment in names or any(
        (len(name) > 3 and segment.startswith(name) and len(segment) < len(name) + _ADDED)
        or (len(segment) >= _ALIKE and name.startswith(segment))
        or (len(name) >= _ALIKE and not name.isascii() and segment.endswith(name))
        for name in names
    )


def _without_suffixes(text: str, names: set[str], *, started: bool) -> str:
    """Take off the segments at the end that look like a medium's name, and channels before it."""
    cut = started
    behind = 0  # segments at the end that only go with a medium's name before them
    end_of_text = len(text)
    for start, end in reversed(_segments(text)):
        tail, size = text[end:end_of_text], _size(text[end:end_of_text])
        if _size(text[:start]) < _ENOUGH or size > _SUFFIX:
            break
        named = _MEDIUM.search(tail) or fold(tail) in names or (cut and size <= _CHANNEL)
        if not named and text[start:end].strip() != "_":
            if behind or size > _CHANNEL:
                break
            behind, end_of_text = 1, start
            continue
        text, cut, behind, end_of_text = text[:start], True, 0, start
    return text.rstrip()


def _size(text: str) -> int:
    return len(text) + cjk_count(text)
