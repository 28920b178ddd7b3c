"""The ledger: the SQLite file of one site, its tables, and what is written to those that no other module owns."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Self

from newsarchive.errors import ArchiveError
from newsarchive.records import Outcome, RawPlace
from newsarchive.storage.layout import COMPRESSED
from newsarchive.storage.rows import Run, StoredFile, StoredRecord

__all__ = ["Ledger", "Run", "StoredFile", "StoredRecord"]

VERSION = 2
_DEPARTURES = """TABLE departures(
  seq INTEGER PRIMARY KEY, article TEXT NOT NULL, url TEXT NOT NULL, date TEXT NOT NULL, is_back INTEGER NOT NULL);"""
_NEW_IN_2 = f"CREATE {_DEPARTURES} CREATE INDEX departures_article ON departures(article, seq);"
_TABLES = """
CREATE TABLE identity(id TEXT NOT NULL);
CREATE TABLE files(
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, length INTEGER NOT NULL, content INTEGER NOT NULL);
CREATE TABLE records(
  seq INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL, version INTEGER NOT NULL, content_hash TEXT NOT NULL,
  day TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL, crc INTEGER NOT NULL,
  raw_file INTEGER REFERENCES files, raw_offset INTEGER);
CREATE UNIQUE INDEX records_article ON records(article, version);
CREATE TABLE frontier(
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, url TEXT NOT NULL,
  section TEXT, title TEXT, date TEXT, depth INTEGER NOT NULL, page INTEGER NOT NULL, source TEXT,
  state INTEGER NOT NULL, due REAL NOT NULL, tries INTEGER NOT NULL,
  outcome TEXT, detail TEXT, article TEXT, first_at REAL, finished_at REAL, again_at REAL);
CREATE UNIQUE INDEX frontier_key ON frontier(key, kind);
CREATE INDEX frontier_waiting ON frontier(due DESC, id) WHERE state = 0;
CREATE INDEX frontier_leased ON frontier(id) WHERE state = 1;
CREATE INDEX frontier_again ON frontier(again_at) WHERE again_at IS NOT NULL;
CREATE TABLE captures(
  url BLOB PRIMARY KEY, digest TEXT NOT NULL, date TEXT NOT NULL, file INTEGER NOT NULL REFERENCES files,
  offset INTEGER NOT NULL, etag TEXT, last_modified TEXT) WITHOUT ROWID;
