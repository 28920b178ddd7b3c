"""Bytes in, text and the name of its encoding out: judged by the decoded text, since declarations lie.

Peers believe the HTTP header, then the meta tag; of 223 pages with a wrong declaration they decode 0 to 2. Here each
candidate is tried on a sample and the most readable text wins; a declaration only tips the scales.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress

from newsarchive.errors import Unreadable
from newsarchive.extraction import legibility

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Of lower-case bytes; what begins with one word is found ten times as fast as what may begin with either.
_DECLARED = tuple(re.compile(rb"""%b\s{0,9}=[\s"']{0,9}([\w.:-]{2,40})""" % word) for word in (b"charset", b"encoding"))
_DECLARED_IN = 16_384  # bytes from the start in which a page may declare itself

# Declared names whose real-world use is wider than their standard (WHATWG Encoding, "Names and labels").
_WIDER = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "hz-gb-2312", "euc-cn", "cp936"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "big5hkscs", "x-x-big5", "cn-big5", "cp950"), "big5hkscs"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "ms_kanji"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ksc5601", "korean", "windows-949"), "cp949"),
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252"), "cp1252"),
    **dict.fromkeys(("iso-8859-9", "latin5", "windows-1254"), "cp1254"),
    **dict.fromkeys(("utf8", "utf-8", "unicode-1-1-utf-8"), "utf-8"),
}
_WIDE = ("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949")
_NARROW = (
    *("cp1252", "cp1251", "koi8-r", "cp1250", "iso8859-2", "iso8859-15", "cp1253", "cp1254", "cp1257"),
    *("iso8859-7", "cp1255", "cp1256", "cp874", "cp1258", "iso8859-5", "cp866"),
)
# Alike but for a handful of characters, such as the euro sign, which need not stand in the sample.
_SIBLINGS = {"cp1252": ("iso8859-15",), "cp1253": ("iso8859-7",)}

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_MARKUP = re.compile(r"<(?:script|style)\b.*?(?:</|\Z)|<[^>]*>", re.IGNORECASE | re.DOTALL)
_HZ = re.compile(rb"~\{(?:[!-w][!-~])+~\}")
_HZ_BYTES = 80  # in such runs, from which a page is in HZ
_NO_CHARSET = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf-7"})
_SAMPLE = 4_000  # bytes judged; enough for a few thousand characters of any script
_FEWER = 2_000  # ... of which so many tell one code page from another
_CLOSE = 0.1
_DECLARATION_BONUS = 0.08
_FAULTLESS_BONUS = 0.2
_KANA = re.compile("[\u3040-\u30ff]")
_KANA_SHARE = 0.01  # of all characters of a sample; Chinese text has next to none
_FLOOR = 0.30  # below this no candidate reads as any language: fitted on the labelled pages re-encoded in every way
_SURE = 0.5  # a multi-byte decoding this readable needs no comparison with the single-byte ones
_CERTAIN = 0.55  # ... nor with the other multi-byte ones: those stay below 0.45
_BROKEN_SHARE = 0.02  # replacement characters per character beyond ASCII up to which UTF-8 is merely damaged
_SPOILT = 0.3  # share of Latin letters in runs that no word has, from which a text is mended ...
_HOPELESS = 0.3  # share of all visible characters from which it is refused if it cannot be
_MENDED = 0.3  # how much better a mended text must read
_LATIN = ("cp1252", "iso8859-15", "latin-1")
_TIMES_SPOILT = 3  # how often text may have been taken for Latin letters and stored so


def decode(body: bytes, *, header: str | None = None, hint: str | None = None) -> tuple[str, str]:
    """The text of a page and the codec that read it.

    `header` is the Content-Type header's value, `hint` what a site file says; both are only opinions. Raises Unreadable
    where nothing fits: binary data, no decoding that reads as text, or text that was spoilt before it was sent.
    """
    text, name = _read(body, _declared(body, header, hint))
    _refuse_binary(text[:4096])
    return _mended(text), name


def _read(body: bytes, declared: Iterable[str]) -> tuple[str, str]:
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace"), name
    if wide := _utf16_without_bom(body):
        return body.decode(wide, "replace"), wide
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _with_surrogates(body) or _judge(body, list(declared))
    return _by_escapes(body) or (text, "utf-8")


def _with_surrogates(body: bytes) -> tuple[str, str] | None:
    """The text of UTF-8 whose characters beyond the first plane are two of UTF-16, as some databases write them."""
    try:
        text = body.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), "utf-8"


def _by_escapes(body: bytes) -> tuple[str, str] | None:
    """The text of an encoding that writes its characters as ASCII between escapes: ISO-2022, HZ."""
    # A single byte is found fifty times as fast as two.
    if b"\x1b" in body and b"\x1b$" in body:
        for name in ("iso2022_jp_ext", "iso2022_kr"):
            try:
                return body.decode(name), name
            except UnicodeDecodeError:
                continue
    if b"~" in body and sum(map(len, _HZ.findall(body))) >= _HZ_BYTES:
        return body.decode("hz", "replace"), "hz"
    return None


def _declared(body: bytes, header: str | None, hint: str | None) -> Iterator[str]:
    """The codecs named by the site file, the header and the page, known ones only, widened."""
    labels = (*_labels((header or "").encode("utf-8", "replace")), *_labels(body[:_DECLARED_IN]))
    for label in ((hint.lower(),) if hint else ()) + labels:
        name = _WIDER.get(label, label)
        try:
            codec = codecs.lookup(name)
        except (LookupError, ValueError):
            continue
        # Codecs between bytes and bytes (zlib, base64) and those that are no charset at all ("idna") are no candidates.
        if getattr(codec, "_is_text_encoding", True) and codec.name not in _NO_CHARSET:
            yield codec.name


