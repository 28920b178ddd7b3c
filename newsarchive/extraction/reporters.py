"""Lines of a Chinese page -> the writers whom they credit, by labels, as reporters, or in brackets."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from newsarchive.extraction import labels, names, stamp
from newsarchive.extraction.parts import Parts
from newsarchive.extraction.persons import is_chinese_person, is_organisation, is_surely_chinese_person
from newsarchive.records import Block

# All patterns look at `labels.narrow(text)`: one form each of colon, bar, slash and bracket.
_LABELS = (
    r"(?:本文|文章|原文|原创|原)?作\s?者(?:署名)?|署名|原创|(?:采访|採訪)?撰\s?[文稿写寫]|撰稿人|[执執]\s?[笔筆]人?|采\s?写|採寫|参与采写"
    r"|采访|採訪|采编|[编編翻摘][译譯]|[译譯]者|文字|文案|口述|整理|主讲人?|摄影报道|供稿人|[Aa]uthor|(?<![\u4e00-\u9fff])文"
)
_LABEL = re.compile(
    rf"(?:{_LABELS})\s?[:/|]\s?(?![图圖])|作者[—–]{{1,2}}|\[\s?作\s?者\s?\]|^作\s?者[\s,，](?=[\u4e00-\u9fff]{{2,4}}(?:\s|$))"
    r"|^(?:撰?文|採訪)\s?[．‧・•·]\s?"
    r"|(?<![\u4e00-\u9fff])(?:[图圖]\s?[、/]?\s?文|文\s?[、/|·&]?\s?[图圖])(?:\s?[:/|]\s?|\s)"
)
_MAY_LABEL = re.compile("[者署创撰笔筆采採译譯文述整讲摄供]|uthor")  # what stands in every label
_AUTHOR = re.compile(r"(?:本文)?作\s?者(?:\s?:|\s(?=[\u4e00-\u9fff]))")
_ITS_AUTHOR = re.compile(r"作\s?者(?:\s?:|\s?(?=[\u4e00-\u9fff]{2,4}(?:[，,。;)\s]|$)))")
_ORIGIN = re.compile(r"\W?(?:本文|文章)?(?:(?<=[文章])(?:来自|首发于|首发|选自|原载)|转载自|转自|来源)")
_REPORTER = re.compile(
    r"(?<!视频)(?<!摄影)(?<!摄像)(?<!图片)(?<!出镜)(?:记者|記者|通讯员|通訊員|特派员|特派員|撰稿人|特约撰稿人?|特約撰稿人?|评论员|評論員|实习生|實習生)(?:\s?[:/|]\s?|\s)?(?=[\u4e00-\u9fff])"
)
_POSTED = (
    re.compile(
        r"(?:发布[者人]|投稿[者人]|发[帖贴信][人者]|送交者|(?:文章)?提交者|上传者|录入者?|楼主|博主|信息员)\s?[:：]\s?(?P<v>[\w.·-]{2,20})"
    ),
    re.compile(r"由\s?(?P<v>[\w.·-]{2,20}?)\s?(?:于|在|发表|发布|张贴|上传|提交|原创)"),
    re.compile(r"(?P<v>[\w.·-]{2,20})\s?(?:发表于|发布于|于\s?(?:19|20)\d\d.{0,30}发表)"),
    re.compile(r"(?:19|20)\d\d.{0,20}\s(?:by|By|BY)\s(?P<v>[\w.·-]{2,20})(?:\s|$)"),
    re.compile(r"(?:[Pp]osted\s)?\b[Bb]y\s(?P<v>[\w.·-]{2,20})\s(?:(?:at|on)\s)?(?:19|20)\d\d"),
    re.compile(r"(?:^|\s)(?P<v>[\w.·-]{2,20})\s?@\s?(?:19|20)\d\d"),
)
_NATION = re.compile(r"[(\[]\s?(?:美|英|法|德|日|俄|加|澳|意|韩|印|美国|英国|法国|德国|日本|俄罗斯)\s?[)\]]")
_SIGNS = "□■◎●○◆◇☆★▲△"  # before the names of the writers
_LONE = re.compile(
    rf"^(?P<sign>[{_SIGNS}—–]{{1,2}}\s?|文\s|[\u4e00-\u9fff]{{2,14}}(?:书记|長|长|主任|教授|研究员|会长|主席|博士|律师)\s)?"
    r"(?P<v>[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff]){1,3}?|(?P<w>[\u4e00-\u9fff]{1,8}(?:[·•][\u4e00-\u9fff]{1,8}){1,2}))"
    r"(?P<task>\s?/?\s?(?:文|著|译|譯|编译|編譯|专栏|專欄|报道|報導))?(?:\s[\u4e00-\u9fff]{2,4}\s?[译譯])?$"
)
_ABOUT = re.compile(
    r"(?:作者[简簡]介\s?:\s?(?P<v>[\u4e00-\u9fff·]{2,12})[,，、。(]|\(?(?:本文)?作者(?P<w>[\u4e00-\u9fff·]{2,12}?)(?:系|为|是|為|，)"
    r"|\((?P<x>[\u4e00-\u9fff·]{2,12})，(?:本文)?作者(?:系|为|是|為))"
)
_OF_PICTURE = re.compile(r"[摄攝]\s*\)?$|供[图圖]|^[图圖]|资料图|資料照")
_NO_CREDIT = re.compile(rf"{_OF_PICTURE.pattern}|(?:来源|來源|编辑|編輯|责编):?$|^(?:来源|來源|编辑|編輯|责编)")
_WIRE = r"(?:[电電讯訊]|快讯|消息)\s?:?\s?"
_BEHIND_WIRE = re.compile(rf"^.{{0,40}}?{_WIRE}\((?P<v>[^()\[\]]{{2,60}})\)")
_NO_BRACKETS = re.compile(r"^.{0,12}[讯訊]\s?(?=[\u4e00-\u9fff]{0,8}(?:记者|記者))(?P<v>.{2,40})")
_REPORTS = re.compile(
    r"^\W*[\u4e00-\u9fff]{0,8}(?:记者|記者)\s?(?P<v>[\u4e00-\u9fff、 ]{2,24}?)\s?(?:报道|報道|報導)\s?[:，]"
)
_BRACKET = re.compile(r"[(\[]\s?(?P<v>[^()\[\]]{2,60}?)\s?[)\]]")
_THE_END = re.compile(r"\s?[(\[]?\s?(?:全文)?完\s?[)\]]?[。.]?$")
_LAST_BRACKET = re.compile(r"[(\[]\s?(?P<v>[^()\[\]]{2,40}?)\s?[)\]]\s?[。.]?$")
_BARE_END = re.compile(
    r"(?:^|[。!?！？”」)])\s?(?:(?:本报|本網|本报|本网|本刊|本報|见习|实习|首席|特约){0,2}(?:记者|記者)\s?|文\s?[/|]\s?)"
    r"(?P<v>[^。，；,;(]{2,20})$"
)
_STATION_END = re.compile(
    r"^[\u4e00-\u9fffA-Z]{2,12}?(?:電視台?|电视台?|[電电]台|通[讯訊]社|新[闻聞]|[网網报報社台])(?:记者|記者)?"
    r"(?P<v>[\u4e00-\u9fff、 ]{2,24}(?:報導|报道|報道))[。.]?$"
)
_ENDS_OF_PLACE = re.compile(r"\s(?:发自[\u4e00-\u9fff]{2,6}|[\u4e00-\u9fff]{2,6}(?:报道|報導|报导|电|讯))$")
_GLUED_PLACE = re.compile(r"(?P<v>[\u4e00-\u9fff]{3})[\u4e00-\u9fff]{2,4}\d{1,2}日[电電]")
_PEN_AND_TASK = re.compile(r"(?P<v>[\u4e00-\u9fff]{2,4})\s?(?:/\s?(?:编译|撰文|综合|文|编)|编译|編譯)$")
_PEN = re.compile(r"[。！？!?”」…]\s?\((?P<v>[\u4e00-\u9fff]{2,4})\)$")
_NO_PEN_NAME = re.compile(
    r"[完终终续續图圖略笑]|文$|本报|本刊|综合|转载|节选|摘|有删|资料|下转|上接|新华|中新|人民|责编|记者|文章|网络|视频|日$|注$|译$|见"
)
_REPORTED_FROM = re.compile(
    r"^(?:(?P<paper>[^/:]{2,12})/)?(?P<v>[^/:]{2,30}?)/\s?[\u4e00-\u9fff]{2,10}(?:報導|报道|報道|[电電])$"
)
_PAPER_AND_NAMES = re.compile(r"^(?P<paper>[^/:]{2,12})/(?P<v>[^/:]{2,30})$")
_UNIT = re.compile(r"(?:中心|組|组|部)$")  # of a newsroom, not a paper
_SOURCE = re.compile(r"(?:来源|來源|供稿|来稿)\s?[:：]")
_LONGEST_CREDIT = 60  # characters of a line of the text that is nothing but a credit
_OPENING, _ENDING = 4, 3  # lines at the start and the end of the text in which one may stand
_HEAD = 200  # characters at the start of a line in which a bracket with a reporter opens an article
_TAIL = 100  # characters at the end of a line that are looked at for its last bracket
_BRACKETS = 4  # looked at there
_DASHES = ("—", "–")  # before the name that signs a text
_LONGEST_LONE = 22
_BLANKS = re.compile(r"[\s|/·•、，©]+")
_LATEST = 16  # characters before the word that tells a reporter: his paper
_LABEL_ENDS = 8  # characters of a line within which its first label ends
_LONGEST_REST = 8  # characters behind the names of a line that is only a credit
_DEPARTMENT = re.compile(r"[\u4e00-\u9fff]{2,10}(?:评论员|評論員|观察员|编辑部|編輯部)")  # writes as one
_PEN_NAME = 12  # characters of a name that need not look like a person's
_PEN_NAMES = 5  # the same where several are joined


def labelled(lines: Sequence[Block]) -> list[str]:
    """The writers named by a label ("作者：", "文/"), or as reporters, in `labels.credit_lines`."""
    shown = [(block, _NATION.sub("", block.text)) for block in lines]
    for _, text in shown:
        # A search for words that may begin anywhere costs more than to know that they are not there.
        for match in _LABEL.finditer(text) if _MAY_LABEL.search(text) else ():
            if found := _sensible(labels.value(text, match.end(), writers=True)):
                return found
    found = []
    for block, text in shown:
        if block.links < 0.8 and not _OF_PICTURE.search(text):
            found += _reporters(text)
        elif found:
            break
    return list(dict.fromkeys(found))


def in_text(parts: Parts) -> list[str]:
    """The writers credited in the text: a line with nothing else, brackets after the dateline or at the very end."""
    kept = [block for block in parts.body if block.index in parts.kept]
    first = [labels.narrow(block.text[:_HEAD]) for block in kept[:_OPENING]]
    ends = (*labels.credit_lines(kept[-_ENDING:])[::-1], *parts.credits_below[:2])
    last = [_THE_END.sub("", block.text[-_TAIL:]) for block in ends]
    short = [text for text in (*first, *last[:_ENDING], *_further(kept)) if len(text) <= _LONGEST_CREDIT]
    found = itertools.chain(
        (
            _sensible(labels.value(text, m.end(), writers=True))
            for text in (*first, *last)
            if (m := _AUTHOR.match(text))
        ),
        map(_behind_origin, (*first, *last[:_ENDING], *(block.text for block in parts.credits_below))),
        map(_nothing_else, short),
        (paper_and_names(text)[1] for text in short),
        map(_opened, first),
        (names.leading(match["v"])[0] for text in first if (match := _REPORTS.match(text))),
        map(_closed, last),
        (_alone(text) for text in last[:1] if text[:1] in _DASHES),
        (list(filter(is_chinese_person, filter(None, m.groups()))) for text in last if (m := _ABOUT.match(text))),
        map(_pen_name, last[:1]),
    )
    return next(filter(None, found), [])


def _further(kept: Sequence[Block]) -> Iterator[str]:
    """The lines before the last ones, as far as each opens with a label: a list of all who made the article."""
    for block in reversed(kept[:-_ENDING]):
        text = labels.narrow(block.text)
        if ":" not in text[:_LABEL_ENDS] or len(text) > _LONGEST_CREDIT:
            return
        yield text


def posted(lines: Sequence[Block]) -> list[str]:
    """Who put the article up, where a forum or blog says so: "由…发表", "… 发表于 2005-9-15"."""
    for block in lines:
        for pattern in _POSTED:
            if (match := pattern.search(block.text)) and (name := names.clean(match["v"])) and not name.isdigit():
                return [name]
    return []


def lone(parts: Parts) -> list[str]:
    """A line between headline and text that is a person's name and nothing else, but for a mark or what he did."""
    at = parts.headline.index if parts.headline else -1
    lines = [block for block in (*parts.head, *parts.body[:1]) if block.index > at and block.links < 0.5]
    return next(filter(None, (_alone(block.text) for block in lines if len(block.text) <= _LONGEST_LONE)), [])


