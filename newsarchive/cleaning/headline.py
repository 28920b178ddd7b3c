"""A printed headline -> the clean one: site and channel suffixes and SEO decoration off, its own marks kept."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from newsarchive.text import cjk_count, fold, squeeze

_SEPARATOR = re.compile(
    r"\s*(?:[_|｜丨¦‖]+|(?<=\s)[-–—―·•:»<>/~]+(?=\s)|--+|——|[-–—](?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[-–—]"
    r"|::|»|\s@\s)\s*"
)

# What content farms hang on headlines so that each copy differs: a word for "everywhere, right now" and one for "news".
# Collected from the related lists of such portals. One word alone in front is an editor's label ("快讯:", "关注:").
_WHERE = (
    "世界|全球|环球|天下|天天|每日|今日|当前|即时|实时|时时|最新|最|今|微|速|热|快|新|焦点|精彩|独家|前沿|观|百事通"
    "|要闻|动态|播"
)
_WHAT = (
    "热点|热议|热讯|热文|热闻|热门|热推荐|热资讯|热消息|热头条|速读|速看|速讯|速递|时讯|快讯|快报|快播|快看|快消息"
    "|快资讯|资讯|讯息|消息|信息|简讯|短讯|新消息|新资讯|新视野|新动态|新要闻|视野|视点|视讯|看点|观点|观察|观天下"
    "|观焦点|观热点|观速讯|焦点|聚焦|关注|播报|动态|头条|今日报|今日讯|要闻|通讯|亮点|推荐"
)
_ALONE = (
    "即时看|实时|速读|速看|速讯|微速讯|微动态|微资讯|微头条|时讯|热议|热讯|快播|快看|快消息|快资讯|热推荐|新视野"
    "|观热点|观焦点|观速讯"
)
_BOTH = rf"(?:{_WHERE}){{1,3}}(?:{_WHAT})"
_BEHIND = re.compile(rf"(?:\s*[|｜丨_\-–—~·•!]+\s*|\s+)(?:{_BOTH}|{_ALONE})[!！]?$")
_BEFORE = re.compile(rf"^(?:【(?:{_BOTH})】|(?:{_BOTH})[:：!！丨|｜])\s*")
_MEDIUM = re.compile(
    r"(?:网|新闻|频道|在线|门户|中心|日报|晚报|早报|时报|周刊|杂志|客户端|官方网站|官网|电视台|广播|首页|论坛|社区|博客"
    r"|news|online|times|daily|post|\.com|\.cn|\.net|\.org|tv)$",
    re.I,
)
_TAIL = 24  # weight in characters of a suffix that names a medium
_CHANNEL = 12  # likewise of a channel before it
_ENOUGH = 6  # weight in characters of what must remain: a headline is not shorter than this


@dataclass(frozen=True, slots=True)
class Headline:
    """The clean headline and what was taken off, in the order in which it came off."""

    text: str
    cut: tuple[str, ...] = ()


def clean(printed: str, *, names: Collection[str] = (), seen: Collection[str] = (), tag: bool = False) -> Headline:
    """The headline without suffixes and decoration.

    `names` are the site's and its channels' names; `seen` other texts of the page: a prefix of a title tag that the
    page prints by itself is the headline. `tag` says that `printed` is a title tag, where a suffix is the rule.

    >>> clean("光谷与南山区签署合作|世界新视野").text
    '光谷与南山区签署合作'
    >>> clean("一图读懂|今年的政府工作报告").text
    '一图读懂|今年的政府工作报告'
    """
    text = squeeze(printed)
    cut: list[str] = []
    if tag:
        text = _without_suffix(text, {fold(name) for name in names if name}, {fold(each) for each in seen}, cut)
    else:
        text = _without_names(text, {fold(name) for name in names if name}, cut)
    for pattern in (_BEHIND, _BEFORE, _BEHIND):
        match = pattern.search(text)
        if match and _size(rest := (text[: match.start()] + text[match.end() :]).strip()) >= _ENOUGH:
            cut.append(match[0].strip())
            text = rest
    return Headline(text, tuple(cut))


def _segments(text: str) -> list[tuple[int, int]]:
    """The separators of a text as (start, end)."""
    return [match.span() for match in _SEPARATOR.finditer(text) if match.start() > 0]


def _without_suffix(text: str, names: set[str], seen: set[str], cut: list[str]) -> str:
    """A title tag without what follows the headline in it."""
    marks = _segments(text)
    # The page prints its headline somewhere: the longest prefix that stands there by itself is it.
    for start, _ in reversed(marks):
        if fold(text[:start]) in seen and _size(text[:start]) >= _ENOUGH:
            cut.append(text[start:])
            return text[:start].rstrip()
    for start, end in marks:
        rest = text[end:]
        if fold(rest) in seen and _size(rest) > max(2 * _ENOUGH, _size(text[:start])):
            cut.append(text[:end])
            return rest
    text = _without_names(text, names, cut)
    for start, end in reversed(_segments(text)):
        if _size(text[:start]) < _ENOUGH or not _is_suffix(text[end:], text[start:end].strip(), names, bool(cut)):
            break
        cut.append(text[start:])
        text = text[:start]
    return text.rstrip()


def _is_suffix(tail: str, mark: str, names: set[str], more: bool) -> bool:
    """Whether the last segment of a title tag names a medium or, where one was already taken off, its channel."""
    if _size(tail) > _TAIL:
        return False
    return bool(_MEDIUM.search(tail)) or fold(tail) in names or mark == "_" or (more and _size(tail) <= _CHANNEL)


def _without_names(text: str, names: set[str], cut: list[str]) -> str:
    """Take off trailing and leading segments that are the site's name or begin with it."""
    for start, end in reversed(_segments(text)):
        if _size(text[:start]) < _ENOUGH or not _names(fold(text[end:]), names):
            break
        cut.append(text[start:])
        text = text[:start].rstrip()
    marks = _segments(text)
    if marks and fold(text[: marks[0][0]]) in names and _size(text[marks[0][1] :]) >= _ENOUGH:
        cut.append(text[: marks[0][1]])
        text = text[marks[0][1] :]
    return text


def _names(tail: str, names: set[str]) -> bool:
    """Whether a folded segment is one of the names, or one with a word behind it ("江边在线首页")."""
    return tail in names or any(len(name) > 3 and tail.startswith(name) and len(tail) < len(name) + 8 for name in names)


def _size(text: str) -> int:
    return len(text) + cjk_count(text)
