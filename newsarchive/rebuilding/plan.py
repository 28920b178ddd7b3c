"""A ledger in, what is to be read again out, in an order in which a rebuild that was broken off goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsarchive.records import Outcome
from newsarchive.storage import Entry
from newsarchive.storage.ledger import Ledger, StoredRecord

CHUNK = 16
"""Articles that a worker is given at once: some 0.2 s of work, so that handing them over costs nothing."""

# Ends in which a page was read and no record was made of it.
_NO_RECORD = (Outcome.LISTING, Outcome.NOT_ARTICLE, Outcome.TOO_SHORT, Outcome.UNREADABLE, Outcome.DUPLICATE)

Task = StoredRecord | Entry
"""One article to be read again: by its last record, or by the entry of a page that no record was made of."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a rebuild has come: the numbers of the last record and of the last frontier entry that are done.

    It began when the record `until` was the last one: what came behind that is its own, or was crawled since. None: it
    has not begun.
    """

    record: int = 0
    entry: int = 0
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Chunk:
    """Tasks for one worker; `size` counts the rows they were made from, `mark` lies behind them."""

    tasks: tuple[Task, ...]
    size: int
    mark: Mark


class Plan:
    """What lies behind a mark: records in the order of their commit, then pages without one.

    Nothing is held but one chunk; records that are stored while the plan is drawn are not part of it. What lay out of
    a crawl's range was not wanted, and is part of it only with `left_out`.
    """

    def __init__(self, ledger: Ledger, mark: Mark, *, left_out: bool = False):
        self._ledger, self._mark = ledger, mark
        ends = (*_NO_RECORD, Outcome.OUT_OF_RANGE) if left_out else _NO_RECORD
        self._pages = (
            "FROM frontier WHERE kind = 'article' AND state = 2 AND article IS NULL AND id > ?"
            f" AND outcome IN {tuple(map(str, ends))}"
        )
        last = self._number("SELECT coalesce(max(seq), 0) FROM records")
        self._until: int = last if mark.until is None else mark.until
        records = self._number("SELECT count(*) FROM records WHERE seq > ? AND seq <= ?", mark.record, self._until)
        self.total = records + self._number(f"SELECT count(*) {self._pages}", mark.entry)

    def chunks(self) -> Iterator[Chunk]:
        """All of it, chunk by chunk."""
        yield from self._records()
        yield from self._entries()

    def _records(self) -> Iterator[Chunk]:
        last = self._mark.record
        while found := self._ledger.records_after(last, CHUNK):
            rows = [(number, record) for number, record in found if number <= self._until]
            if not rows:
                return
            last = rows[-1][0]
            tasks = tuple(record for _, record in rows if self._is_latest(record))
            yield Chunk(tasks, len(rows), Mark(last, self._mark.entry, self._until))

    def _entries(self) -> Iterator[Chunk]:
        sql, last = (
            f"SELECT id, url, key, section, title, date {self._pages} ORDER BY id LIMIT {CHUNK}",
            self._mark.entry,
        )
        while rows := self._ledger.connection.execute(sql, (last,)).fetchall():
            last = rows[-1][0]
            tasks = tuple(Entry(url, "article", key, section, title, day) for _, url, key, section, title, day in rows)
            yield Chunk(tasks, len(rows), Mark(self._until, last, self._until))

    def _is_latest(self, record: StoredRecord) -> bool:
        latest = self._ledger.latest(record.article)
        return latest is not None and latest.version == record.version

    def _number(self, sql: str, *values: int) -> int:
        return int(self._ledger.connection.execute(sql, values).fetchone()[0])
