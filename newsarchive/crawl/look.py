"""A crawl that only looks around a portal: some pages of some of its sources, some articles of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from newsarchive.crawl.site_crawl import SiteCrawl
from newsarchive.crawl.targets import Options, Target
from newsarchive.storage import Entry

ARTICLES = 3
"""How many articles of one source: each channel is to be seen, one in another language among them."""


class Look(SiteCrawl):
    """A site's crawl that leaves out what a look around can do without.

    `options.limit` bounds its articles, and about as many pages of sources are looked at.
    """

    def __init__(self, target: Target, options: Options):
        super().__init__(target, options)
        self._most = {"source": (options.limit or ARTICLES) + 4, "article": ARTICLES}
        self._taken: Counter[str | None] = Counter()

    def schedule(self, entries: Iterable[Entry], *, again: bool = False) -> int:
        """Put into the frontier what belongs to the look."""
        return super().schedule(filter(self._is_wanted, entries), again=again)

    def _is_wanted(self, entry: Entry) -> bool:
        if entry.page > 2:
            return False
        name = entry.source if entry.kind == "article" else None
        self._taken[name] += 1
        return self._taken[name] <= self._most[entry.kind]
