"""Captures: for each URL the last page that was kept of it, by which an unchanged page is told and asked for."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from newsarchive.records import RawPlace
from newsarchive.storage.ledger import Ledger

_PLAIN = re.compile(r"[\w.~:/?&=+%-]*", re.ASCII)  # what no request spells otherwise


@dataclass(frozen=True, slots=True)
class Capture:
    """A page that was kept: payload digest and date as its WARC record has them, and where the record lies."""

    digest: str
    date: str
    place: RawPlace


class Captures:
    """The captures' table through the ledger's connection; URLs by their hash, which is a third as long."""

    def __init__(self, ledger: Ledger):
        self._ledger, self._run = ledger, ledger.connection.execute

    def last(self, url: str) -> Capture | None:
        """The last capture of a URL."""
        row = self._run(
            "SELECT digest, date, name, offset FROM captures JOIN files ON files.id = file WHERE url = ?",
            (url_hash(url),),
        ).fetchone()
        return Capture(row[0], row[1], RawPlace(row[2].removeprefix("raw/"), row[3])) if row else None

    def put(self, url: str, capture: Capture) -> None:
        """Remember a capture; conditions of the one before it are void."""
        file = self._ledger.file_id(f"raw/{capture.place.file}")
        values = (url_hash(url), capture.digest, capture.date, file, capture.place.offset)
        self._run("INSERT OR REPLACE INTO captures(url, digest, date, file, offset) VALUES (?, ?, ?, ?, ?)", values)

    def lead(self, url: str, target: str) -> None:
        """A URL leads to another: what was captured of that stands for it, but not for telling whether it changed."""
        self._run(
            "INSERT OR REPLACE INTO captures(url, digest, date, file, offset)"
            " SELECT ?, '', date, file, offset FROM captures WHERE url = ?",
            (url_hash(url), url_hash(target)),
        )

    def conditions(self, url: str) -> dict[str, str]:
        """Request headers by which the portal may answer 304 Not Modified; none if the URL is to be fetched in full."""
        row = self._run("SELECT etag, last_modified FROM captures WHERE url = ?", (url_hash(url),)).fetchone() or ()
        named = zip(("If-None-Match", "If-Modified-Since"), row, strict=False)
        return {name: value for name, value in named if value}

    def set_conditions(self, url: str, etag: str | None, last_modified: str | None) -> None:
        """Put down what the portal said by which it knows the page; only once all is done that the page asks for."""
        sql = "UPDATE captures SET etag = ?, last_modified = ? WHERE url = ?"
        self._run(sql, (etag, last_modified, url_hash(url)))


def url_hash(url: str) -> bytes:
    """What stands for a URL in the table: 12 bytes, among which a million URLs meet with a chance of 1e-17.

    That of the address as a request spells it, in ASCII, however a page prints it.

    >>> url_hash("http://a.cn/船.html") == url_hash("http://a.cn/%E8%88%B9.html")
    True
    """
    if not _PLAIN.fullmatch(url):
        # Imported here: it brings in all of the standard library's HTTP, and few addresses need it.
        from w3lib.url import safe_url_string

        url = safe_url_string(url)
    return hashlib.blake2b(url.encode("utf-8", "replace"), digest_size=12).digest()
