"""Departures: when the page of an article was gone (404, 410), and when it was back; the record stays."""

from __future__ import annotations

from dataclasses import dataclass

from newsarchive.storage.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Departed:
    """The page of an article, by its id and URL, was gone or, with `is_back`, was there again; `date` is ISO 8601."""

    article: str
    url: str
    date: str
    is_back: bool = False


class Departures:
    """The departures' table through the ledger's connection, numbered among the records in the order of commit."""

    def __init__(self, ledger: Ledger):
        self._run = ledger.connection.execute

    def put(self, departed: Departed) -> bool:
        """Put a departure or return down, unless it is what is known of the article already; whether it was news."""
        if self._is_gone(departed.article) != departed.is_back:
            return False
        # The number is taken from the records' sequence, so that one cursor goes through both.
        self._run("UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'records'")
        self._run(
            "INSERT INTO departures SELECT seq, ?, ?, ?, ? FROM sqlite_sequence WHERE name = 'records'",
            (departed.article, departed.url, departed.date, departed.is_back),
        )
        return True

    def after(self, number: int, until: int | None = None) -> list[tuple[int, Departed]]:
        """What came behind a number in the order of commit, up to another one, each with its number."""
        sql = "SELECT seq, article, url, date, is_back FROM departures WHERE seq > ? AND seq <= ? ORDER BY seq"
        rows = self._run(sql, (number, (1 << 62) if until is None else until))
        return [(seq, Departed(article, url, date, bool(is_back))) for seq, article, url, date, is_back in rows]

    def gone(self) -> dict[str, str]:
        """The articles whose page was gone when it was looked at last: id -> when."""
        sql = "SELECT article, date, is_back FROM departures ORDER BY seq"
        last = {article: (date, is_back) for article, date, is_back in self._run(sql)}
        return {article: date for article, (date, is_back) in last.items() if not is_back}

    def _is_gone(self, article: str) -> bool:
        sql = "SELECT is_back FROM departures WHERE article = ? ORDER BY seq DESC LIMIT 1"
        row = self._run(sql, (article,)).fetchone()
        return row is not None and not row[0]
