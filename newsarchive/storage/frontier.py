"""The frontier: which URLs of a site wait, are being fetched, or are done, and with which outcome."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from newsarchive.records import Outcome
from newsarchive.text import storable

_BATCH = 100  # entries leased at once: one statement for many pages
# Seconds: nothing waits longer than the last step of the schedule (7 days), unless the clock was wrong.
_CLOCK_ERROR = 8 * 86400.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One URL of the frontier; `kind` and `key` (`urls.key_of`) name it.

    Kinds are "source", "article", and "page" for a further page of an imported article, whose key is its whole address.
    `title` and `date` are what the source `source` said of it; `depth` counts links from the start, `page` is how
    many-th page of its source it is, `tries` how often it was put back for a retry.
    """

    url: str
    kind: str
    key: str
    section: str | None = None
    title: str | None = None
    date: str | None = None
    depth: int = 0
    page: int = 1
    source: str | None = None
    tries: int = 0


_COLUMNS = "url, kind, key, section, title, date, depth, page, source, tries"
_INSERT = f"INSERT INTO frontier({_COLUMNS}, state, due) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)"
_NEW = f"{_INSERT} ON CONFLICT(key, kind) DO NOTHING"
_AGAIN = (
    f"{_INSERT} ON CONFLICT(key, kind) DO UPDATE SET url = excluded.url, section = excluded.section,"
    " title = excluded.title, date = excluded.date, depth = excluded.depth, page = excluded.page,"
    " source = excluded.source, tries = 0, state = 0, due = 0 WHERE state = 2"
)
_DUE = f"SELECT id, {_COLUMNS} FROM frontier WHERE state = 0 AND due <= ? ORDER BY due DESC, id LIMIT {_BATCH}"
_FINISH = (
    "UPDATE frontier SET state = 2, outcome = :outcome, detail = :detail, article = coalesce(:article, article),"
    " finished_at = :now, first_at = coalesce(first_at, :now), again_at = NULL WHERE key = :key AND kind = :kind"
)


class Frontier:
    """The frontier's table through the ledger's connection; states are 0 pending, 1 leased, 2 done.

    Entries that nobody put off have `due` 0, not the present: a clock set back must not hide them. They come first in,
    first out, behind retries whose time has come.
    """

    def __init__(self, connection: sqlite3.Connection):
        self._run = connection.execute
        self._run_many = connection.executemany
        self._batch: deque[Entry] = deque()
        self._waiting: int = self._run(
            "SELECT (SELECT count(*) FROM frontier WHERE state = 0) + (SELECT count(*) FROM frontier WHERE state = 1)"
        ).fetchone()[0]

    def schedule(self, entries: Iterable[Entry], *, again: bool) -> int:
        """Put entries in; how many wait because of it."""
        count = max(self._run_many(_AGAIN if again else _NEW, map(_row, entries)).rowcount, 0)
        self._waiting += count
        return count

    def lease(self, now: float) -> Entry | None:
        """The next entry due at `now` (seconds since the epoch)."""
        if not self._batch and self._waiting:
            rows = self._run(_DUE, (now,)).fetchall()
            self._run_many("UPDATE frontier SET state = 1 WHERE id = ?", [row[:1] for row in rows])
            self._batch.extend(Entry(*row[1:]) for row in rows)
        return self._batch.popleft() if self._batch else None

    def return_leases(self, now: float) -> None:
        """Leased entries wait again, in their old order; so do those put off beyond reason by a wrong clock."""
        self._batch.clear()
        self._run("UPDATE frontier SET state = 0 WHERE state = 1")
        self._run("UPDATE frontier SET due = 0 WHERE state = 0 AND due > ?", (now + _CLOCK_ERROR,))

    def pending(self) -> int:
        """How many wait or are leased."""
        return self._waiting

    def known(self, key: str, kind: str) -> bool:
        """Whether the key was ever put in."""
        return self._run("SELECT 1 FROM frontier WHERE key = ? AND kind = ?", (key, kind)).fetchone() is not None

    def end_of(self, key: str, kind: str) -> tuple[Outcome, str | None] | None:
        """How the key's page ended, and the detail; None where it waits, or was never put in."""
        sql = "SELECT outcome, detail FROM frontier WHERE key = ? AND kind = ? AND state = 2"
        row = self._run(sql, (key, kind)).fetchone()
        return (Outcome(row[0]), row[1]) if row else None

    def count(self, kind: str) -> int:
        """How many keys of this kind were ever put in."""
        return int(self._run("SELECT count(*) FROM frontier WHERE kind = ?", (kind,)).fetchone()[0])

    def finish(
        self, entry: Entry, outcome: Outcome, now: datetime, *, detail: str | None = None, article: str | None = None
    ) -> tuple[datetime, str | None]:
        """The entry is done, and became the article of this id; when it was done for the first time, and what article
        it has become by now or in an earlier run.

        One that was never put in is put in as done.
        """
        values: dict[str, str | float | None] = {"outcome": outcome, "article": article, "now": now.timestamp()}
        values |= {"detail": storable(detail) if detail else None, "key": entry.key, "kind": entry.kind}
        rows = self._run(f"{_FINISH} AND state < 2 RETURNING first_at, article", values).fetchall()
        if rows:
            self._waiting -= 1
        else:
            self._run(_NEW, _row(entry))
            rows = self._run(f"{_FINISH} RETURNING first_at, article", values).fetchall()
        return datetime.fromtimestamp(rows[0][0], UTC), rows[0][1]

    def look_again(self, entry: Entry, moment: datetime | None) -> None:
        """The entry, which is done, is looked at again at that moment, or never."""
        if moment:
            sql = "UPDATE frontier SET again_at = ? WHERE key = ? AND kind = ?"
            self._run(sql, (moment.timestamp(), entry.key, entry.kind))

    def revisit(self, now: float) -> int:
        """What is to be looked at again by now waits once more; how many entries."""
        # As with `due`, a moment beyond all reason was set by a clock that was wrong.
        sql = "UPDATE frontier SET state = 0, due = 0, tries = 0, again_at = NULL WHERE state = 2 AND again_at "
        count = sum(
            self._run(f"{sql} {test}", (moment,)).rowcount
            for test, moment in (("<= ?", now), ("> ?", now + _CLOCK_ERROR))
        )
        self._waiting += count
        return count

    def retry(self, entry: Entry, not_before: float) -> None:
        """The entry waits again, until `not_before` (seconds since the epoch)."""
        sql = "UPDATE frontier SET state = 0, due = ?, tries = tries + 1 WHERE key = ? AND kind = ? AND state = 1"
        self._run(sql, (not_before, entry.key, entry.kind))


def _row(entry: Entry) -> tuple[str | int | None, ...]:
    return (
        *(entry.url, entry.kind, entry.key),
        *(storable(value) if value else value for value in (entry.section, entry.title, entry.date)),
        *(entry.depth, entry.page, entry.source, 0),
    )
