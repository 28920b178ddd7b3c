"""The tables at the end of a backfill, and whole backfills as processes."""

from __future__ import annotations

import random
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from newsarchive.commands._backfill import tables
from newsarchive.crawl.tally import SiteReport
from newsarchive.crawl.targets import Options
from newsarchive.crawl.turning import End, Reach
from newsarchive.records import Article
from newsarchive.storage import SiteArchive
from newsarchive.urls import article_id

SITE = "news.example.cn"
FIRST, LAST = date(2023, 6, 1), date(2023, 6, 9)


def fill(root: Path, days: dict[str, int]) -> None:
    """An archive with so many articles on each day."""
    with SiteArchive.open(root, SITE) as archive:
        for day, count in days.items():
            for number in range(count):
                url = f"http://{SITE}/{day}/{number}.html"
                facts = {"section": "城事", "date_published": f"{day}T08:00:00+08:00"}
                archive.store(
                    Article(article_id(url), url, url, SITE, "标题", "标题", "正文", content_hash=url, **facts)
                )


def told(root: Path, *reaches: Reach, until: date = LAST, undated: int = 0) -> str:
    report = SiteReport(SITE, sources=reaches, days=Counter({"": undated} if undated else {}))
    return "\n".join(tables(report, Options(archive=root, since=FIRST, until=until), date(2023, 6, 20)))


class TestTables:
    def test_articles_of_the_range_are_counted_by_day_and_channel(self, tmp_path: Path) -> None:
        fill(tmp_path, {"2023-05-31": 1, "2023-06-01": 2, "2023-06-09": 1, "2023-06-10": 5})
        lines = told(tmp_path).splitlines()
        assert lines[0] == f"{SITE}: 3 articles from 2023-06-01 to 2023-06-09"
        assert [line.split() for line in lines[3:7]] == [
            ["day", "城事", "total"],
            ["2023-06-01", "2", "2"],
            ["2023-06-09", "1", "1"],
            ["total", "3", "3"],
        ]

    def test_days_without_articles_are_named_also_at_the_ends_of_the_range(self, tmp_path: Path) -> None:
        fill(tmp_path, {"2023-06-02": 1, "2023-06-03": 1, "2023-06-05": 2})
        assert "days without articles: 2023-06-01, 2023-06-04, 2023-06-06 to 2023-06-09" in told(tmp_path)
        fill(tmp_path, {"2023-06-07": 1})
        # A day that is not over, or has not begun, says nothing.
        assert "2023-06-20" in told(tmp_path, until=date(2023, 7, 30))
        assert "2023-06-21" not in told(tmp_path, until=date(2023, 7, 30))

    def test_days_with_far_fewer_than_their_neighbours_are_named(self, tmp_path: Path) -> None:
        fill(tmp_path, {f"2023-06-0{day}": 1 if day == 4 else 9 for day in range(1, 10)})
        assert (
            "far fewer articles than their neighbours\nday         articles  usual\n2023-06-04         1      9"
            in told(tmp_path)
        )

    def test_a_long_range_is_shown_by_month(self, tmp_path: Path) -> None:
        fill(tmp_path, {"2022-12-30": 1, "2022-12-31": 2, "2023-06-01": 3})
        options = Options(archive=tmp_path, since=date(2022, 1, 1), until=LAST)
        rows = [line.split() for line in "\n".join(tables(SiteReport(SITE), options, LAST)).splitlines()]
        assert ["2022-12", "3", "3"] in rows
        assert ["2023-06", "3", "3"] in rows

    @pytest.mark.parametrize(
        ("reach", "why"),
        [
            (Reach("http://a.cn/gn/", 1, 9, 9, FIRST + timedelta(days=3), LAST, End.LAST), "there is no next page"),
            (Reach("http://a.cn/gn/", 50, 900, 0, None, None, End.BOUND), "the limit of pages was reached"),
            (Reach("http://a.cn/gn/", 2, 9, 9, LAST, LAST, End.FAILED, "answers 500"), "answers 500"),
            (Reach("http://a.cn/gn/", 2, 9, 9, LAST, LAST), "it was broken off"),
            (Reach("http://a.cn/gn/", 2, 9, 2, FIRST, LAST, End.LAST), "there is no next page"),
        ],
    )
    def test_a_source_that_may_hold_more_is_named_with_the_reason(self, tmp_path: Path, reach: Reach, why: str) -> None:
        lines = told(tmp_path, reach).splitlines()
        assert "sources that were not read back to 2023-06-01; what only they list is missing" in lines
        assert lines[-1].startswith("http://a.cn/gn/")
        assert lines[-1].endswith(why)

    @pytest.mark.parametrize(
        "reach",
        [
            Reach("http://a.cn/gn/", 3, 9, 9, FIRST - timedelta(days=4), LAST, End.PASSED),
            Reach("http://a.cn/gn/", 3, 9, 9, FIRST, LAST, End.LAST),
            Reach("http://a.cn/about/", 1, 0, 0, None, None, End.REPEATED),
            Reach("http://a.cn/scroll/2023/0604/", 1, 9, 9, LAST, LAST, End.LAST),
            Reach("http://a.cn/scroll/{date:%Y/%m%d}/", 9, 9, 9, LAST, LAST, End.LAST),
        ],
    )
    def test_one_that_was_read_to_its_end_is_not(self, tmp_path: Path, reach: Reach) -> None:
        assert "not read back" not in told(tmp_path, reach)

    def test_articles_without_a_date_are_counted(self, tmp_path: Path) -> None:
        assert "3 articles of this run have no date" in told(tmp_path, undated=3)


