"""A site's folder mended: damaged files made right, the ledger brought in line with them or rebuilt from them."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime
from operator import attrgetter
from pathlib import Path

from newsarchive.storage import mend, recovery, warc
from newsarchive.storage.append import sync_folder
from newsarchive.storage.days import DayFiles
from newsarchive.storage.faults import Fault, judge_lines
from newsarchive.storage.layout import COMPRESSED, DAMAGED, OPEN, Layout
from newsarchive.storage.ledger import Ledger, StoredFile, StoredRecord
from newsarchive.storage.reindex import reindex
from newsarchive.storage.verify import joined, open_sound, warc_files


def repair(layout: Layout, now: datetime, new_id: Callable[[], uuid.UUID] = uuid.uuid4) -> Iterator[str]:
    """Mend what can be mended, saying what was done. Takes the folder's lock; broken off, it can be begun again.

    Files come first, each replaced in one step, the ledger last, in one transaction: at every moment between the folder
    is one that can be repaired. ArchiveError for what the disk refuses.
    """
    lock = recovery.take(layout)
    try:
        sound, damage = open_sound(layout)
        with contextlib.closing(sound) if sound else contextlib.nullcontext():
            if sound is None and layout.ledger.exists():
                yield _put_aside(layout, now, damage)
            committed = {file.name: file for file in sound.files()} if sound else None
            _name_files(layout, committed)
            for path in warc_files(layout):
                _cut_tail(path, committed)
                yield from mend.mend_raw(path, f"<urn:uuid:{new_id()}>", warc.date(now))
            yield from _mend_days(layout, sound, committed)
            _drop_empty_files(layout)
        path = layout.ledger if sound else _place_of_new_ledger(layout)
        with contextlib.closing(Ledger.open(path)) as ledger:
            for name, count in reindex(ledger, layout, now).items():
                yield f"ledger: {count} {name}"
        if sound is None:
            path.rename(layout.ledger)
            sync_folder(layout.folder)
            yield "ledger: rebuilt from the files; what only it knew is gone: links that waited, runs, templates"
    except (OSError, sqlite3.Error) as error:
        raise recovery.told(error, layout) from error
    finally:
        os.close(lock)


def _mend_days(layout: Layout, ledger: Ledger | None, committed: dict[str, StoredFile] | None) -> Iterator[str]:
    """Cut the tails of days that are right, mend the others."""
    files, everything = DayFiles(layout.articles, committed), DayFiles(layout.articles, None)
    held: set[tuple[str, int]] = set()
    lost: set[tuple[str, int]] = set()

    def holds(article: str, version: int) -> bool:
        """Whether a version needs no second copy; the first one that is asked for is the one that is kept."""
        key = (article, version)
        is_held = key in held or (ledger is not None and key not in lost and ledger.holds(article, version))
        held.add(key)
        return is_held

    wrong: dict[str, list[StoredRecord] | None] = {}
    rows = ledger.records_by_day() if ledger else ()
    for day, records in joined({*everything.days(), *files.days()}, rows, attrgetter("day")):
        content, damaged = files.content(day)
        known = records if ledger else None
        judged = list(judge_lines(day, content, known, lambda *_: False))
        lost |= {(line.article, line.version) for line in judged if line.fault and not line.data}
        if ledger is None or damaged or any(line.fault for line in judged):
            wrong[day] = known
        else:
            for suffix in ("", *COMPRESSED):
                _cut_tail(layout.articles / f"{day}.jsonl{suffix}", committed)
    for day, known in wrong.items():
        content, _ = everything.content(day)
        judged = list(judge_lines(day, content, known, holds))
        if said := mend.mend_day(layout.articles, day, content, judged):
            yield said
        if edited := sum(line.fault is Fault.EDITED_LINE for line in judged):
            yield f"articles/{day}.jsonl: {edited} edited lines stay; `newsarchive rebuild` reads their pages again"


def _name_files(layout: Layout, committed: dict[str, StoredFile] | None) -> None:
    """Files that bear `.open` get their name if they were committed, or if there is no ledger that could say so."""
    for name in recovery.sizes(layout):
        path, final = layout.folder / name, layout.folder / name.removesuffix(OPEN)
        if path == final:
            continue
        file = (committed or {}).get(name.removesuffix(OPEN))
        if final.exists() or (committed is not None and not (file and file.length)):
            path.unlink()
        else:
            path.rename(final)
            sync_folder(final.parent)


def _drop_empty_files(layout: Layout) -> None:
    """What is left of a file that lost everything would keep its name from the next one."""
    for name, size in recovery.sizes(layout).items():
        if size == 0:
            (layout.folder / name).unlink()


def _cut_tail(path: Path, committed: dict[str, StoredFile] | None) -> None:
    file = (committed or {}).get(f"{path.parent.name}/{path.name}")
    if file and path.exists() and path.stat().st_size > file.length:
        recovery.cut(path, file.length) if file.length else path.unlink()


def _put_aside(layout: Layout, now: datetime, damage: str) -> str:
    aside = layout.ledger.with_name(f"{layout.ledger.name}.{now:%Y%m%d%H%M%S}{DAMAGED}")
    for suffix in ("-wal", "-shm", ""):
        path = layout.ledger.with_name(layout.ledger.name + suffix)
        if path.exists():
            path.rename(aside.with_name(aside.name + suffix))
    sync_folder(layout.folder)
    return f"ledger: damaged ({damage}), moved to {aside.name}"


def _place_of_new_ledger(layout: Layout) -> Path:
    path = layout.ledger.with_name(layout.ledger.name + OPEN)
    for suffix in ("", "-wal", "-shm"):  # of a repair that was broken off
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return path
