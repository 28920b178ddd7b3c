"""How far a rebuild of a site has come, kept in its ledger, so that one that was broken off goes on."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

import newsarchive
from newsarchive.rebuilding.plan import Mark

KEY = "rebuild"
"""The name under which the ledger keeps the mark."""


def reader_of(site_file: Path) -> str:
    """What tells one reader from another: a hash over the program's files and the site's own, 16 hexadecimal digits."""
    digest = hashlib.sha256(site_file.read_bytes() if site_file.is_file() else b"")
    for path in sorted(Path(newsarchive.__file__).parent.rglob("*")):
        if path.suffix in (".py", ".toml", ".json"):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def dump(mark: Mark, reader: str) -> str:
    """A mark as text, for one reader."""
    return json.dumps({"reader": reader, **asdict(mark)})


def load(text: str | None, reader: str) -> Mark:
    """The mark of a text; the beginning, where there is none or another reader left it."""
    kept = json.loads(text or "{}")
    return Mark(**kept) if kept.pop("reader", None) == reader else Mark()
