"""The unit of work: bytes appended to a site's files and rows of its ledger become permanent together or not at all."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterator
from typing import Self

from newsarchive.errors import ArchiveError
from newsarchive.storage import recovery
from newsarchive.storage.append import sync_folder
from newsarchive.storage.daily import DayWriter
from newsarchive.storage.layout import Layout
from newsarchive.storage.ledger import Ledger
from newsarchive.storage.raw import MAX_BYTES, RawWriter


class UnitOfWork:
    """One site's folder, locked and open for writing: its WARC files (`raw`), its day files (`days`) and its `ledger`.

    After an error of the disk it is closed for good and every further step raises the same ArchiveError: what a failed
    fsync has left in memory cannot be trusted, only what is read anew.
    """

    def __init__(self, layout: Layout, lock: int, ledger: Ledger, max_raw: int, origin: str = ""):
        self.layout, self.ledger = layout, ledger
        serial = 1 + sum(file.name.startswith("raw/") for file in ledger.files())
        self.raw = RawWriter(layout.raw, serial, max_bytes=max_raw, origin=origin)
        self.days = DayWriter(layout.articles)
        self._lock: int | None = lock
        self._broken: ArchiveError | None = None
        self._since: float | None = None

    @classmethod
    def open(cls, layout: Layout, max_raw: int = MAX_BYTES, origin: str = "") -> Self:
        """Take the lock and cut every file back to its committed length; ArchiveError if it cannot be done."""
        with contextlib.ExitStack() as undo:
            try:
                lock = recovery.take(layout)
                undo.callback(os.close, lock)
                if not layout.ledger.exists() and recovery.sizes(layout):
                    problem = f"has records but no ledger; run `newsarchive verify {layout.site} --repair`"
                    raise ArchiveError(problem, path=layout.folder)
                ledger = Ledger.open(layout.ledger)
                undo.callback(ledger.close)
                recovery.settle(layout, ledger.files())
                ledger.drop_empty_files()
                sync_folder(layout.folder)
            except (OSError, sqlite3.Error) as error:
                raise recovery.told(error, layout) from error
            unit = cls(layout, lock, ledger, max_raw, origin)
            undo.pop_all()
        return unit

    @property
    def is_open(self) -> bool:
        """Whether the lock is still held."""
        return self._lock is not None

    @property
    def age(self) -> float | None:
        """Seconds since the first change that is not committed; None if all is."""
        return None if self._since is None else time.monotonic() - self._since

    @contextlib.contextmanager
    def change(self) -> Iterator[None]:
        """A piece of the unit: it happens whole, or the unit is abandoned and nothing of it stays."""
        with self.step():
            self.ledger.begin()
            if self._since is None:
                self._since = time.monotonic()
            yield

    @contextlib.contextmanager
    def step(self) -> Iterator[None]:
        """Any use of the ledger or the files; an error ends the unit."""
        if self._broken:
            raise self._broken
        if not self.is_open:
            raise ArchiveError("was closed", path=self.layout.folder)
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            raise self.abandon(error) from error
        except ArchiveError as error:
            self.abandon(error)
            raise
        except BaseException:
            # An interrupt may have come between a line and its row: what is half done must not be committed.
            self.abandon()
            raise

    def commit(self) -> None:
        """Wait until the disk has all that was appended, then commit the ledger with the new lengths."""
        if self._since is None:
            return
        with self.step():
            files = [*self.raw.files, *self.days.files]
            for file in files:
                file.sync()
            for folder in {file.path.parent for file in files if file.is_new}:
                sync_folder(folder)
            for file in files:
                self.ledger.set_file(file.name, file.size, file.size)
            self.ledger.commit()
            for file in files:
                file.committed, file.is_new = file.size, False
            self.days.publish()
            self.raw.publish_filled()
            self._since = None

    def close(self) -> None:
        """Give the files their final names and the lock back; what was not committed is gone."""
        with self.step():
            self.raw.publish()
            self.ledger.close()
        self._unlock()

    def abandon(self, cause: OSError | sqlite3.Error | ArchiveError | None = None) -> ArchiveError:
        """Give everything back at once, tidy as far as the disk lets us; the error that every further step raises."""
        if self._broken is None:
            if not isinstance(cause, ArchiveError):
                given_up = ArchiveError("was given up before its end", path=self.layout.folder)
                cause = recovery.told(cause, self.layout) if cause else given_up
            self._broken = cause
            self.raw.close()
            self.days.close()
            # What cannot be tidied now, on a disk that just failed, is tidied when the folder is opened the next time.
            with contextlib.suppress(OSError, sqlite3.Error, ArchiveError):
                self.ledger.close()
                # Only the ledger, read anew, knows whether a commit that failed half-way has happened.
                ledger = Ledger.open(self.layout.ledger)
                with contextlib.closing(ledger):
                    recovery.settle(self.layout, ledger.files())
            self._unlock()
        return self._broken

    def _unlock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None
