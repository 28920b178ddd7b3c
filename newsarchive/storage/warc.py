"""The WARC 1.1 format: headers and block in, one gzip member out, and back; knows nothing of pages.

Written here and not by warcio, which percent-encodes HTTP header values that are not ASCII (a record must hold what was
sent) and takes twice the time. ISO 28500:2017, https://iipc.github.io/warc-specifications/.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO

_CHUNK = 1 << 16
_LEVEL = 6  # level 9 saves 0.5 % more and takes 1.4 times as long on pages of news portals
_MAGIC = b"\x1f\x8b\x08"  # how a gzip member begins
_MEMBER = re.compile(re.escape(_MAGIC))
_LINE_BREAKS = re.compile(r"[\r\n\x00]+")

Headers = Sequence[tuple[str, str]]


class TornRecord(ValueError):
    """A gzip member that is cut off, damaged, or holds no WARC record; `offset` is where it begins."""

    def __init__(self, problem: str, offset: int):
        self.problem, self.offset = problem, offset
        super().__init__(f"{problem} at byte {offset}")


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a WARC file: where its member begins and ends in bytes, its named headers, its block."""

    offset: int
    end: int
    headers: tuple[tuple[str, str], ...]
    block: bytes

    def header(self, name: str) -> str:
        """The value of a WARC header; '' where it is missing."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


def member(headers: Headers, block: bytes) -> bytes:
    """One record as one gzip member; its block's digest and length are added."""
    compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS + 16)
    lines = header_lines([*headers, ("WARC-Block-Digest", digest(block))], "utf-8")
    head = b"WARC/1.1\r\n%bContent-Length: %d\r\n\r\n" % (lines, len(block))
    return b"".join(
        (compressor.compress(head), compressor.compress(block), compressor.compress(b"\r\n\r\n"), compressor.flush())
    )


def header_lines(headers: Headers, encoding: str) -> bytes:
    """Headers as lines; a line break inside a value would forge a header and becomes a space."""
    return b"".join(
        f"{_LINE_BREAKS.sub(' ', name)}: {_LINE_BREAKS.sub(' ', value)}\r\n".encode(encoding, "replace")
        for name, value in headers
    )


def digest(data: bytes) -> str:
    """SHA-1 in base 32, as the field labels payloads."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


def date(moment: datetime) -> str:
    """A moment as WARC-Date, UTC, to the microsecond."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def records(file: BinaryIO, offset: int = 0) -> Iterator[Record]:
    """The records of a WARC file from a member's offset on; raises TornRecord at the first that is not whole."""
    file.seek(offset)
    rest = file.read(_CHUNK)
    while rest:
        content, rest, length = _inflate(file, rest, offset)
        yield _parse(content, offset, offset + length)
        offset += length


@dataclass(frozen=True, slots=True)
class Gap:
    """Bytes of a WARC file that are no record: from where to where, and what is wrong with them."""

    offset: int
    end: int
    problem: str


def survey(file: BinaryIO, length: int | None = None) -> Iterator[Record | Gap]:
    """A WARC file up to a length, whatever state it is in: its records, and what lies between them."""
    offset, size = 0, file.seek(0, io.SEEK_END)
    size = size if length is None else min(size, length)
    while offset < size:
        try:
            for record in records(file, offset):
                if record.end > size:
                    raise TornRecord("record cut off", offset)
                yield record
                offset = record.end
                if offset == size:
                    return
        except TornRecord as torn:
            end = _next_record(file, offset + 1, size)
            yield Gap(offset, end, torn.problem)
            offset = end


def split_http(block: bytes) -> tuple[str, tuple[tuple[str, str], ...], bytes]:
    """An HTTP message as its first line, its headers and its body."""
    head, _, body = block.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    return first, _pairs(lines), body


def _next_record(file: BinaryIO, start: int, size: int) -> int:
    """Where the next whole record begins; the file's size if there is none."""
    while start < size:
        file.seek(start)
        window = file.read(_CHUNK)
        for match in _MEMBER.finditer(window):
            try:
                next(records(file, start + match.start()))
            except TornRecord:
                continue
            return start + match.start()
        start += max(len(window) - len(_MAGIC) + 1, 1)
    return size


def _inflate(file: BinaryIO, data: bytes, offset: int) -> tuple[bytes, bytes, int]:
    """One member: its content, the bytes read behind it (at least one, or the file ends), its length on disk."""
    reader = zlib.decompressobj(zlib.MAX_WBITS + 16)
    found, length = [], 0
    while True:
        try:
            found.append(reader.decompress(data))
        except zlib.error as error:
            raise TornRecord("damaged record", offset) from error
        length += len(data)
        if reader.eof:
            rest = reader.unused_data
            return b"".join(found), rest or file.read(_CHUNK), length - len(rest)
        data = file.read(_CHUNK)
        if not data:
            raise TornRecord("record cut off", offset)


def _parse(content: bytes, offset: int, end: int) -> Record:
    head, _, block = content.partition(b"\r\n\r\n")
    version, *lines = head.decode("utf-8", "replace").split("\r\n")
    record = Record(offset, end, _pairs(lines), block[:-4])
    if not version.startswith("WARC/") or record.header("Content-Length") != str(len(record.block)):
        raise TornRecord("no WARC record", offset)
    return record


def _pairs(lines: Sequence[str]) -> tuple[tuple[str, str], ...]:
    pairs = (line.partition(":") for line in lines if ":" in line)
    return tuple((name.strip(), value.strip()) for name, _, value in pairs)
