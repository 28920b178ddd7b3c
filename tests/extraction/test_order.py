from datetime import UTC, date, datetime

import pytest

from newsarchive.extraction import order

MODIFIED = '<meta property="article:modified_time" content="2023-07-06T10:00:00Z">'


class TestFind:
    @pytest.mark.parametrize(
        ("more", "day"),
        [
            *(({"lang": "en"}, date(2023, 6, 7)), ({"lang": "fr"}, date(2023, 7, 6))),
            *(
                ({"lang": "en", "head": MODIFIED}, date(2023, 7, 6)),
                ({"lang": "fr", "head": MODIFIED}, date(2023, 7, 6)),
            ),
            ({"lang": "en", "url": "http://news.example/2023/07/06/a.html"}, date(2023, 7, 6)),
        ],
    )
    def test_other_days_of_the_page_say_which_number_is_the_month(self, article, more, day):
        assert order.find("06/07/2023", article(**more).document).day == day

    def test_days_far_apart_say_nothing(self, article):
        page = article(lang="en", url="http://news.example/2023/09/20/a.html")
        assert order.find("06/07/2023", page.document).day == date(2023, 6, 7)

    def test_nothing_is_of_the_future(self, article):
        page = article(lang="fr", fetched_at=datetime(2023, 6, 20, tzinfo=UTC))
        assert order.find("06/07/2023", page.document).day == date(2023, 6, 7)

    def test_other_dates_of_the_page_show_their_order(self, article):
        assert order.find("06/07/2023", article("<p>13/07/2023</p>", lang="en").document).day == date(2023, 7, 6)
        both = article("<p>13/07/2023</p><p>07/13/2023</p>", lang="en").document
        assert order.find("06/07/2023", both).day == date(2023, 6, 7)

    @pytest.mark.parametrize("text", ["5.11. 15:30", "05.11 15:30", "5/11 15:30"])
    def test_a_date_without_a_year_has_the_order_of_the_language(self, article, text):
        def day(lang):
            page = article(lang=lang, fetched_at=datetime(2023, 12, 20, tzinfo=UTC))
            return order.find(text, page.document).day

        assert (day("fi"), day("zh")) == (date(2023, 11, 5), date(2023, 5, 11))

    def test_a_turned_date_is_told_as_it_is_printed(self, article):
        page = article(lang="fi", fetched_at=datetime(2023, 12, 20, tzinfo=UTC))
        assert order.find("Julkaistu 25.11. 15:30", page.document).raw == "25.11. 15:30"

    def test_the_years_of_the_republic_on_pages_from_taiwan(self, article):
        found = order.find("發布日期：112/06/01 10:05", article(lang="zh-TW").document)
        assert (found.day, found.hour, found.raw) == (date(2023, 6, 1), 10, "112/06/01 10:05")
        assert order.find("112/06/01", article(lang="zh-CN").document) is None

    def test_a_date_without_a_year_falls_near_that_of_the_address(self, article):
        page = article(url="http://news.example/2023-06/01/c_1.htm")
        assert order.find("06/02 10:05", page.document).day == date(2023, 6, 2)


class TestIsMonthFirst:
    @pytest.mark.parametrize(
        ("url", "lang", "first"),
        [
            *(("http://news.example/1", "en-US", True), ("http://news.example/1", "en-GB", False)),
            *(
                ("http://news.co.uk/1", "en-US", False),
                ("http://news.us/1", "", True),
                ("http://a.example/", "", False),
            ),
        ],
    )
    def test_by_country_then_language(self, article, url, lang, first):
        assert order.is_month_first(article(url=url, lang=lang).document) is first
