import pytest

from newsarchive.extraction import labels
from newsarchive.records import Block


class TestValue:
    @pytest.mark.parametrize(
        ("line", "value"),
        [
            *(
                ("来源：青江晚报 作者：周文博", "青江晚报"),
                ("来源：青江晚报作者：周文博", "青江晚报"),
                ("来源：时间财经", "时间财经"),
            ),
            *(
                ("来源：新江博客 评论", "新江博客"),
                ("来源:21世纪江报\t发表评论", "21世纪江报"),
                ("来源：【望潮融媒】", "望潮融媒"),
            ),
            *(
                ("来源：青江日报·望潮 2019-01-01", "青江日报·望潮"),
                ("来源：江报记者 周文博", "江报"),
                ("来源：人江网－江日报", "人江网－江日报"),
            ),
            *(
                ("来源：《江边》杂志", "《江边》杂志"),
                ("来源：江国摄影报 记者 周文博", "江国摄影报"),
                ("来源：《编辑之友》 编辑：罗静", "编辑之友"),
                ("来源：江报记者周文博", "江报"),
                ("来源：《江边周刊》", "江边周刊"),
                ("来源：“江边”小站", "“江边”小站"),
            ),
            *(
                ("来源： 作者：周文博", ""),
                ("来源：2019-01-01 10:05", ""),
                ("来源：", ""),
                ("来源：江网 12人参与", "江网"),
                ("来源：江网 关键字：渡船;石阶", "江网"),
                ("来源：江网；江边晚报", "江网；江边晚报"),
                ("来源：江网；编辑：罗静", "江网"),
            ),
        ],
    )
    def test_a_value_ends_at_the_next_label_date_or_button(self, line, value):
        assert labels.value(line, 3) == value

    def test_what_writers_do_is_a_part_of_theirs(self):
        assert labels.value("文/青江网专栏作者 周文博 编辑：罗静", 2, writers=True) == "青江网专栏作者 周文博"

    @pytest.mark.parametrize("unit", [" ", "a ", "1", "，", "来源", "（"])
    def test_time_grows_with_the_text_and_no_faster(self, unit, in_linear_time):
        in_linear_time(lambda text: labels.value(text, 0), lambda size: unit * size)


class TestNarrow:
    def test_marks_take_one_form_each_in_place(self):
        assert labels.narrow("【文／周文博】图丨何雨晴（青江）：x") == "[文/周文博]图|何雨晴(青江):x"


class TestCreditLines:
    @staticmethod
    def texts(*texts):
        return [
            line.text for line in labels.credit_lines([Block(index=rank, text=text) for rank, text in enumerate(texts)])
        ]

    def test_a_label_in_brackets_is_one_with_a_colon(self):
        assert self.texts("【记者】周文博", "【江边专讯】渡船复航", "【编辑：罗静】") == [
            "记者:周文博",
            "江边专讯:渡船复航",
            "[编辑:罗静]",
        ]

    def test_what_the_bearer_of_a_name_is_goes(self):
        assert self.texts("责编：罗静（实习生）、章北辰") == ["责编:罗静、章北辰"]
        assert self.texts("来源：青江晚报（江边）") == ["来源:青江晚报(江边)"]


class TestTogether:
    @staticmethod
    def joined(*texts, gap=0):
        lines = [Block(index=rank * (1 + gap), text=text) for rank, text in enumerate(texts)]
        return [line.text for line in labels.together(lines)]

    def test_a_bare_label_goes_with_the_line_below(self):
        assert self.joined("来源", "青江晚报", "江边") == ["来源: 青江晚报", "江边"]
        assert self.joined("Written by", "Jane Miller") == ["Written by: Jane Miller"]

    def test_lines_apart_stay_apart(self):
        assert self.joined("来源：", "青江晚报", gap=1) == ["青江晚报"]

    def test_other_lines_are_left_alone(self):
        assert self.joined("来源：青江晚报", "江边") == ["来源：青江晚报", "江边"]
