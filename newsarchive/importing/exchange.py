"""A foreign record in, the page that it holds out, or a word for why it is left out."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from warcio.bufferedreaders import ChunkedDataReader

from newsarchive.records import Page
from newsarchive.storage import Wire
from newsarchive.storage.coding import decoded
from newsarchive.urls import is_http

LARGEST = 10 << 20
"""Bytes of a page, as sent and again with Content-Encoding undone: as in a crawl."""

_HTML = ("text/html", "application/xhtml+xml")
_UNTOLD = ("", "application/octet-stream", "unknown", "unk", "no-type")
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta)[\s>]", re.I)
_BARE = ("resource", "conversion")  # records without HTTP


def refusal(record: Any, head: bytes) -> str | None:
    """Why a record is none of a page that could be read, in words for a report; None if it is one.

    `head` is how its content begins.
    """
    kind = record.rec_type or "unknown"
    if kind not in ("response", *_BARE):
        return f"{kind} records"
    if not is_http(url_of(record)) or moment_of(record) is None:
        return "records without an http address or a date"
    if kind == "response":
        if record.http_headers is None:
            return "answers without HTTP"
        status = record.http_headers.get_statuscode()
        if status != "200":
            return f"answers {status[:3] if status[:3].isdigit() else 'without a status'}"
    media = _media(record)
    is_page = media in _HTML or (media == "text/plain" and kind == "conversion")
    if not is_page and not (media in _UNTOLD and _MARKUP.search(decoded(head, _encodings(record)))):
        return f"{media or 'unknown content'}"
    return "too large" if (record.length or 0) > LARGEST else None


def page_of(record: Any) -> tuple[Page, Wire] | None:
    """The page of a record that is not refused, and how it travelled; None if it is too large once unpacked."""
    url, moment = url_of(record), moment_of(record)
    if record.http_headers is None:
        body: bytes = record.raw_stream.read()
        page = Page(url, body, headers=(("Content-Type", record.content_type or ""),), fetched_at=moment)
        return page, Wire(body, protocol=None, method=None)
    http = record.http_headers
    stream = record.raw_stream
    if "chunked" in (http.get_header("Transfer-Encoding") or "").lower():
        stream = ChunkedDataReader(stream)  # gives what is no chunk as it is
    body = stream.read()
    content = decoded(body, _encodings(record))
    if len(content) > LARGEST:
        return None
    headers = tuple((name, _as_sent(value)) for name, value in http.headers)
    wire = Wire(
        body=body,
        protocol=http.protocol or "HTTP/1.1",
        reason=http.statusline.partition(" ")[2],
        method=None,
        ip=record.rec_headers.get_header("WARC-IP-Address"),
        truncated=record.rec_headers.get_header("WARC-Truncated"),
    )
    return Page(url, content, headers=headers, fetched_at=moment), wire


def url_of(record: Any) -> str:
    """The address that was asked for; '' where the record does not say."""
    return (record.rec_headers.get_header("WARC-Target-URI") or "").strip().partition("#")[0]


def moment_of(record: Any) -> datetime | None:
    """When the page was captured, UTC; None where the record does not say."""
    try:
        moment = datetime.fromisoformat((record.rec_headers.get_header("WARC-Date") or "").strip())
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _media(record: Any) -> str:
    named = record.http_headers.get_header("Content-Type") if record.http_headers else record.content_type
    return (named or "").partition(";")[0].strip().lower()


def _encodings(record: Any) -> str:
    return (record.http_headers.get_header("Content-Encoding") or "") if record.http_headers else ""


def _as_sent(value: str) -> str:
    """A header's value as its bytes in latin-1; warcio reads them as UTF-8 where they are that."""
    try:
        value.encode("latin-1")
    except UnicodeEncodeError:
        return value.encode("utf-8", "replace").decode("latin-1")
    return value
