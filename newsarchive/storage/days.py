"""The days of a site as their readers see them: lines out, wherever they lie, compressed or still growing."""

from __future__ import annotations

import gzip
import re
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from newsarchive.errors import ArchiveError
from newsarchive.storage.layout import OPEN
from newsarchive.storage.ledger import StoredFile

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_DAY_FILE = re.compile(r"(\d{4}-\d\d-\d\d)\.jsonl(\.gz|\.zst)?")
_DAMAGE = (OSError, EOFError, zlib.error, zstd.ZstdError)
_UNCOMPRESS: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.decompress, ".zst": zstd.decompress}


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
        for suffix in _UNCOMPRESS:
            yield from self._content(day, suffix).splitlines(keepends=True)
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
        for suffix in _UNCOMPRESS:
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

    def _uncompressed(self, day: str, suffix: str) -> bytes:
        found = self._find(day, suffix)
        if found is None:
            return b""
        path, length = found
        try:
            with path.open("rb") as file:
                return _UNCOMPRESS[suffix](file.read(-1 if length is None else length))
        except _DAMAGE as error:
            raise ArchiveError(
                f"cannot be uncompressed ({error}); run `newsarchive verify --repair`", path=path
            ) from error

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
