"""Days made smaller: a closed day compressed in place, or written once more beside it with last versions only."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from newsarchive.storage.append import AppendFile, sync_folder, write_whole
from newsarchive.storage.layout import LAST
from newsarchive.storage.reader import Archive
from newsarchive.storage.unit import UnitOfWork

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_SQUEEZE: dict[str, Callable[[bytes], bytes]] = {
    ".gz": lambda content: gzip.compress(content, mtime=0),
    ".zst": zstd.compress,
}


def compress(unit: UnitOfWork, day: str, suffix: str) -> tuple[int, int]:
    """Move a day's growing file into its compressed one, as one more member; bytes before and after, 0 if it is empty.

    Late articles begin a new growing file behind it; places in the day's content stay what they are. A day that has a
    compressed file of the other kind keeps to that.
    """
    ledger, folder = unit.ledger, unit.layout.articles
    growing = ledger.file(f"articles/{day}.jsonl")
    if growing is None or not growing.length:
        return 0, 0
    before = {end: ledger.file(f"{growing.name}{end}") for end in _SQUEEZE}
    suffix = next((end for end, file in before.items() if file), suffix)
    known = before[suffix]
    source, target = folder / f"{day}.jsonl", AppendFile(folder / f"{day}.jsonl{suffix}", known.length if known else 0)
    with unit.change():
        content = source.read_bytes()[: growing.length]
        target.append(_SQUEEZE[suffix](content))
        target.sync()
        sync_folder(folder)
        ledger.set_file(target.name, target.size, len(content) + (known.content if known else 0))
        # Length 0 has whoever opens the folder after a death at this point drop the file, not keep its lines twice.
        ledger.set_file(growing.name, 0, 0)
    unit.commit()
    with unit.step():
        target.publish()
        source.unlink()
        ledger.drop_empty_files()
    return growing.length, target.size - target.committed


def write_last(archive: Archive, site: str, day: str, superseded: Mapping[str, int]) -> Path | None:
    """Write the day with last versions only beside it, whole or not at all; None if every line is one already."""
    path = archive.path / site / "articles" / f"{day}{LAST}"
    articles = list(archive.records(site, day))
    last = [article for article in articles if article.version == superseded.get(article.id, article.version)]
    if len(last) == len(articles):
        path.unlink(missing_ok=True)
        return None
    write_whole(path, b"".join(article.to_json().encode() + b"\n" for article in last))
    return path
