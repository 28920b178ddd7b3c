"""The demo portal as a web server on 127.0.0.1: DemoPortal, a context manager that serves while it is open."""

from __future__ import annotations

import socketserver
import sys
import time
from collections.abc import Iterable, Mapping
from datetime import UTC
from email.message import Message
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from threading import Thread
from typing import Any, Self

from newsarchive.demo.families import FAMILIES, RENDERED
from newsarchive.demo.faults import spoil
from newsarchive.demo.portal import Portal
from newsarchive.demo.resources import Resource
from newsarchive.demo.stories import Story

ADDRESS = "127.0.0.1"


class DemoPortal:
    """Serves a portal in a thread of its own, from construction to `close`.

    `family` names one of `families.FAMILIES` or `RENDERED`: the kind of its lists and pages; `faults` some of
    `faults.FAULTS`.
    `port` 0 takes any free one (OSError if the wanted one is busy); before each answer it waits `latency` seconds.
    `requests` lists the targets asked for, in the order of asking; `articles` what a record of each article must say.
    """

    def __init__(
        self, family: str = "portal", *, port: int = 0, latency: float = 0.0, faults: Iterable[str] = ()
    ) -> None:
        self.latency = latency
        self.requests: list[str] = []
        self._server = _Server((ADDRESS, port), self)
        self.host = f"{ADDRESS}:{self._server.server_address[1]}"
        self.url = f"http://{self.host}/"
        self.portal: Portal = spoil({**FAMILIES, **RENDERED}[family](self.url.rstrip("/")), faults)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    @property
    def articles(self) -> tuple[Story, ...]:
        """Every article of the portal."""
        return self.portal.stories

    def close(self) -> None:
        """Stops serving and frees the port."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False  # a client may keep its connection open for longer than anyone wants to wait
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], demo: DemoPortal) -> None:
        self.demo = demo
        super().__init__(address, _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up early is its own affair; anything else is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        demo = self.server.demo
        demo.requests.append(self.path)
        if demo.latency:
            time.sleep(demo.latency)
        self._send(demo.portal.answer(self.path))

    do_HEAD = do_GET  # noqa: N815 - the name that http.server calls

    def _send(self, resource: Resource) -> None:
        validators = {"ETag": resource.etag}
        if resource.modified:
            validators["Last-Modified"] = format_datetime(resource.modified.astimezone(UTC), usegmt=True)
        same = resource.status == 200 and _unchanged(validators, self.headers)
        self.send_response(304 if same else resource.status)
        for name, value in (*validators.items(), *resource.headers):
            self.send_header(name, value)
        if not same:
            self.send_header("Content-Type", resource.media)
            self.send_header("Content-Length", str(len(resource.body)))
        self.end_headers()
        if not same and self.command == "GET":
            self.wfile.write(resource.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that http.server gives it
        """Requests are kept in `DemoPortal.requests`, not printed."""


def _unchanged(validators: Mapping[str, str], asked: Message) -> bool:
    """Whether the client's copy is still good: by its ETag or, where it sends none, by its date."""
    if tags := asked.get("If-None-Match"):
        return validators["ETag"] in tags
    return "Last-Modified" in validators and asked.get("If-Modified-Since") == validators["Last-Modified"]
