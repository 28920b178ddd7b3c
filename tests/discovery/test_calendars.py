from __future__ import annotations

from datetime import date

import pytest

from newsarchive.discovery import anchors, calendars, paging

ROOT = "http://www.example.cn"
JUNE = "".join(f"<td><a href='/2023/06{day:02}/'>{day}</a>" for day in (1, 2, 11, 12))


@pytest.fixture
def before(tree):
    def before(markup, path="/", *, more=()):
        page = tree(markup)
        return calendars.before([*anchors.read(page, ROOT + path), *more], ROOT + path)

    return before


class TestBefore:
    @pytest.mark.parametrize(
        ("path", "earlier"), [("/", "/2023/0612/"), ("/2023/0612/", "/2023/0611/"), ("/2023/0602/", "/2023/0601/")]
    )
    def test_the_last_day_before_that_of_the_page_follows(self, before, path, earlier):
        assert before(JUNE, path) == ROOT + earlier

    def test_the_month_before_follows_its_first_day(self, before):
        months = (
            "<a href=/2023/06/>6月</a><a href=/2023/04/>四月</a><a href=/2023/05/>上月</a><a href=/2023/07/>下月</a>"
        )
        assert before(months + JUNE, "/2023/0601/") == f"{ROOT}/2023/05/"
        assert before(months, "/2023/05/") == f"{ROOT}/2023/04/"

    def test_a_month_begins_with_its_last_day(self, before):
        assert before(JUNE, "/2023/06/") == f"{ROOT}/2023/0612/"

    def test_a_calendar_beside_a_channel_leads_out_of_it(self, before):
        assert before(JUNE, "/gn/") is None

    @pytest.mark.parametrize("path", ["/home.html", "/2023-06-12/index.html"])
    def test_a_drop_down_of_dates_is_believed_anywhere(self, before, tree, path):
        dates = "".join(f"<option value=/2023-06-{day}/index.html>2023-06-{day}" for day in (13, 12, 11, 10))
        more = list(paging.options(tree(f"<select>{dates}</select>"), ROOT))
        day = 13 if path == "/home.html" else 11
        assert before("", path, more=more) == f"{ROOT}/2023-06-{day}/index.html"

    @pytest.mark.parametrize(
        "markup",
        [
            "<a href=/2023/0601/>1</a><a href=/2023/0602/>2</a>",  # too few for a calendar
            "".join(f"<a href=/2023/06{day:02}/>{day + 1}</a>" for day in range(1, 9)),
            "".join(f"<a href=/2023/06{day:02}/>渡口的船今日重新启航，沿江居民早起相送</a>" for day in range(1, 9)),
        ],
    )
    def test_other_links_with_days_are_no_calendar(self, before, markup):
        assert before(markup) is None


class TestOf:
    def test_the_form_of_address_with_the_most_days_is_the_calendars(self, tree):
        page = tree(JUNE + "<a href=/a/20230603.html>3</a>")
        assert list(calendars.of(anchors.read(page, ROOT))) == [date(2023, 6, day) for day in (1, 2, 11, 12)]
