"""A run of words from a credit -> the names in it: persons, or the pen name that stands for one."""

from __future__ import annotations

import html
import re

from newsarchive.extraction.persons import is_chinese_person
from newsarchive.text import squeeze

_LONGEST = 40  # characters of one name
_LONGEST_CREDIT = 400  # characters of one credit
_MOST = 12  # names in one credit

_HAN = re.compile(r"[\u4e00-\u9fff]")

# What a writer did, as it stands before or behind the name.
_MORE = r"(?:本报|本刊|本网|本台|见习|实习|特约|首席|全媒体|融媒体|资深|驻[\u4e00-\u9fff]{2,3})"
_ROLES = (
    "记者|記者|通讯员|通訊員|特派员|特派員|撰稿人|执笔人|作者|实习生|译者|专栏作家|主笔|评论员|研究员|分析师|小编|编者"
)
_DEEDS = "撰稿|撰文|采写|执笔|编译|翻译|摄影报道|摄影|攝影|报道|報導|图文|文图|整理|整合|综合|供稿|特写"
_TASK = re.compile(rf"(?:{_MORE}){{0,3}}(?:{_ROLES}|{_DEEDS})")
_ROLE_BEHIND = re.compile(rf"(?:{_ROLES})$")
_DEED_BEHIND = re.compile(rf"(?:{_DEEDS})$")
_SHORT_TASKS = frozenset({"文", "图", "圖", "摄", "攝", "译", "编"})
_NO_WRITER = re.compile(r"供图|受访者|视频|截图|资料图|编辑|责编|校对|审核|监制|制图|视觉中国|来源|新媒体")
_PARTED = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])\s([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
_MARKS = re.compile(r"[、，,;；/&＆|｜丨\t]|\s+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\s+")
_WORD = re.compile(r"[\s:：、，,/丨|｜]{0,4}([\u4e00-\u9fff·•]{1,20})")
_REACH = 80  # characters in which a credit's names stand
_CODE = re.compile(
    r"[_＿][A-Za-z]{0,4}\d{1,8}|[（(]\s?[A-Z]{0,4}\d{1,8}\s?[)）]|\s[A-Z]{1,4}\d{2,6}(?!\w)|_N[A-Z]?(?!\w)"
)
_BLANK = re.compile(
    r"(?:未知|佚名|本文|本贴|本帖|本站|最后|网络|网友|互联网|本站|本站原创|原创|转载|综合|网络整理|不详|匿名|无名|来源|记者|作者|编辑|小编|整理|责任编辑|责编"
    r"|admin|administrator|editor|null|none|undefined|unknown|anonymous|guest|name|author|by|user|root|webmaster"
    r"|查看.*|关注.*|更多.*|\W*)$",
    re.I,
)
_EDGES = " \t:：()（）[]【】<>《》〔〕「」,，.。;；|｜丨/-—–_*·•、'\"“”‘’~@"

_WESTERN_SPLIT = re.compile(
    r"\s*(?:[;|•·/\n]|,(?!\s*(?:jr|sr|ii|iii)\b)|&|\b(?:and|und|et|oraz|och|og|ja|en)\b)\s*", re.I
)
_BY = re.compile(
    r"(?:(?:written|posted|story|words|text|reported|published|photographs?|reviewed)\s+)?(?:by|von|par|por|di|av|door)[:\s]\s*",
    re.I,
)
_DEGREE = re.compile(r"(?:[A-Z][a-z]?\.){1,4}[A-Z]?$|PhD$|[A-Z][A-Z-]{1,5}®?(?: ?\d{2,3})?$")
_TITLE = re.compile(
    r"\b(?:editor|writers?|reporter|correspondent|analyst|director|manager|contributor|founder|expert|specialist|staff"
    r"|chief|ceo|producer|head of|senior|freelance|redakteur(?:in)?|redaktör|columnist|critic"
    r"|journalist|president|professor)\b",
    re.I,
)


def clean(name: str) -> str | None:
    """One name without staff codes and marks around it; None if nothing is left that names anyone.

    >>> clean("杨倩_NF4425"), clean("佚名")
    ('杨倩', None)
    """
    name = _CODE.sub("", name).strip(_EDGES)
    return None if not name or len(name) > _LONGEST or _BLANK.match(name) else name


def split(text: str) -> list[str]:
    """The names in a credit's value, in order, each once.

    >>> split("张三 李四 通讯员 王五"), split("观察者网专栏作者 王文"), split("本刊记者马俊峰/文")
    (['张三', '李四', '王五'], ['王文'], ['马俊峰'])
    >>> split("Jane Miller and Bob Ray, Staff Writers")
    ['Jane Miller', 'Bob Ray']
    """
    text = squeeze(_CODE.sub(" ", html.unescape(text[:_LONGEST_CREDIT])))
    found = _chinese(text) if _HAN.search(text) else _western(text)
    return list(dict.fromkeys(found))[:_MOST]


def leading(text: str) -> tuple[list[str], str]:
    """The Chinese persons named at the start of a text, and the rest of it: for lines where names run into prose.

    >>> leading("唐霁）法国再次罢工")
    (['唐霁'], '）法国再次罢工')
    """
    found: list[str] = []
    text = _together(text[:_REACH])
    end = 0
    while match := _WORD.match(text, end):
        name, is_task = _bare(match[1])
        if not is_task and not is_chinese_person(name):
            break
        found += [name] if name else []
        end = match.end()
    return list(dict.fromkeys(found)), text[end:]


def _chinese(text: str) -> list[str]:
    """Words parted by marks and by the blanks between them; Latin names keep theirs."""
    words = (_bare(word)[0] for word in _MARKS.split(_together(text)) if not _NO_WRITER.search(word))
    return [name for word in words if (name := clean(squeeze(word)))]


def _together(text: str) -> str:
    """The text with names of two characters, which are often printed with a blank, as one word."""
    return _PARTED.sub(r"\1\2", text)


def _bare(word: str) -> tuple[str, bool]:
    """A word without the tasks before and behind the name, and whether a task is all that it is."""
    word = word.strip(_EDGES)
    if not word or word in _SHORT_TASKS or _ROLE_BEHIND.search(word):
        return "", bool(word)
    name = _DEED_BEHIND.sub("", word)
    tasks = list(_TASK.finditer(name))
    name = (name[tasks[-1].end() :] if tasks else name).strip(_EDGES)
    return name, not name


def _western(text: str) -> list[str]:
    parts = [clean(without_by(squeeze(part))) for part in _WESTERN_SPLIT.split(text)]
    return [
        name
        for rank, name in enumerate(parts)
        if name and not _TITLE.search(name) and not (rank and _DEGREE.match(name))
    ]


def without_by(text: str) -> str:
    """The text without the words that announce a name ("By", "Written by", "Von")."""
    match = _BY.match(text)
    return text[match.end() :] if match else text
