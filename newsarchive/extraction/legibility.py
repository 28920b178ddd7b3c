"""A decoded text in, how much it reads like a text of any language out: what a wrong decoding does not."""

from __future__ import annotations

import re
import sys
from collections import Counter
from functools import cache

import numpy as np
from numpy.typing import NDArray

# The commonest characters of running text: their share tells a right decoding from a wrong one.
_COMMON = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事"
    "成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此"
    "已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代"
    "内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安"
    "少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光"
    "放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运"
    "這個們來為國時說會對發後過裡經麼學還進樣開從實無與長機現當沒動種業將兩間問關點應戰頭體話產員變總電數報結務場計資統區"
    "隊決題達強萬聲義幾認條系氣爾別給東見門處論師觀讓識帶導爭運權據邊張該規覺術領確傳記類難設於並兒"
    "のにはをたがでとしていなれるもっらこありんすかまくだよどそけせめりえうわさつきちおやみろンスルトーイリックアドシレジタ"
    "이다의는에가을고은를한하로도지사기서인그정대자어시있해아과일수나리장제부들으전공주보원상국구"
    "оеаинтсрвлкмдпуяыьгзбчйхжшюцщёіїєґ"
    "αοιετσνηυρπκμλςωδγχθφβξζψάέήίόύώΆΈΉΊΌΎΏ"
    "אבגדהוזחטיכלמנסעפצקרשתםןךףץابتثجحخدذرزسشصضطظعغفقكلمنهويةأإىอกนรมงยลาวดตทสเคะปบหพไแใ่้ิีุู็"
    "¿¡，。、：；！？（）《》「」『』“”‘’·—…–•«»°€£©®\xa0\u3000"
)
# The letters beyond ASCII of languages written in Latin script. A code page is right that needs those of one of them.
_LATIN = tuple(
    frozenset(letters)
    for letters in (
        *("éèêàâçùûîôëïüœæÿ", "áéíóúñüªº", "ãõáéíóúâêôçàü", "äöüßé", "àèéìòùî", "åäöéü", "æøåéöä", "áéíóúýþðæö"),
        *("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîșțşţ", "čćđšž", "çğıöşüâîûi̇"),
        *("ąčęėįšųūž", "āčēģīķļņšūž", "äöõüšž", "çë", "àçèéíïòóúü·"),
    )
)
_LATIN_LETTER = re.compile("[\xaa\xba\xc0-\u024f]")
# What no text holds: C1 controls, characters beyond what the scripts above need, private use, faults.
_ALIEN = ((0x80, 0x9F), (0x250, 0x2FF), (0x2500, 0x259F), (0xE000, 0xF8FF), (0xFFF0, 0xFFFF), (0xF0000, 0x10FFFF))
# UTF-8 read as GBK, as a Japanese and as a Latin encoding.
_READ_AS_HAN = "鈥聽锛銆锟烫"
_READ_AS_KANA = re.compile("[\uff61-\uff9f]{3}")
_READ_AS_LATIN = re.compile("[ÃÐâã][\x80-\xbf€]")
# No Latin script writes three accented letters in a row; other scripts read as Latin do nothing else.
_ACCENTS = re.compile("[\xc0-\u017f]{3,}")
# Nor does a word turn from small letters to capitals, or mix scripts; letters of a wrong code page do.
_TURNS = re.compile(
    "[a-zß-öø-ÿа-яёα-ωά-ώ][À-ÖØ-ÞА-ЯЁΑ-Ω]|[а-яёα-ωά-ώא-ת\u0620-\u06ffก-๛][a-zà-öø-ÿ]|[a-zà-öø-ÿ][а-яёα-ωά-ώא-ת\u0620-\u06ffก-๛]"
)
# What hardly any text holds, but wrong code pages have in place of the euro sign, quotation marks and letters.
_ODD = re.compile("[\ufffd\x80-\x9f\xa4]|[\xa6\xa8\xb4\xb8\xbc-\xbe](?=[a-z])")

MANY = 50
"""Characters beyond ASCII from which a reading without fault is evidence."""


def score(text: str, *, letters: bool = True) -> tuple[float, int]:
    """How well a text reads, and how many characters beyond ASCII it has, of which alone that is judged.

    The share of them that running text is made of, less what only wrong decodings hold: at most 1, below 0 for noise.
    `letters` says that each of them was one byte, so that words can show what is wrong.
    """
    wide = count_wide(text)
    if not wide:
        return 0.0, 0
    kinds = _kinds()[np.frombuffer(text.encode("utf-32-le", "replace"), dtype="<u4")]
    good, alien, han = np.bincount(kinds, minlength=4).tolist()[1:]
    bad = alien + 2 * han + 2 * len(_READ_AS_KANA.findall(text)) + sum(map(len, _ACCENTS.findall(text)))
    if letters:
        bad += len(_TURNS.findall(text)) + 2 * len(_READ_AS_LATIN.findall(text))
    return (good + _latin(text) - 3 * bad) / wide, wide


@cache
def _kinds() -> NDArray[np.uint8]:
    """For each character what it tells: 1 running text, 2 a wrong decoding, 3 UTF-8 read as GBK, 0 nothing."""
    kinds = np.zeros(sys.maxunicode + 1, dtype=np.uint8)
    kinds[[*map(ord, _COMMON)]] = 1
    for first, last in _ALIEN:
        kinds[first : last + 1] = 2
    kinds[[*map(ord, _READ_AS_HAN)]] = 3
    return kinds


def count_wide(text: str) -> int:
    """How many characters are beyond ASCII."""
    return len(text) - len(text.encode("ascii", "ignore"))


def oddities(text: str) -> int:
    """How many characters there are that text hardly ever holds: what tells two code pages that are nearly alike.

    >>> oddities("10 ¤ und 20 ¤"), oddities("10 € und 20 €"), oddities("tak ¾e"), oddities("žena")
    (2, 0, 1, 0)
    """
    return len(_ODD.findall(text))


def _latin(text: str) -> int:
    """How many Latin letters beyond ASCII there are of the one language that accounts for most of them."""
    counts = Counter(_LATIN_LETTER.findall(text.lower()))
    return max(sum(counts[letter] for letter in language & counts.keys()) for language in _LATIN) if counts else 0


# What UTF-8, and the encodings of two bytes a character, look like when each of their bytes is taken for a letter.
_MARKS = "\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
_FEW = 50  # such characters up to which a page merely quotes them
_SPOILT = re.compile(f"[\xc0-\xff][\xc0-\xff{_MARKS}]{{2,}}")
# How the first two of them begin in UTF-8: that is found thirty times as fast, and hardly any page has it.
_MAY_BE_SPOILT = re.compile(rb"\xc3.[\xc2\xc3\xc5\xc6\xcb\xe2]", re.S)


def spoilt(text: str) -> float:
    """The share (0..1) of characters beyond ASCII that look like bytes taken for letters before the text was sent.

    >>> spoilt(30 * "ÄÏÉ½ÇøÇ©Ô¼ "), spoilt(30 * "Ça et là : déjà vu ")
    (1.0, 0.0)
    """
    if _MAY_BE_SPOILT.search(text.encode("utf-8", "replace")) is None:
        return 0.0
    letters = sum(map(len, _SPOILT.findall(text)))
    return letters / count_wide(text) if letters >= _FEW else 0.0


def spoilt_share(text: str) -> float:
    """The same as a share (0..1) of all visible characters: next to nothing of English with a few names spoilt."""
    return sum(map(len, _SPOILT.findall(text))) / max(1, len(text) - sum(map(str.isspace, text)))
