"""A file that only grows: bytes in, their offset out; on disk for sure once `sync` has returned."""

from __future__ import annotations

import os
from pathlib import Path

from newsarchive.errors import ArchiveError
from newsarchive.storage.layout import OPEN

_sync = getattr(os, "fdatasync", os.fsync)  # macOS has no fdatasync
_BUFFER = 1 << 20  # bytes held back before they are written: one write call for a whole unit of work


class AppendFile:
    """One file of a site while it is written.

    A new file (`length` 0) bears the suffix `.open` until `publish`: whoever finds a file without it knows that it was
    committed. `committed` is the length that the ledger knows, `size` that plus what was appended since.
    """

    def __init__(self, path: Path, length: int = 0):
        self.path = path
        self.committed = self.size = length
        self.is_new = length == 0
        self._current = path.with_name(path.name + OPEN) if self.is_new else path
        self._descriptor: int | None = None
        self._buffer = bytearray()

    @property
    def name(self) -> str:
        """The name in the ledger: folder and file, "articles/2023-06-01.jsonl"."""
        return f"{self.path.parent.name}/{self.path.name}"

    def append(self, data: bytes) -> int:
        """Put bytes behind what is there; the offset at which they begin."""
        offset = self.size
        self._buffer += data
        self.size += len(data)
        if len(self._buffer) >= _BUFFER:
            self._write()
        return offset

    def sync(self) -> None:
        """Write what is held back and wait until the disk has it."""
        self._write()
        if self._descriptor is not None:
            _sync(self._descriptor)

    def publish(self) -> None:
        """Take the suffix `.open` off and close."""
        self.close()
        if self._current != self.path:
            self._current.rename(self.path)
            self._current = self.path

    def close(self) -> None:
        """Give the descriptor back; what was not synced is not there."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _write(self) -> None:
        if not self._buffer:
            return
        if self._descriptor is None:
            self._descriptor = self._open()
        view = memoryview(self._buffer)
        while view:
            view = view[os.write(self._descriptor, view) :]
        view.release()
        self._buffer = bytearray()

    def _open(self) -> int:
        if self.is_new:
            if self.path.exists():
                raise ArchiveError("is not in the ledger; run `newsarchive verify --repair`", path=self.path)
            return os.open(self._current, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o666)
        descriptor = os.open(self._current, os.O_WRONLY | os.O_APPEND)
        found = os.fstat(descriptor).st_size
        if found != self.committed:
            os.close(descriptor)
            problem = f"was changed by another program: {found} bytes, the ledger says {self.committed}"
            raise ArchiveError(problem, path=self._current)
        return descriptor


def sync_folder(folder: Path) -> None:
    """Wait until the disk knows the names in a folder: without this a new file can vanish with the power."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in place, instead of what was there, whole or not at all, on disk for sure."""
    part = path.with_name(path.name + OPEN)
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)
    sync_folder(path.parent)
