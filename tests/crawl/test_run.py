"""Whole crawls as processes: the demo portal, interrupts, kills, limits."""

from __future__ import annotations

import signal
import time
from collections import Counter

from newsarchive.demo.server import DemoPortal


def wait_until(condition, seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)


class TestDemoPortal:
    def test_every_article_is_stored_once_and_a_second_crawl_stores_nothing(self, program, demo, archived, local):
        first = program("crawl", demo.url, *local)
        assert first.returncode == 0, first.stderr
        records = archived().records
        assert sorted(each["url"] for each in records) == sorted(
            demo.url.rstrip("/") + each.path for each in demo.articles
        )
        assert archived().outcomes() == {"stored": len(demo.articles)}
        assert len(demo.requests) == len(set(demo.requests)), "a page was asked for twice"

        asked = len(demo.requests)
        second = program("crawl", demo.url, *local)
        assert second.returncode == 0, second.stderr
        assert second.stdout.count("\n") == 1
        assert "nothing new: " in second.stdout
        assert archived().records == records
        assert not {path for path in demo.requests[asked:] if path in {each.path for each in demo.articles}}

        assert program("crawl", archived().folder.name, "--full", *local).returncode == 0
        assert archived().records == records
        assert Counter(demo.requests)[demo.articles[0].path] == 2

    def test_articles_in_gbk_and_over_two_pages_read_as_they_were_written(self, program, demo, archived, local):
        assert program("crawl", demo.url, *local).returncode == 0
        told = {each["url"]: each for each in archived().records}
        stories = {demo.url.rstrip("/") + each.path: each for each in demo.articles}
        gbk = [
            url for url, each in stories.items() if b"gb" in demo.portal.answer(each.path).media.encode()[:40].lower()
        ]
        long = [url for url, each in stories.items() if any(line.kind == "=" for line in each.lines)]
        assert long
        for url in (*gbk[:5], *long):
            assert told[url]["title"] == stories[url].title
        for url in long:
            assert told[url]["pages"] == 2
            assert stories[url].text.splitlines()[-1] in told[url]["text"]

    def test_two_sites_are_crawled_side_by_side(self, program, serve, pages, local):
        one, other = serve(pages.portal(2)), serve(pages.portal(3))
        done = program("crawl", one.url, other.url, *local)
        assert done.returncode == 0, done.stderr
        files = program.folder.glob("data/*/articles/*.jsonl")
        assert sorted(len(file.read_text(encoding="utf-8").splitlines()) for file in files) == [2, 3]
        assert one.times[-1] > other.times[0]
        assert other.times[-1] > one.times[0]


class TestRange:
    def test_only_days_in_the_range_are_stored_and_a_wider_one_finds_the_rest(
        self, program, serve, pages, archived, local
    ):
        stories = {f"/a/10000{n}.html": pages.story(n, day=f"2023-06-0{n}") for n in range(1, 8)}
        rows = "".join(f'<li><a href="{path}">渡口的船今日重新启航</a></li>' for path in stories)
        server = serve({"/": f"<ul>{rows}</ul>", **stories})

        def days() -> list[str]:
            return sorted(each["date_published"][:10] for each in archived().records)

        assert program("crawl", server.url, "--since", "2023-06-03", "--until", "2023-06-05", *local).returncode == 0
        assert days() == ["2023-06-03", "2023-06-04", "2023-06-05"]
        assert archived().outcomes() == {"stored": 3, "out_of_range": 4}
        assert program("crawl", server.url, "--since", "2023-06-02", "--until", "2023-06-05", *local).returncode == 0
        assert days() == ["2023-06-02", "2023-06-03", "2023-06-04", "2023-06-05"]
        assert server.asked.count("/a/100007.html") == 1, "it is known to lie outside of this range too"
        assert program("crawl", server.url, *local).returncode == 0
        assert len(days()) == 7

    def test_what_a_listing_dates_out_of_the_range_is_not_asked_for(self, program, serve, pages, local):
        server = serve(pages.portal(3))
        assert program("crawl", server.url, "--since", "2023-07-01", *local).returncode == 0
        assert server.asked == ["/robots.txt", "/"]

    def test_a_portal_that_was_crawled_for_some_days_is_still_given_whole(self, program, demo, archived, local):
        last = max(each.date_published[:10] for each in demo.articles)
        assert program("crawl", demo.url, "--since", last, *local).returncode == 0
        assert len(archived().ended) < len(demo.articles)
        # Its listings answer 304 to whom they have told all; that run has not let them.
        assert program("crawl", demo.url, *local).returncode == 0
        assert len(archived().ended) == len(demo.articles)


