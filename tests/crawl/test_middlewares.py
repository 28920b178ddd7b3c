"""Retries, redirects and sizes, against servers that misbehave."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from threading import Thread
from urllib.parse import urlsplit

import pytest
from warcio.archiveiterator import ArchiveIterator

PAUSE = {"Retry-After": "1"}


class TestRetries:
    def test_a_503_with_retry_after_is_waited_for_and_the_page_kept(
        self, program, serve, pages, answer, archived, local
    ):
        states = iter([answer(b"busy", 503, PAUSE), answer(b"busy", 429, PAUSE)])
        routes = pages.portal(1) | {pages.path(0): lambda _: next(states, answer(pages.story(0).encode()))}
        server = serve(routes)
        done = program("crawl", server.url, *local)
        assert done.returncode == 0, done.stderr
        assert len(archived().records) == 1
        asked = [time for path, time in zip(server.asked, server.times, strict=True) if path == pages.path(0)]
        assert len(asked) == 3
        assert all(later - earlier >= 1.0 for earlier, later in pairwise(asked))

    def test_while_one_page_waits_nothing_new_is_asked_of_the_portal(self, program, serve, pages, answer, local):
        states = iter([answer(b"busy", 503, {"Retry-After": "5"})])
        # At sixteen at once, six seconds of work in which a page is asked for every 0.6 s, but for the rest.
        slow = {pages.path(n): answer(pages.story(n).encode(), wait=0.6) for n in range(1, 160)}
        server = serve(pages.portal(160) | slow)
        server.routes[pages.path(0)] = lambda _: next(states, answer(pages.story(0).encode()))
        assert program("crawl", server.url, *local).returncode == 0
        assert max(later - earlier for earlier, later in pairwise(server.times)) > 1.5

    def test_a_portal_that_wants_a_long_rest_gets_it(self, program, serve, pages, answer, archived, local):
        server = serve(pages.portal(8) | {pages.path(0): answer(b"busy", 503, {"Retry-After": "86400"})})
        done = program("crawl", server.url, *local)
        assert done.returncode == 1
        assert "asks us to stay away for 86400 s" in done.stderr
        assert "failed" not in archived().outcomes()
        asked = len(server.asked)
        again = program("crawl", server.url, *local)
        assert again.returncode == 1
        assert "asks us to stay away until " in again.stderr
        assert len(server.asked) == asked

    def test_a_page_that_fails_to_the_end_is_failed_and_the_others_are_kept(
        self, program, serve, pages, answer, archived, local
    ):
        server = serve(pages.portal(3) | {pages.path(1): answer(b"broken", 500)})
        done = program("crawl", server.url, *local)
        assert done.returncode == 0, done.stderr
        assert "1 failed" in done.stdout
        assert server.asked.count(pages.path(1)) == 4
        assert len(archived().records) == 2


class TestRedirects:
    def test_every_kind_ends_where_it_should(self, program, serve, pages, answer, archived, local):
        def to(place: str, status: int = 302):
            return answer(status=status, headers={"Location": place})

        server = serve(pages.portal(6))
        server.routes |= {
            pages.path(1): to("/moved/2023/0601/c100001.html"),
            "/moved/2023/0601/c100001.html": pages.story(1),
            pages.path(2): to("/circle"),
            "/circle": to(pages.path(2)),
            pages.path(3): to("http://elsewhere.example.cn/"),
            pages.path(4): to(pages.path(0)),
            pages.path(5): to("file:///etc/passwd"),
        }
        done = program("crawl", server.url, *local)
        assert done.returncode == 0, done.stderr
        assert "2 failed" in done.stdout
        assert sorted(each["title"] for each in archived().records) == ["渡口第0班船启航", "渡口第1班船启航"]
        assert archived().outcomes() == {"stored": 2, "redirected": 2, "failed": 2}
        assert server.asked.count("/circle") == 1


class TestCookies:
    """A portal that sends whoever has no cookie to where one is set; `seen` is what it was shown, page by page."""

    @pytest.fixture
    def gate(self, pages) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        seen, routes = list[tuple[str, str]](), pages.portal(3)
        routes |= {f"/?a={number}": routes["/"] for number in (1, 2, 3)}

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                cookie = self.headers.get("Cookie", "")
                seen.append((self.path, cookie))
                if self.path == "/robots.txt" or ("ok=1" in cookie and not self.path.startswith("/check")):
                    body = routes.get(self.path, "").encode()
                    self.send_response(200 if body else 404)
                    self.send_header("Set-Cookie", "visit=7")
                    self.send_header("Content-Type", "text/html; charset=utf-8")
                else:
                    body, path, _, back = b"", *self.path.partition("?")
                    self.send_response(302)
                    self.send_header("Location", back if path == "/check" else f"/check?{path}")
                    if path == "/check":
                        self.send_header("Set-Cookie", "ok=1; Path=/; HttpOnly")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_address[1]}/", seen
            server.shutdown()

    def test_one_that_a_redirect_sets_opens_the_portal_and_no_other_is_kept(self, program, archived, local, gate):
        url, seen = gate
        done = program("crawl", url, *local)
        assert done.returncode == 0, done.stderr
        assert len(archived().records) == 3
        assert [each for each in seen if each[0] != "/robots.txt"][:3] == [("/", ""), ("/check?/", ""), ("/", "ok=1")]
        assert {cookie for _, cookie in seen[4:]} == {"ok=1"}

    def test_it_opens_all_that_were_asked_for_at_once(self, program, archived, local, gate):
        url, _ = gate
        done = program("crawl", *(f"{url}{page}" for page in ("", "?a=1", "?a=2", "?a=3")), *local)
        assert done.returncode == 0, done.stderr
        assert "circle" not in done.stderr
        assert "failed" not in done.stdout


class TestSizes:
    def test_a_bomb_and_a_huge_page_are_bounded_and_end_as_too_large(
        self, program, serve, pages, answer, archived, local
    ):
        packed = {"Content-Encoding": "gzip", "Content-Type": "text/html"}
        server = serve(pages.portal(4))
        server.routes |= {
            pages.path(1): answer(gzip.compress(b"0" * 200_000_000, 1), headers=packed),
            pages.path(2): answer(b"0" * 12_000_000),
            pages.path(3): answer(gzip.compress(pages.story(3).encode()), headers=packed),
        }
        script = (
            "import re, sys; from newsarchive.cli import main; code = main(sys.argv[1:]);"
            "peak = re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read());"
            "print(int(peak[1]) // 1024); sys.exit(code)"
        )
        (program.folder / "measured.py").write_text(script)
        done = program("crawl", server.url, *local, module="measured")
        assert done.returncode == 0, done.stderr
        assert archived().outcomes() == {"stored": 2, "too_large": 2}
        assert int(done.stdout.splitlines()[-1]) < 200, "megabytes"

    def test_of_a_huge_page_what_came_is_archived_and_marked_as_cut_off(
        self, program, serve, pages, answer, archived, local
    ):
        server = serve(pages.portal(3))
        chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (12_000_000, b"0" * 12_000_000)
        server.routes |= {
            pages.path(1): answer(b"0" * 12_000_000, headers={"X-Cache": "HIT"}),
            pages.path(2): answer(chunked, headers={"Transfer-Encoding": "chunked"}),
        }
        done = program("crawl", server.url, *local)
        assert done.returncode == 0, done.stderr
        assert "WARNING" not in done.stderr
        assert archived().outcomes() == {"stored": 1, "too_large": 2}
        assert archived().detail(f"{server.url.rstrip('/')}{pages.path(1)}") == "larger than DOWNLOAD_MAXSIZE"
        (file,) = archived().folder.glob("raw/*.warc.gz")
        with file.open("rb") as raw:
            cut = {
                urlsplit(record.rec_headers.get_header("WARC-Target-URI")).path: len(record.raw_stream.read())
                for record in ArchiveIterator(raw, check_digests="raise")
                if record.rec_headers.get_header("WARC-Truncated") == "length"
            }
        assert cut.keys() == {pages.path(1), pages.path(2)}
        assert cut[pages.path(1)] == 0, "nothing was asked for once its size was announced"
        assert 10 << 20 < cut[pages.path(2)] < 12_000_000
