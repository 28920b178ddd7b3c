"""DemoPortal serves on loopback, keeps a list of what was asked, and answers conditional requests."""

from __future__ import annotations

import time

import pytest

from newsarchive.demo.server import DemoPortal

STORY = "/city/20230601/10231.html"


class TestDemoPortal:
    def test_it_says_where_it_is(self, demo) -> None:
        assert demo.url == f"http://{demo.host}/"
        assert demo.host.startswith("127.0.0.1:")

    def test_it_keeps_the_list_of_requests(self, demo, client) -> None:
        before = len(demo.requests)
        client.get(STORY)
        client.get("/nowhere?page=2")
        assert demo.requests[before:] == [STORY, "/nowhere?page=2"]

    def test_a_busy_port_is_an_error_at_once(self, demo) -> None:
        with pytest.raises(OSError, match="in use"):
            DemoPortal(port=int(demo.host.partition(":")[2]))

    def test_a_closed_portal_frees_its_port(self) -> None:
        with DemoPortal() as first:
            port = int(first.host.partition(":")[2])
        with DemoPortal(port=port) as second:
            assert second.host == first.host

    def test_latency_is_waited_before_each_answer(self, client_of) -> None:
        with DemoPortal(latency=0.1) as slow:
            started = time.monotonic()
            assert client_of(slow).get("/").status == 200
            assert time.monotonic() - started >= 0.1


class TestConditionalRequests:
    def test_an_unchanged_page_is_not_sent_again(self, client) -> None:
        first = client.get(STORY)
        for name, validator in (("If_None_Match", "ETag"), ("If_Modified_Since", "Last-Modified")):
            again = client.get(STORY, **{name: first.headers[validator]})
            assert (again.status, again.body) == (304, b"")
            assert again.headers["ETag"] == first.headers["ETag"]

    def test_another_validator_gets_the_page(self, client) -> None:
        assert client.get(STORY, If_None_Match='"else"').status == 200
        assert client.get(STORY, If_Modified_Since="Thu, 01 Jun 2023 00:00:00 GMT").status == 200

    def test_a_page_that_is_missing_is_missing_again(self, client) -> None:
        first = client.get("/nowhere")
        assert client.get("/nowhere", If_None_Match=first.headers["ETag"]).status == 404

    def test_head_sends_headers_only(self, client) -> None:
        answer = client.get(STORY, method="HEAD")
        assert (answer.status, answer.body) == (200, b"")
        assert int(answer.headers["Content-Length"]) == len(client.get(STORY).body)
