"""The spider: channels, pages of listings, further pages of articles, what goes into the archive."""

from __future__ import annotations

import gzip

import pytest
from warcio.archiveiterator import ArchiveIterator


class TestListings:
    def test_pages_are_turned_to_the_last_and_on_the_next_run_until_nothing_is_new(
        self, program, serve, pages, archived, local
    ):
        server = serve({pages.path(number): pages.story(number) for number in range(40)})
        for page in range(4):
            following = f"/list_{page + 2}.html" if page < 3 else None
            server.routes[f"/list_{page + 1}.html"] = pages.listing(range(10 * page, 10 * page + 10), following)
        start = f"{server.url}list_1.html"
        assert program("crawl", start, *local).returncode == 0
        assert len(archived().records) == 40

        server.asked.clear()
        server.routes |= {"/list_1.html": pages.listing(range(38, 30, -1), "/list_2.html")}
        server.routes |= {pages.path(50): pages.story(50)}
        server.routes["/list_1.html"] = pages.listing(range(10), "/list_2.html").replace(pages.path(3), pages.path(50))
        assert program("crawl", start, *local).returncode == 0
        assert len(archived().records) == 41
        assert "/list_2.html" in server.asked, "a page with something new is turned, pinned articles or not"
        assert "/list_3.html" not in server.asked

    def test_what_lies_behind_a_page_left_over_from_a_broken_run_is_looked_at(
        self, program, serve, pages, archived, local
    ):
        server = serve({pages.path(number): pages.story(number) for number in range(30)})
        server.routes["/"] = pages.listing(range(10), "/list_2.html")
        server.routes["/list_2.html"] = pages.listing(range(10, 20), "/list_3.html")
        server.routes["/list_3.html"] = pages.listing(range(20, 30))
        assert program("crawl", server.url, "--limit", "3", *local).returncode == 0
        # Meanwhile so much was published that the second page shows what the first did.
        server.routes["/"] = pages.listing(range(40, 50), "/list_2.html")
        server.routes["/list_2.html"] = pages.listing(range(10), "/list_3.html")
        assert program("crawl", server.url, *local).returncode == 0
        titles = {each["title"] for each in archived().records}
        assert "渡口第25班船启航" in titles

    def test_a_listing_that_shows_the_same_for_ever_is_left(self, program, serve, pages, local):
        server = serve(pages.portal(3))
        server.routes["/"] = pages.listing(range(3), "/list_2.html")
        for number in range(2, 80):
            server.routes[f"/list_{number}.html"] = pages.listing(range(3), f"/list_{number + 1}.html")
        assert program("crawl", server.url, *local).returncode == 0
        assert sum(path.startswith("/list_") for path in server.asked) == 1

    def test_where_a_site_was_crawled_from_is_remembered(self, program, serve, pages, local):
        server = serve({"/news/": pages.listing(range(2)), **{pages.path(n): pages.story(n) for n in range(2)}})
        assert program("crawl", f"{server.url}news/", *local).returncode == 0
        done = program("crawl", *local)
        assert done.returncode == 0, done.stderr
        assert "nothing new: 2 articles known" in done.stdout
        assert "/" not in server.asked

    def test_a_source_by_pages_and_days_is_read_by_its_pattern(self, program, serve, pages, archived, local):
        server = serve({pages.path(number): pages.story(number) for number in range(6)})
        for day, numbers in (("0601", range(4)), ("0602", range(4, 6))):
            for page in (1, 2):
                part = numbers[2 * page - 2 : 2 * page]
                server.routes[f"/roll/{day}/{page}.json"] = str(
                    [{"url": pages.path(n), "title": "渡口的船今日重新启航"} for n in part]
                ).replace("'", '"')
        folder = program.folder / "data" / f"127.0.0.1_{server.port}"
        folder.mkdir(parents=True)
        address = f"{server.url}roll/{{date:%m%d}}/{{page}}.json"
        (folder / "site.toml").write_text(f'[[sources]]\nurl = "{address}"\nkind = "json"\n')
        done = program("crawl", folder.name, "--since", "2023-05-31", "--until", "2023-06-02", *local)
        assert done.returncode == 0, done.stderr
        assert len(archived().records) == 6
        lists = [path for path in server.asked if "/roll/" in path]
        assert sorted(lists) == [
            *("/roll/0531/1.json", "/roll/0601/1.json", "/roll/0601/2.json", "/roll/0601/3.json"),
            *("/roll/0602/1.json", "/roll/0602/2.json"),
        ]


