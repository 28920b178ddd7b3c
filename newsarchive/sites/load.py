"""A folder of the archive in, its Site out: by its TOML file, read strictly, or by the defaults of the host."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

from newsarchive.errors import CallerError, SiteError
from newsarchive.sites import defaults
from newsarchive.sites.schema import Site
from newsarchive.sites.tables import Reader
from newsarchive.urls import host_of_site, site_of

FILE_NAME = "site.toml"


def read_site(file: Path, host: str) -> Site:
    """The Site of a file; what the file leaves out is as `defaults.for_host` has it. Raises SiteError."""
    site, found = _read(file, host)
    if found:
        raise found[0]
    return site


def mistakes(file: Path, host: str) -> tuple[SiteError, ...]:
    """All that is wrong in a file, in the file's order."""
    return _read(file, host)[1]


def site_for(archive: Path, name: str) -> Site:
    """The Site of a folder of the archive, named by folder or host. Raises SiteError, CallerError for no host."""
    host = host_of_site(folder_of(name))
    file = file_of(archive, name)
    return read_site(file, host) if file else defaults.for_host(host)


def file_of(archive: Path, name: str) -> Path | None:
    """The site's file, None where it has none."""
    file = archive / folder_of(name) / FILE_NAME
    return file if file.is_file() else None


def site_names(archive: Path) -> list[str]:
    """The folders of the archive that are sites: they hold a site file, articles or a ledger."""
    signs = (FILE_NAME, "articles", "ledger.sqlite")
    return sorted(folder.name for folder in archive.iterdir() if any((folder / sign).exists() for sign in signs))


def folder_of(name: str) -> str:
    """The folder of a site by its host or folder name. CallerError for what could lead out of the archive.

    >>> folder_of("127.0.0.1:8000")
    '127.0.0.1_8000'
    """
    folder = name.lower().replace(":", "_")
    if not folder.strip("._") or site_of(f"http://{host_of_site(folder)}/") != folder:
        raise CallerError(f"'{name}' is no host; write it as in news.example.cn or 127.0.0.1:8000")
    return folder


def _read(file: Path, host: str) -> tuple[Site, tuple[SiteError, ...]]:
    assumed = defaults.for_host(host)
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return assumed, (SiteError(f"not TOML in UTF-8: {error}", file=file),)
    except OSError as error:
        return assumed, (SiteError(f"cannot be read: {error.strerror}", file=file),)
    reader = Reader(file)
    given = reader.table(Site, table)
    return replace(assumed, **given), tuple(reader.mistakes)
