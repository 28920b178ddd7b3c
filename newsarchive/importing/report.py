"""What came of the import of one file: by site, and what of the file was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from newsarchive.importing.foreign import Damage
from newsarchive.records import Outcome


@dataclass(slots=True)
class SiteReport:
    """How the pages of one site ended; `before` of `total` were done by an earlier run.

    `defects` are ends that are our fault; `trouble` is what kept the site from being imported.
    """

    site: str
    total: int
    before: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    days: set[str] = field(default_factory=set)
    defects: list[str] = field(default_factory=list)
    trouble: str = ""

    @property
    def done(self) -> int:
        """How many of the pages have ended by now."""
        return self.before + self.outcomes.total()


@dataclass(frozen=True, slots=True)
class FileReport:
    """What a file held, and what came of it."""

    name: str
    records: int
    pages: int
    left_out: Mapping[str, int]
    damages: tuple[Damage, ...]
    sites: tuple[SiteReport, ...]

    @property
    def is_whole(self) -> bool:
        """Whether all that was there could be read and stored."""
        return not self.damages and not any(site.trouble or site.defects for site in self.sites)
