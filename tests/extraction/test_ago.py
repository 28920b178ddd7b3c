from datetime import UTC, date, datetime

import pytest

from newsarchive.extraction import ago

NOW = datetime(2023, 6, 10, 12, 30, tzinfo=UTC)


def read(text):
    found = ago.read(text, NOW)
    return found[0] if found else None


class TestRead:
    @pytest.mark.parametrize(
        "text",
        [
            *(
                "2小时前",
                "2 小時前",
                "2時間前",
                "2시간 전",
                "2 hours ago",
                "2 hrs ago",
                "vor 2 Stunden",
                "il y a 2 heures",
            ),
            *(
                "hace 2 horas",
                "há 2 horas",
                "2 ore fa",
                "2 часа назад",
                "2 uur geleden",
                "för 2 timmar sedan",
                "120分钟前",
            ),
        ],
    )
    def test_hours_before_the_page_was_fetched(self, text):
        assert read(text) == datetime(2023, 6, 10, 10, 30, tzinfo=UTC)

    @pytest.mark.parametrize(
        "text",
        [
            *("před 2 hodinami", "pred 2 hodinami", "acum 2 ore", "преди 2 часа", "2 години тому", "πριν 2 ώρες"),
            *("منذ 2 ساعات", "לפני 2 שעות", "2 घंटे पहले", "2 ชั่วโมงที่แล้ว", "2 giờ trước", "2 jam yang lalu"),
            *("for 2 timer siden", "2 tuntia sitten", "2 órával ezelőtt", "prieš 2 val", "pirms 2 stundām"),
        ],
    )
    def test_so_do_other_languages(self, text):
        assert read(text) == datetime(2023, 6, 10, 10, 30, tzinfo=UTC)

    def test_what_lasts_is_not_counted_back(self):
        assert read("open for 2 hours") is None

    @pytest.mark.parametrize("text", ["včera 21:15", "tegnap 21:15", "вчора о 21:15", "χθες 21:15", "i går 21:15"])
    def test_so_do_days_named_in_other_languages(self, text):
        assert read(text) == date(2023, 6, 9)

    @pytest.mark.parametrize("text", ["刚刚", "just now", "방금 전"])
    def test_a_moment_ago_is_now(self, text):
        assert read(text) == NOW

    @pytest.mark.parametrize("text", ["3天前", "3 days ago", "vor 3 Tagen", "il y a 3 jours", "3 дня назад", "3일 전"])
    def test_days_tell_no_time(self, text):
        assert read(text) == date(2023, 6, 7)

    @pytest.mark.parametrize(
        ("text", "seconds"), [("半小时前", 1800), ("一分钟前", 60), ("an hour ago", 3600), ("vor einer Stunde", 3600)]
    )
    def test_counts_in_words(self, text, seconds):
        assert (NOW - read(text)).total_seconds() == seconds

    @pytest.mark.parametrize(
        ("text", "day"),
        [
            *(("昨天 10:05", 9), ("今天", 10), ("前天 08:18", 8), ("yesterday at 10:05", 9), ("heute, 08.18 Uhr", 10)),
            *(("gestern", 9), ("Hier à 18h30", 9), ("вчера в 10:05", 9), ("어제 10:05", 9)),
        ],
    )
    def test_days_by_name(self, text, day):
        assert read(text) == date(2023, 6, day)

    @pytest.mark.parametrize(
        "text", ["", "前", "3小时", "yesterday the ferry sailed", "vor 3 Booten", "2 oranges fa", "12 ago"]
    )
    def test_what_counts_back_to_no_moment(self, text):
        assert read(text) is None

    @pytest.mark.parametrize("unit", ["1", "1 ", "vor ", "前", "1 hour ", "today "])
    def test_time_grows_with_the_text_and_no_faster(self, unit, in_linear_time):
        in_linear_time(lambda text: ago.read(text, NOW), lambda size: unit * size)
