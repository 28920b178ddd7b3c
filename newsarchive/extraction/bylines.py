"""Lines and elements of a page written in an alphabet -> the writers whom they name ("By Jane Miller and Bob Ray")."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from newsarchive.extraction import labels, names, stamp
from newsarchive.extraction.hints import Hint
from newsarchive.extraction.parts import Parts
from newsarchive.extraction.persons import is_organisation
from newsarchive.extraction.pieces import Kind, Piece
from newsarchive.records import Block
from newsarchive.text import squeeze

_DEED = (
    "written|posted|published|reported|reporting|compiled|words|story|text|report|photographs?|interview|artikel"
    "|beitrag|erstellt|geschrieben|verfasst|écrit|escrito|scritto|pressemitteilung|rédigé|propos recueillis|texto|testo"
)
_KINDS = "analysis|opinion|comment|commentary|exclusive|essay|kommentar|analyse|reportage|a cura"
_WORDS_BY = (
    "by von par por di av af door przez od oleh bởi napsala? napísala? írta от του της από מאת بقلم подготовил[аи]? "
    "написал[аи]? oprac\\x2e dal.nostro.inviato dalla.nostra.inviata"
)
_WRITERS = (
    "author writer autor(?:in|en|a|i|ka|ul)? auteure? autore autrice autorius autors автор redaktion contributors? "
    "kontakt texte tekst teksti текст szerző írta συντάκτ\\w+ κείμενο ρεπορτάζ yazar haber muhabir penulis oleh "
    "tác.giả بقلم كتبت? نویسنده מאת लेखक"
)
_BY = rf"(?:(?:{_DEED}|{_KINDS})\s)?(?:{'|'.join(_WORDS_BY.split()).replace('.', ' ')})(?:\s?:\s?|\s)|(?-i:By(?=[A-Z]))"
_LABEL = rf"\b(?:{_DEED}|{'|'.join(_WRITERS.split())})s?\s?:\s?"
_TITLE = r"(?:post |article )?(?:author|autor(?:in|en)?|auteur)s?\s(?=\S)"
_ANNOUNCED = re.compile(rf"\W{{0,5}}(?:{_LABEL}|{_BY}|{_TITLE})", re.I)
_WITHIN = re.compile(
    rf"(?:[|•·]\s|^\W{{0,5}}|\b(?:{_DEED}|{_KINDS})\s)(?:{_BY})|\b(?-i:By|Von|Par|Por)\s(?=[^\W\d_a-z])|{_LABEL}", re.I
)
# Words behind which a byline speaks of something else. Prepositions count in lower case only: there is a Loïc Le Clerc.
_OTHER_WORDS = (
    "published updated posted last reviewed edited publié publicado publicada pubblicato veröffentlicht aktualisiert "
    "opublikowano view about follow share sponsored bio website profile subscribe comment comments facebook "
    "instagram click learn contact email linkedin twitter chefredakteur chefredakteurin reviewer copywriter fotos? "
    "photos? photograph\\w* bild kuva фото φωτο\\w* zdjęcia min.read im.gespräch add.comment full.bio"
)
_BREAK = re.compile(
    r"\s[-–—]\s|[|•·;]\s?|[(/]|(?<!\w)\d|\b(?:editor|date|datum|fecha)\s?:"
    r"|(?-i:\s(?:on|at|in|for|am|um|le|el|den|vom|the|im|über|under|is|was|has|avec|mit|with|para|pour)\s)"
    rf"|\b(?:{'|'.join(_OTHER_WORDS.split())})\b",
    re.I,
)
_BEFORE_NAMES = " |,-–—·•"
_OF_CLOCK = re.compile(r"(?<=\| )\s?(?:Uhr|Sa\.|h)\b")  # what is left of a time
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
_STARTS = "|".join(f"{_MONTHS} Published Updated Posted Reviewed Last Senior Staff Editor Writer Written By".split())
_GLUED = re.compile(rf"(?<=[a-z.])(?=(?:{_STARTS})[a-z]{{0,7}}\b)")
_TWO_GLUED = re.compile(r"(?<=[a-z]{2})(?<!Mac|Van)(?<!Fitz)(?=[A-Z][a-z]{2,20}\s)")  # "Jane MillerPolitical editor"
_ACCOUNT = re.compile(r"\S{1,60}@\S{1,60}|@\w{1,40}")
_OF_OTHERS = re.compile(
    r"\W{0,5}(?:updated|reviewed|edited|fact[- ]?checked|medically|photo|foto|bild|illustration|©|image|video)", re.I
)
_NOT_BY = re.compile(
    r"(?:review|updat|edit|check|verif|photo|illustrat|translat|narrat|bild|foto|image|video)\w*(?:\s(?:by|von|par|por)|:)\s*$",
    re.I,
)
_BUTTONS = (
    "about the.author author authors by von written.by written.on posted.on posted.by published.by story.by words.by "
    "log.?in sign.in register anmelden home blog news share menu staff.writer senior.\\w+ related comments? "
    "advertisement anzeige opinion read.more categor\\w+ breaking updated? written posted published i this even "
    "artikel vor foto image (?:mon|tues|wednes|thurs|fri|satur|sun)day sat wed thu tue \\w+tag jan feb mar apr may "
    "june? july? aug sept? oct nov dec registrieren auteure?s? .*\\blog.?in\\b.* join\\b.* uhr "
    "guest.\\w+ (?:da.)?reda[cçkz]\\w+ (?:door.)?onze.redactie haber.merkezi"
)
_NO_NAME = re.compile(rf"(?:{'|'.join(_BUTTONS.split())})$", re.I)
_PARTICLES = frozenset(
    "de da do dos das del della di du la le los van von der den ter ten af av bin al el y e zu zur".split()
)
_LETTERS = re.compile(r"[^\W\d_]+(?:[ .'’-]{1,2}[^\W\d_]+)+\.?$")
_MOST_WORDS = 5
_LATEST = 70  # characters of a line within which the word stands that announces a name
_SHORT = 60  # characters of a line that holds a name and a date
_LONGEST = 140  # characters of a line that may be a byline
_NEAR = 6  # blocks from the headline in which a line that is only a name is a byline
_BOLD = 0.8  # share of a line from which it is set in bold type
_WIDEST_CREDIT = 30  # characters before a name that may tell what its bearer did
_CLOSING = 4  # lines below the text in which a writer may be named


def in_elements(parts: Parts) -> list[str]:
    """Names in elements that say they hold one: above the text before below it, the most exact kind first."""
    start = parts.body[0].index if parts.body else 0
    usable = [piece for piece in parts.pieces if not piece.block.hints & Hint.COMMENT and not _is_of_others(piece)]
    above = [piece for piece in usable if piece.block.index < start + 3]
    for region in (above, [piece for piece in usable if piece not in above]):
        by_kind = ([piece for piece in region if piece.kind is kind] for kind in (Kind.PERSON, Kind.AUTHOR))
        if found := next(filter(None, map(_of_first, by_kind)), None):
            return found
    return []


def _is_of_others(piece: Piece) -> bool:
    """Whether a piece, or what its line says right before it, credits who checked or illustrated the text."""
    before = piece.block.text.partition(piece.text)[0] if piece.text else ""
    return bool(_OF_OTHERS.match(piece.text) or _NOT_BY.search(before[-_WIDEST_CREDIT:]))


def printed(parts: Parts) -> list[str]:
    """Names behind "By" and its like, or a label, near the headline, at the edges of the text or right below it."""
    kept = [block for block in parts.body if block.index in parts.kept]
    near = itertools.chain(*map(labels.together, (parts.byline, kept[:3], parts.tail[:_CLOSING], kept[-2:])))
    for block in near:
        if len(block.text) > _LONGEST or block.hints & Hint.COMMENT:
            continue
        text = _without_date(block.text)
        match = _WITHIN.search(text, 0, _LATEST)
        if match and (found := list(filter(_is_proper, in_line(text[match.start() :])))):
            return found
    return []


def lone(parts: Parts) -> list[str]:
    """A name alone in a line near the headline, where it or a line beside it has a date, or the next one a role."""
    at = parts.headline.index if parts.headline else 0
    title = parts.headline.text if parts.headline else ""
    near = (block.text for block in parts.head if abs(block.index - at) <= _NEAR)
    lines = [text if len(text) <= _SHORT else "" for text in near]
    for place, line in enumerate(lines):
        told = any(map(stamp.find, filter(None, lines[max(0, place - 1) : place + 2])))
        told = told or (place + 1 < len(lines) and names.is_role(lines[place + 1]))
        if line and told and (found := [name for name in in_line(line) if _is_full_name(name, title)]):
            return found
    return []


def signed(parts: Parts) -> list[str]:
    """A full name in bold type that is all of the last line of the text, or of the one right below it."""
    last = [block for block in parts.body if block.index in parts.kept][-1:]
    title = parts.headline.text if parts.headline else ""
    below = [block for block in parts.tail[:1] if block.tag == "p" and not block.text.isascii()]
    lines = (block.text for block in (*last, *below) if len(block.text) <= _SHORT and block.bold >= _BOLD)
    found = ([name for name in in_line(text) if _is_full_name(name, title)] for text in lines)
    return next(filter(None, found), [])


def in_line(text: str) -> list[str]:
    """The names of a byline, up to the first word that belongs to something else."""
    text = _GLUED.sub(" ", _ACCOUNT.sub(" | ", squeeze(text)))
    if (glued := _TWO_GLUED.search(text)) and " " in text[: glued.start()]:
        text = f"{text[: glued.start()]} | {text[glued.start() :]}"
    text = _without_date(text).lstrip(_BEFORE_NAMES)
    for _ in range(3):
        if match := _ANNOUNCED.match(text):
            text = text[match.end() :]
    if match := _WITHIN.search(text):
        text = text[match.end() :]
    text = text.lstrip(_BEFORE_NAMES)
    cut = _BREAK.search(text)
    found = names.split(text[: cut.start()] if cut else text)
    return [name for each in found if _may_be_name(name := each.rstrip("0123456789*") if " " in each else each)]


def _of_first(pieces: Sequence[Piece]) -> list[str]:
    """The names of the first piece that has any, and of those in its line or right below."""
    found: list[str] = []
    place: Block | None = None
    for piece in pieces:
        if (place is None or piece.block.index <= place.index + 1) and (more := in_line(piece.text)):
            found += more
            place = place or piece.block
    return _innermost(found)


def _innermost(found: Sequence[str]) -> list[str]:
    """Without names that hold another one: an element around a name may add a word to it, or a channel in front."""
    if any(" " in name for name in found):
        found = [name for name in found if not (name.islower() and name.isalpha())]
    return list(dict.fromkeys(name for name in found if not any(other in name and other != name for other in found)))


def _without_date(text: str) -> str:
    found = stamp.find(text)
    return squeeze(_OF_CLOCK.sub("", text.replace(found.raw, " | "))) if found and found.raw else text


def _may_be_name(name: str) -> bool:
    words = name.split()
    alone = len(words) == 1
    return (
        len(words) <= _MOST_WORDS
        and not _NO_NAME.match(name)
        and not is_organisation(name)
        and (alone or _is_proper(name))
        and any(map(str.isalpha, name))
    )


def _is_proper(name: str) -> bool:
    """Whether all its words are capitalised, but for particles."""
    return all(not word[0].islower() or word in _PARTICLES for word in name.split()) and name[0].isalpha()


def _is_full_name(name: str, title: str) -> bool:
    """Whether it is two or three capitalised words that the headline does not have."""
    words = name.split()
    return (
        2 <= len(words) <= 3
        and bool(_LETTERS.match(name))
        and _is_proper(name)
        and not any(word in title for word in words)
    )
