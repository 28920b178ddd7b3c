"""What is wrong with a site's folder: every line, raw record, digest, place and length held against the ledger."""

from __future__ import annotations

import contextlib
import heapq
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, TypeGuard

from newsarchive.errors import ArchiveError
from newsarchive.storage import recovery, warc
from newsarchive.storage.days import DayFiles
from newsarchive.storage.faults import Fault, judge_lines
from newsarchive.storage.layout import DAMAGED, LAST, OPEN, REJECTED, Layout
from newsarchive.storage.ledger import Ledger, StoredFile
from newsarchive.storage.raw import HOLD_PAGES


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: the file, by its name under the site's folder, and what exactly."""

    fault: Fault
    file: str
    detail: str

    def __str__(self) -> str:
        return f"{self.fault}: {self.file}: {self.detail}"


class Inspection:
    """One look at a site's folder; changes nothing. `counts` grows while `findings` are drawn.

    Beside a crawl that is writing, only what it has committed is looked at.
    """

    def __init__(self, layout: Layout):
        self.layout = layout
        self.counts = Counter({"days": 0, "lines": 0, "articles": 0, "raw records": 0})
        self._seen: set[int] = set()

    def findings(self) -> Iterator[Finding]:
        """Everything that is wrong, by file."""
        ledger, damage = open_sound(self.layout)
        with contextlib.closing(ledger) if ledger else contextlib.nullcontext():
            if ledger is None:
                yield Finding(Fault.LEDGER, self.layout.ledger.name, damage)
            else:
                ledger.freeze()
            committed = {file.name: file for file in ledger.files()} if ledger else None
            yield from self._files(committed or {}, has_ledger=ledger is not None)
            yield from self._days(DayFiles(self.layout.articles, committed), ledger)
            yield from self._raw(committed or {}, ledger)

    def _files(self, committed: dict[str, StoredFile], *, has_ledger: bool) -> Iterator[Finding]:
        on_disk = recovery.sizes(self.layout)
        busy = recovery.is_taken(self.layout)
        for name, file in committed.items():
            open_size = on_disk.pop(name + OPEN, 0)
            size = on_disk.pop(name, open_size)
            if size < file.length:
                yield Finding(Fault.SHORT, name, f"{size} bytes of {file.length}")
            elif size > file.length and not busy:
                yield Finding(Fault.TAIL, name, f"{size - file.length} bytes behind the committed end")
        for name in on_disk if has_ledger else ():
            if not name.endswith((OPEN, LAST, REJECTED, DAMAGED)):
                yield Finding(Fault.FOREIGN_FILE, name, "is not in the ledger")

    def _days(self, files: DayFiles, ledger: Ledger | None) -> Iterator[Finding]:
        days = {*files.days(), *(ledger.days() if ledger else ())}
        holds = ledger.holds if ledger else self._has_seen
        for day, rows in joined(days, ledger.records_by_day() if ledger else (), attrgetter("day")):
            self.counts["days"] += 1
            content, damaged = files.content(day)
            for path in damaged:
                yield Finding(Fault.DAMAGED_LINE, f"articles/{path.name}", "cannot be uncompressed to its end")
            for line in judge_lines(day, content, rows if ledger else None, holds):
                self.counts["lines"] += bool(line.data)
                self.counts["articles"] += bool(line.data) and line.version == 1
                if line.fault:
                    yield Finding(line.fault, f"articles/{day}.jsonl", f"at byte {line.offset}: {line.problem}")

    def _raw(self, committed: dict[str, StoredFile], ledger: Ledger | None) -> Iterator[Finding]:
        files = {path.name.removesuffix(OPEN): path for path in warc_files(self.layout)}
        for name, places in joined(files, ledger.raw_places() if ledger else (), attrgetter("file")):
            wanted = {place.offset for place in places}
            if name in files:
                with files[name].open("rb") as file:
                    length = committed[f"raw/{name}"].length if f"raw/{name}" in committed else None
                    for part in warc.survey(file, length):
                        self.counts["raw records"] += isinstance(part, warc.Record)
                        problem = raw_problem(part)
                        if problem:
                            yield Finding(Fault.DAMAGED_RAW, f"raw/{name}", f"at byte {part.offset}: {problem}")
                        elif holds_page(part):
                            wanted.discard(part.offset)
            for offset in sorted(wanted):
                yield Finding(Fault.LOST_RAW, f"raw/{name}", f"no page at byte {offset}")

    def _has_seen(self, article: str, version: int) -> bool:
        mark = hash((article, version))
        if mark in self._seen:
            return True
        self._seen.add(mark)
        return False


def open_sound(layout: Layout) -> tuple[Ledger | None, str]:
    """The ledger for reading, if it is there and whole, and what is wrong with it else."""
    try:
        ledger = Ledger.read(layout.ledger)
        if ledger is None:
            return None, "is missing"
        damage = ledger.damage()
        if not damage:
            return ledger, ""
        ledger.close()
    except (sqlite3.Error, ArchiveError) as error:
        damage = str(error)
    return None, damage


def warc_files(layout: Layout) -> list[Path]:
    """The WARC files of a site, the one that grows too, oldest first."""
    return sorted(path for path in layout.raw.glob("*.warc.gz*") if path.name.endswith((".warc.gz", OPEN)))


def raw_problem(part: warc.Record | warc.Gap) -> str:
    """What is wrong with a piece of a WARC file; "" for nothing."""
    if isinstance(part, warc.Gap):
        return part.problem
    known = part.header("WARC-Block-Digest")
    return "differs from its digest" if known.startswith("sha1:") and known != warc.digest(part.block) else ""


def holds_page(part: warc.Record | warc.Gap) -> TypeGuard[warc.Record]:
    """Whether a piece of a WARC file holds a page."""
    return isinstance(part, warc.Record) and part.header("WARC-Type") in HOLD_PAGES


def is_revisit(part: warc.Record | warc.Gap) -> TypeGuard[warc.Record]:
    """Whether a piece of a WARC file says that a page was as it had been before."""
    return isinstance(part, warc.Record) and part.header("WARC-Type") == "revisit"


def joined(names: Iterable[str], rows: Iterable[Any], key: Callable[[Any], str]) -> Iterator[tuple[str, list[Any]]]:
    """Each name with its rows, in order; rows come sorted by the name that `key` gives, and one name at a time."""
    named = ((name, list(group)) for name, group in groupby(rows, key))
    merged = heapq.merge(((name, []) for name in sorted(names)), named, key=itemgetter(0))
    for name, groups in groupby(merged, key=itemgetter(0)):
        yield name, [row for _, group in groups for row in group]
