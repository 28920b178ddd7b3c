from __future__ import annotations

import codecs
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.errors import Unreadable
from newsarchive.extraction.encoding import decode
from newsarchive.records import Outcome

TEXTS = {
    "simplified": "青江港的老船坞今年春天修好了，看船的人说，下水那天要请全镇的人来吃一碗面。市民们早早地等在岸上。",
    "traditional": "青江港的老船塢今年春天修好了，看船的人說，下水那天要請全鎮的人來吃一碗麵。市民們早早地等在岸上。",
    "hong kong": "青江港嘅老船塢今年春天整好咗，睇船嘅人話，下水嗰日要請全鎮嘅人嚟食一碗麵。佢哋一早喺岸邊等。",
    "japanese": "青江港の古いドックがこの春に修理された。船の番人は、進水の日には町の人みんなを招くと話している。",
    "korean": "청강항의 낡은 도크가 올봄에 수리되었다. 배를 지키는 사람은 진수하는 날 국수를 대접하겠다고 말했다.",
    "polish": "Stary dok naprawiono tej wiosny. Stróż łodzi mówi, że w dniu wodowania zaprosi całe miasteczko na żur.",
    "greek": "Η παλιά δεξαμενή επισκευάστηκε την άνοιξη. Ο φύλακας λέει ότι θα καλέσει όλη την πόλη για σούπα.",
    "russian": "Старый док починили этой весной. Сторож говорит, что в день спуска на воду позовёт весь город в гости.",
    "english": "The old dock was mended – “at last”, said its watchman, whose café will serve the town’s soup for £2.",
    "turkish": "Eski tersane bu ilkbaharda onarıldı. Bekçi, gemi denize indiği gün bütün kasabayı çorbaya çağıracak.",
    "german": "Das alte Dock wurde im Frühjahr ausgebessert. Der Wächter lädt die ganze Stadt zum Essen ein, für 2 €.",
}
ENCODED = [
    *product(["simplified"], ["utf-8", "gb2312", "gbk", "gb18030", "hz"]),
    *product(["traditional"], ["utf-8", "big5", "big5hkscs", "gb18030"]),
    *product(["hong kong"], ["utf-8", "big5hkscs"]),
    *product(["japanese"], ["utf-8", "cp932", "euc_jp", "iso2022_jp"]),
    *product(["korean"], ["utf-8", "cp949", "euc_kr"]),
    *product(["polish"], ["utf-8", "cp1250", "iso8859-2"]),
    *product(["greek"], ["utf-8", "cp1253", "iso8859-7"]),
    *product(["russian"], ["utf-8", "cp1251", "koi8-r", "iso8859-5"]),
    *product(["english", "german"], ["utf-8", "cp1252"]),
    *product(["turkish"], ["utf-8", "cp1254"]),
    *product(["german"], ["iso8859-15"]),
]
DECLARED = [None, "utf-8", "gb2312", "iso-8859-1", "big5", "no-such-charset"]


def page(language: str, declared: str | None = None) -> str:
    text = TEXTS[language]
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    return f"<html><head>{meta}<title>{text[:20]}</title></head><body><h1>{text[:20]}</h1><p>{text}</p><p>{text}</p>"


def header(declared: str | None) -> str | None:
    return f"text/html; charset={declared}" if declared else None


class TestDecode:
    @pytest.mark.parametrize(("language", "codec"), ENCODED)
    def test_every_mix_of_header_and_meta_is_decoded_by_what_makes_text(self, language, codec):
        for in_page, in_header in product(DECLARED, DECLARED):
            body = page(language, in_page).encode(codec)
            assert decode(body, header=header(in_header))[0] == page(language, in_page), (in_page, in_header)

    @pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
    @pytest.mark.parametrize("language", TEXTS)
    def test_a_byte_order_mark_has_the_last_word(self, language, codec):
        body = page(language, "gb2312").encode(codec)
        assert decode(body, header=header("big5"))[0] == page(language, "gb2312")

    @pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
    @pytest.mark.parametrize("language", ["simplified", "japanese", "russian", "english"])
    def test_utf_16_without_a_mark_is_seen_by_its_zeros(self, language, codec):
        assert decode(page(language).encode(codec)) == (page(language), codec)

    def test_what_is_declared_as_gb2312_may_hold_all_of_gb18030(self):
        text = page("simplified", "gb2312").replace("老船坞", "老船坞（堃、镕、㙍、𠮷）")
        assert decode(text.encode("gb18030"), header=header("gb2312"))[0] == text

    def test_what_is_declared_as_big5_may_hold_the_characters_of_hong_kong(self):
        text = page("hong kong", "big5")
        assert decode(text.encode("big5hkscs"))[0] == text

    @pytest.mark.parametrize(("language", "codec"), [each for each in ENCODED if each[1] not in ("hz", "iso2022_jp")])
    def test_a_broken_byte_in_the_middle_spoils_its_neighbourhood_only(self, language, codec):
        body = (page(language) + f"<p>{TEXTS[language]}</p>" * 8).encode(codec)
        at = body.index(b"</p>") - 9
        text = decode(body[:at] + b"\xff" + body[at + 1 :])[0]
        assert text.count(TEXTS[language]) >= 8

    @pytest.mark.parametrize(("language", "codec"), [("german", "iso8859-15"), ("greek", "iso8859-7")])
    def test_the_euro_sign_tells_code_pages_that_are_alike_wherever_it_stands(self, language, codec):
        text = page(language).replace("€", "") + f"<p>{TEXTS[language]}</p>".replace("€", "") * 60 + "<p>12 €</p>"
        assert decode(text.encode(codec))[0] == text

    def test_characters_written_as_two_of_utf_16_are_made_one(self):
        pair = "\ud83d\ude00".encode("utf-8", "surrogatepass")
        assert decode(b"<p>the ferry sails " + pair) == ("<p>the ferry sails \U0001f600", "utf-8")

    def test_half_of_such_a_pair_is_lost_alone(self):
        half = "\ud83d".encode("utf-8", "surrogatepass")
        assert decode(b"<p>the ferry sails " + half) == ("<p>the ferry sails \ufffd", "utf-8")

    def test_a_page_of_ascii_is_read_whatever_it_is_called(self):
        for name in ("utf-16", "gb2312", "shift_jis", "idna", "zlib", "unicode_escape", "utf-7", "x" * 39):
            assert decode(b"<p>plain words \\u0041 +AGE-</p>", header=header(name)) == (
                "<p>plain words \\u0041 +AGE-</p>",
                "utf-8",
            )

    def test_the_site_files_word_tips_the_scales(self):
        # "Ж" of one code page is "ж" of none, and three letters prove nothing.
        body = "<p>Но да</p>".encode("koi8-r")
        assert decode(body, hint="koi8-r")[0] == "<p>Но да</p>"


