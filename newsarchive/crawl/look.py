"""A crawl that only looks around a portal: some pages of some of its sources, some articles of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from newsarchive.crawl.site_crawl import SiteCrawl
from newsarchive.crawl.targets import Options, Target
from newsarchive.storage import Entry

SOURCES = 24
"""How many pages of sources are looked at: the front page, its channels, a second page of some."""
ARTICLES = 5
"""How many articles of one source: a front page must not use up the whole look."""


class Look(SiteCrawl):
    """A site's crawl that leaves out what a look around can do without; `options.limit` bounds its articles."""

    def __init__(self, target: Target, options: Options):
        super().__init__(target, options)
        self._taken: Counter[str | None] = Counter()

    def schedule(self, entries: Iterable[Entry], *, again: bool = False) -> int:
        """Put into the frontier what belongs to the look."""
        return super().schedule(filter(self._is_wanted, entries), again=again)

    def _is_wanted(self, entry: Entry) -> bool:
        if entry.page > 2:
            return False
        kind, most = (None, SOURCES) if entry.kind == "source" else (entry.source, ARTICLES)
        self._taken[kind] += 1
        return self._taken[kind] <= most
