"""Portals that are gone, crawled out of another archive: pywb, the real program, over the WARC files of a crawl."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.http.headers import Headers

from newsarchive.crawl import replay as replays
from newsarchive.crawl.replay import Capture
from newsarchive.demo.server import DemoPortal


@pytest.fixture
def dead(program, local, replay):
    """A portal that was archived and is gone: its data for comparison, and the pywb that replays it."""

    def archive(family="portal"):
        with DemoPortal(family) as portal:
            done = program("crawl", portal.url, *local, "--archive", "old")
            assert done.returncode == 0, done.stderr
            host = portal.host
        folder = next((program.folder / "old").iterdir())
        return host, portal.articles, replay(folder / "raw")

    return archive


@pytest.fixture
def crawl(program, local):
    """Crawl a host by a site file."""

    def run(host, text, *options):
        folder = program.folder / "data" / host.replace(":", "_")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "site.toml").write_text(text)
        return program("crawl", host, *local, *options, timeout=120)

    return run


@pytest.mark.slow
class TestPywb:
    def test_all_articles_are_stored_under_their_own_addresses_at_the_moment_of_their_capture(
        self, dead, crawl, archived, program
    ):
        host, stories, pywb = dead()
        source = f'[[sources]]\nkind = "cdx"\nurl = "{pywb.url}cdx?url={host}/*&output=json"\n'
        done = crawl(host, source)
        assert done.returncode == 0, done.stderr
        records = archived().records
        assert Counter(each["url"] for each in records) == Counter(f"http://{host}{story.path}" for story in stories)
        assert {each["pages"] for each in records} == {1, 2}
        moments = {line["url"]: line["timestamp"] for line in pywb.cdx(f"{host}/*")}
        for each in records:
            fetched = datetime.fromisoformat(each["date_fetched"]).strftime("%Y%m%d%H%M%S")
            assert fetched == moments[each["url"]]
        assert program("verify").returncode == 0
        assert f"{len(records)} unchanged" in program("rebuild").stdout

    def test_a_second_run_fetches_nothing_twice(self, dead, crawl, archived):
        host, _, pywb = dead("cards")
        source = f'[[sources]]\nkind = "cdx"\nurl = "{pywb.url}cdx?url={host}/*&output=json"\n'
        assert crawl(host, source).returncode == 0
        before = archived().lasting
        done = crawl(host, source)
        assert done.returncode == 0
        assert "stored" not in done.stdout
        assert archived().lasting == before

    def test_what_is_archived_is_the_portals_answer_and_no_request(self, dead, crawl, archived, replay):
        host, stories, pywb = dead("cards")
        crawl(host, f'[[sources]]\nkind = "cdx"\nurl = "{pywb.url}cdx?url={host}/*&output=json"\n')
        again = replay(archived().folder / "raw")
        url = f"http://{host}{stories[0].path}"
        (line,) = again.cdx(url)
        old, new = (each.page(url, line["timestamp"]) for each in (pywb, again))
        assert new.body == old.body
        assert new.headers["Content-Type"] == old.headers["Content-Type"]


@pytest.mark.slow
class TestArchivesRobots:
    def test_what_the_archive_forbids_is_not_fetched(self, crawl, serve, archived):
        row = "cn,a)/1 20130504030201 http://127.0.0.1:9/20130504/123456.html text/html 200 ABC 100"
        server = serve({"/cdx": row, "/robots.txt": "User-agent: *\nDisallow: /2013\n"})
        crawl("127.0.0.1:9", f'[[sources]]\nkind = "cdx"\nurl = "{server.url}cdx"\n')
        assert server.asked == ["/robots.txt", "/cdx"]
        assert archived().outcomes() == {"forbidden": 1}

    def test_the_nearest_capture_counts_and_its_moment(self, crawl, serve, archived, pages, answer):
        url = "http://127.0.0.1:9/20130504/123456.html"
        row = f"cn,a)/1 20130504030201 {url} text/html 200 ABC 100"
        server = serve({"/cdx": row})
        asked, nearest = (f"/{moment}id_/{url}" for moment in ("20130504030201", "20130601000000"))
        server.routes[asked] = answer(b"", 302, {"Location": nearest})
        memento = {"Memento-Datetime": "Sat, 01 Jun 2013 00:00:00 GMT", "X-Archive-Orig-Content-Type": "text/html"}
        server.routes[nearest] = answer(pages.story(1).encode(), headers=memento)
        crawl("127.0.0.1:9", f'[[sources]]\nkind = "cdx"\nurl = "{server.url}cdx"\n')
        (record,) = archived().records
        assert (record["url"], record["date_fetched"]) == (url, "2013-06-01T00:00:00+00:00")


class TestAddressOf:
    def test_a_request_for_a_capture_goes_to_the_archive_all_others_where_they_say(self):
        capture = Capture("http://old.example.org/web/{timestamp}id_/{url}", "20130504030201")
        request = Request("http://a.cn/1.html?b=2", meta=capture.meta())
        assert replays.address_of(request) == "http://old.example.org/web/20130504030201id_/http://a.cn/1.html?b=2"
        assert replays.address_of(Request("http://a.cn/")) == "http://a.cn/"
        assert replays.carried(request.meta) == capture.meta()
        assert replays.carried({}) == {}


class TestHeaders:
    def test_the_portals_own_are_kept_and_those_of_the_archive_go(self):
        headers = replays._as_sent(
            Headers(
                {
                    "Content-Type": "text/html",
                    "Content-Encoding": "gzip",
                    "Server": "archive",
                    "X-Archive-Orig-Server": "portal",
                    "X-Archive-Orig-Content-Encoding": "br",
                    "Memento-Datetime": "Sat, 01 Jun 2013 00:00:00 GMT",
                }
            )
        )
        assert headers.to_unicode_dict() == {
            "Content-Type": "text/html",
            "Content-Encoding": "gzip",
            "Server": "portal",
        }

    def test_without_a_moment_the_one_asked_for_counts(self):
        capture = Capture("http://old.example.org/{timestamp}id_/{url}", "20130504030201")
        moment = replays._moment(Response("http://a.cn/"), capture)
        assert moment == datetime(2013, 5, 4, 3, 2, 1, tzinfo=UTC)
