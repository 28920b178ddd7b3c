"""A run of words from a credit line -> the names in it: persons, or the pen name that stands for one."""

from __future__ import annotations

import re

_SPLIT = re.compile(r"[、，,;；/&＆|｜·•]|\s+(?:and|и|και|oraz|und|et|y|e)\s+|\s{2,}")
_ROLES = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,14}?(?:全媒体|见习|实习|特约|首席|驻.{1,4}|本报|本刊|本网|本台|专栏)*"
    r"(?:记者|記者|通讯员|通訊員|特派员|撰稿人|撰文|撰稿|采写|执笔|作者|实习生|编译|翻译|译者|专栏作家|主笔|评论员|研究员|文图|图文|摄影|文|图)"
    r"|by|reporter|staff writer|staff reporter|text|words|story)(?=[\s:：/|丨｜]|[\u4e00-\u9fff]{2,4}(?:\s|$))[\s:：/|丨｜]*",
    re.I,
)
_CODE = re.compile(r"(?:[_＿][A-Za-z]*\d+.*$|[（(]\s*(?:NF|NB|NN|NT|NBJ|[A-Z]{1,4})?\d+\s*[)）])")
_NO_NAME = re.compile(
    r"^(?:未知|佚名|网络|网友|互联网|本站|本站原创|原创|转载|综合|网络整理|不详|匿名|admin|administrator|editor|null|none|unknown|anonymous"
    r"|guest|来源|记者|作者|编辑|小编|整理|责任编辑|责编|查看.*|关注.*|更多.*|\W*)$",
    re.I,
)
_LONGEST = 40  # characters of one name


def clean(name: str) -> str | None:
    """One name without role words, staff codes and brackets; None if nothing is left that names anyone.

    >>> clean("责任编辑：杨倩_NF4425".partition("：")[2])
    '杨倩'
    """
    name = _CODE.sub("", name).strip(" \t:：()（）[]【】<>《》〔〕「」,，.。;；|｜/-—_*")
    name = re.sub(r"^([\u4e00-\u9fff])\s+([\u4e00-\u9fff])$", r"\1\2", name)
    return None if not name or len(name) > _LONGEST or _NO_NAME.match(name) else name


def split(text: str) -> list[str]:
    """The names in a credit's value, in order, each once.

    >>> split("张三 李四 通讯员 王五")
    ['张三', '李四', '王五']
    >>> split("Jane Miller and Bob Ray")
    ['Jane Miller', 'Bob Ray']
    """
    found: list[str] = []
    for part in _SPLIT.split(text):
        part = part.strip()
        # Chinese names are two to four characters, so blanks between such words part them.
        words = part.split() if re.search("[\u4e00-\u9fff]", part) else [part]
        if len(words) == 2 and all(len(word) == 1 for word in words):
            words = ["".join(words)]
        for word in words:
            name = clean(_ROLES.sub("", word))
            if name and name not in found and not _is_role(name):
                found.append(name)
    return found


def _is_role(name: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?:本报|本网|本刊|本台)?(?:见习|实习|特约|首席|全媒体)*(?:记者|通讯员|摄影|摄|文|图|文图|报道|实习生|编译|综合|编辑)",
            name,
        )
    )