def _labels(said: bytes) -> tuple[str, ...]:
    """The names of encodings that bytes declare, in their order, in lower case."""
    lower = said.lower()
    found = sorted((match.start(), match[1]) for pattern in _DECLARED for match in pattern.finditer(lower))
    return tuple(label.decode("ascii", "ignore") for _, label in found)


def _judge(body: bytes, declared: list[str]) -> tuple[str, str]:
    """The text of a page that is not all UTF-8, by the encoding in which a sample of it reads best."""
    sample = _sample(body)
    damaged = sample.decode("utf-8", "replace")
    if damaged.count("\ufffd") <= _BROKEN_SHARE * legibility.count_wide(damaged):
        return body.decode("utf-8", "replace"), "utf-8"
    scores: dict[str, float] = {}
    for name in dict.fromkeys([*declared, *_WIDE, "utf-8"]):
        scores[name] = _legible(sample, name) + _DECLARATION_BONUS * (name in declared)
        if name in _WIDE and scores[name] >= _CERTAIN and not (name == "gb18030" and _has_kana(sample)):
            break
    if not any(scores[name] >= _SURE for name in _WIDE if name in scores):
        scores |= _narrow(sample, [name for name in _NARROW if name not in declared])
    best = max(scores, key=lambda name: scores[name])
    if scores[best] < _FLOOR:
        raise Unreadable("no encoding makes text of its bytes")
    if best not in _SIBLINGS:
        return body.decode(best, "replace"), best
    readings = [(body.decode(name, "replace"), name) for name in (best, *_SIBLINGS[best])]
    return min(readings, key=lambda reading: legibility.oddities(reading[0]))


def _narrow(sample: bytes, names: list[str]) -> dict[str, float]:
    """How well a sample reads in the code pages in which a part of it reads best."""
    rough = {name: _legible(sample[:_FEWER], name) for name in names}
    best = max(rough.values())
    return {name: _legible(sample, name) for name, score in rough.items() if score > best - _CLOSE}


def _has_kana(sample: bytes) -> bool:
    """Whether a sample read as GB 18030 holds kana; EUC-JP has them in the same place, so it may be Japanese."""
    text = sample.decode("gb18030", "replace")
    return len(_KANA.findall(text)) > _KANA_SHARE * len(text)


def _sample(body: bytes) -> bytes:
    """Bytes around the non-ASCII parts of the page; the markup says nothing about the encoding."""
    runs: list[bytes] = []
    size = 0
    for match in re.finditer(rb"[\x80-\xff][^<>]{0,4000}", body):
        runs.append(match.group())
        size += len(runs[-1])
        if size > _SAMPLE:
            break
    return b"<\n".join(runs)


def _legible(sample: bytes, name: str) -> float:
    """How well a sample reads in an encoding; -1 where there is no such codec."""
    try:
        text = sample.decode(name, "replace")
    except (LookupError, ValueError, TypeError):
        return -1.0
    score, wide = legibility.score(text, letters=name not in _WIDE)
    # Letters of one byte each hardly ever pair up without a fault: a faultless multi-byte reading is evidence.
    faultless = name in _WIDE and wide > legibility.MANY and "\ufffd" not in text
    return score + (_FAULTLESS_BONUS if faultless else 0.0)


def _mended(text: str) -> str:
    """The text as it was before its bytes were taken for Latin letters; Unreadable where that cannot be undone."""
    for _ in range(_TIMES_SPOILT):
        if legibility.spoilt(text) < _SPOILT:
            return text
        behind = [_bytes_behind(text, codec) for codec in _LATIN]
        found = _as_utf8(behind) or _as_it_reads_best(behind, _score(text) + _MENDED)
        if found is None:
            break
        text = found
    if legibility.spoilt(text) >= _SPOILT and legibility.spoilt_share(_visible(text)) > _HOPELESS:
        raise Unreadable("its text was spoilt before it was sent: letters in place of characters")
    return text


def _visible(text: str) -> str:
    """The text without its markup, as far as a glance tells."""
    return _MARKUP.sub(" ", text)


def _as_utf8(bodies: list[bytes]) -> str | None:
    """What reads best of these as UTF-8: Latin letters are that by no accident."""
    readings = []
    for body in bodies:
        with suppress(UnicodeDecodeError):
            readings.append(body.decode("utf-8"))
    return max(readings, key=_score, default=None)


def _as_it_reads_best(bodies: list[bytes], least: float) -> str | None:
    """What reads best of these, and no worse than `least`, each in whatever encoding suits it."""
    readings = []
    for body in bodies:
        with suppress(Unreadable):
            readings.append(_judge(body, [])[0])
    best = max(readings, key=_score, default="")
    return best if _score(best) >= max(least, _SURE) else None


def _score(text: str) -> float:
    return legibility.score(_sample(text.encode("utf-8", "replace")).decode("utf-8", "replace"))[0]


def _bytes_behind(text: str, codec: str) -> bytes:
    """The bytes that were taken for this text in a Latin encoding; "?" for what is not in it."""
    letters = bytes(range(256)).decode(codec, "replace")
    table = {ord(letter): byte for byte, letter in enumerate(letters) if letter != "\ufffd"}
    return text.translate(table).encode("latin-1", "replace")


def _utf16_without_bom(body: bytes) -> str | None:
    """The byte order of UTF-16, if every other byte of the markup is zero."""
    head = body[:2048]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if even + odd < max(4, len(head) // 20):
        return None
    if odd > 8 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 8 * odd else None


def _refuse_binary(head: str) -> None:
    if len(_CONTROL.findall(head)) > max(8, len(head) // 20):
        raise Unreadable("binary data, not text")