class TestSpoilt:
    """Text whose bytes somebody took for letters, stored as UTF-8, and sent."""

    @pytest.mark.parametrize("language", ["simplified", "japanese", "korean", "russian"])
    @pytest.mark.parametrize("taken_for", ["latin-1", "cp1252", "iso8859-15"])
    def test_utf_8_taken_for_latin_letters_is_mended(self, language, taken_for):
        spoilt = _taken_for(page(language).encode(), taken_for)
        assert decode(spoilt.encode())[0] == page(language)

    @pytest.mark.parametrize("taken_for", ["latin-1", "iso8859-15"])
    def test_gbk_taken_for_latin_letters_is_mended(self, taken_for):
        spoilt = _taken_for(page("simplified").encode("gbk"), taken_for)
        assert decode(spoilt.encode())[0] == page("simplified")

    def test_what_was_spoilt_twice_is_mended_twice(self):
        once = _taken_for(page("simplified").encode("gbk"), "iso8859-15")
        assert decode(_taken_for(once.encode(), "latin-1").encode())[0] == page("simplified")

    def test_what_cannot_be_mended_is_refused(self):
        lost = (
            page("simplified").encode("gbk").decode("latin-1").replace("\xb5", "\xe3\x80").replace("\xc4", "\xc3\x83")
        )
        with pytest.raises(Unreadable, match="spoilt"):
            decode(lost.encode())

    def test_english_with_a_few_spoilt_names_is_read_all_the_same(self):
        sentence = "The mayor of the old harbour town, Andr\xc3\x83\xc2\xa9\xe3\x83, thanked the fishermen. "
        assert "thanked the fishermen" in decode(f"<p>{40 * sentence}</p>".encode())[0]

    @pytest.mark.parametrize("language", TEXTS)
    def test_what_is_right_is_left_alone(self, language):
        assert decode(page(language).encode())[0] == page(language)

    def test_a_page_that_quotes_such_letters_is_left_alone(self):
        text = page("german") + "<p>So sieht kaputter Text aus: Ã¤Ã¶Ã¼ oder ÄÏÉ½ÇøÇ©Ô¼.</p>"
        assert decode(text.encode())[0] == text


def _taken_for(body: bytes, codec: str) -> str:
    """The letters that a decoder which never fails makes of the bytes."""
    return "".join(_letter(bytes([byte]), codec) for byte in body)


def _letter(byte: bytes, codec: str) -> str:
    try:
        return byte.decode(codec)
    except UnicodeDecodeError:
        return byte.decode("latin-1")


class TestUnreadable:
    @pytest.mark.parametrize(
        "body",
        [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, b"PK\3\4" + Random(1).randbytes(5000), b"\0" * 5000],
        ids=["image", "archive", "zeros"],
    )
    def test_what_is_no_text_is_refused(self, body):
        with pytest.raises(Unreadable) as caught:
            decode(body, header="text/html; charset=utf-8")
        assert caught.value.outcome is Outcome.UNREADABLE

    @given(st.binary(max_size=3000), st.sampled_from([None, *DECLARED]))
    def test_any_bytes_make_text_or_are_refused(self, body, declared):
        try:
            text, codec = decode(body, header=header(declared))
        except Unreadable:
            return
        assert isinstance(text, str)
        assert codecs.lookup(codec)
