"""A WARC or ARC file that another program wrote in, its records out, whatever state the file is in."""

from __future__ import annotations

import contextlib
import io
import mmap
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

HEAD = 1024
"""Bytes of a record's content that are shown with it."""

_GZIP = b"\x1f\x8b\x08"  # how a gzip member begins, and so a record of a compressed file
_RECORD = b"\nWARC/"  # how a record of a plain one begins, with the end of the line before it


@dataclass(frozen=True, slots=True)
class Found:
    """A record that is whole: the byte at which it begins, its headers as warcio gives them, how its content begins."""

    offset: int
    record: Any
    head: bytes


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes from `offset` on that are no whole record."""

    offset: int
    problem: str


class _Iterator(ArchiveIterator):  # type: ignore[misc]
    INC_RECORD = ""  # what warcio would write on stderr where a record's length is wrong; it is noticed here

    def __init__(self, file: BinaryIO):
        super().__init__(file, arc2warc=True)


@contextlib.contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file for reading. One that is compressed as a whole is unpacked into a temporary file beside the others
    (TMPDIR): its records could not be reached one by one.
    """
    with path.open("rb") as file:
        if not _is_one_member(file):
            yield file
            return
        with tempfile.TemporaryFile() as unpacked:
            _unpack(file, unpacked)
            yield unpacked


def records(file: BinaryIO) -> Iterator[Found | Damage]:
    """Every record in the order of the file, one in memory at a time; behind damage it goes on with the next one."""
    size = file.seek(0, io.SEEK_END)
    start, was_whole = 0, True
    while start < size:
        problem = "no WARC record"
        try:
            for each in _from(file, start):
                if isinstance(each, Found):
                    start, was_whole = each.record.end, True
                    yield each
                else:
                    problem = each
                    break
        except (ArchiveLoadFailed, ValueError, EOFError, LookupError, OSError) as error:
            problem = str(error).strip().partition("\n")[0] or type(error).__name__
        if start >= size or _is_blank(file, start):
            return
        if was_whole:
            yield Damage(start, problem)
        was_whole, start = False, _next_start(file, start + 1, size)


def at(file: BinaryIO, offset: int) -> Any:
    """The record that begins at a byte, its content still to be read."""
    file.seek(offset)
    return next(_Iterator(file))


def _from(file: BinaryIO, start: int) -> Iterator[Found | str]:
    """The whole records from a byte on; then, where one is not, what is wrong with it."""
    file.seek(start)
    iterator = _Iterator(file)
    while True:
        # warcio says on stderr what it could not unpack, and goes on.
        with contextlib.redirect_stderr(io.StringIO()):
            offset, record = iterator.offset, next(iterator, None)
            if record is None:
                return
            head = record.raw_stream.read(HEAD)
            iterator.read_to_end()
        is_short = getattr(record.raw_stream, "limit", 0)
        if is_short or iterator.err_count:
            yield "a record is cut off" if is_short else "a record is not as long as it says"
            return
        record.end = iterator.offset
        yield Found(offset, record, head)


def _unpack(file: BinaryIO, target: BinaryIO) -> None:
    """Unpack a file as far as it can be read."""
    file.seek(0)
    reader = zlib.decompressobj(zlib.MAX_WBITS + 16)
    while chunk := reader.unused_data or file.read(1 << 20):
        if reader.eof:
            reader = zlib.decompressobj(zlib.MAX_WBITS + 16)
        try:
            target.write(reader.decompress(chunk))
        except zlib.error:
            return


def _is_one_member(file: BinaryIO) -> bool:
    """Whether a compressed file holds several records in one gzip member."""
    if file.read(len(_GZIP)) != _GZIP:
        return False
    file.seek(0)
    try:
        for number, _ in enumerate(_Iterator(file)):
            if number:
                return False
    except ArchiveLoadFailed as error:
        return "non-chunked" in str(error)
    except (ValueError, EOFError, LookupError, OSError):
        return False
    return False


def _is_blank(file: BinaryIO, start: int) -> bool:
    file.seek(start)
    return not file.read(HEAD).strip(b"\r\n\0 ")


def _next_start(file: BinaryIO, start: int, size: int) -> int:
    """Where the next record may begin; the file's size if there is none."""
    file.seek(0)
    mark = _GZIP if file.read(len(_GZIP)) == _GZIP else _RECORD
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as view:
        found = view.find(mark, start)
    return size if found < 0 else found + (mark is _RECORD)