def _alone(text: str) -> list[str]:
    text = _NATION.sub("", labels.narrow(text)).strip()
    match = _LONE.match(text)
    if match is None:
        found, rest = names.leading(text[1:]) if text[:1] in _SIGNS else ([], "")
        return found if not rest.strip() else []
    name = match["v"].replace(" ", "")
    if match["sign"] or match["task"]:
        return [name] if is_chinese_person(name) else []
    return [name] if match["w"] is None and is_surely_chinese_person(name) else []


def beside_date(lines: Sequence[Block]) -> list[str]:
    """Persons named beside the date in a byline without a label."""
    for block in lines:
        if len(block.text) <= _LONGEST_CREDIT and block.links < 0.8 and (date := stamp.find(block.text)):
            words = _BLANKS.split(labels.narrow(block.text.replace(date.raw, " ")))
            if found := list(filter(is_surely_chinese_person, words)):
                return found
    return []


def of_paper(lines: Sequence[Block]) -> list[str]:
    """The reporters of a line that gives their paper or the place of their report with them."""
    readings = (paper_and_names(block.text)[1] for block in lines if block.links < 0.8)
    return next(filter(None, readings), [])


def paper_and_names(text: str) -> tuple[str | None, list[str]]:
    """A short line's paper and reporters: "江廣新聞／楊小菁", "楊小菁、陳小宗／綜合報導"; none in other lines."""
    if len(text) > _LONGEST_CREDIT:
        return None, []
    text = labels.narrow(text).strip("[]() ")
    for match in filter(None, (_REPORTED_FROM.match(text), _PAPER_AND_NAMES.match(text))):
        if match.re is _REPORTED_FROM or is_organisation(match["paper"]):
            found, rest = names.leading(match["v"])
            if found and not rest.strip():
                return None if _UNIT.search(match["paper"] or "") else match["paper"], found
    return None, []


