"""Language of the text: document in, a BCP 47 tag out; what site and page say counts as long as the script agrees."""

from __future__ import annotations

import re

from newsarchive.extraction.document import Document
from newsarchive.extraction.found import Found
from newsarchive.sites import Site

_TAG = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*")
_LETTERS = re.compile(r"[^\W\d_]+")
_SAMPLE = 3000  # characters
_ENOUGH = 20  # letters from which a text has a script
_SHARE = 0.2  # of the letters that a script must have; Chinese quotes Latin names, Japanese writes half in Han
_KANA_SHARE = 0.05

# The scripts that tell a language by themselves, or its family, in the order in which they are asked.
_SCRIPTS = {
    "ja": (re.compile("[\u3041-\u30ff]+"), _KANA_SHARE),
    "ko": (re.compile("[\uac00-\ud7af]+"), _SHARE),
    "zh": (re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+"), _SHARE),
    "ru": (re.compile("[\u0400-\u04ff]+"), _SHARE),
    "el": (re.compile("[\u0370-\u03ff]+"), _SHARE),
    "ar": (re.compile("[\u0600-\u06ff]+"), _SHARE),
    "he": (re.compile("[\u0590-\u05ff]+"), _SHARE),
    "th": (re.compile("[\u0e00-\u0e7f]+"), _SHARE),
    "hi": (re.compile("[\u0900-\u097f]+"), _SHARE),
}
# Languages that share the script of another.
_SAME_SCRIPT = {
    **dict.fromkeys(("uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg"), "ru"),
    **dict.fromkeys(("fa", "ur", "ps", "ckb", "ug"), "ar"),
    **dict.fromkeys(("mr", "ne"), "hi"),
    "yi": "he",
}
_LATIN = "latin"
_TRADITIONAL = re.compile(
    "[這個們來為國時說會對發後過裡經麼學還進樣開從實無與長機現當沒動種業將兩間問關點應戰頭體話產員變總電數報結務場計資統區]"
)
_TRADITIONAL_SHARE = 0.05  # of the Han characters


def read(document: Document, site: Site, text: str) -> Found[str] | None:
    """The site's or the page's own word unless the text's script contradicts it; else what the script makes sure."""
    script = _script(text[:_SAMPLE])
    for told, by in ((site.language, "site rule"), (_declared(document), "page")):
        if told and _agree(told, script):
            return Found(told, by)
    return Found(script, "script of the text") if script and script != _LATIN else None


def _script(sample: str) -> str | None:
    """The language or family that the script stands for, "zh-Hans" and "zh-Hant" apart; None for too little text."""
    letters = sum(map(len, _LETTERS.findall(sample)))
    if letters < _ENOUGH:
        return None
    for language, (pattern, share) in _SCRIPTS.items():
        found = sum(map(len, pattern.findall(sample)))
        if found >= share * letters:
            if language != "zh":
                return language
            traditional = len(_TRADITIONAL.findall(sample))
            return "zh-Hant" if traditional > _TRADITIONAL_SHARE * found else "zh-Hans"
    return _LATIN


def _agree(told: str, script: str | None) -> bool:
    if script is None:
        return True
    language, *rest = told.lower().split("-")
    if not script.startswith("zh"):
        own = _SAME_SCRIPT.get(language, language)
        return (own if own in _SCRIPTS else _LATIN) == script
    # Plain "zh" says less than the script does.
    hant = "hant" in rest or any(region in rest for region in ("tw", "hk", "mo"))
    return language == "zh" and bool(rest) and hant == (script == "zh-Hant")


def _declared(document: Document) -> str | None:
    """What the page says of itself: the html tag's lang, JSON-LD, og:locale, Content-Language; as a BCP 47 tag."""
    tree = document.tree
    told = (tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang"), tree.get("xml:lang"))
    named = (document.news_ld.get("inLanguage"), document.meta.get("og:locale"), document.meta.get("content-language"))
    for value in (*told, *named):
        if isinstance(value, str) and _TAG.fullmatch(value.strip()):
            language, *rest = value.strip().replace("_", "-").split("-")
            return "-".join([language.lower(), *(each.title() if len(each) == 4 else each.upper() for each in rest)])
    return None
