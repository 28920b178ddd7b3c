import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.extraction import marks
from newsarchive.text import weight

ENDS = re.compile(r"[。！？!?…；;.](?:[\"'”’」』）)\]】]*)$")
LINES = st.lists(
    st.text("老船 aB1２²。！.,，：;“”)）'] é\t", min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=6
)


def one(line):
    """The marks of a line as numbers, taken while there are others around it."""
    counted = marks.count(["前。", line, "1"])
    return {name: getattr(counted, name).tolist()[1] for name in counted.__slots__}


class TestCount:
    @given(LINES)
    def test_every_line_is_counted_as_if_it_were_looked_at_alone(self, lines):
        counted = marks.count(lines)
        assert counted.length.tolist() == list(map(len, lines))
        assert counted.size.tolist() == list(map(weight, lines))
        assert counted.stops.tolist() == [len(re.findall(r"[。！？!?；;…]|\.(?=\s|$)", line)) for line in lines]
        assert counted.commas.tolist() == [len(re.findall('[，,、：:“”"「」]', line)) for line in lines]
        assert counted.digits.tolist() == [sum(map(str.isdigit, line)) / len(line) for line in lines]
        assert counted.numbered.tolist() == [any(map(str.isdigit, line)) for line in lines]
        assert counted.ends.tolist() == [ENDS.search(line[-4:]) is not None for line in lines]
        assert counted.colon.tolist() == [line[-1] in ":：" for line in lines]

    def test_digits_count_at_the_beginning_of_a_line_only(self):
        assert one("年" * 200 + "2023")["digits"] == 0
        assert one("2023" + "年" * 996)["digits"] == 4 / 200

    def test_a_date_may_stand_near_the_beginning_only(self):
        assert [one("年" * 119 + "1")["numbered"], one("年" * 120 + "1")["numbered"]] == [True, False]

    def test_a_full_stop_within_a_number_ends_nothing(self):
        assert one("Up 1.5 percent.")["stops"] == 1

    @pytest.mark.parametrize(("line", "ends"), [("“好。”)", True), ("好。”)）]", False), ("）", False), ("好", False)])
    def test_a_sentence_may_end_before_closing_marks(self, line, ends):
        assert one(line)["ends"] is ends

    def test_characters_beyond_the_first_plane_are_characters_only(self):
        assert {"length": 2.0, "size": 2.0, "digits": 0.0}.items() <= one("𠮷😀").items()

    def test_the_counts_are_one_a_line(self):
        counted = marks.count(["一"] * 7)
        assert all(np.shape(getattr(counted, name)) == (7,) for name in counted.__slots__)
