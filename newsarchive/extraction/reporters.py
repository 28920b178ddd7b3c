"""Lines of a Chinese page -> the writers whom they credit, by labels, as reporters, or in brackets."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from newsarchive.extraction import labels, names, stamp
from newsarchive.extraction.parts import Parts
from newsarchive.extraction.persons import is_chinese_person, is_organisation, is_surely_chinese_person
from newsarchive.records import Block

_LABEL = re.compile(
    r"(?:(?:本文|文章|原文|原创)?作\s?者|原创|撰\s?文|撰\s?稿人?|执\s?笔人?|采\s?写|采访|编译|翻译|译者|文字|文案"
    r"|发布[者人]|投稿人|发帖人|(?<![\u4e00-\u9fff])文)\s?[:：/|｜丨]\s?(?!图)"
    r"|(?<![\u4e00-\u9fff])(?:图\s?[、/]?\s?文|文\s?[、/|｜丨·&]?\s?图)(?:\s?[:：/|｜丨]\s?|\s)"
)
_AUTHOR = re.compile(r"(?:本文)?作\s?者\s?[:：]")
_REPORTER = re.compile(
    r"(?:记者|記者|通讯员|通訊員|特派员|撰稿人|评论员|实习生)(?:\s?[:：/|｜丨]\s?|\s)?(?=[\u4e00-\u9fff])"
)
_POSTED = (
    re.compile(r"由\s?(?P<v>[\w.·-]{2,20}?)\s?(?:于|在|发表|发布|张贴|上传|提交|原创)"),
    re.compile(r"(?P<v>[\w.·-]{2,20})\s?(?:发表于|发布于|于\s?(?:19|20)\d\d.{0,30}发表)"),
    re.compile(r"(?:19|20)\d\d.{0,20}\s(?:by|By|BY)\s(?P<v>[\w.·-]{2,20})(?:\s|$)"),
)
_OF_PICTURE = re.compile(r"摄\s*[)）]?$|供图|^图|资料图")
_NO_CREDIT = re.compile(rf"{_OF_PICTURE.pattern}|编辑|责编|来源[:：]")
_AFTER_WIRE = re.compile(
    r"^.{0,40}?(?:[电電讯訊]|快讯|消息)\s?[(（]\s?(?P<v>[^()（）]{2,60})[)）]"
    r"|^.{0,12}[讯訊]\s?(?=(?:[\u4e00-\u9fff]{0,8}记者|[\u4e00-\u9fff]{0,8}記者))(?P<w>.{2,40})"
    r"|^[(（](?P<x>[^()（）]{0,20}(?:记者|記者)[^()（）]{2,40})[)）]"
)
_LAST_BRACKET = re.compile(r"[(（【]\s?(?P<v>[^()（）【】]{2,40}?)\s?[)）】]\s?[。.]?$")
_BARE_END = re.compile(
    r"(?:^|[。！？”」）)])\s?(?:(?:本报|本网|本刊|见习|实习|首席|特约){0,2}(?:记者|記者)\s?|文\s?[/|]\s?)(?P<v>[^。，；,;（(]{2,20})$"
)
_ENDS_OF_PLACE = re.compile(r"\s(?:发自[\u4e00-\u9fff]{2,6}|[\u4e00-\u9fff]{2,6}(?:报道|報導|电|讯))$")
_GLUED_PLACE = re.compile(r"(?P<v>[\u4e00-\u9fff]{3})[\u4e00-\u9fff]{2,4}\d{1,2}日[电電]")
_PEN_AND_TASK = re.compile(r"(?P<v>[\u4e00-\u9fff]{2,4})\s?[/／]\s?(?:编译|撰文|综合|文|编)$")
_NO_PEN_NAME = re.compile(
    r"完|终|续|全文|本报|本刊|综合|转载|节选|摘|有删节|图|资料|下转|上接|新华|中新|人民|责编|略|记者|文章|网络|视频|日$|笑"
)
_LONGEST_CREDIT = 60  # characters of a line of the text that is nothing but a credit
_OPENING, _ENDING = 4, 3  # lines at the start and the end of the text in which one may stand
_BLANKS = re.compile(r"[\s|｜丨/／·•、，]+")
_LATEST = 16  # characters before the word that tells a reporter: his paper
_LONGEST_REST = 8  # characters behind the names of a line that is only a credit
_PEN_NAME = 12  # characters of a name that need not look like a person's


def labelled(lines: Sequence[Block]) -> list[str]:
    """The writers named by a label ("作者：", "文/"), or as reporters, in lines of credits."""
    for block in lines:
        for match in _LABEL.finditer(block.text):
            if found := _sensible(labels.value(block.text, match.end(), writers=True)):
                return found
    found = []
    for block in lines:
        if block.links < 0.8 and not _OF_PICTURE.search(block.text):
            found += _reporters(block.text)
        elif found:
            break
    return list(dict.fromkeys(found))


def in_text(parts: Parts) -> list[str]:
    """The writers credited in the text: a line with nothing else, brackets after the dateline or at the very end."""
    kept = [block for block in parts.body if block.index in parts.kept]
    first, last = kept[:_OPENING], kept[-_ENDING:]
    named = (block.text for block in first if _AUTHOR.match(block.text))
    short = (block.text for block in (*first, *reversed(last)) if len(block.text) <= _LONGEST_CREDIT)
    opened = filter(None, map(_AFTER_WIRE.match, (block.text for block in first)))
    closed = filter(None, map(_last_bracket, (block.text for block in (*reversed(last), *parts.closing[:2]))))
    found = itertools.chain(
        (
            _sensible(labels.value(text, text.index("：" if "：" in text[:6] else ":") + 1, writers=True))
            for text in named
        ),
        map(_nothing_else, short),
        (_in_bracket(match["v"] or match["w"] or match["x"]) for match in opened),
        (_in_bracket(_ENDS_OF_PLACE.sub("", match["v"])) for match in closed),
    )
    return next(filter(None, found), [])


def posted(lines: Sequence[Block]) -> list[str]:
    """Who put the article up, where a forum or blog says so: "由…发表", "… 发表于 2005-9-15"."""
    for block in lines:
        for pattern in _POSTED:
            if (match := pattern.search(block.text)) and (name := names.clean(match["v"])) and not name.isdigit():
                return [name]
    return []


def lone(parts: Parts) -> list[str]:
    """A line between headline and text that is a person's name and nothing else."""
    at = parts.headline.index if parts.headline else -1
    for block in parts.head:
        if block.index > at and len(block.text) <= 5 and block.links < 0.5:
            name = block.text.replace(" ", "")
            if is_surely_chinese_person(name):
                return [name]
    return []