def as_source(lines: Sequence[Block]) -> list[str]:
    """The persons who stand where a page names its source."""
    values = (labels.value(b.text, match.end()) for b in lines if (match := _SOURCE.search(b.text)))
    return next(filter(None, (list(filter(is_chinese_person, names.split(value))) for value in values)), [])


def _sensible(value: str) -> list[str]:
    """The names of a label's value: persons as long as persons follow, else the first, which is a pen name then."""
    found = names.split(value)
    persons = [name for name in found if is_chinese_person(name)]
    joined = "&" in value or "、" in value
    if joined and all(len(name) <= _PEN_NAMES and not is_organisation(name) for name in found):
        return found
    if persons and (found[0] == persons[0] or is_organisation(found[0])):
        return persons
    if not found and _DEPARTMENT.fullmatch(value):
        return [value]
    return found[:1] if found and len(found[0]) <= (_PEN_NAME if not found[0].isascii() else 30) else []


def _reporters(text: str) -> Iterator[str]:
    for match in _REPORTER.finditer(text):
        yield from names.leading(text[match.end() :])[0]


def _behind_origin(text: str) -> list[str]:
    """The writers of a line that tells first where the text comes from: "本文来自公众号：江边小站，作者：周文博"."""
    match = _ITS_AUTHOR.search(text) if _ORIGIN.match(text) else None
    found = _sensible(labels.value(text, match.end(), writers=True)) if match else []
    return found if match and ":" in match[0] else list(filter(is_chinese_person, found))