@pytest.fixture
def river(serve, pages):
    """A channel of six pages, two articles for each of the days 06-12 to 06-01, an old one pinned to each page."""
    server = serve({})
    days = [date(2023, 6, 12) - timedelta(days=back) for back in range(12)]
    pinned = '<li><a href="/2019/0101/c99999.html">渡口今日启航通告旧闻</a><span>2019-01-01</span></li>'
    for page in range(6):
        rows = pinned
        for day in days[2 * page : 2 * page + 2]:
            for number in (0, 1):
                path = f"/{day:%Y/%m%d}/c{100 * day.day + number}.html"
                server.routes[path] = pages.story(100 * day.day + number, day=day.isoformat())
                rows += f'<li><a href="{path}">渡口第{day.day}号船今日重新启航{number}</a><span>{day}</span></li>'
        turner = f'<a href="/list_{page + 2}.html">下一页</a>' if page < 5 else ""
        server.routes[f"/list_{page + 1}.html" if page else "/"] = f"<ul>{rows}</ul>{turner}"
    return server


HTML = {"Content-Type": "text/html; charset=utf-8"}
RANGE = ("--since", "2023-06-07", "--until", "2023-06-10")


class TestBackfill:
    def test_lists_are_turned_until_their_dates_have_left_the_range(self, program, river, local):
        done = program("crawl", river.url, "--quiet", *RANGE, *local)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        assert "8 articles from 2023-06-07 to 2023-06-10" in done.stdout
        assert "not read back" not in done.stdout
        assert "without articles" not in done.stdout
        assert [path for path in river.asked if "list" in path] == [f"/list_{page}.html" for page in range(2, 6)]
        assert "/2019/0101/c99999.html" not in river.asked

    def test_killed_at_any_moment_it_goes_on_and_run_twice_it_stores_nothing_twice(self, program, river, answer, local):
        chance = random.Random(11)
        lists = [path for path in river.routes if "list" in path or path == "/"]
        river.routes |= {path: answer(river.routes[path].encode(), headers=HTML, wait=0.1) for path in lists}
        for killed in range(4):
            asked, running = len(river.asked), program.start("crawl", river.url, *RANGE, *local)
            while len(river.asked) < asked + 2 + 2 * killed and running.poll() is None:
                time.sleep(0.01)
            time.sleep(chance.uniform(0.0, 0.3))
            running.kill()
            running.communicate()
        for _ in range(2):
            done = program("crawl", river.url, *RANGE, *local)
            assert done.returncode == 0, done.stderr
            assert "8 articles from 2023-06-07 to 2023-06-10" in done.stdout
            files = program.folder.glob("data/*/articles/*.jsonl")
            counts = {file.stem: len(file.read_text(encoding="utf-8").splitlines()) for file in files}
            assert counts == {f"2023-06-{day:02}": 2 for day in range(7, 11)}
