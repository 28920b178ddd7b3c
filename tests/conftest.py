"""What several rooms test with: a server of one's own on loopback, the demo portal, and the program as a process."""

from __future__ import annotations

import json
import os
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Self
from urllib.parse import urlencode, urlsplit

import pytest
from hypothesis import HealthCheck, settings

from newsarchive.demo.server import DemoPortal
from tests.processes import Program

# No test depends on how fast the machine is.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@dataclass(frozen=True)
class Answer:
    """What a loopback server sends; `body` as it goes over the wire."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: float = 0.0


Route = Answer | bytes | str | Callable[[str], Answer]


class Loopback:
    """Serves `routes` (path with query -> answer) on 127.0.0.1 while it is open; `asked` are the paths, in order."""

    def __init__(self, routes: Mapping[str, Route], *, address: str = "127.0.0.1", tls: ssl.SSLContext | None = None):
        self.routes, self.asked, self.agents = dict(routes), list[str](), set[str]()
        self.times: list[float] = []
        self._server = ThreadingHTTPServer((address, 0), self._handler())
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.url = f"{'https' if tls else 'http'}://{address}:{self.port}/"
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def answer(self, path: str) -> Answer:
        route = self.routes.get(path, Answer(b"<p>nothing here", 404))
        if callable(route):
            route = route(path)
        if isinstance(route, str):
            route = route.encode()
        return (
            route if isinstance(route, Answer) else Answer(route, headers={"Content-Type": "text/html; charset=utf-8"})
        )

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        loopback = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                loopback.asked.append(self.path)
                loopback.times.append(time.monotonic())
                loopback.agents.add(self.headers.get("User-Agent", ""))
                answer = loopback.answer(self.path)
                time.sleep(answer.wait)
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if not {"Content-Length", "Transfer-Encoding"} & answer.headers.keys():
                    self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                try:
                    self.wfile.write(answer.body)
                except ConnectionError:
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                pass

        return Handler

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@pytest.fixture
def serve() -> Iterator[Callable[..., Loopback]]:
    """Start servers of given routes; they stop when the test ends."""
    running = list[Loopback]()

    def start(routes: Mapping[str, Route], **more: Any) -> Loopback:
        running.append(Loopback(routes, **more))
        return running[-1]

    yield start
    for server in running:
        server.close()


@pytest.fixture
def answer() -> type[Answer]:
    """The class of answers, for tests that need more than a body."""
    return Answer


@pytest.fixture
def demo() -> Iterator[DemoPortal]:
    """The demo portal, its list of requests empty."""
    with DemoPortal() as portal:
        yield portal


@pytest.fixture
def program(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program as a process, in an empty folder, where `data/` is its archive."""
    return Program(tmp_path, tmp_path_factory.mktemp("said"))


_LINES = (
    "周四上午，老桥头的渡口重新开航，第一班船载着四十多名乘客驶向对岸，岸边站满了前来送行的居民。",
    "渡口停航已有三年，其间居民要绕行十二公里才能到达对岸的集市，许多老人因此很少再去看望亲友。",
    "新船由镇上的船厂建造，长十八米，使用电池驱动，充一次电可以往返二十趟，航行时几乎听不到声音。",
    "船长林大河在这条河上行船已有三十年，他说水位比往年低，航线因此向南移动了大约五十米。",
    "镇政府表示，渡口每天开放十四个小时，票价与三年前相同，学生和六十岁以上的老人可以免费乘坐。",
)


class Pages:
    """Writes pages that read as articles and as listings."""

    def story(
        self, number: int, *, day: str = "2023-06-01", next_page: str = "", lines: tuple[str, ...] = _LINES
    ) -> str:
        """An article, or a part of one that links to its next page."""
        turner = f'<div class="pages"><a href="{next_page}">下一页</a></div>' if next_page else ""
        body = "".join(f"<p>　　{line}</p>" for line in lines)
        return (
            f"<html><head><title>渡口第{number}班船启航</title></head><body><h1>渡口第{number}班船启航</h1>"
            f'<div class="info">{day} 08:{number % 60:02} 来源：河岸日报</div>'
            f'<div class="content">{body.replace("四十多名", f"{number}名")}</div>{turner}</body></html>'
        )

    def path(self, number: int) -> str:
        """Where a story lies: an address that looks like an article's."""
        return f"/2023/0601/c{100000 + number}.html"

    def listing(self, numbers: range, next_page: str | None = None, extra: str = "") -> str:
        """A listing of stories."""
        rows = "".join(
            f'<li><a href="{self.path(n)}">渡口第{n}班船今日重新启航</a><span>2023-06-01</span></li>' for n in numbers
        )
        turner = f'<a href="{next_page}">下一页</a>' if next_page else ""
        return f"<html><head><title>新闻</title></head><body><ul>{rows}</ul>{turner}{extra}</body></html>"

    def portal(self, count: int, **routes: Any) -> dict[str, Any]:
        """Routes of a portal whose front page lists `count` stories."""
        stories = {self.path(number): self.story(number) for number in range(count)}
        return {"/": self.listing(range(count)), **stories, **routes}


@pytest.fixture(scope="session")
def pages() -> Pages:
    """The writer of pages."""
    return Pages()


PYWB = Path(os.environ.get("NEWSARCHIVE_PYWB", Path(__file__).parents[1] / ".venv-pywb/bin/python"))
"""The Python of an environment that has pywb, which cannot share ours: `make pywb` makes it."""


@dataclass(frozen=True)
class Replay:
    """A pywb over a folder of WARC files, answering at `url`, "http://127.0.0.1:PORT/archive/"."""

    url: str

    def cdx(self, url: str) -> list[dict[str, str]]:
        """What its index has of a URL, oldest first; the whole of a host with `HOST/*`."""
        answer = self._get(f"{self.url}cdx?{urlencode({'url': url, 'output': 'json'})}")
        return [json.loads(line) for line in answer.body.splitlines()]

    def page(self, url: str, moment: str) -> Answer:
        """What it shows of a URL at a moment (YYYYMMDDhhmmss), as it was archived, redirects not followed."""
        return self._get(f"{self.url}{moment}id_/{url}")

    def _get(self, url: str) -> Answer:
        parts = urlsplit(url)
        with closing(HTTPConnection(parts.netloc, timeout=30)) as connection:
            connection.request("GET", url.removeprefix(f"http://{parts.netloc}"))
            response = connection.getresponse()
            return Answer(response.read(), response.status, dict(response.getheaders()))


@pytest.fixture
def replay() -> Iterator[Callable[[Path], Replay]]:
    """Start pywb over folders of WARC files; skips where there is no pywb."""
    if not PYWB.exists():
        pytest.skip(f"no pywb at {PYWB}: run `make pywb`")
    with ExitStack() as running:

        def start(folder: Path) -> Replay:
            command = [PYWB, Path(__file__).with_name("replay.py"), folder]
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
            # Closing its standard input ends it: here, and when the tests themselves are killed.
            process = running.enter_context(subprocess.Popen(command, text=True, **pipes))
            url = process.stdout.readline().strip()
            assert url.startswith("http://127.0.0.1:"), f"pywb did not start: {url}"
            return Replay(url)

        yield start


LOCAL = ("--allow-private", "--delay", "0")


@pytest.fixture
def local() -> tuple[str, ...]:
    """The options of a crawl of one's own server."""
    return LOCAL
