"""A page of a source in, why its next page is not turned out, if it is not; how far each source was read is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from newsarchive.crawl.targets import Options
from newsarchive.records import Link, Outcome
from newsarchive.urls import key_of

PAGES = 50
"""How many pages of a source a run turns where neither its file nor the dates on it say."""
MOST = 5000
"""How many pages are turned whatever the dates say: what goes on for longer is made up as one asks."""
QUIET_DAYS = 3
"""How many days in a row may bring nothing new where each has a list of its own; a calendar has no end."""
NONE = 6
"""After so many links that were no articles, and none that was, a source is not turned: it lists something else."""
_ENDS = dict.fromkeys((Outcome.NOT_ARTICLE, Outcome.TOO_SHORT, Outcome.GONE), False) | dict.fromkeys(
    (Outcome.STORED, Outcome.UPDATED, Outcome.UNCHANGED, Outcome.DUPLICATE, Outcome.OUT_OF_RANGE), True
)
# A listing and its articles may print another day than the one of the site's zone, and a URL the day of writing.
SLACK = timedelta(days=1)


class End(StrEnum):
    """Why a source was turned no further."""

    PASSED = "its dates have left the range"
    KNOWN = "nothing new on it"
    REPEATED = "its pages repeat"
    BARREN = "what it links to are no articles"
    LAST = "there is no next page"
    BUTTON = "what follows is loaded by a button"
    BOUND = "the limit of pages was reached"
    FAILED = "a page did not arrive"


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a source was read in a run: pages, articles on them, how many of these it dates, from when to when.

    `end` is None while it is not over; `detail` is what there is to say of a page that did not arrive.
    """

    source: str
    pages: int = 0
    articles: int = 0
    dated: int = 0
    first: date | None = None
    last: date | None = None
    end: End | None = None
    detail: str | None = None


@dataclass(slots=True)
class _Shown:
    """What a source has shown so far: articles by number, the last day, how often a later day followed an earlier."""

    reach: Reach
    articles: set[int] = field(default_factory=set)
    last: date | None = None
    falls: int = 0
    rises: int = 0
    barren: int = 0  # pages in a row without an article that those before did not have
    ends: Counter[bool] = field(default_factory=Counter)  # of its links: whether they were articles

    @property
    def begins_with_oldest(self) -> bool:
        # A pinned post or two also make days rise.
        return self.rises > 2 + 2 * self.falls

    def follow(self, days: Sequence[date]) -> None:
        """Take the days of a page, in its order."""
        for day in days:
            self.falls += self.last is not None and day < self.last
            self.rises += self.last is not None and day > self.last
            self.last = day


class Turning:
    """Decides page by page how far each source of a run is turned.

    Without a range a source is turned until a page brings nothing new. With `since` only its dates end it, and where it
    prints none a limit: not the first old date, since posts are pinned, but a page on which everything that the pages
    before did not have lies outside. A list that begins with its oldest articles is turned until they are past `until`.
    """

    def __init__(self, options: Options, day_of: Callable[[Link], date | None]):
        self._options, self._day_of = options, day_of
        self._sources: dict[str, _Shown] = {}

    def count(self, source: str, outcome: Outcome) -> None:
        """A link of the source has ended so."""
        if outcome in _ENDS:
            self._shown(source).ends[_ENDS[outcome]] += 1

    def end(
        self, source: str, page: int, links: Sequence[Link], *, most: int | None, is_known: bool, patience: int = 0
    ) -> End | None:
        """Why the source is not turned behind this page; None if it is.

        `most` is how many pages the site file grants, `is_known` whether earlier runs knew all the links, `patience`
        how many pages in a row may bring nothing new.
        """
        shown = self._shown(source)
        fresh = {hash(key_of(link.url)): link for link in links}
        fresh = {number: link for number, link in fresh.items() if number not in shown.articles}
        days = [day for link in fresh.values() if (day := self._day_of(link))]
        shown.articles.update(fresh)
        shown.follow(days)
        before = shown.reach
        shown.reach = replace(
            before,
            pages=before.pages + 1,
            articles=before.articles + len(fresh),
            dated=before.dated + len(days),
            first=min((*days, before.first or date.max)) if days else before.first,
            last=max((*days, before.last or date.min)) if days else before.last,
        )
        shown.barren = 0 if fresh else shown.barren + 1
        if shown.barren > patience:
            return self.put_down(source, End.REPEATED)
        end = self._judge(shown, page, len(fresh), days, most) or (
            End.KNOWN if self._is_known(shown, is_known) else None
        )
        return self.put_down(source, end) if end else None

    def put_down(self, source: str, end: End, detail: str | None = None) -> End:
        """The source is turned no further."""
        shown = self._shown(source)
        shown.reach = replace(shown.reach, end=end, detail=detail)
        return end

    def reaches(self) -> tuple[Reach, ...]:
        """How far each source was read."""
        return tuple(shown.reach for shown in self._sources.values())

    def _shown(self, source: str) -> _Shown:
        return self._sources.setdefault(source, _Shown(Reach(source)))

    def _judge(self, shown: _Shown, page: int, fresh: int, days: Sequence[date], most: int | None) -> End | None:
        if shown.ends[False] >= NONE and not shown.ends[True]:
            return End.BARREN
        is_ruled = self._options.since is not None and 2 * shown.reach.dated >= shown.reach.articles
        if page >= (most or (MOST if is_ruled else PAGES)):
            return End.BOUND
        # A few dates among many articles are those of a box beside the list.
        if is_ruled and days and 2 * len(days) >= fresh and self._has_passed(shown, page, days):
            return End.PASSED
        return None

    def _has_passed(self, shown: _Shown, page: int, days: Sequence[date]) -> bool:
        since, until = self._options.since, self._options.until
        if shown.begins_with_oldest:
            return until is not None and min(days) > until + SLACK
        # One page on which all days are the same does not tell in which order they come.
        is_sure = page > 1 or shown.falls > 0
        return since is not None and is_sure and max(days) < since - SLACK

    def _is_known(self, shown: _Shown, is_known: bool) -> bool:
        """Whether all that follows is known as well: only where the newest come first."""
        restricted = self._options.full or self._options.since
        return is_known and not restricted and not shown.begins_with_oldest
