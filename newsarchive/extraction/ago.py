"""A text and the moment it was fetched -> the moment that it counts back to: "3小时前", "vor 2 Stunden", "gestern"."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

_UNITS = {
    1: "秒 초 secs? seconds? sek\\w* secondes? segundos? second[oi] секунд\\w* saniye detik giây",
    60: "分钟 分鐘 分 분 mins? minutes? minuten? minutos? minut[oi] минут\\w* minuut minuter dakika хвилин\\w*"
    " perc\\w* минути? λεπτ\\w+ دقائق دقيقة דקות मिनट นาที phút menit minuut\\w* min[uū]\\w+",
    3600: "小时 小時 時間 시간 hours? hrs? stunden? heures? horas? or[ae] час(?:а|ов)? uur timm\\w+ godzin\\w* saat"
    " hodin\\w* годин\\w* órá\\w* ώρ\\w+ ساعات ساعة שעות घंटे ชั่วโมง giờ jam timer? tunti\\w* tundi val stund\\w+",
    86400: "天 日 일 days? tag(?:en)? jours? d[ií]as? giorn[oi] день дн(?:я|ей|ів|і) dag(?:en|ar)? dni dn[yůeě]m?i? gün"
    " zile nap\\w* дни ημέρ\\w+ μέρ\\w+ أيام يوم ימים दिन วัน ngày hari dage? päiv\\w+ päeva dien\\w*",
    604800: "周 週 星期 주 weeks? wochen? semaines? semanas? settiman[ae] недел[юиь] we[ek]ken? tygodni\\w* hafta"
    " týdn\\w+ тижд?н\\w* hét\\w* hete\\w* tuần minggu uker? veckor uger?",
}
_ANY_UNIT = "|".join(f"(?P<u{size}>{'|'.join(words.split())})" for size, words in _UNITS.items())
_COUNT = r"(?P<n>\d{1,3}|一|半|\b(?:an?|une?|einer?|einem|un[ao]?|uma?|een|et?t|en|одну?)\b)\s?(?:个|個)?\s?"
_AFTER = "ago назад geleden sedan siden temu önce fa atrás тому ezelőtt पहले ที่แล้ว ที่ผ่านมา trước lalu sitten tagasi"
_AHEAD = "vor il_y_a hace há för před pred acum преди πριν منذ قبل לפני prieš pirms"
_BEHIND = re.compile(
    rf"{_COUNT}(?:{_ANY_UNIT})\s?(?:之?前|전|(?:yang )?(?:{'|'.join(_AFTER.split())}))(?!\w{{3}})", re.I
)
_BEFORE = re.compile(rf"(?<!\w)(?:{'|'.join(_AHEAD.split()).replace('_', ' ')})\s{_COUNT}(?:{_ANY_UNIT})(?!\w)", re.I)
_MAY_COUNT = re.compile(
    rf"前|전|(?<!\w)(?:{'|'.join((*_AFTER.split(), *_AHEAD.split())).replace('_', ' ')})(?!\w)|ที่", re.I
)
_COUNTS = {"半": 0.5}
_NOW = re.compile(
    r"\W{0,3}(?:刚刚|剛剛|方才|just now|gerade eben|à l['’]instant|방금(?: 전)?|たった今|только что)\W{0,3}$", re.I
)
_DAYS = {
    0: "今天 今日 오늘 today heute aujourd['’]hui hoy hoje oggi сегодня vandaag dzisiaj dziś bugün idag i_dag dnes"
    " ma astăzi azi днес сьогодні σήμερα اليوم היום आज วันนี้ hôm_nay tänään täna šiandien šodien",
    1: "昨天 昨日 어제 yesterday gestern hier ayer ontem ieri вчера gisteren wczoraj dün igår i_går včera"
    " včeraj tegnap вчора χθες χτες أمس אתמול कल เมื่อวาน(?:นี้)? hôm_qua kemarin eilen eile vakar",
    2: "前天 그제",
}
_NAMED = re.compile(
    "|".join(
        rf"(?P<d{shift}>(?<!\w)(?:{'|'.join(words.split()).replace('_', ' ')}))" for shift, words in _DAYS.items()
    ),
    re.I,
)
_TIME = re.compile(
    r"[\s,|·-]{0,4}(?:(?:at|um|à|a las|às|alle(?: ore)?|в|о|o|om|kl|klo|ora)\.?\s)?(?:[上下]午\s?)?"
    r"\d{1,2}\s?[:：h時时시.]\s?\d\d|\s{0,4}$"
)
_LONGEST = 120  # characters looked at


def read(text: str, now: datetime) -> tuple[datetime | date, re.Match[str]] | None:
    """The moment that a text counts back to from `now` (aware), or the mere day, and what it says; None for no such.

    >>> read("3小时前", datetime(2023, 6, 10, 12, 30))[0]
    datetime.datetime(2023, 6, 10, 9, 30)
    """
    text = text[:_LONGEST]
    if match := _NOW.match(text):
        return now, match
    if _MAY_COUNT.search(text) and (match := _BEHIND.search(text) or _BEFORE.search(text)):
        size = next(size for size in _UNITS if match[f"u{size}"])
        count = float(match["n"]) if match["n"].isdigit() else _COUNTS.get(match["n"], 1.0)
        moment = now - timedelta(seconds=count * size)
        return (moment.date() if size >= 86400 else moment), match
    match = _NAMED.search(text)
    if match and _TIME.match(text, match.end()):
        shift = next(shift for shift in _DAYS if match[f"d{shift}"])
        return now.date() - timedelta(days=shift), match
    return None