class TestLimits:
    def test_no_more_articles_than_asked_for_are_stored_and_the_next_run_goes_on(self, program, demo, archived, local):
        done = program("crawl", demo.url, "--limit", "7", *local)
        assert done.returncode == 0, done.stderr
        assert len(archived().records) == 7
        assert program("crawl", demo.url, *local).returncode == 0
        assert len(archived().ended) == len(demo.articles)
        assert max(Counter(path for path in demo.requests if path.endswith("html")).values()) <= 2

    def test_time_ends_it_cleanly(self, program, archived, local):
        with DemoPortal(latency=0.5) as slow:
            done = program("crawl", slow.url, "--max-time", "1s", *local)
            assert len(slow.requests) < len(slow.articles)
        assert done.returncode == 0, done.stderr
        assert "wait in the frontier" in done.stdout


class TestInterrupt:
    def test_once_finishes_what_is_in_flight_and_the_next_run_asks_for_the_rest_only(self, program, archived, local):
        with DemoPortal(latency=0.1) as portal:
            paths = {each.path for each in portal.articles}
            running = program.start("crawl", portal.url, *local)
            wait_until(lambda: sum(path in paths for path in portal.requests) >= 20)
            running.send_signal(signal.SIGINT)
            _, err = running.communicate(timeout=20)
            assert running.returncode == 1
            assert "interrupted; the same command goes on where it was" in err
            fetched = {path for path in portal.requests if path in paths}
            assert archived().ended == Counter(portal.url.rstrip("/") + path for path in fetched)
            assert program("crawl", portal.url, *local).returncode == 0
            assert Counter(path for path in portal.requests if path in paths) == Counter(paths)
        assert len(archived().ended) == len(paths)

    def test_twice_ends_at_once(self, program, local):
        with DemoPortal(latency=120) as portal:
            running = program.start("crawl", portal.url, *local)
            wait_until(lambda: portal.requests)
            running.send_signal(signal.SIGINT)
            time.sleep(0.3)
            assert running.poll() is None
            running.send_signal(signal.SIGINT)
            running.communicate(timeout=60)
            assert running.returncode == -signal.SIGINT


class TestDisk:
    def test_a_full_disk_stops_the_crawl_with_one_line_and_the_next_run_goes_on(self, program, demo, archived, local):
        script = (
            "import resource, signal, sys; from newsarchive.cli import main;"
            "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (90_000,) * 2);"
            "sys.exit(main(sys.argv[1:]))"
        )
        (program.folder / "on_a_small_disk.py").write_text(script)
        done = program("crawl", demo.url, "--quiet", *local, module="on_a_small_disk")
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1, done.stderr
        assert f"data/{demo.host.replace(':', '_')}: " in done.stderr
        assert program("crawl", demo.url, *local).returncode == 0
        assert len(archived().ended) == len(demo.articles)


class TestStart:
    def test_what_a_crawl_does_not_use_is_not_loaded(self, program, serve, pages, local):
        script = (
            "import sys; from newsarchive.cli import main; code = main(sys.argv[1:]);"
            "print(*sorted({'aiohttp', 'requests', 'twisted.conch', 'scrapy.extensions.telnet'} & sys.modules.keys()));"
            "sys.exit(code)"
        )
        (program.folder / "watched.py").write_text(script)
        done = program("crawl", serve(pages.portal(1)).url, *local, module="watched")
        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines()[-1] == ""


class TestScrapyCommand:
    def test_scrapy_crawl_portal_does_the_same(self, program, demo, archived, local):
        (program.folder / "scrapy.cfg").write_text("[settings]\ndefault = newsarchive.crawl.settings\n")
        words = (f"site={demo.url}", "archive=data", "allow_private=1", "delay=0")
        arguments = [part for word in words for part in ("-a", word)]
        done = program("crawl", "portal", *arguments, module="scrapy")
        assert done.returncode == 0, done.stderr
        assert len(archived().ended) == len(demo.articles)
        assert "Telnet" not in done.stderr
        assert "Traceback" not in done.stderr