class TestArticles:
    def test_further_pages_are_joined_in_order_and_a_missing_one_is_said(self, program, serve, pages, archived, local):
        first, second = (
            ("第一页的句子说的是渡口如何在三年之后重新开航，以及岸边的人们怎样等待。",),
            ("第二页的句子说的是船长怎样绕开浅滩，把船上的乘客平安地送到了对岸。",),
        )
        stem = pages.path(1).removesuffix(".html")
        server = serve(pages.portal(3))
        server.routes |= {
            pages.path(1): pages.story(1, lines=first, next_page=f"{stem}_2.html"),
            f"{stem}_2.html": pages.story(1, lines=second),
            pages.path(2): pages.story(2, next_page=pages.path(2).replace(".html", "_2.html")),
        }
        done = program("crawl", server.url, *local)
        assert done.returncode == 0, done.stderr
        records = {each["title"]: each for each in archived().records}
        assert records["渡口第1班船启航"]["pages"] == 2
        assert records["渡口第1班船启航"]["text"].splitlines() == [*first, *second]
        assert records["渡口第1班船启航"]["read_by"]["pages"] == "page links"
        assert records["渡口第2班船启航"]["pages"] == 1
        assert records["渡口第2班船启航"]["read_by"]["pages"] == "page links; page 2 gone"
        assert "pages" not in records["渡口第0班船启航"]["read_by"]
        assert "1 joined" in done.stdout
        assert "1 gone" in done.stdout
        assert done.stderr.splitlines()[-1] == f"newsarchive: page 2 of {server.url}{pages.path(2)[1:]} is missing"
        assert archived().detail(server.url.rstrip("/") + pages.path(2)) == "without page 2"
        assert archived().detail(server.url.rstrip("/") + pages.path(1)) is None

    @pytest.mark.parametrize("end", [500, 451, 200])
    def test_in_what_way_a_page_is_missing_is_said(self, program, serve, pages, archived, answer, local, end):
        stem = pages.path(1).removesuffix(".html")
        server = serve(pages.portal(3))
        server.routes |= {
            pages.path(1): pages.story(1, next_page=f"{stem}_2.html"),
            f"{stem}_2.html": answer(bytes(range(256)), end),
        }
        program("crawl", server.url, *local)
        (record,) = (each for each in archived().records if each["url"].endswith(pages.path(1)))
        word = {500: "failed", 451: "blocked", 200: "unreadable"}[end]
        assert record["read_by"]["pages"] == f"page links; page 2 {word}"

    def test_the_page_that_shows_the_whole_article_is_taken_for_all(self, program, serve, pages, archived, local):
        lines = [f"第{n}段的句子说的是渡口如何在三年之后重新开航，以及岸边的人们怎样等待。" for n in range(6)]
        stem = pages.path(1).removesuffix(".html")
        first = pages.story(1, lines=lines[:3], next_page=f"{stem}_2.html")
        server = serve(pages.portal(3))
        server.routes |= {
            pages.path(1): first.replace("</body>", f"<a href='{stem}_all.html'>阅读全文</a></body>"),
            f"{stem}_all.html": pages.story(1, lines=lines),
        }
        program("crawl", server.url, *local)
        (record,) = (each for each in archived().records if each["url"].endswith(pages.path(1)))
        assert (record["text"].split("\n"), record["pages"]) == (lines, 1)
        assert record["read_by"]["pages"] == "single-page link"
        assert f"{stem}_2.html" not in server.asked

    def test_section_and_day_of_the_listing_fill_what_the_page_leaves_open(
        self, program, serve, pages, archived, local
    ):
        bare = pages.story(0).replace("2023-06-01 08:00", "")
        server = serve({"/roll/": '<ul><li><a href="/a/100000.html">渡口的船今日重新启航</a> 2023-05-07</li></ul>'})
        server.routes["/a/100000.html"] = bare
        folder = program.folder / "data" / f"127.0.0.1_{server.port}"
        folder.mkdir(parents=True)
        (folder / "site.toml").write_text(f'[[sources]]\nurl = "{server.url}roll/"\nsection = "滚动"\n')
        done = program("crawl", folder.name, *local)
        assert done.returncode == 0, done.stderr
        (record,) = archived().records
        assert (record["section"], record["date_published"]) == ("滚动", "2023-05-07")
        assert record["read_by"]["section"] == record["read_by"]["date_published"] == "listing"

    def test_one_article_under_two_addresses_is_stored_once(self, program, serve, pages, answer, archived, local):
        canonical = f'<link rel="canonical" href="{pages.path(0)}">'
        server = serve(pages.portal(2))
        server.routes[pages.path(1)] = pages.story(0).replace("</head>", f"{canonical}</head>")
        assert program("crawl", server.url, *local).returncode == 0
        assert len(archived().records) == 1
        assert archived().outcomes() == {"stored": 1, "duplicate": 1}


