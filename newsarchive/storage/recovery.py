"""What makes a site's folder whole again after any death: files are cut back to the length in the ledger."""

from __future__ import annotations

import contextlib
import fcntl
import os
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
    on_disk = _sizes(layout)
    committed = {file.name: file.length for file in files}
    for name, length in committed.items():
        size = on_disk.get(name, on_disk.get(name + OPEN, 0))
        if size < length:
            problem = (
                f"holds {size} bytes, the ledger promises {length}; run `newsarchive verify {layout.site} --repair`"
            )
            raise ArchiveError(problem, path=layout.folder / name)
    for name, size in on_disk.items():
        path, final = layout.folder / name, name.removesuffix(OPEN)
        if name == final and name not in committed:
            continue
        promised = committed.get(final, 0)
        if not promised:
            path.unlink()
            continue
        if size > promised:
            _cut(path, promised)
        if name != final:
            path.rename(layout.folder / final)
            sync_folder(path.parent)


def take(layout: Layout) -> int:
    """Make a site's folders and take their lock: its descriptor, which the kernel gives back at any death.

    ArchiveError if another run holds it, or if there are files but no ledger that says how much of them counts.
    """
    is_new = not layout.folder.exists()
    for folder in (layout.articles, layout.raw):
        folder.mkdir(parents=True, exist_ok=True)
    if is_new:
        sync_folder(layout.folder)
        sync_folder(layout.root)
    with contextlib.ExitStack() as undo:
        lock = os.open(layout.folder, os.O_RDONLY | os.O_DIRECTORY)
        undo.callback(os.close, lock)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ArchiveError("another run is writing to this site; wait for it to end", path=layout.folder) from error
        if not layout.ledger.exists() and _sizes(layout):
            problem = f"has records but no ledger; run `newsarchive verify {layout.site} --repair`"
            raise ArchiveError(problem, path=layout.folder)
        undo.pop_all()
    return lock


def _sizes(layout: Layout) -> dict[str, int]:
    found = {}
    for folder in (layout.articles, layout.raw):
        with os.scandir(folder) as entries:
            found.update({f"{folder.name}/{entry.name}": entry.stat().st_size for entry in entries if entry.is_file()})
    return found


def _cut(path: Path, length: int) -> None:
    with path.open("r+b") as file:
        file.truncate(length)
        os.fsync(file.fileno())
