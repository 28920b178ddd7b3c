"""Where each thing of a site lies under the archive folder: names in, paths out; no I/O."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

OPEN = ".open"
"""Suffix of a file that no unit of work has committed yet, or that still grows; taken off when it is done."""

COMPRESSED = (".gz", ".zst")
"""Suffixes of a closed day's compressed file, behind `.jsonl`."""

LAST = ".last.jsonl"
"""Ending of a day written once more with last versions only; made from the day's files at any time."""

REJECTED, DAMAGED = ".rejected", ".damaged"
"""Endings of files into which a repair puts lines that are no records of the day, and bytes that are no WARC record."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The folder of one site, `<root>/<site>`, and what is in it."""

    root: Path
    site: str

    @property
    def folder(self) -> Path:
        """All that is known of the site: move it, back it up, delete it."""
        return self.root / self.site

    @property
    def site_file(self) -> Path:
        """What the defaults get wrong about the site; may be missing."""
        return self.folder / "site.toml"

    @property
    def articles(self) -> Path:
        """The folder of the day files."""
        return self.folder / "articles"

    @property
    def raw(self) -> Path:
        """The folder of the WARC files."""
        return self.folder / "raw"

    @property
    def ledger(self) -> Path:
        """The SQLite file."""
        return self.folder / "ledger.sqlite"

    def day_file(self, day: str) -> Path:
        """The file of one day, "2023-06-01"."""
        return self.articles / f"{day}.jsonl"
