"""The demo portal, served once for the tests of this room, and a client that asks it."""

from __future__ import annotations

import http.client
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import lxml.html
import pytest

from newsarchive.demo.server import DemoPortal


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def tree(self, encoding: str = "utf-8") -> lxml.html.HtmlElement:
        """The page, decoded as told: this checks what is sent, not how well it can be guessed."""
        return lxml.html.document_fromstring(self.body.decode(encoding))


class Client:
    def __init__(self, host: str) -> None:
        self.host = host

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection(self.host, timeout=10)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): each for name, each in headers.items()})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()


@pytest.fixture(scope="session")
def demo() -> Iterator[DemoPortal]:
    with DemoPortal() as portal:
        yield portal


@pytest.fixture(scope="session")
def client(demo: DemoPortal) -> Client:
    return Client(demo.host)


@pytest.fixture(scope="session")
def client_of() -> Callable[[DemoPortal], Client]:
    return lambda portal: Client(portal.host)