class TestRawPages:
    def test_what_was_served_is_archived_byte_for_byte_and_each_record_points_at_it(
        self, program, serve, pages, answer, archived, local
    ):
        packed = gzip.compress(pages.story(1).encode("gb18030"))
        served = {
            "/2023/0601/c100001.html?id=7&x=%E4": answer(
                packed, headers={"Content-Encoding": "gzip", "Content-Type": "text/html; charset=gbk"}
            ),
            pages.path(2): pages.story(2).encode("gb18030"),
        }
        rows = "".join(f'<li><a href="{path}">渡口的船今日重新启航</a></li>' for path in served)
        server = serve({"/": f"<ul>{rows}</ul>", **served})
        done = program("crawl", server.url, *local)
        assert done.returncode == 0, done.stderr
        kept = {}
        for file in archived().folder.glob("raw/*.warc.gz*"):
            with file.open("rb") as stream:
                for record in ArchiveIterator(stream):
                    if record.rec_type == "response":
                        kept[record.rec_headers["WARC-Target-URI"]] = record.raw_stream.read()
        for path, route in served.items():
            body = route if isinstance(route, bytes) else route.body
            assert kept[server.url.rstrip("/") + path] == body
        assert {f"{server.url}robots.txt", server.url} <= set(kept)
        for record in archived().records:
            file = archived().folder / "raw" / record["raw"]["file"]
            with file.open("rb") as stream:
                stream.seek(record["raw"]["offset"])
                first = next(iter(ArchiveIterator(stream)))
                assert first.rec_headers["WARC-Target-URI"] == record["url"]
        assert sorted(each["title"] for each in archived().records) == ["渡口第1班船启航", "渡口第2班船启航"]


class TestDefects:
    def test_a_defect_of_ours_ends_the_page_is_said_and_does_not_end_the_crawl(
        self, program, serve, pages, archived, local
    ):
        script = """
import sys
from newsarchive import cli, reading
read = reading.read_document
def broken(document, *rest, **more):
    if document.page.url.endswith("1.html"):
        raise ZeroDivisionError("by zero")
    return read(document, *rest, **more)
reading.read_document = broken
sys.exit(cli.main(sys.argv[1:]))
"""
        (program.folder / "broken.py").write_text(script)
        done = program("crawl", serve(pages.portal(3)).url, *local, module="broken")
        assert done.returncode == 1
        assert "a defect in newsarchive, ZeroDivisionError: by zero" in done.stderr
        assert archived().outcomes() == {"stored": 2, "failed": 1}
