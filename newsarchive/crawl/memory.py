"""What the crawls of a site remember from run to run: where they began, when they looked, how long to stay away."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta

from newsarchive.crawl.targets import Target
from newsarchive.sites.schema import Source
from newsarchive.storage import SiteArchive

_STARTS, _LOOKED_AT, _AWAY_UNTIL = "starts", "looked at", "away until"
_LONGEST = timedelta(days=7)
"""A rest that a portal cannot have meant is not kept for longer."""


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

    def away(self, now: datetime) -> str | None:
        """Why the portal must not be asked at the moment; None if it may."""
        told = self._archive.template(_AWAY_UNTIL)
        until = datetime.fromisoformat(told) if told else now
        # A moment that lies farther off was put down by a clock that was wrong.
        return f"asks us to stay away until {until:%Y-%m-%d %H:%M} UTC" if now < until <= now + _LONGEST else None

    def keep_away_until(self, moment: datetime) -> None:
        """The portal has asked for a rest until then."""
        self._archive.keep_template(_AWAY_UNTIL, moment.isoformat())

    def looked_at(self) -> date | None:
        """The day of the last crawl that had no range and came to its end."""
        told = self._archive.template(_LOOKED_AT)
        return date.fromisoformat(told) if told else None

    def keep_looked_at(self, day: date) -> None:
        """Such a crawl has ended on this day."""
        self._archive.keep_template(_LOOKED_AT, day.isoformat())
