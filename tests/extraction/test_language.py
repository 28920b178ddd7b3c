import pytest

from newsarchive.extraction import language
from newsarchive.extraction.document import parse
from newsarchive.records import Page
from newsarchive.sites import Site

TEXTS = {
    "zh-Hans": "江边的老船坞今年春天修好了，看船的人说，下水那天要请全镇的人来吃一碗面。",
    "zh-Hant": "江邊的老船塢今年春天修好了，看船的人說，下水那天要請全鎮的人來吃一碗麵，這個時候還沒有人來過。",
    "ja": "川べりの古い造船所はこの春に直された。船番の人は、進水の日に町の人みんなを招くと言った。",
    "ko": "강가의 오래된 조선소가 올봄에 수리되었다. 배를 지키는 사람이 말했다.",
    "ru": "Старую верфь на берегу реки починили этой весной, сказал сторож.",
    "el": "Το παλιό ναυπηγείο δίπλα στο ποτάμι επισκευάστηκε την άνοιξη.",
    "en": "The old dockyard by the river was mended this spring, its watchman said.",
}


def read(text, *, lang="", site_language=None):
    page = Page("https://news.example/1.html", f"<html lang='{lang}'><body><p>{text}</p></body></html>".encode())
    site = Site(host="news.example", language=site_language)
    found = language.read(parse(page, site), site, text)
    return (found.value, found.by) if found else None


class TestRead:
    @pytest.mark.parametrize("tag", ["zh-Hans", "zh-Hant", "ja", "ko", "ru", "el"])
    def test_a_script_tells_its_language(self, tag):
        assert read(TEXTS[tag]) == (tag, "script of the text")

    def test_latin_letters_alone_tell_none(self):
        assert read(TEXTS["en"]) is None

    def test_the_page_says_what_the_script_leaves_open(self):
        assert read(TEXTS["en"], lang="en_gb") == ("en-GB", "page")
        assert read(TEXTS["ru"], lang="uk") == ("uk", "page")
        assert read(TEXTS["zh-Hant"], lang="zh-hk") == ("zh-HK", "page")

    def test_a_page_that_the_script_contradicts_is_not_believed(self):
        assert read(TEXTS["zh-Hans"], lang="en") == ("zh-Hans", "script of the text")
        assert read(TEXTS["zh-Hant"], lang="zh-CN") == ("zh-Hant", "script of the text")

    def test_plain_zh_says_less_than_the_script(self):
        assert read(TEXTS["zh-Hant"], lang="zh") == ("zh-Hant", "script of the text")

    def test_the_site_comes_first(self):
        assert read(TEXTS["zh-Hans"], lang="zh-SG", site_language="zh-CN") == ("zh-CN", "site rule")

    def test_an_english_page_of_a_chinese_domain_is_english(self):
        assert read(TEXTS["en"], lang="en", site_language="zh-CN") == ("en", "page")

    def test_a_line_is_too_little_to_contradict(self):
        assert read("快讯", lang="en") == ("en", "page")

    @pytest.mark.parametrize("lang", ["", "x", "english, please", "{{lang}}"])
    def test_what_is_no_tag_is_not_taken_for_one(self, lang):
        assert read(TEXTS["en"], lang=lang) is None
