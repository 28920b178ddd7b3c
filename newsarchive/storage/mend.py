"""Files made right again after damage: day files of whole, known lines, WARC files of whole records.

Nothing is thrown away: what is taken out lies beside, under an ending of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from newsarchive.storage import recovery, warc
from newsarchive.storage.append import sync_folder, write_whole
from newsarchive.storage.faults import Fault, Line
from newsarchive.storage.layout import COMPRESSED, DAMAGED, OPEN, REJECTED

_KEPT = (None, Fault.MOVED_LINE, Fault.FOREIGN_LINE, Fault.EDITED_LINE)


def mend_day(folder: Path, day: str, content: bytes, lines: Sequence[Line]) -> str:
    """Leave in a day's files the lines that are records of it, each once; what was done, "" for nothing.

    `lines` are the judged lines of all the `content` that can be read. The others go to `<day>.rejected`. A day
    that had to be mended is one growing file afterwards.
    """
    kept = b"".join(line.data for line in lines if line.fault in _KEPT)
    rejected = [line.data for line in lines if line.fault not in _KEPT and line.data]
    if not rejected and all(not (folder / f"{day}.jsonl{suffix}").exists() for suffix in COMPRESSED):
        return ""
    _set_aside(folder / f"{day}{REJECTED}", b"".join(data.rstrip(b"\n") + b"\n" for data in rejected))
    write_whole(folder / f"{day}.jsonl", kept)
    for suffix in COMPRESSED:
        (folder / f"{day}.jsonl{suffix}").unlink(missing_ok=True)
    sync_folder(folder)
    return f"articles/{day}.jsonl: {len(content) - len(kept)} bytes in {len(rejected)} lines moved to {day}{REJECTED}"


def mend_raw(path: Path, record_id: str, date: str) -> list[str]:
    """Make a WARC file readable from end to end without moving a record; what was done.

    A torn end is cut off. Damaged bytes between records become one record of the same length that says so.
    """
    done = []
    with path.open("rb") as file:
        gaps = [part for part in warc.survey(file) if isinstance(part, warc.Gap)]
    size = path.stat().st_size
    for gap in gaps:
        with path.open("r+b") as file:
            file.seek(gap.offset)
            damaged = file.read(gap.end - gap.offset)
            aside = path.with_name(f"{path.name.removesuffix(OPEN)}.{gap.offset}{DAMAGED}")
            filler = b"" if gap.end == size else _filler(len(damaged), aside.name, record_id, date)
            if filler is None:
                done.append(f"raw/{path.name}: {len(damaged)} damaged bytes at {gap.offset} cannot be mended")
                continue
            _set_aside(aside, damaged)
            if filler:
                file.seek(gap.offset)
                file.write(filler)
        if not filler:
            recovery.cut(path, gap.offset)
        done.append(f"raw/{path.name}: {len(damaged)} damaged bytes at {gap.offset} moved to {aside.name}")
    return done


def _filler(length: int, aside: str, record_id: str, date: str) -> bytes | None:
    """A gzip member of exactly this length, a record that says where the bytes are that were here; None if too short.

    The comment that gzip allows in a member's header takes up what is left.
    """
    named = [("WARC-Type", "metadata"), ("WARC-Record-ID", record_id), ("WARC-Date", date)]
    named.append(("Content-Type", "text/plain"))
    member = warc.member(named, f"{length} damaged bytes were here; they are kept in {aside}".encode())
    pad = length - len(member) - 1
    return member[:3] + b"\x10" + member[4:10] + b" " * pad + b"\0" + member[10:] if pad >= 0 else None


def _set_aside(path: Path, data: bytes) -> None:
    """Add bytes to a file beside, unless it ends with them already: a repair may have been broken off before."""
    known = path.read_bytes() if path.exists() else b""
    if data and not known.endswith(data):
        write_whole(path, known + data)
