from datetime import date

import pytest

from newsarchive.extraction import occasion
from newsarchive.extraction.occasion import Occasion


def day(found):
    return found and found.day.isoformat()


class TestIssued:
    @pytest.mark.parametrize(
        ("text", "lang"),
        [
            *(("Updated November 6, 2023, first published November 5, 2023", "en"), ("05.11.2023 13:26更新", "zh")),
            *(("Aktualisiert am 06.11.2023 09:10 Veröffentlicht am 05.11.2023 15:30", "de"), ("5 Nov 2023", "en")),
            *(("Mis à jour le 6 novembre 2023 à 9h10 - Publié le 5 novembre 2023 à 15h30", "fr"),),
            *(("Actualizado: 06/11/2023 09:10 Creado: 05/11/2023 15:30", "es"),),
            *(("Publikováno: 5. 11. 2023, aktualizováno: 6. 11. 2023", "cs"),),
            *(("Aktualizacja: 06.11.2023 09:10 Publikacja: 05.11.2023 15:30", "pl"),),
            *(("Oppdatert: 06.11.23 09:10 Publisert: 05.11.23 15:30", "no"),),
            *(("Päivitetty 6.11.2023 9:10, julkaistu 5.11.2023 15:30", "fi"),),
            *(("Güncelleme: 06.11.2023 - 09:10 Yayınlanma: 05.11.2023 - 15:30", "tr"),),
            *(("최종수정 2023.11.06 09:10 기사입력 2023.11.05 15:30", "ko"),),
            *(("更新：2023年11月6日 10:00　掲載：2023年11月5日 15:30", "ja"),),
            *(("(ultimo aggiornamento: 6 Novembre 2023) 5 Novembre 2023", "it"),),
            *(("Deadline: 1 December 2023. Published 5 November 2023", "en"),),
        ],
    )
    def test_the_day_of_publication_among_others(self, article, text, lang):
        assert day(occasion.issued(text, article(lang=lang).document)) == "2023-11-05"

    @pytest.mark.parametrize(
        "text",
        [
            "Updated November 6, 2023",
            "更新时间：2023-11-06",
            "Today is Monday, November 6, 2023",
            "今天是2023年11月6日",
            "© 2023-11-06",
        ],
    )
    def test_none_where_all_days_are_of_something_else(self, article, text):
        assert occasion.issued(text, article().document) is None


class TestChanged:
    def test_the_day_that_is_said_to_be_of_a_change(self, article):
        document = article(lang="sv").document
        assert (
            day(occasion.changed("Publicerad 5 nov 2023 kl 15:30 Uppdaterad 6 nov 2023 kl 09:10", document))
            == "2023-11-06"
        )
        assert occasion.changed("Publicerad 5 nov 2023 kl 15:30", document) is None

    def test_a_word_far_from_the_date_tells_nothing_of_it(self, article):
        text = "What was modified in the old pier by the two parishes: 6 November 2023"
        assert occasion.changed(text, article().document) is None


class TestIsByline:
    def test_days_with_their_occasions_and_little_else(self, article):
        document = article().document
        assert occasion.is_byline("Por Ana Prado — Lisboa 05/11/2023 15h30 Atualizado em 06/11/2023", document)
        assert not occasion.is_byline(
            "The pier was published about on 5 November 2023, " + "in many papers " * 5, document
        )
        assert not occasion.is_byline("On 5 November 2023 the ferry sailed.", document)


class TestNamesWeekday:
    @pytest.mark.parametrize("text", ["2023年6月10日 星期六", "Monday, June 5", "Montag, 05.06.2023", "6월 5일 월요일"])
    def test_days_of_the_week(self, text):
        assert occasion.names_weekday(text)
        assert not occasion.names_weekday("2023-06-05 江边在线 Callan")


class TestNamed:
    def test_the_names_of_an_element_come_before_the_words_of_its_line(self):
        assert occasion.named("entry-date published updated", "") is Occasion.ISSUED
        assert occasion.named("updated", "Published") is Occasion.CHANGED
        assert occasion.named("dt", "Last updated: ") is Occasion.CHANGED
        assert occasion.named("dt", "By Jane Miller, ") is Occasion.UNSAID


class TestRead:
    def test_each_date_with_what_happened_on_it(self, article):
        told = occasion.read("6 March 2023, updated 7 March 2023", article(lang="en-GB").document)
        assert [(each.what, each.stamp.day) for each in told] == [
            (Occasion.UNSAID, date(2023, 3, 6)),
            (Occasion.CHANGED, date(2023, 3, 7)),
        ]