CREATE TABLE templates(name TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE runs(
  id INTEGER PRIMARY KEY, started_at TEXT NOT NULL, ended_at TEXT, note TEXT NOT NULL, outcomes TEXT NOT NULL);
"""


class Ledger:
    """A connection to the ledger. Writing begins with `begin` and is there for good once `commit` has returned."""

    def __init__(self, connection: sqlite3.Connection):
        self.connection = connection
        self._run = connection.execute
        self._file_ids: dict[str, int] = {}

    @classmethod
    def open(cls, path: Path) -> Self:
        """The ledger for writing, made if there is none."""
        connection = sqlite3.connect(path, isolation_level=None, timeout=30)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            # FULL syncs the WAL at each commit: an acknowledged page outlives the power, not only the process.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA cache_size = -32768")  # KiB
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > VERSION:
                raise ArchiveError(f"was written by a newer newsarchive (ledger version {version})", path=path)
            if version < VERSION:
                identity = f"INSERT INTO identity VALUES ('{uuid.uuid4().hex[:8]}');"
                lacking = _NEW_IN_2 if version else f"{_TABLES} {_NEW_IN_2} {identity}"
                connection.executescript(f"BEGIN; {lacking} PRAGMA user_version = {VERSION}; COMMIT;")
        except BaseException:
            connection.close()
            raise
        return cls(connection)

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """The ledger for reading, beside a writer or without one; None if there is none."""
        if not path.exists():
            return None
        uri = path.absolute().as_uri()
        # Opened for reading only, SQLite leaves its WAL files behind; in a read-only folder it cannot make them.
        for mode in ("mode=rw", "mode=ro", "mode=ro&immutable=1"):
            connection = sqlite3.connect(f"{uri}?{mode}", uri=True, isolation_level=None, timeout=30)
            try:
                version = connection.execute("PRAGMA user_version").fetchone()[0]
                if version == 1:  # it lacks what the next crawl will add
                    connection.execute(f"CREATE TEMP {_DEPARTURES}")
                connection.execute("PRAGMA query_only = ON")
            except sqlite3.OperationalError:
                connection.close()
                continue
            if version:
                return cls(connection)
            connection.close()
        return None

    def begin(self) -> None:
        """Begin to write; nothing of it is seen by others, or left after a crash, before `commit`."""
        if not self.connection.in_transaction:
            self._run("BEGIN IMMEDIATE")

    def freeze(self) -> None:
        """For reading: see the ledger as it is at this moment, whatever is committed from now on, until `close`."""
        self._run("BEGIN")
        self.identity()  # the first look at a table is what fixes the moment

    def commit(self) -> None:
        """Make all that was written since `begin` permanent."""
        if self.connection.in_transaction:
            self._run("COMMIT")

    def close(self) -> None:
        """Give the file back; what was not committed is gone."""
        self.connection.close()

    def identity(self) -> str:
        """What tells this ledger from one that was rebuilt: numbers of records count within one only."""
        return str(self._run("SELECT id FROM identity").fetchone()[0])

    def damage(self) -> str:
        """What SQLite finds wrong with the file; "" for nothing."""
        try:
            found = str(self._run("PRAGMA integrity_check(1)").fetchone()[0])
            # SQLite takes any bytes for text: only reading it tells whether they are.
            for (table,) in self._run("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
                for _ in self._run(f'SELECT * FROM "{table}"'):
                    pass
        except sqlite3.DatabaseError as error:
            return str(error)
        return "" if found == "ok" else found

    # Files

    def files(self) -> Iterator[StoredFile]:
        """Every committed file."""
        return (StoredFile(*row) for row in self._run("SELECT name, length, content FROM files ORDER BY name"))

    def file(self, name: str) -> StoredFile | None:
        """One committed file by its name."""
        row = self._run("SELECT name, length, content FROM files WHERE name = ?", (name,)).fetchone()
        return StoredFile(*row) if row else None

    def set_file(self, name: str, length: int, content: int) -> None:
        """Put down how long a file is."""
        self._run(
            "INSERT INTO files(name, length, content) VALUES (?1, ?2, ?3)"
            " ON CONFLICT(name) DO UPDATE SET length = ?2, content = ?3",
            (name, length, content),
        )

    def drop_empty_files(self) -> None:
        """Forget files of which nothing counts: a file of that name that turns up later is not ours to cut."""
        self._run("DELETE FROM files WHERE length = 0")

    def day_lengths(self, day: str) -> tuple[int, int]:
        """Bytes of a day's growing file, and bytes of content in its compressed ones, which come before."""
        plain = f"articles/{day}.jsonl"
        found = {
            file.name: file for file in map(self.file, (plain, *(plain + suffix for suffix in COMPRESSED))) if file
        }
        growing = found.pop(plain, None)
        return growing.length if growing else 0, sum(file.content for file in found.values())

    def file_id(self, name: str) -> int:
        """The number by which other tables name a file; a file that is not there yet gets one, with length 0."""
        number = self._file_ids.get(name)
        if number is None:
            self._run("INSERT OR IGNORE INTO files(name, length, content) VALUES (?, 0, 0)", (name,))
            number = int(self._run("SELECT id FROM files WHERE name = ?", (name,)).fetchone()[0])
            self._file_ids[name] = number
        return number

    # Records

    def latest(self, article: str) -> StoredRecord | None:
        """The last version of an article."""
        row = self._run(f"{_RECORDS} WHERE article = ? ORDER BY version DESC LIMIT 1", (article,)).fetchone()
        return _record(row) if row else None

    def add_record(self, record: StoredRecord) -> None:
        """Put down a line; the same version of an article twice is an error."""
        place = record.day, record.offset, record.length, record.crc
        raw = (self.file_id(f"raw/{record.raw.file}"), record.raw.offset) if record.raw else (None, None)
        self._run(
            "INSERT INTO records(article, version, content_hash, day, offset, length, crc, raw_file, raw_offset)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (record.article, record.version, record.content_hash, *place, *raw),
        )

    def records_after(self, number: int, limit: int) -> list[tuple[int, StoredRecord]]:
        """The next records in commit order, each with its number; numbers only grow."""
        sql = _RECORDS.replace("SELECT", "SELECT seq,", 1) + " WHERE seq > ? ORDER BY seq LIMIT ?"
        return [(row[0], _record(row[1:])) for row in self._run(sql, (number, limit))]

    def records_by_day(self) -> Iterator[StoredRecord]:
        """Every record by day and place in it."""
        return (_record(row) for row in self._run(f"{_RECORDS} ORDER BY day, offset"))

    def raw_places(self) -> Iterator[RawPlace]:
        """Every raw page that a record was read from, by file and offset."""
        sql = (
            "SELECT DISTINCT files.name, raw_offset FROM records JOIN files ON files.id = raw_file"
            " ORDER BY files.name, raw_offset"
        )
        return (RawPlace(name.removeprefix("raw/"), offset) for name, offset in self._run(sql))

    def days(self) -> list[str]:
        """The days that have records."""
        return [day for (day,) in self._run("SELECT DISTINCT day FROM records")]

    def holds(self, article: str, version: int) -> bool:
        """Whether there is a record of this version."""
        sql = "SELECT 1 FROM records WHERE article = ? AND version = ?"
        return self._run(sql, (article, version)).fetchone() is not None

    def last_versions(self) -> dict[str, int]:
        """The articles with more than one version: id -> number of the last."""
        return dict(
            self._run("SELECT article, max(version) FROM records WHERE version > 1 GROUP BY article").fetchall()
        )

    # Templates and runs

    def template(self, name: str) -> str | None:
        """What was learned under this name, as it was put in."""
        row = self._run("SELECT data FROM templates WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def set_template(self, name: str, data: str) -> None:
        """Keep what was learned under a name."""
        self._run("INSERT OR REPLACE INTO templates(name, data) VALUES (?, ?)", (name, data))

    def start_run(self, started_at: datetime, note: str) -> int:
        """A new run; its number."""
        sql = "INSERT INTO runs(started_at, note, outcomes) VALUES (?, ?, '{}')"
        return int(self._run(sql, (started_at.isoformat(), note)).lastrowid or 0)

    def set_run(self, number: int, outcomes: Counter[Outcome], ended_at: datetime | None, note: str) -> None:
        """Put down how a run stands, or how it ended."""
        counts = json.dumps({str(outcome): count for outcome, count in sorted(outcomes.items())})
        end = ended_at.isoformat() if ended_at else None
        self._run("UPDATE runs SET outcomes = ?, ended_at = ?, note = ? WHERE id = ?", (counts, end, note, number))

    def runs(self) -> Iterable[Run]:
        """Every run, oldest first."""
        return map(_run, self._run(f"{_RUNS} ORDER BY id"))

    def last_run(self) -> Run | None:
        """The newest run."""
        row = self._run(f"{_RUNS} ORDER BY id DESC LIMIT 1").fetchone()
        return _run(row) if row else None


_RECORDS = (
    "SELECT article, version, content_hash, day, offset, records.length, crc, files.name, raw_offset"
    " FROM records LEFT JOIN files ON files.id = raw_file"
)
_RUNS = "SELECT id, started_at, ended_at, note, outcomes FROM runs"


def _run(row: tuple[int, str, str | None, str, str]) -> Run:
    number, started, ended, note, outcomes = row
    return Run(number, started, ended, note, json.loads(outcomes))


def _record(row: tuple[str, int, str, str, int, int, int, str | None, int]) -> StoredRecord:
    article, version, content_hash, day, offset, length, crc, file, raw_offset = row
    raw = RawPlace(file.removeprefix("raw/"), raw_offset) if file else None
    return StoredRecord(article, version, content_hash, day, offset, length, crc, raw)
