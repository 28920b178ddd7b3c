from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime

import brotli
import pytest
from warcio.archiveiterator import ArchiveIterator

from newsarchive.importing import exchange

BODY = "<html><head><title>渡口</title></head><body>渡口重新开航</body></html>".encode()
PLAIN = {"Content-Type": "text/html"}


@pytest.fixture
def record(writer, url):
    """The record that is written of a body; `raw` puts its block in the place of what warcio would write."""

    def write(body=BODY, *, raw=b"", **options):
        file = writer("one.warc", gzip=False)
        file.add(options.pop("address", url(1)), body, **options)
        content = file.close().read_bytes()
        if raw:
            head = content.partition(b"\r\n\r\n")[0].decode()
            lines = [line for line in head.split("\r\n") if not line.startswith("Content-Length")]
            content = "\r\n".join([*lines, f"Content-Length: {len(raw)}", "", ""]).encode() + raw + b"\r\n\r\n"
        return next(ArchiveIterator(io.BytesIO(content), arc2warc=True))

    return write


def chunked(body):
    half = len(body) // 2
    return b"%x\r\n%b\r\n%x\r\n%b\r\n0\r\n\r\n" % (half, body[:half], len(body) - half, body[half:])


class TestPageOf:
    @pytest.mark.parametrize("pack", [gzip.compress, brotli.compress])
    def test_a_packed_body_is_unpacked_and_kept_as_it_was_sent(self, record, pack):
        coding = {gzip.compress: "gzip", brotli.compress: "br"}[pack]
        page, wire = exchange.page_of(record(pack(BODY), headers={**PLAIN, "Content-Encoding": coding}))
        assert page.body == BODY
        assert wire.body == pack(BODY)

    def test_a_body_that_was_unpacked_before_it_was_archived_is_taken_as_it_is(self, record):
        page, _ = exchange.page_of(record(BODY, headers={**PLAIN, "Content-Encoding": "gzip"}))
        assert page.body == BODY

    def test_chunks_are_put_together(self, record):
        page, wire = exchange.page_of(record(chunked(BODY), headers={**PLAIN, "Transfer-Encoding": "chunked"}))
        assert page.body == wire.body == BODY

    def test_chunks_of_a_packed_body_too(self, record):
        headers = {**PLAIN, "Transfer-Encoding": "Chunked", "Content-Encoding": "gzip"}
        page, wire = exchange.page_of(record(chunked(gzip.compress(BODY, mtime=0)), headers=headers))
        assert (page.body, wire.body) == (BODY, gzip.compress(BODY, mtime=0))

    def test_a_header_that_promises_chunks_where_there_are_none_does_no_harm(self, record):
        page, _ = exchange.page_of(record(BODY, headers={**PLAIN, "Transfer-Encoding": "chunked"}))
        assert page.body == BODY

    def test_address_moment_status_and_headers_are_the_captures(self, record, url):
        page, wire = exchange.page_of(record(moment="2013-05-04T03:02:01.5Z", headers={**PLAIN, "X-Cache": "HIT"}))
        assert (page.url, page.status) == (url(1), 200)
        assert page.fetched_at == datetime(2013, 5, 4, 3, 2, 1, 500000, tzinfo=UTC)
        assert page.header("X-Cache") == "HIT"
        assert (wire.protocol, wire.reason, wire.method) == ("HTTP/1.1", "OK", None)

    def test_what_the_record_says_of_itself_is_kept(self, record):
        _, wire = exchange.page_of(record(WARC_Truncated="length", WARC_IP_Address="192.0.2.7"))
        assert (wire.truncated, wire.ip) == ("length", "192.0.2.7")

    def test_a_resource_has_no_http_around_it(self, record):
        page, wire = exchange.page_of(record(kind="resource", headers=PLAIN))
        assert (page.body, page.header("content-type")) == (BODY, "text/html")
        assert wire.protocol is None

    def test_a_bomb_is_refused(self, record):
        packed = gzip.compress(b"0" * (exchange.LARGEST + 1))
        assert exchange.page_of(record(packed, headers={**PLAIN, "Content-Encoding": "gzip"})) is None

    @pytest.mark.parametrize(
        "block",
        [
            b"HTTP/1.1 200\r\nContent-Type: text/html\r\n\r\n" + BODY,  # no reason
            b"HTTP/1.0 200 OK\nContent-Type: text/html\n\n" + BODY,  # bare line feeds
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Long: a\r\n b\r\nno header\r\n\r\n" + BODY,
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Name: 渡口\r\n\r\n".encode() + BODY,
        ],
    )
    def test_odd_headers_do_no_harm(self, record, block):
        found = record(raw=block)
        assert exchange.refusal(found, b"") is None
        page, _ = exchange.page_of(found)
        assert page.body == BODY
        for name, value in page.headers:
            f"{name}{value}".encode("latin-1")


class TestRefusal:
    @pytest.mark.parametrize(
        ("options", "reason"),
        [
            ({"kind": "metadata"}, "metadata records"),
            ({"kind": "resource", "address": "urn:text:http://news.example.cn/1.html"}, "without an http address"),
            ({"status": "404 Not Found"}, "answers 404"),
            ({"status": "301 Moved"}, "answers 301"),
            ({"headers": {"Content-Type": "image/png"}}, "image/png"),
            ({"headers": {"Content-Type": "text/plain"}}, "text/plain"),
            ({"moment": "yesterday"}, "or a date"),
        ],
    )
    def test_what_is_no_page_is_named(self, record, options, reason):
        assert reason in exchange.refusal(record(**options), BODY)

    @pytest.mark.parametrize("headers", [{}, {"Content-Type": ""}, {"Content-Type": "application/octet-stream"}])
    def test_without_a_type_markup_makes_a_page(self, record, headers):
        assert exchange.refusal(record(headers=headers), BODY) is None
        assert exchange.refusal(record(headers=headers), b"\x89PNG") is not None

    def test_packed_markup_too(self, record):
        packed = gzip.compress(BODY)
        assert exchange.refusal(record(packed, headers={"Content-Encoding": "gzip"}), packed) is None

    def test_the_plain_text_of_a_conversion_is_a_page(self, record):
        assert exchange.refusal(record(kind="conversion", headers={"Content-Type": "text/plain"}), BODY) is None