def _nothing_else(text: str) -> list[str]:
    """The names of a line that credits writers and says nothing else: "青江日报记者 周文博 何雨晴"."""
    text = text.strip("[]() ")
    if any(mark in text for mark in "，。！？"):
        return []
    if (match := _REPORTER.search(text)) and (match.start() <= _LATEST or _is_credits(text, match)):
        found, rest = names.leading(text[match.end() :])
        if len(rest.strip("/文图摄影报道 |、()")) <= _LONGEST_REST:
            return found
    match = _LABEL.search(text)
    return _sensible(labels.value(text, match.end(), writers=True)) if match and _is_credits(text, match) else []


def _is_credits(text: str, match: re.Match[str]) -> bool:
    """Whether what stands before a label is a credit itself: "统筹:罗静 文案:周文博"."""
    return not match.start() or (text[0] not in "图圖照" and ":" in text[: min(match.start(), _LABEL_ENDS)])


def _opened(text: str) -> list[str]:
    """The reporters in a bracket behind the dateline, or in any bracket at the start that calls them so."""
    if match := _BEHIND_WIRE.match(text):
        return _in_bracket(match["v"])
    brackets = (match["v"] for match in itertools.islice(_BRACKET.finditer(text), _BRACKETS))
    named = (_in_bracket(value) for value in brackets if _REPORTER.search(value))
    without = _NO_BRACKETS.match(text)
    return next(filter(None, named), None) or (_in_bracket(without["v"]) if without else [])


