"""Day files while they grow: an article in, its day and its line out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from newsarchive.records import Article
from newsarchive.storage.append import AppendFile
from newsarchive.text import storable


def day_of(article: Article) -> str | None:
    """The day under which an article is kept: as its publication is dated, else its fetching; None if neither is.

    >>> day_of(Article("", "", "", "", "", "", "", date_published="2023-06-01T08:18:00+08:00"))
    '2023-06-01'
    """
    for moment in (article.date_published, article.date_fetched):
        day = (moment or "")[:10]
        try:
            return date.fromisoformat(day).isoformat()
        except ValueError:
            continue
    return None


def line_of(article: Article) -> bytes:
    """The article as one line of UTF-8 with its line feed; nothing that a reader left in can tear it."""
    return storable(article.to_json()).encode() + b"\n"


class DayWriter:
    """The day files of one site that grow in the present unit of work."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._files: dict[str, AppendFile] = {}
        self._bases: dict[str, int] = {}

    @property
    def files(self) -> list[AppendFile]:
        """The files that hold something uncommitted."""
        return list(self._files.values())

    def holds(self, day: str) -> bool:
        """Whether the day's file is being written already."""
        return day in self._files

    def begin(self, day: str, length: int, base: int) -> None:
        """Make ready to write behind the committed length of a day's file; `base` bytes of content come before it."""
        self._files[day] = AppendFile(self._folder / f"{day}.jsonl", length)
        self._bases[day] = base

    def append(self, day: str, line: bytes) -> int:
        """Put a line into the file of a day that was begun; its offset in the day's content."""
        return self._bases[day] + self._files[day].append(line)

    def publish(self) -> None:
        """All is committed: give the files their final names and begin anew."""
        for file in self._files.values():
            file.publish()
        self._files.clear()
        self._bases.clear()

    def close(self) -> None:
        """Give the descriptors back and nothing else."""
        for file in self._files.values():
            file.close()
