"""Raw pages: a Page and how it travelled in, WARC records out, and back again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wire:
    """How a page travelled: what a WARC record holds beyond the Page itself.

    `body` is the content as it was sent, Content-Encoding still on it, transfer coding off; headers are (name, value)
    pairs, in latin-1 as HTTP has it; `truncated` is the WARC word ("length", "time", "disconnect") where it was cut.
    """

    body: bytes
    protocol: str = "HTTP/1.1"
    reason: str = ""
    method: str = "GET"
    request_headers: tuple[tuple[str, str], ...] = ()
    ip: str | None = None
    truncated: str | None = None
