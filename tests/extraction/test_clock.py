from datetime import datetime, timedelta, timezone

import pytest

from newsarchive.extraction import clock


class TestRead:
    @pytest.mark.parametrize(
        ("text", "hour", "minute", "second"),
        [
            *((" 08:18", 8, 18, 0), ("08:18:22", 8, 18, 22), ("T23:59:01Z", 23, 59, 1), ("　下午3:05", 15, 5, 0)),
            *((" 上午12:05", 12, 5, 0), (" 12:05 am", 0, 5, 0), (" 12:05 p.m.", 12, 5, 0), (" at 7 pm ET", 19, 0, 0)),
            *((" 8时5分", 8, 5, 0), (" à 18h30", 18, 30, 0), (", 22.15 Uhr", 22, 15, 0), (" klo 9.05", 9, 5, 0)),
            *(("（木）午前8時30分", 8, 30, 0), (" (四) 15:30", 15, 30, 0), (" (목) 15:30", 15, 30, 0)),
            *((" Perşembe, 15:30", 15, 30, 0), ("., csütörtök 15:30", 15, 30, 0), (" d., 15:30", 15, 30, 0)),
            *((" kell 15.30", 15, 30, 0), (" pukul 15.30", 15, 30, 0), (" الساعة 15:30", 15, 30, 0)),
            *((" 3:30 μ.μ.", 15, 30, 0), (" 03:30 م", 15, 30, 0), (" 03:30 ص", 3, 30, 0), (" — 3.30pm", 15, 30, 0)),
            *((" | 10:05", 10, 5, 0), (" 오후 3:05", 15, 5, 0), (" HKT 21:43", 21, 43, 0)),
        ],
    )
    def test_the_time_right_behind_a_date(self, text, hour, minute, second):
        told = clock.read(text, 0)
        assert (told.hour, told.minute, told.second) == (hour, minute, second)

    @pytest.mark.parametrize("text", ["", " 来源：青江晚报", " 25:10", " 10:75", " 第3版", ".2.3", "(星期三)"])
    def test_what_is_no_time(self, text):
        assert clock.read(text, 0) is None

    def test_the_zone_goes_with_it(self):
        assert clock.read("T10:05:00.123+08:00", 0).zone == timezone(timedelta(hours=8))
        assert clock.read(" 10:05 (GMT+7)", 0).zone == timezone(timedelta(hours=7))
        assert clock.read(" 10:05", 0).zone is None
        assert clock.read(" 10:05 北京时间", 0).zone == timezone(timedelta(hours=8))
        assert clock.read(" 3:30pm AEDT", 0).zone == timezone(timedelta(hours=11))

    def test_a_place_that_changes_its_clocks_is_no_fixed_zone(self):
        zone = clock.read(" 3:30 PM ET", 0).zone
        summer, winter = (datetime(2023, month, 1, 15, 30, tzinfo=zone) for month in (7, 1))
        assert (summer.utcoffset(), winter.utcoffset()) == (timedelta(hours=-4), timedelta(hours=-5))


class TestBefore:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            *(
                ("08:18 ", (8, 18, 0, 0)),
                ("发布 23:59:01 | ", (23, 59, 1, 3)),
                ("8:05 PM ET, Thursday, ", (20, 5, 0, 0)),
            ),
            *(("12:05 am on ", (0, 5, 0, 0)), ("08:18 来源 ", None), ("", None), ("1:08:18:22 ", None)),
        ],
    )
    def test_the_time_right_before_a_date(self, text, found):
        told = clock.before(text, len(text))
        assert (told and (told.hour, told.minute, told.second, told.edge)) == found

    def test_its_zone_goes_with_it(self):
        assert clock.before("3:30 PM PDT, Thu ", 17).zone == timezone(timedelta(hours=-7))


class TestZone:
    def test_offsets_and_abbreviations(self):
        assert clock.zone("Z") == timezone(timedelta(0))
        assert clock.zone("GMT+0530") == timezone(timedelta(hours=5, minutes=30))
        assert clock.zone("UTC+10") == timezone(timedelta(hours=10))
        assert clock.zone("-03:00") == timezone(timedelta(hours=-3))
        assert clock.zone("EDT") == timezone(timedelta(hours=-4))

    @pytest.mark.parametrize("name", ["", "CST", "IST", "+99:00", "nonsense"])
    def test_what_tells_no_zone(self, name):
        assert clock.zone(name) is None
