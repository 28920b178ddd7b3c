"""The days of a site as their readers see them: lines out, wherever they lie, compressed or still growing."""

from __future__ import annotations

import io
import re
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from newsarchive.errors import ArchiveError
from newsarchive.storage.layout import COMPRESSED, OPEN
from newsarchive.storage.ledger import StoredFile

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_DAY_FILE = re.compile(r"(\d{4}-\d\d-\d\d)\.jsonl(\.gz|\.zst)?")
_CHUNK = 1 << 16
_READERS: dict[str, Callable[[], Any]] = {
    ".gz": lambda: zlib.decompressobj(zlib.MAX_WBITS + 16),
    ".zst": zstd.ZstdDecompressor,
}


class DayFiles:
    """The folder of a site's day files. A day's content is that of its compressed file, then that of its growing one.

    `committed` are the files by their name in the ledger; None where there is no ledger, and every whole line counts.
    """

    def __init__(self, folder: Path, committed: Mapping[str, StoredFile] | None):
        self._folder, self._committed = folder, committed
        self._content = lru_cache(8)(self._uncompressed)  # days that commit order goes back and forth between

    def days(self) -> list[str]:
        """The days that have lines, oldest first."""
        names = {path.name for path in self._folder.iterdir()} if self._folder.is_dir() else set()
        names |= {name.rpartition("/")[2] for name, file in (self._committed or {}).items() if file.length}
        return sorted({match[1] for match in map(_DAY_FILE.fullmatch, names) if match})

    def lines(self, day: str) -> Iterator[bytes]:
        """The committed lines of a day with their line feeds, in the order of their commit; never a torn one.

        Raises ArchiveError where a compressed file is damaged or a committed one is missing.
        """
        for suffix in COMPRESSED:
            yield from io.BytesIO(self._content(day, suffix))
        found = self._find(day, "")
        if found is None:
            return
        path, length = found
        with path.open("rb") as file:
            position = 0
            for line in file:
                position += len(line)
                if not line.endswith(b"\n") or (length is not None and position > length):
                    return
                yield line

    def line(self, day: str, offset: int, length: int) -> bytes:
        """One line by its place in the day's content; shorter than `length` where the day is."""
        for suffix in COMPRESSED:
            content = self._content(day, suffix)
            if offset < len(content):
                return content[offset : offset + length]
            offset -= len(content)
        found = self._find(day, "")
        if found is None:
            return b""
        with found[0].open("rb") as file:
            file.seek(offset)
            return file.read(length)

    def content(self, day: str) -> tuple[bytes, list[Path]]:
        """All committed bytes of a day as far as they can be read, and the compressed files that are damaged."""
        found, damaged = [], []
        for suffix in (*COMPRESSED, ""):
            part = self._find(day, suffix)
            if part and part[0].exists():
                data = _head(*part)
                content, is_whole = uncompress(data, suffix) if suffix else (data, True)
                found.append(content)
                damaged += [] if is_whole else [part[0]]
        return b"".join(found), damaged

    def _uncompressed(self, day: str, suffix: str) -> bytes:
        part = self._find(day, suffix)
        if part is None:
            return b""
        content, is_whole = uncompress(_head(*part), suffix)
        if not is_whole:
            raise ArchiveError("is damaged; run `newsarchive verify --repair`", path=part[0])
        return content

    def _find(self, day: str, suffix: str) -> tuple[Path, int | None] | None:
        """A file of the day and its committed length, None where that is not known; None if there is no such file."""
        path = self._folder / f"{day}.jsonl{suffix}"
        committed = (self._committed or {}).get(f"{self._folder.name}/{path.name}")
        if committed is None:
            return (path, None) if path.exists() else None
        if not committed.length:
            return None
        if not path.exists():  # committed, but the crawl died before it could give the file its name
            path = path.with_name(path.name + OPEN)
        return path, committed.length


def uncompress(data: bytes, suffix: str) -> tuple[bytes, bool]:
    """The content of a compressed file as far as it can be read, and whether that is all of it."""
    found = []
    while data:
        reader = _READERS[suffix]()
        start = 0
        try:
            while start < len(data) and not reader.eof:
                found.append(reader.decompress(data[start : start + _CHUNK]))
                start += _CHUNK
        except (zlib.error, zstd.ZstdError):
            return b"".join(found), False
        if not reader.eof:
            return b"".join(found), False
        data = reader.unused_data + data[start:]
    return b"".join(found), True


def _head(path: Path, length: int | None) -> bytes:
    with path.open("rb") as file:
        return file.read(-1 if length is None else length)
