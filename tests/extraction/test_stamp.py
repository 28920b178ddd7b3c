from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from newsarchive.extraction.stamp import Stamp, find, in_url, parse_iso

SHANGHAI = timezone(timedelta(hours=8))
NOW = datetime(2023, 6, 10, 12, 30, tzinfo=SHANGHAI)


def told(stamp):
    return None if stamp is None else stamp.iso(SHANGHAI)[:16].replace("T", " ")


class TestIso:
    def test_a_day_without_time_stays_a_day(self):
        assert Stamp(date(2023, 6, 1)).iso(SHANGHAI) == "2023-06-01"

    def test_a_time_without_zone_is_that_of_the_site(self):
        assert Stamp(date(2023, 6, 1), 8, 5).iso(SHANGHAI) == "2023-06-01T08:05:00+08:00"

    def test_a_zone_is_turned_into_that_of_the_site(self):
        assert Stamp(date(2023, 6, 1), 23, 30, zone=UTC).iso(SHANGHAI) == "2023-06-02T07:30:00+08:00"

    def test_a_guessed_zone_does_not_move_what_the_page_told(self):
        new_york = ZoneInfo("America/New_York")
        assert Stamp(date(2023, 6, 1), 1, 30, zone=UTC).iso(new_york, sure=False) == "2023-06-01T01:30:00+00:00"
        assert Stamp(date(2023, 6, 1), 1, 30).iso(new_york, sure=False) == "2023-06-01T01:30:00-04:00"

    def test_what_was_counted_back_tells_no_zone(self):
        new_york = ZoneInfo("America/New_York")
        counted = Stamp(date(2023, 6, 1), 1, 30, zone=UTC, whole=False)
        assert counted.iso(new_york, sure=False) == "2023-05-31T21:30:00-04:00"


class TestFind:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            *(("2019年06月15日08:18 来源:青江网", "2019-06-15 08:18"), ("2019-06-15 08:18:22", "2019-06-15 08:18")),
            *(("发布时间：2019/6/5 8:05", "2019-06-05 08:05"), ("2022 01/05 10:10:10", "2022-01-05 10:10")),
            *(
                ("2022年1月5日 星期三 10:10", "2022-01-05 10:10"),
                ("２０１９年６月１５日　１０：２２", "2019-06-15 10:22"),
            ),
            *(("民國112年6月1日 下午3:05", "2023-06-01 15:05"), ("二〇一九年十一月二十日", "2019-11-20")),
            *(("发布时间：19-09-26 16:10", "2019-09-26 16:10"), ("2020년 3월 5일 오후 3:05", "2020-03-05 15:05")),
            *(("Friday December 19, 2025 @08:00PM", "2025-12-19 20:00"), ("Sept. 5, 2019 3 pm", "2019-09-05 15:00")),
            *(("13.11.2021, 22.15 Uhr", "2021-11-13 22:15"), ("7 janvier 2020 à 18h30", "2020-01-07 18:30")),
            *(("2 de mayo de 2022 a las 10:22", "2022-05-02 10:22"), ("2 февраля 2022 в 12:10", "2022-02-02 12:10")),
            *(("2024 m. kovo 31 d. 19:59", "2024-03-31 19:59"), ("2024. március 31. 10:22", "2024-03-31 10:22")),
            *(
                ("12 Tháng 10, 2023", "2023-10-12"),
                ("12 ตุลาคม 2566", "2023-10-12"),
                ("January 22nd, 2019", "2019-01-22"),
            ),
            *(("08:18 2019/06/15", "2019-06-15 08:18"), ("10:05 PM, June 15, 2019", "2019-06-15 22:05")),
            *(
                ("15.06.23, 08:18 Uhr", "2023-06-15 08:18"),
                ("Donnerstag, 15. Juni 2023 - 08.18 Uhr", "2023-06-15 08:18"),
            ),
            *(("令和5年6月15日", "2023-06-15"), ("平成元年6月15日", None), ("令和元年6月15日", "2019-06-15")),
            *(("١٥ يونيو ٢٠٢٣", "2023-06-15"), ("15 حزيران 2023", "2023-06-15"), ("१५ जून २०२३", "2023-06-15")),
            *(("5 تشرين الثاني 2023", "2023-11-05"), ("5 בנובמבר 2023, 15:30", "2023-11-05 15:30")),
            *(("5 พ.ย. 2566 เวลา 15:30 น.", "2023-11-05 15:30"), ("05/11/2566", "2023-11-05")),
            *(("วันอาทิตย์ที่ 5 พฤศจิกายน พ.ศ. 2566", "2023-11-05"), ("中華民國一一二年十一月五日", "2023-11-05")),
            *(("2023. gada 5. novembris, 15:30", "2023-11-05 15:30"), ("5.11.23", "2023-11-05")),
            *(("3:30 PM PDT, Sun November 5, 2023", "2023-11-06 06:30"), ("5.6.23, 15:30", "2023-06-05 15:30")),
            *(("Erstellt: 3. März 2021", "2021-03-03"), ("19.5.2007", "2007-05-19"), ("2011年12月09日", "2011-12-09")),
        ],
    )
    def test_dates_as_pages_print_them(self, text, expected):
        assert told(find(text)) == expected

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "来源：青江晚报",
            "Copyright 2001-2019",
            "2019-13-45",
            "电话 2019-12-345678",
            "3小时前",
            "version 1.2.23",
            "1.2.3.23",
            "06-15 08:18",
            "1989",
        ],
    )
    def test_what_is_no_date(self, text):
        assert find(text) is None

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            *(("3小时前", "2023-06-10 09:30"), ("半小时前", "2023-06-10 12:00"), ("2 hours ago", "2023-06-10 10:30")),
            *(("Jun 9", "2023-06-09"), ("9. Juni", "2023-06-09"), ("vor 2 Stunden", "2023-06-10 10:30")),
            *(("昨天 10:05", "2023-06-09 10:05"), ("3天前", "2023-06-07"), ("06-09 08:18", "2023-06-09 08:18")),
            *(("12-30 08:18", "2022-12-30 08:18"), ("12月30日", "2022-12-30"), ("6月11日 00:10", "2023-06-11 00:10")),
        ],
    )
    def test_what_is_counted_from_the_time_of_fetching(self, text, expected):
        assert told(find(text, now=NOW)) == expected

    def test_a_date_without_a_year_falls_near_the_day_of_the_address(self):
        assert find("01-02 08:18", near=date(2019, 12, 30)).day == date(2020, 1, 2)
        assert not find("01-02 08:18", near=date(2019, 12, 30)).whole

    def test_the_order_of_month_and_day(self):
        assert find("03/04/2020").day == date(2020, 4, 3)
        assert find("03/04/2020", month_first=True).day == date(2020, 3, 4)
        assert find("03.04.2020", month_first=True).day == date(2020, 4, 3)
        assert find("12/25/2020").day == date(2020, 12, 25)
        assert find("12/25/20").day == date(2020, 12, 25)
        assert find("03/04/20", month_first=True).day == date(2020, 3, 4)

    def test_the_solar_calendar_of_iran_in_its_own_digits_or_words(self):
        assert told(find("۱۴۰۵/۰۸/۱۴ - ۱۵:۳۰")) == "2026-11-05 15:30"
        assert told(find("پنجشنبه ۱۴ آبان ۱۴۰۵")) == "2026-11-05"
        assert find("1405/08/14") is None

    def test_a_day_without_a_year_and_its_time(self):
        assert find("5 ноября, 15:30", now=NOW).iso(SHANGHAI) == "2022-11-05T15:30:00+08:00"

    def test_raw_is_what_the_page_prints(self):
        assert find("日期　２０１９年６月１５日　１０：２２　来源").raw == "２０１９年６月１５日　１０：２２"

    @pytest.mark.parametrize(
        "unit", ["1", "1-", "2019 ", "2019-1", " ", "民國", "2019年 ", "1.1.", "Jan ", "12 Jan ", "前"]
    )
    def test_time_grows_with_the_text_and_no_faster(self, unit, in_linear_time):
        in_linear_time(lambda text: find(text, now=NOW), lambda size: unit * size)


