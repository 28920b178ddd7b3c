"""What the crawls of a site remember from run to run: where they began, and the day of the last whole one."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from newsarchive.crawl.targets import Target
from newsarchive.sites.schema import Source
from newsarchive.storage import SiteArchive

_STARTS, _LOOKED_AT = "starts", "looked at"


class Memory:
    """Words in the archive of one site; ArchiveError if it cannot be read or written."""

    def __init__(self, archive: SiteArchive):
        self._archive = archive

    def started(self, target: Target) -> Target:
        """The target; where its source is no more than a guess, with those that the site was crawled from before."""
        starts = self._archive.template(_STARTS) if target.is_guess else None
        if not starts:
            return target
        return replace(target, sources=tuple(Source(url, explore=True) for url in json.loads(starts)))

    def keep_starts(self, target: Target) -> None:
        """The sources of the target have answered as such; a site file, if there is one, names others."""
        if not target.site.sources:
            self._archive.keep_template(_STARTS, json.dumps([source.url for source in target.sources]))

    def looked_at(self) -> date | None:
        """The day of the last crawl that had no range and came to its end."""
        told = self._archive.template(_LOOKED_AT)
        return date.fromisoformat(told) if told else None

    def keep_looked_at(self, day: date) -> None:
        """Such a crawl has ended on this day."""
        self._archive.keep_template(_LOOKED_AT, day.isoformat())
