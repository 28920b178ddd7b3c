"""Content-Encoding undone: bytes as they were sent in, content out."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LIMIT = 64 << 20
"""Bytes of content at which decoding stops: a few kilobytes of a bomb must not fill the memory of whoever reads it."""


def decoded(body: bytes, encodings: str | None) -> bytes:
    """The content of a body sent with this Content-Encoding header; what cannot be undone stays as it is.

    A compressed body that breaks off gives what there is of it.

    >>> decoded(zlib.compress(b"text"), "deflate"), decoded(b"plain", "gzip")
    (b'text', b'plain')
    """
    for encoding in reversed((encodings or "").lower().split(",")):
        for read in _READERS.get(encoding.strip(), ()):
            try:
                body = read(body)
            except (zlib.error, brotli.error, zstd.ZstdError):
                continue  # the header lies, or the next reader of this name knows it
            break
    return body


def _inflate(bits: int) -> Callable[[bytes], bytes]:
    def read(body: bytes) -> bytes:
        found = b""
        while body and len(found) < LIMIT:
            reader = zlib.decompressobj(bits)
            try:
                found += reader.decompress(body, LIMIT - len(found))
            except zlib.error:
                if not found:
                    raise
                break  # padding behind the last member
            body = reader.unused_data
        return found

    return read


def _brotli(body: bytes) -> bytes:
    return bytes(brotli.Decompressor().process(body, output_buffer_limit=LIMIT))


def _zstd(body: bytes) -> bytes:
    return bytes(zstd.ZstdDecompressor().decompress(body, LIMIT))


_GZIP = (_inflate(zlib.MAX_WBITS + 16),)
_READERS: dict[str, tuple[Callable[[bytes], bytes], ...]] = {
    "gzip": _GZIP,
    "x-gzip": _GZIP,
    "deflate": (_inflate(zlib.MAX_WBITS), _inflate(-zlib.MAX_WBITS)),  # RFC 9110 means zlib; some send the bare stream
    "br": (_brotli,),
    "zstd": (_zstd,),
}
