"""Sources: which a portal leads to, and what days without a year, or counted from today, are good for."""

from __future__ import annotations

import json
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


class TestSourcesOfAPortal:
    """The pages of a portal are `{address: numbers of stories, further links}`."""

    @pytest.fixture
    def crawled(self, program, serve, pages, archived, local):
        def crawled(listings, **others):
            shown = {address: pages.listing(numbers, extra=extra) for address, (numbers, extra) in listings.items()}
            stories = {
                pages.path(number): pages.story(number) for numbers, _ in listings.values() for number in numbers
            }
            server = serve(shown | stories | others)
            done = program("crawl", server.url, *local)
            assert done.returncode == 0, done.stderr
            return server, done, {each["title"] for each in archived().records}

        return crawled

    def test_channels_of_a_channel_are_read_but_the_menu_of_the_portal_once(self, crawled):
        menu = '<a href="/river/">河运</a><a href="/town/">城事</a>'
        server, _, titles = crawled(
            {
                "/": (range(1), menu),
                "/river/": (range(1, 3), f'{menu}<a href="/river/north/">北线</a><a href="/about/">本站</a>'),
                "/town/": (range(3, 5), menu),
                "/river/north/": (range(5, 8), menu),
            }
        )
        assert len(titles) == 8
        assert server.asked.count("/town/") == 1
        assert "/about/" not in server.asked

    def test_frames_of_the_first_page_are_read_as_if_it_held_them(self, crawled, pages):
        frames = '<html><frameset><frame src="/left.htm"><frame src="/main.htm"></frameset></html>'
        _, _, titles = crawled(
            {"/main.htm": (range(2), ""), "/river/": (range(2, 5), "")},
            **{"/": frames, "/left.htm": '<a href="/river/">河运</a>' + pages.listing(range(1))},
        )
        assert len(titles) == 5

    def test_the_sheets_of_each_day_of_a_paper_are_read_however_many(self, crawled, pages):
        many = "".join(f'<a href="/2023-06/02/node_{number}.htm">第{number}版</a>' for number in range(4, 114))

        def day(number, sheet, extra=""):
            return (range(number, number + 2), f'<a href="/2023-06/0{sheet}/node_3.htm">第二版</a>{extra}')

        older = '<a href="/2023-06/01/node_2.htm">上一期</a>'
        _, _, titles = crawled(
            {
                "/2023-06/02/node_2.htm": day(0, 2, many + older),
                "/2023-06/02/node_3.htm": (range(2, 4), older),
                "/2023-06/01/node_2.htm": day(4, 1),
                "/2023-06/01/node_3.htm": (range(6, 8), ""),
            },
            **{"/": f'<meta http-equiv="refresh" content="0; url=/2023-06/02/node_2.htm">{pages.listing(range(1))}'},
        )
        assert len(titles) == 8

    def test_pages_whose_lists_lie_in_their_scripts_are_turned(self, crawled, pages):
        def script(number):
            rows = "".join(f"document.write('<a href={pages.path(n)!r}>船</a>');" for n in (number, number + 1))
            return rows.replace("href='", 'href="').replace("html'>", 'html">')

        page = '<script src="/list_{0}.js"></script><a href="/{0}.html">下一页</a>'
        _, _, titles = crawled(
            {"/unlinked/": (range(6), "")},
            **{"/": page.format(1), "/1.html": page.format(2), "/2.html": page.format(3)},
            **{f"/list_{number}.js": script(2 * number - 2) for number in (1, 2, 3)},
        )
        assert len(titles) == 6

    def test_a_calendar_leads_to_its_days_over_a_month_without_any(self, crawled):
        def table(month, *days):
            earlier = f'<a href="/2023/{month - 1:02}/">上月</a>'
            return earlier + "".join(f'<a href="/2023/{month:02}{day:02}/">{day}</a>' for day in days)

        june = table(6, 1, 2, 5, 6)
        days = {f"/2023/06{day:02}/": (range(day, day + 2), june) for day in (1, 2, 5, 6)}
        months = {f"/2023/{month:02}/": table(month) for month in range(1, 5)}
        _, _, titles = crawled(
            {"/": (range(6, 8), june), "/2023/0531/": (range(9, 11), ""), **days},
            **months,
            **{"/2023/05/": table(5, 31)},
        )
        assert len(titles) == 8

    def test_an_article_that_lies_in_several_channels_is_asked_for_once(self, program, serve, pages, archived, local):
        ports = ("harbour", "market", "school")
        stories = {f"/town/{number}-new-{port}-opens-today": number for number, port in enumerate(ports, 10001)}
        rows = "".join(f'<li><a href="{path}">The new {path[12:18]} opens today</a></li>' for path in stories)
        server = serve({path: pages.story(number) for path, number in stories.items()})
        server.routes |= {path.replace("/town/", "/river/"): server.routes[path] for path in stories}
        server.routes |= {"/": f'{rows}<a href="/river/">河运</a>', "/river/": rows.replace("/town/", "/river/")}
        for new in (3, 0):
            done = program("crawl", server.url, *local)
            assert done.returncode == 0, done.stderr
            assert len(archived().records) == 3
            assert sum("opens" in path for path in server.asked) == new
            assert ("3 duplicate" in done.stderr + done.stdout) == bool(new)
            server.asked.clear()
        assert program("verify").returncode == 0
        assert program("rebuild").returncode == 0

    def test_rows_with_a_number_alone_are_placed_where_others_were_met(self, program, serve, pages, archived, local):
        stories = {f"/show?id={500100 + number}": pages.story(number) for number in range(6)}
        link = '<li><a href="/show?id={0}">渡口第{0}班船今日重新启航</a></li>'
        script = '<script>$.get("/api/list?page=" + page, show)</script>'
        server = serve(stories | {"/": link.format(500100) + '<a href="/gn/">国内</a>', "/gn/": script})
        for page in (1, 2, 3):
            numbers = range(500100 + 2 * page - 2, 500100 + 2 * page)
            rows = [{"id": number, "title": f"渡口第{number}班船今日重新启航"} for number in numbers]
            server.routes[f"/api/list?page={page}"] = json.dumps({"data": rows})
        # Broken off, it goes on by what it has learned.
        for limit in (("--limit", "1"), ("--limit", "2"), ()):
            done = program("crawl", server.url, *limit, *local)
            assert done.returncode == 0, done.stderr
        assert len(archived().records) == 6

    def test_what_lies_behind_a_button_is_told(self, crawled):
        _, done, _ = crawled({"/": (range(3), "<button>加载更多</button>")})
        assert "1 sources go on behind a button" in done.stdout

    def test_what_goes_beyond_the_bound_is_told(self, crawled):
        menu = "".join(f'<a href="/c/{number}/">频道</a>' for number in range(120))
        server, done, _ = crawled({"/": (range(1), menu)})
        assert sum(path.startswith("/c/") for path in server.asked) == 100
        assert "takes 100 sources" in done.stderr