def beside_date(lines: Sequence[Block]) -> list[str]:
    """Persons named beside the date in a byline without a label."""
    for block in lines:
        if len(block.text) <= _LONGEST_CREDIT and block.links < 0.8 and stamp.find(block.text):
            found = list(filter(is_surely_chinese_person, _BLANKS.split(block.text)))
            if found:
                return found
    return []


def _last_bracket(text: str) -> re.Match[str] | None:
    start = max(0, len(text) - _LONGEST_CREDIT)
    return _LAST_BRACKET.search(text, start) or _BARE_END.search(text, start)


def _sensible(value: str) -> list[str]:
    """The names of a label's value: persons as long as persons follow, else the first, which is a pen name then."""
    found = names.split(value)
    persons = [name for name in found if is_chinese_person(name)]
    if persons and (found[0] == persons[0] or is_organisation(found[0])):
        return persons
    return found[:1] if found and len(found[0]) <= (_PEN_NAME if not found[0].isascii() else 30) else []


def _reporters(text: str) -> Iterator[str]:
    for match in _REPORTER.finditer(text):
        yield from names.leading(text[match.end() :])[0]


def _nothing_else(text: str) -> list[str]:
    """The names of a line that credits writers and says nothing else: "青江日报记者 周文博 何雨晴"."""
    text = text.strip("【】()（）[] ")
    if any(mark in text for mark in "，。！？"):
        return []
    if (match := _REPORTER.search(text)) and match.start() <= _LATEST:
        found, rest = names.leading(text[match.end() :])
        if len(rest.strip("/文图摄影报道 |丨、（）()")) <= _LONGEST_REST:
            return found
    match = _LABEL.match(text)
    return _sensible(labels.value(text, match.end(), writers=True)) if match else []


def _in_bracket(value: str) -> list[str]:
    """The names in brackets: with a task, or nothing but persons."""
    if _NO_CREDIT.search(value):
        return []
    if match := _REPORTER.search(value) or _LABEL.search(value):
        glued = _GLUED_PLACE.match(value, match.end())
        return [glued["v"]] if glued else names.leading(value[match.end() :])[0]
    if match := _PEN_AND_TASK.match(value):
        return [match["v"]]
    found, rest = names.leading(value)
    return found if not rest.strip() else []
