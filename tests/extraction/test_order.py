from datetime import date

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
