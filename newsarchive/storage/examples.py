"""Pages of an archive in, a WARC file of their own beside the site file out, and read back: a site's examples."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from newsarchive.records import Page, RawPlace
from newsarchive.storage import raw, warc
from newsarchive.storage.append import sync_folder
from newsarchive.storage.layout import OPEN
from newsarchive.urls import key_of

NAME = "examples.warc.gz"
"""The file in the site's folder."""


def save(folder: Path, source: Path, places: Iterable[RawPlace]) -> Path:
    """Copy the records at these places of the WARC files in `source`, byte for byte, into the site's `folder`."""
    target = folder / NAME
    growing = target.with_name(NAME + OPEN)
    with growing.open("wb") as file:
        for place in dict.fromkeys(places):
            file.write(_member(source / place.file, place.offset))
    growing.replace(target)
    sync_folder(folder)
    return target


def pages(folder: Path) -> dict[str, Page]:
    """The pages of a site's examples by `urls.key_of`, none where there is no file; ArchiveError if it is damaged."""
    path = folder / NAME
    return {key_of(page.url): page for _, page in raw.pages(path)} if path.exists() else {}


def _member(path: Path, offset: int) -> bytes:
    with path.open("rb") as file:
        record = next(warc.records(file, offset))
        file.seek(offset)
        return file.read(record.end - offset)
