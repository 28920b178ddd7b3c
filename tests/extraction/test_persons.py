import pytest

from newsarchive.extraction.persons import is_chinese_person, is_organisation, is_surely_chinese_person


class TestIsChinesePerson:
    @pytest.mark.parametrize("name", ["周文博", "何雨", "欧阳小禾", "司徒远", "歐陽小禾", "張小禾", "阿依古丽·买买提"])
    def test_surnames_and_names_of_several_parts(self, name):
        assert is_chinese_person(name)

    @pytest.mark.parametrize(
        "word", ["青江晚报", "文化", "国际", "石油", "江边的船", "周", "周文博士说", "Zhou", "小编", "高铁", ""]
    )
    def test_other_words(self, word):
        assert not is_chinese_person(word)


class TestIsSurelyChinesePerson:
    def test_two_characters_need_a_common_surname(self):
        assert is_surely_chinese_person("周雨")
        assert not is_surely_chinese_person("阴雨")
        assert is_surely_chinese_person("阴小雨")


class TestIsOrganisation:
    @pytest.mark.parametrize(
        "name",
        ["青江晚报", "澄湖网", "新闻频道", "市教育局", "Port Callan Times", "Coastwire News", "dpa", "example.com"],
    )
    def test_media_agencies_and_offices(self, name):
        assert is_organisation(name)

    @pytest.mark.parametrize("name", ["Jane Miller", "周文博", "Newsome Hartley", "Anna"])
    def test_persons_are_none(self, name):
        assert not is_organisation(name)