def _closed(text: str) -> list[str]:
    """The writers in the bracket that ends a line, or behind its last sentence."""
    start = max(0, len(text) - _LONGEST_CREDIT)
    match = _LAST_BRACKET.search(text, start) or _BARE_END.search(text, start)
    if match is None and len(text) <= _LONGEST_CREDIT:
        match = _STATION_END.match(text)
    return _in_bracket(_ENDS_OF_PLACE.sub("", match["v"])) if match else []


def _pen_name(text: str) -> list[str]:
    """A word in the bracket that ends the article: nothing else is put there so shortly."""
    match = _PEN.search(text, max(0, len(text) - _PEN_NAME))
    if match is None or _NO_PEN_NAME.search(match["v"]) or is_organisation(match["v"]):
        return []
    return [match["v"]]


def _in_bracket(value: str) -> list[str]:
    """The names in brackets: with a task, behind their paper, or nothing but persons."""
    if _NO_CREDIT.search(value):
        return []
    if match := _REPORTER.search(value) or _LABEL.search(value):
        glued = _GLUED_PLACE.match(value, match.end())
        return [glued["v"]] if glued else names.leading(value[match.end() :])[0]
    if match := _PEN_AND_TASK.match(value):
        return [match["v"]]
    found, rest = names.leading(value)
    if not rest.strip():
        return found
    paper, blank, written = value.partition(" ")
    found, rest = names.leading(written) if blank and is_organisation(paper) else ([], "")
    return found if not rest.strip() else []
