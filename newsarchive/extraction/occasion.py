"""A line of a page -> the date on which it says that the article was published, or was changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from newsarchive.extraction import order
from newsarchive.extraction.document import Document
from newsarchive.extraction.stamp import Stamp


class Occasion(Enum):
    """What happened on a date by the words before it."""

    ISSUED = "issued"
    CHANGED = "changed"
    OTHER = "other"  # nothing of the article's: a deadline, today
    UNSAID = "unsaid"


_WORDS = {  # "." stands for a blank or a hyphen
    Occasion.ISSUED: """
    publi posted post.time created released veröffentlicht erstellt erschienen creado pubbli geplaatst vydáno zveřejn
    zverejn megjel közzé публ δημοσ yayın giriş eklen نشر انتشار פורסם प्रकाशित เผยแพร่ đăng xuất.bản terbit tayang
    udgivet julkais skelb avalda 发布 發佈 发表 發表 出版 刊登 입력 등록 게재 승인 작성 発行 公開 掲載 配信 投稿
    """,
    Occasion.CHANGED: """
    updat modif review last.edited revised aktualis aktualiz geändert bearbeitet stand: actuali[sz] mis.à.jour màj
    aggiorna atualiz zmodyf změn frissít módos bijgewerkt gewijzigd laatste.update обнов оновл ενημέρ τελευταία güncel
    تحديث به.روز بروز עודכן עדכון अपडेट अद्यतन อัปเดต cập.nhật diperbarui uppdater ändrad oppdater endret opdater
    päivitetty muokattu atnaujin atjaun uuenda muudetud 更新 更改 修改 最[后後]编辑 最終更新 수정 업데이트
    """,
    Occasion.OTHER: """
    today.is heute.ist deadline \\bborn geboren \\bsince \\bseit \\bdepuis \\bexpir \\bvalid \\bbis.zum
    今天是 现在是 現在是 截止 截至 有效期 报名时间 活动时间 会议时间 比赛时间 开幕
    """,
}
_SAID = {what: "|".join(words.split()).replace(".", "[ -]") for what, words in _WORDS.items()}
_WORD = re.compile("|".join(f"(?P<{what.value}>{words})" for what, words in _SAID.items()), re.I)
_CHANGE = re.compile(_SAID[Occasion.CHANGED], re.I)
_OF_OTHERS = re.compile(
    r"copyright|©|版权|备案|icp备|许可证|\d楼|楼主|网友\s|评论于|回复于|回复[:：]"
    r"|(?:19|20)\d\d\s?[-–—]\s?(?:19|20)\d\d(?!\s?[-/.]\s?\d)|\breply\b|comment(?:ed)? on",
    re.I,
)
_MAY_BE_DATE = re.compile(
    r"\d|[前年昨今刚剛전]|\bnow\b|ago\b|\w{2}day\b|\b(?:vor|il y a|hace|há|fa|heute|gestern|hier|ayer|сегодня|вчера)\b",
    re.I,
)
_WEEKDAY = re.compile(
    r"星期|[周週][一二三四五六日]|[(（][月火水木金土日][)）]|[월화수목금토일]요일|\b(?:sun|mon|tues|wednes|thurs|fri|satur)day\b"
    r"|(?:sonn|mon|diens|donners|frei|sams)tag\b|mittwoch|\w{2,5}di\b|dimanche|lunes|martes|miércoles|jueves|viernes"
    r"|sábado|domingo|-feira|[a-z]{3,6}dì\b|sabato|domenica|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье",
    re.I,
)
_MOST = 4  # dates of a line that are looked at
_APART = 20  # characters between the word that tells the occasion and its date
_LONGEST_REST = 60  # characters that a byline has beside its dates


@dataclass(frozen=True, slots=True)
class Told:
    """A date of a line and what happened on it."""

    what: Occasion
    stamp: Stamp


def issued(text: str, document: Document) -> Stamp | None:
    """The date that a line calls that of publication, else the first of which it says nothing."""
    dates = read(text, document)
    wanted = (Occasion.ISSUED, Occasion.UNSAID)
    return next((told.stamp for what in wanted for told in dates if told.what is what), None)


def changed(text: str, document: Document) -> Stamp | None:
    """The date that a line calls that of a change."""
    if not _MAY_BE_DATE.search(text) or not _CHANGE.search(text):
        return None  # nearly all lines; to read their dates takes longer
    return next((told.stamp for told in read(text, document) if told.what is Occasion.CHANGED), None)


def is_byline(text: str, document: Document) -> bool:
    """Whether a line says of its dates what happened on them, and little else."""
    dates = read(text, document)
    rest = len(text) - sum(len(told.stamp.raw) for told in dates)
    return rest <= _LONGEST_REST and any(told.what in (Occasion.ISSUED, Occasion.CHANGED) for told in dates)


def names_weekday(text: str) -> bool:
    """Whether a line tells the day of the week, as those do that say which day it is."""
    return bool(_WEEKDAY.search(text))


def named(names: str, before: str) -> Occasion:
    """What happened on an element's date, by the names of the element, else by the words before it in its line."""
    said = {Occasion(match.lastgroup) for match in _WORD.finditer(names)}
    by_name = next((what for what in (Occasion.ISSUED, Occasion.CHANGED) if what in said), None)
    return by_name or _said(before)


def read(text: str, document: Document) -> list[Told]:
    """The dates of a line, in its order; none of one that speaks of other things than the article."""
    return list(_dates(text, document)) if _MAY_BE_DATE.search(text) and not _OF_OTHERS.search(text) else []


def _dates(text: str, document: Document) -> Iterator[Told]:
    at = 0
    for _ in range(_MOST):
        found = order.find(text[at:], document)
        start = text.find(found.raw, at) if found else -1
        if found is None or start < 0:
            return
        yield Told(_said(text[at:start]), found)
        at = start + len(found.raw)


def _said(before: str) -> Occasion:
    """What the last word of its kind before a date says."""
    words = list(_WORD.finditer(before))
    near = words and len(before) - words[-1].end() <= _APART
    return Occasion(words[-1].lastgroup) if near else Occasion.UNSAID