class TestInUrl:
    @pytest.mark.parametrize(
        ("url", "expected"),
        [
            *(
                ("http://a.cn/2023-06/01/c_112.htm", date(2023, 6, 1)),
                ("http://a.cn/t20230601_88.html", date(2023, 6, 1)),
            ),
            *(("http://a.cn/2023/06/01/x/", date(2023, 6, 1)), ("http://a.cn/2023/6/1/88.html", date(2023, 6, 1))),
            *(
                ("http://a.de/meldungen/01-06-2023", date(2023, 6, 1)),
                ("http://a.cn/1/2023-06-01-02.html", date(2023, 6, 1)),
            ),
            *(
                ("http://a.cn/p/2023_06_01_51.shtml", date(2023, 6, 1)),
                ("http://a.cn/20230601/88.html", date(2023, 6, 1)),
            ),
        ],
    )
    def test_days_in_addresses(self, url, expected):
        assert in_url(url).day == expected

    @pytest.mark.parametrize(
        "url",
        ["http://a.cn/", "http://a.cn/2023.html", "http://a.cn/120230601999.html", "http://a.cn/?d=20230601", "x"],
    )
    def test_other_numbers_are_no_day(self, url):
        assert in_url(url) is None


class TestParseIso:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            *(("2023-06-01T08:05:10+08:00", "2023-06-01 08:05"), ("2023-06-01T00:05:10.123Z", "2023-06-01 08:05")),
            *(("Tue, 03 Sep 2019 08:18:00 GMT", "2019-09-03 16:18"), ("1686000000000", "2023-06-06 05:20")),
            *(
                ("20190615101010", "2019-06-15 10:10"),
                ("20190615", "2019-06-15"),
                ("20190615T021000Z", "2019-06-15 10:10"),
            ),
            ("Sat Jun 15 2019 08:18:00 GMT+0800 (CST)", "2019-06-15 08:18"),
        ],
    )
    def test_moments_as_machines_write_them(self, text, expected):
        assert told(parse_iso(text)) == expected

    @pytest.mark.parametrize("text", ["2024-06-13T00:00:00Z", "2024-06-13 00:00:00", "2024-06-13T00:00:00.000+00:00"])
    def test_midnight_sharp_is_a_mere_day(self, text):
        assert parse_iso(text).iso(SHANGHAI) == "2024-06-13"

    @pytest.mark.parametrize("text", ["", "soon", "0", "99999999", "20191345"])
    def test_anything_else_is_none(self, text):
        assert parse_iso(text) is None
