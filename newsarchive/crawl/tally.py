"""Ends of pages in, what came of a site's crawl out: the one place where they are counted."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from newsarchive.crawl.turning import Reach
from newsarchive.records import Article, Outcome

TAKEN = (Outcome.STORED, Outcome.UPDATED, Outcome.UNCHANGED)
"""The ends that `--limit` counts: an article was read and is in the archive."""
GAPS = 20
"""How many missing pages of articles are told one by one."""


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What came of one site's crawl, so far or at its end.

    `days` counts new records by day of publication, `pending` what the frontier holds for later, `known` the articles
    it has ever held (at the end only); `reached` is the day of the last article, `stopped` why the crawl was ended
    before its end; `sources` how far each was read; `errors` are single lines; `failed`: it could not do its job.
    """

    site: str
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    days: Counter[str] = field(default_factory=Counter)
    responses: int = 0
    seconds: float = 0.0
    pending: int = 0
    known: int = 0
    reached: str | None = None
    stopped: str | None = None
    sources: tuple[Reach, ...] = ()
    errors: tuple[str, ...] = ()
    failed: bool = False


class Tally:
    """Counts and error lines of one site's crawl while it runs."""

    def __init__(self) -> None:
        self.outcomes: Counter[Outcome] = Counter()
        self.days: Counter[str] = Counter()
        self.responses = self.failures_in_a_row = 0
        self.reached: str | None = None
        self.errors: list[str] = []
        self.gaps: list[str] = []
        self._starts: Counter[bool] = Counter()
        self._is_broken = False
        self._began = time.monotonic()

    @property
    def taken(self) -> int:
        """Articles read and archived."""
        return sum(self.outcomes[outcome] for outcome in TAKEN)

    @property
    def failed(self) -> bool:
        """Whether the crawl could not do its job: it was broken off, or no source answered as one."""
        return self._is_broken or (self._starts[False] > 0 and not self._starts[True])

    def count(self, outcome: Outcome) -> None:
        """A page has ended."""
        self.outcomes[outcome] += 1
        self.failures_in_a_row = self.failures_in_a_row + 1 if outcome is Outcome.FAILED else 0

    def count_start(self, outcome: Outcome) -> None:
        """The page that ended is one that the crawl began with."""
        self._starts[outcome is Outcome.LISTING] += 1

    def count_article(self, article: Article, outcome: Outcome) -> None:
        """The page that ended was this article's."""
        day = (article.date_published or "")[:10]
        self.reached = day or self.reached
        if outcome is not Outcome.UNCHANGED:
            self.days[day] += 1

    def fail(self, error: str) -> None:
        """The crawl has failed, whatever else comes of it; each error is said once."""
        self._is_broken = True
        self.tell(error)

    def tell(self, error: str) -> None:
        """An error that the caller is to read."""
        if error not in self.errors:
            self.errors.append(error)

    def sum_up(self, host: str, known: int, *, is_whole: bool) -> None:
        """At the end: a crawl that was whole and knows no article has failed, and so has one that read no source."""
        if self.failed:
            if not self.errors:
                self.tell(f"{host}: none of its sources could be read")
        elif is_whole and not known:
            looked = self.outcomes[Outcome.LISTING]
            self.fail(f"{host}: no links to articles on {looked} listing pages; a site file can name them")

    def miss(self, page: str) -> None:
        """A further page of an article did not arrive."""
        self.gaps.append(page)

    def report(self, site: str) -> SiteReport:
        """How it stands, as far as it was counted here."""
        return SiteReport(
            site=site,
            outcomes=self.outcomes.copy(),
            days=self.days.copy(),
            responses=self.responses,
            seconds=time.monotonic() - self._began,
            reached=self.reached,
            errors=(*self.errors, *self._told_gaps()),
            failed=self.failed,
        )

    def _told_gaps(self) -> Iterator[str]:
        yield from (f"{page} is missing" for page in self.gaps[:GAPS])
        if len(self.gaps) > GAPS:
            yield f"{len(self.gaps) - GAPS} more pages of articles are missing"
