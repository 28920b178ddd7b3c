"""What the rows of a ledger hold, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass

from newsarchive.records import RawPlace


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A committed file: its name ("raw/x.warc.gz"), bytes on disk, and bytes of content if it were not compressed."""

    name: str
    length: int
    content: int


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A committed line: where it lies in its day's content, and which raw page it was read from."""

    article: str
    version: int
    content_hash: str
    day: str
    offset: int
    length: int
    crc: int
    raw: RawPlace | None


IMPORT = "import of "
"""How the note of a run begins that took in a file and asked the portal nothing."""


@dataclass(frozen=True, slots=True)
class Run:
    """One crawl or import: when it began and ended (ISO 8601, UTC; None if it was killed), and how its pages ended."""

    number: int
    started_at: str
    ended_at: str | None
    note: str
    outcomes: dict[str, int]
