"""A foreign file in, the archives of its sites filled out, one after another."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import BinaryIO, Protocol

from newsarchive.errors import ArchiveError, CallerError
from newsarchive.importing import contents, foreign
from newsarchive.importing.report import FileReport, SiteReport
from newsarchive.importing.site_import import SiteImport
from newsarchive.sites.load import site_for
from newsarchive.storage import SiteArchive
from newsarchive.storage.archive import Limits


class Progress(Protocol):
    """What a caller may pass to be told how it goes."""

    def surveyed(self, name: str, share: float, pages: int) -> None:
        """Called often while a file is looked through: how much of it, 0..1, and the pages found."""

    def took(self, report: SiteReport) -> None:
        """Called often while pages are taken into a site's archive."""


def import_file(path: Path, archive: Path, progress: Progress, only: str | None = None) -> FileReport:
    """Take the pages of a file into the archives of their sites, or of the one site `only`.

    CallerError for a file that is no WARC file or holds nothing of `only`; SiteError for a site file that is wrong,
    before anything is written. A site whose archive cannot be written is reported and does not hold up the others.
    """
    with foreign.opened(path) as file:
        size = file.seek(0, io.SEEK_END) or 1
        held = contents.survey(file, lambda offset, pages: progress.surveyed(path.name, offset / size, pages))
        if not held.records:
            raise CallerError(f"{path}: no WARC file, or nothing in it can be read")
        try:
            sites = contents.by_site(held, archive, only)
        except CallerError as error:
            raise CallerError(f"{path}: {error}") from None
        known = {name: site_for(archive, name) for name in sites}
        fingerprint = _fingerprint(file)
        reports = []
        for name, places in sites.items():
            report = SiteReport(name, len(places))
            reports.append(report)
            try:
                # No looks: whoever imports the pages of a dead portal does not want them fetched again.
                with SiteArchive.open(archive, name, limits=Limits(looks=()), origin=path.name) as own:
                    SiteImport(own, known[name], file, places, report).run(path.name, fingerprint, progress.took)
            except ArchiveError as error:
                report.trouble = str(error)
    return FileReport(path.name, held.records, held.pages, held.left_out, tuple(held.damages), tuple(reports))


def _fingerprint(file: BinaryIO) -> str:
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
