"""A run of words from a credit -> the names in it: persons, or the pen name that stands for one."""

from __future__ import annotations

import html
import re

from newsarchive.extraction import labels
from newsarchive.extraction.persons import is_chinese_person
from newsarchive.text import squeeze

_LONGEST = 40  # characters of one name
_WORDS = 4  # of one name
_LONGEST_CREDIT = 400  # characters of one credit
_MOST = 12  # names in one credit

_HAN = re.compile(r"[\u4e00-\u9fff]")

# What a writer did, as it stands before or behind the name.
_MORE = (
    r"(?:本报|本刊|本网|本台|见习|实习|特约|首席|全媒体|融媒体|资深|驻[\u4e00-\u9fff]{2,3}"
    r"|見習|實習|特約|駐[\u4e00-\u9fff]{2,3})"
)
_ROLES = "|".join(
    "记者 記者 通讯员 通訊員 特派员 特派員 撰稿人 执笔人 作者 实习生 實習生 译者 专栏作家 專欄作家 主笔 主筆 评论员 "
    "評論員 研究员 分析师 小编 编者".split()
)
_DEEDS = "|".join(
    "参与采写 参与报道 撰稿 撰文 采写 執筆 执笔 编译 編譯 翻译 翻譯 摄影报道 攝影報導 摄影 攝影 报道 報導 報道 图文 "
    "圖文 文图 整理 整合 综合 綜合 供稿 特写".split()
)
_TASK = re.compile(rf"(?:{_MORE}){{0,3}}(?:{_ROLES}|{_DEEDS})")
_ROLE_BEHIND = re.compile(rf"(?:{_ROLES})$")
_DEED_BEHIND = re.compile(rf"(?:{_DEEDS})$")
# Where and how a report was made, as it is glued to the name: "周文博台北採訪報導".
_PLACE = (
    "台北|臺北|新北|桃園|台中|臺中|台南|臺南|高雄|基隆|新竹|苗栗|彰化|南投|雲林|嘉義|屏東|宜蘭|花蓮|台東|臺東|澎湖|金門|馬祖|連江"
    "|台灣|臺灣|香港|澳門|北京|上海|天津|重慶|廣州|深圳|東京|紐約|華盛頓|洛杉磯|舊金山|倫敦|巴黎|首爾"
)
_MANNER = "綜合|综合|採訪|采访|即時|即时|現場|现场|連線|连线|專題|专题|專訪|专访|特別|獨家|外電|編譯|整理"
_REPORTED = rf"(?:{_MANNER}){{0,2}}(?:報導|报道|報道)"
_NO_MORE_THAN_PLACE = re.compile(rf"(?:{_PLACE}|{_MANNER}){{1,3}}(?:{_REPORTED})?$")
_GLUED = (
    re.compile(rf"(?P<v>[\u4e00-\u9fff]{{2,4}}?)(?:{_PLACE}){{1,2}}[縣市]?(?:{_REPORTED}|[訊讯電电])?$"),
    re.compile(rf"(?P<v>[\u4e00-\u9fff]{{2,4}}?){_REPORTED}$"),
    re.compile(rf"(?P<v>[\u4e00-\u9fff]{{3}})[\u4e00-\u9fff]{{2,4}}{_REPORTED}$"),
    re.compile(rf"(?P<v>[\u4e00-\u9fff]{{2,4}}?)(?:{_MORE}){{0,2}}(?:{_ROLES})(?P<w>[\u4e00-\u9fff]{{2,4}})$"),
    re.compile(r"(?P<v>[\u4e00-\u9fff]{2,4})[和与及](?P<w>[\u4e00-\u9fff]{2,4})$"),
)
_SHORT_TASKS = frozenset({"文", "图", "圖", "摄", "攝", "译", "编"})
_NO_WRITER = re.compile(r"供图|受访者|视频|截图|资料图|编辑(?!部)|责编|校对|审核|监制|制图|视觉中国|来源|新媒体")
_PARTED_WIDE = re.compile(
    r"(?<![\u4e00-\u9fff])(?<![\u4e00-\u9fff]\s)([\u4e00-\u9fff])\s([\u4e00-\u9fff])\s([\u4e00-\u9fff])(?!\s?[\u4e00-\u9fff])"
)
_PARTED = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])\s([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
_MARKS = re.compile(r"[、，,;/&|\t]|\s+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\s+")
_PHOTOGRAPHER = re.compile(r"[\u4e00-\u9fff]{2,4}\s?/\s?[图圖摄攝]")
_WORD = re.compile(r"[\s:、，,;/|]{0,4}([\u4e00-\u9fff·•]{1,20})")
_REACH = 80  # characters in which a credit's names stand
_CODE = re.compile(
    r"[_＿][A-Za-z]{0,4}\d{1,8}|[（(]\s?[A-Z]{0,4}\d{1,8}\s?[)）]|\s[A-Z]{1,4}\d{2,6}(?!\w)|_N[A-Z]?(?!\w)"
)
_BLANK = re.compile(
    r"(?:未知|佚名|本文|本贴|本帖|本站|最后|网络|网友|互联网|本站|本站原创|原创|转载|综合|网络整理|不详|匿名|无名|来源|记者|作者|编辑|小编|整理|责任编辑|责编"
    r"|admin|administrator|editor|null|none|undefined|unknown|anonymous|guest|name|author|by|user|root|webmaster"
    r"|分享|收藏|打印|评论|举报|纠错|查看.*|关注.*|更多.*|\W*)$",
    re.I,
)
_NO_NAME = re.compile("[=<>{}:：《》]")  # remains of a page that was put together wrongly, another label, a title
_EDGES = " \t:：()（）[]【】<>《》〔〕「」,，.。;；|｜丨/-—–_*·•⋅▪、'\"“”‘’~@+＋©®#"

_WESTERN_SPLIT = re.compile(
    r"\s*(?:[;|•·/\n]|,(?!\s*(?:jr|sr|ii|iii)\b)|&|\b(?:and|und|et|oraz|och|og|ja|en)\b)\s*", re.I
)
_AND = re.compile(r"\s(?:y|e|i|и|й|та|і|és|ve|dan|και|ir|un|va|và|și|şi|و)\s")  # particles within a name, too
_REPORTER_BEHIND = re.compile(r"\s?(?:선임|수습|인턴)?\s?기자$|(?<=[一-龠々]{3})記者$")
_BY = re.compile(
    r"(?:(?:written|posted|story|words|text|reported|published|photographs?|reviewed)\s+)?(?:by|von|par|por|di|av|door)[:\s]\s*",
    re.I,
)
_DEGREE = re.compile(r"(?:[A-Z][a-z]?\.){1,4}[A-Z]?$|PhD$|[A-Z][A-Z-]{1,5}®?(?: ?\d{2,3})?$")
_TITLE = re.compile(
    r"\b(?:editor|writers?|reporter|correspondent|analyst|director|manager|contributor|founder|expert|specialist|staff"
    r"|chief|ceo|producer|head of|senior|freelance|redakteur(?:in)?|redaktör|columnist|critic"
    r"|journalist|president|professor|consultant|strategist|copywriter|expert|coach|assistant|associate|intern"
    r"|toimittaja|корреспондент|журналист|обозреватель|dziennikarz|redaktorka?|periodista)\b",
    re.I,
)


def clean(name: str) -> str | None:
    """One name without staff codes and marks around it; None if nothing is left that names anyone.

    >>> clean("杨倩_NF4425"), clean("佚名")
    ('杨倩', None)
    """
    name = _CODE.sub("", name).strip(_EDGES)
    return None if not name or len(name) > _LONGEST or _BLANK.match(name) or _NO_NAME.search(name) else name


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
    (['唐霁'], ')法国再次罢工')
    """
    found: list[str] = []
    text = _together(labels.narrow(text[:_REACH]))
    end = 0
    while match := _WORD.match(text, end):
        name, is_task = _bare(match[1])
        more = _glued(match[1]) or ([name] if is_chinese_person(name) else [])
        if not more and not is_task:
            break
        found += more
        end = match.end()
    return list(dict.fromkeys(found)), text[end:]


def _glued(word: str) -> list[str]:
    """The persons in a word that runs on into another one, or into the place and manner of their report."""
    if _NO_MORE_THAN_PLACE.match(word):
        return []
    for pattern in _GLUED:
        match = pattern.match(word)
        if match and all(map(is_chinese_person, match.groups())):
            return list(match.groups())
    return []


def _chinese(text: str) -> list[str]:
    """Words parted by marks and by the blanks between them; Latin names keep theirs."""
    words = (word for word in _MARKS.split(_together(labels.narrow(text))) if not _NO_WRITER.search(word))
    found = (name for word in words for name in _glued(word) or [_bare(word)[0]])
    return [name for each in found if (name := clean(squeeze(each)))]


def _together(text: str) -> str:
    """The text with names whose characters are parted by blanks as words, and without photographers."""
    text = _PHOTOGRAPHER.sub(" ", text) if "/" in text else text
    return _PARTED.sub(r"\1\2", _PARTED_WIDE.sub(r"\1\2\3", text))


def _bare(word: str) -> tuple[str, bool]:
    """A word without the tasks before and behind the name, and whether a task is all that it is."""
    word = word.strip(_EDGES)
    if not word or word in _SHORT_TASKS or _ROLE_BEHIND.search(word) or _NO_MORE_THAN_PLACE.match(word):
        return "", bool(word)
    name = _DEED_BEHIND.sub("", word)
    tasks = list(_TASK.finditer(name))
    name = (name[tasks[-1].end() :] if tasks else name).strip(_EDGES)
    return name, not name


def _western(text: str) -> list[str]:
    """Words parted by commas and the like; beside full names, single words are what is left of a role."""
    credited = (part for each in _WESTERN_SPLIT.split(text) for part in _both(squeeze(each)))
    parts = [clean(_REPORTER_BEHIND.sub("", without_by(part))) for part in credited]
    found = [
        name
        for rank, name in enumerate(parts)
        if name and not _TITLE.search(name) and not (rank and _DEGREE.match(name))
    ]
    full = [name for name in found if " " in name]
    return full if full and text.isascii() else found


def _both(text: str) -> list[str]:
    """Two full names that a word joins which may stand within a name as well ("José Ortega y Gasset")."""
    parts = _AND.split(text)
    words = [part.split() for part in parts]
    return parts if all(1 < len(each) <= _WORDS and each[-1][0].isupper() for each in words) else [text]


def is_role(text: str) -> bool:
    """Whether a line tells what a writer does and nothing else: "Senior Reporter", "Tech Writer at Coastwire"."""
    return len(text) <= _LONGEST and bool(_TITLE.search(text)) and not text.endswith((".", "!", "?"))


def without_by(text: str) -> str:
    """The text without the words that announce a name ("By", "Written by", "Von")."""
    match = _BY.match(text)
    return text[match.end() :] if match else text
