"""robots.txt: what it forbids, its delay, its size, and what happens without it."""

from __future__ import annotations

from itertools import pairwise


class TestRobots:
    def test_what_it_forbids_to_us_is_not_asked_for(self, program, serve, pages, archived, local):
        rules = f"User-agent: *\nDisallow: /\n\nUser-agent: newsarchive\nDisallow: {pages.path(1)}\n"
        server = serve(pages.portal(3, **{"/robots.txt": rules}))
        done = program("crawl", server.url, *local)
        assert done.returncode == 0, done.stderr
        assert archived().outcomes() == {"stored": 2, "forbidden": 1}
        assert pages.path(1) not in server.asked
        assert server.asked.count("/robots.txt") == 1

    def test_a_forbidden_start_is_said(self, program, serve, pages, local):
        server = serve(pages.portal(1, **{"/robots.txt": "User-agent: *\nDisallow: /\n"}))
        done = program("crawl", server.url, *local)
        assert done.returncode == 1
        assert "robots.txt of 127.0.0.1" in done.stderr
        assert server.asked == ["/robots.txt"]

    def test_its_crawl_delay_is_kept_even_where_the_caller_lifts_the_delay(self, program, serve, pages, local):
        server = serve(pages.portal(3, **{"/robots.txt": "User-agent: *\nCrawl-delay: 0.4\n"}))
        done = program("crawl", server.url, *local)
        assert done.returncode == 0, done.stderr
        gaps = [later - earlier for earlier, later in pairwise(server.times)]
        assert len(gaps) == 5
        assert min(gaps) >= 0.2, "seen by a server that may be late by a little; without a delay they are thousandths"

    def test_an_error_of_the_server_means_stay_away_not_come_in(self, program, serve, pages, answer, local):
        server = serve(pages.portal(2, **{"/robots.txt": answer(b"broken", 500)}))
        done = program("crawl", server.url, *local)
        assert done.returncode == 1
        assert "robots.txt: answers 500; nothing is fetched from there" in done.stderr
        assert set(server.asked) == {"/robots.txt"}
        assert len(server.asked) == 4

    def test_no_file_means_no_rules(self, program, serve, pages, archived, local):
        assert program("crawl", serve(pages.portal(2)).url, *local).returncode == 0
        assert len(archived().records) == 2

    def test_of_a_huge_file_only_the_beginning_is_read(self, program, serve, pages, archived, local):
        rules = f"User-agent: *\nDisallow: {pages.path(0)}\n" + "Disallow: /x/*/y/*/z$\n" * 100_000
        server = serve(pages.portal(2, **{"/robots.txt": f"{rules}Disallow: {pages.path(1)}\n"}))
        done = program("crawl", server.url, *local)
        assert done.returncode == 0, done.stderr
        assert archived().outcomes() == {"stored": 1, "forbidden": 1}
