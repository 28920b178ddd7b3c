"""What makes a site's folder whole again after any death: files are cut back to the length in the ledger."""

from __future__ import annotations

import contextlib
import fcntl
import os
import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path

from newsarchive.errors import ArchiveError
from newsarchive.storage.append import sync_folder
from newsarchive.storage.layout import OPEN, Layout
from newsarchive.storage.ledger import StoredFile


def settle(layout: Layout, files: Iterable[StoredFile]) -> None:
    """Cut, name and drop the files of a site so that they hold what was committed and nothing else.

    A file shorter than committed raises ArchiveError before anything is touched. Files that neither the ledger knows
    nor the suffix `.open` marks as ours are left alone.
    """
    on_disk = sizes(layout)
    committed = {file.name: file.length for file in files}
    for name, length in committed.items():
        size = on_disk.get(name, on_disk.get(name + OPEN, 0))
        if size < length:
            mend = f"run `newsarchive verify {layout.site} --repair`"
            raise ArchiveError(f"holds {size} bytes, the ledger promises {length}; {mend}", path=layout.folder / name)
    for name, size in on_disk.items():
        if name in committed or name.endswith(OPEN):
            _settle(layout, name, size, committed.get(name.removesuffix(OPEN), 0))


def _settle(layout: Layout, name: str, size: int, committed: int) -> None:
    path = layout.folder / name
    if not committed:
        path.unlink()
        return
    if size > committed:
        cut(path, committed)
    if name.endswith(OPEN):
        path.rename(path.with_name(path.name.removesuffix(OPEN)))
        sync_folder(path.parent)


def told(error: OSError | sqlite3.Error, layout: Layout) -> ArchiveError:
    """What the disk or SQLite says of a site's folder, as an error for whoever runs it."""
    if isinstance(error, OSError):
        return ArchiveError(f"cannot be written: {error.strerror or error}", path=layout.folder)
    return ArchiveError(f"the ledger cannot be used: {error}", path=layout.folder)


def take(layout: Layout) -> int:
    """Make a site's folders and take their lock: its descriptor, which the kernel gives back at any death.

    ArchiveError if another run holds it, or if the folder is one that cannot be written to.
    """
    is_new = not layout.folder.exists()
    for folder in (layout.articles, layout.raw):
        folder.mkdir(parents=True, exist_ok=True)
    if is_new:
        for folder in (layout.folder, layout.root, layout.root.absolute().parent):
            sync_folder(folder)
    with contextlib.ExitStack() as undo:
        lock = os.open(layout.folder, os.O_RDONLY | os.O_DIRECTORY)
        undo.callback(os.close, lock)
        if not _locked(lock, fcntl.LOCK_EX, patience=3):
            raise ArchiveError("another run is writing to this site; wait for it to end", path=layout.folder)
        if not os.access(layout.folder, os.W_OK):  # SQLite would only say that it is unable to open its file
            raise ArchiveError("cannot be written: it is read-only", path=layout.folder)
        undo.pop_all()
    return lock


def is_taken(layout: Layout) -> bool:
    """Whether somebody is writing to the site's folder at this moment."""
    lock = os.open(layout.folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        return not _locked(lock, fcntl.LOCK_SH, patience=1)
    finally:
        os.close(lock)


def _locked(lock: int, kind: int, *, patience: int) -> bool:
    for left in reversed(range(patience)):
        try:
            fcntl.flock(lock, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if left:
                time.sleep(0.05)  # whoever asks `is_taken` holds the lock for an instant
        else:
            return True
    return False


def sizes(layout: Layout) -> dict[str, int]:
    """The bytes of every day file and WARC file on disk, and of whatever else lies beside them, by its name."""
    found = {}
    for folder in (layout.articles, layout.raw):
        with os.scandir(folder) as entries:
            found.update({f"{folder.name}/{entry.name}": entry.stat().st_size for entry in entries if entry.is_file()})
    return found


def cut(path: Path, length: int) -> None:
    """Cut a file off behind `length` bytes, on disk for sure."""
    with path.open("r+b") as file:
        file.truncate(length)
        os.fsync(file.fileno())
