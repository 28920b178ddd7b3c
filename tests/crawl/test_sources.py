"""Sources: what the days that a listing prints without a year, or counted from today, are good for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest


def row(number: int, day: str) -> str:
    return f'<li><a href="/a/10000{number}.html">渡口的船今日重新启航</a><span>{day}</span></li>'


def days_ago(days: int) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)


class TestDaysWithoutAYear:
    def test_since_ends_the_turning_by_them(self, program, serve, pages, archived, local):
        ages = (0, 1, 2, 20, 30, 40, 50, 60)
        server = serve({f"/a/10000{n}.html": pages.story(n, day=f"{days_ago(age):%F}") for n, age in enumerate(ages)})
        for page in range(4):
            rows = (row(n, f"{days_ago(ages[n]):%m-%d}") for n in (2 * page, 2 * page + 1))
            address = f"/list_{page + 1}.html" if page else "/"
            server.routes[address] = f'<ul>{"".join(rows)}</ul><a href="/list_{page + 2}.html">下一页</a>'
        done = program("crawl", server.url, "--since", f"{days_ago(5):%F}", *local)
        assert done.returncode == 0, done.stderr
        assert len(archived().records) == 3
        # The second page reaches back to the range; the third has left it, and is the last.
        assert [path for path in server.asked if "list" in path] == ["/list_2.html", "/list_3.html"]
        assert "/a/100003.html" not in server.asked

    def test_until_does_not_refuse_what_may_lie_years_back(self, program, serve, pages, archived, local):
        server = serve({"/": f"<ul>{row(1, '06-01')}</ul>", "/a/100001.html": pages.story(1)})
        done = program("crawl", server.url, "--until", "2023-06-30", *local)
        assert done.returncode == 0, done.stderr
        assert len(archived().records) == 1

    @pytest.mark.parametrize(("printed", "age"), [("昨天 08:30", 1), ("3天前", 3), (f"{days_ago(9):%m-%d}", 9)])
    def test_they_date_an_article_whose_page_has_no_day(self, program, serve, pages, archived, local, printed, age):
        story = pages.story(1).replace("2023-06-01 08:01", "")
        server = serve({"/": f"<ul>{row(1, printed)}</ul>", "/a/100001.html": story})
        before = days_ago(age).date()
        assert program("crawl", server.url, *local).returncode == 0
        (record,) = archived().records
        assert record["date_published"] in {before.isoformat(), days_ago(age).date().isoformat()}
        assert record["read_by"]["date_published"] == "listing"
