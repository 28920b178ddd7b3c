"""The archive as its readers see it: sites, days and records; takes no lock and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from newsarchive.records import Article


class Archive:
    """All sites under one folder."""

    def __init__(self, path: Path | str):
        self.path = Path(path)

    def sites(self) -> list[str]:
        """Names of the sites, sorted."""
        raise NotImplementedError

    def days(self, site: str) -> list[str]:
        """Days ("2023-06-01") of which the site has records, oldest first."""
        raise NotImplementedError

    def records(self, site: str | None = None, day: str | None = None) -> Iterator[Article]:
        """Every stored record, all versions, by site and day and in the order of their file."""
        raise NotImplementedError
