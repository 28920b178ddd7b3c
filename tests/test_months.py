import pytest

from newsarchive import months


class TestNumber:
    @pytest.mark.parametrize(
        ("name", "number"),
        [
            *(("January", 1), ("Sept", 9), ("déc", 12), ("Août", 8), ("märz", 3), ("maart", 3), ("декабря", 12)),
            *(("мая", 5), ("sierpnia", 8), ("lipca", 7), ("července", 7), ("června", 6), ("marraskuuta", 11)),
            *(("Ağustos", 8), ("Ιουνίου", 6), ("травня", 5), ("ottobre", 10), ("junho", 6), ("rugsėjo", 9)),
            *(("تشرين الثاني", 11), ("تشرين الأول", 10), ("كانون الثاني", 1), ("كانون الأول", 12)),
            *(("בנובמבר", 11), ("พ.ย.", 11), ("ก.ค.", 7)),
        ],
    )
    def test_names_of_many_languages_tell_their_number(self, name, number):
        assert months.number(name) == number

    @pytest.mark.parametrize("word", ["Monday", "x", "", "Quelle", "bis"])
    def test_other_words_tell_none(self, word):
        assert months.number(word) is None

    def test_no_beginning_names_two_months(self):
        beginnings = [beginning for line in months._BEGINNINGS.values() for beginning in line.split()]
        assert len(beginnings) == len(set(beginnings))
