import pytest

from newsarchive.extraction import names


class TestClean:
    @pytest.mark.parametrize(
        ("name", "cleaned"),
        [
            *(
                ("杨小倩_NF4425", "杨小倩"),
                ("（王晓武）", "王晓武"),
                ("李小明 AN0003", "李小明"),
                (" Jane Miller, ", "Jane Miller"),
            ),
            *(("佚名", None), ("admin", None), ("未知", None), ("——", None), ("", None), ("查看更多", None)),
        ],
    )
    def test_codes_and_marks_come_off_and_blanks_name_nobody(self, name, cleaned):
        assert names.clean(name) == cleaned


class TestSplit:
    @pytest.mark.parametrize(
        ("value", "found"),
        [
            *(("周文博 何雨晴 通讯员 王五", ["周文博", "何雨晴", "王五"]), ("周文博、何雨晴", ["周文博", "何雨晴"])),
            *(
                ("青江网专栏作者 周文博", ["周文博"]),
                ("青江晚报记者周文博/文", ["周文博"]),
                ("本报见习记者 周文博", ["周文博"]),
            ),
            *(("整合 青江日报·望潮记者 周文博", ["周文博"]), ("周文博报道", ["周文博"]), ("何雨晴 摄影", ["何雨晴"])),
            *(("王 珂 李 刚", ["王珂", "李刚"]), ("周文博 周文博", ["周文博"]), ("记者 周文博 受访者供图", ["周文博"])),
            *(("王晓武_NF 李小明_NB1234", ["王晓武", "李小明"]), ("阿依古丽·买买提", ["阿依古丽·买买提"])),
            *(
                ("Jane Miller and Bob Ray", ["Jane Miller", "Bob Ray"]),
                ("Jane Miller, Bob Ray", ["Jane Miller", "Bob Ray"]),
            ),
            *(
                ("Jane Miller, Senior Director, Content & Marketing", ["Jane Miller"]),
                ("Miller, Ray", ["Miller", "Ray"]),
            ),
            *(("By Jane O'Neill, MD", ["Jane O'Neill"]), ("Maria &amp; Katerina", ["Maria", "Katerina"])),
            *(("Anna Groß und Ole Berg", ["Anna Groß", "Ole Berg"]), ("Jane Miller, Senior Editor", ["Jane Miller"])),
            *(("周文博／台北報導", ["周文博"]), ("周文博台北採訪報導", ["周文博"]), ("周文博江邊報導", ["周文博"])),
            *(
                ("周文博通讯员何雨晴", ["周文博", "何雨晴"]),
                ("周文博和何雨晴", ["周文博", "何雨晴"]),
                ("李和平", ["李和平"]),
            ),
            *(("Ana Ruiz y José Gil", ["Ana Ruiz", "José Gil"]), ("José Ortega y Gasset", ["José Ortega y Gasset"])),
            *(("Ion Popa şi Ana Rusu", ["Ion Popa", "Ana Rusu"]), ("김철수 기자", ["김철수"])),
            *(("Иван Петров, корреспондент", ["Иван Петров"]),),
            *(('size="20', []), ("實習記者周文博", ["周文博"])),
            *(("James Smith, Jr.", ["James Smith, Jr"]), ("John Field 周文博", ["John Field", "周文博"]), ("", [])),
        ],
    )
    def test_the_names_of_a_value(self, value, found):
        assert names.split(value) == found

    @pytest.mark.parametrize("unit", ["周文博 ", "记者", "王 ", "Jane and ", ",", "_NF", "A.", " "])
    def test_time_grows_with_the_text_and_no_faster(self, unit, in_linear_time):
        in_linear_time(names.split, lambda size: unit * size)


class TestLeading:
    @pytest.mark.parametrize(
        ("text", "found", "rest"),
        [
            *(
                ("唐小霁）渡船今天复航", ["唐小霁"], ")渡船今天复航"),
                ("周文博、何雨晴 通讯员王五）", ["周文博", "何雨晴", "王五"], ")"),
            ),
            *(
                ("2日从镇上获悉", [], "2日从镇上获悉"),
                ("获悉渡船复航", [], "获悉渡船复航"),
                (" 周文博 6月1日", ["周文博"], " 6月1日"),
            ),
        ],
    )
    def test_names_end_where_prose_begins(self, text, found, rest):
        assert names.leading(text) == (found, rest)


class TestWithoutBy:
    def test_words_that_announce_a_name_come_off(self):
        assert names.without_by("Written by Jane Miller") == "Jane Miller"
        assert names.without_by("Von Anna Groß") == "Anna Groß"
        assert names.without_by("Byron Field") == "Byron Field"
