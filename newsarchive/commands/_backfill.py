"""What a backfill has brought: its range, the archive and the crawl's report in, tables for people out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from newsarchive.crawl.tally import SiteReport
from newsarchive.crawl.targets import Options
from newsarchive.crawl.turning import End, Reach
from newsarchive.reporting import measure, render
from newsarchive.sites.addresses import has_days
from newsarchive.sites.learn import dated
from newsarchive.storage import Archive

DAYS = 100
"""A range of more days is shown by month."""


def tables(report: SiteReport, options: Options, today: date) -> Iterator[str]:
    """Articles per day and channel of the whole range, the days that lack some, the sources that may hold more."""
    archive = Archive(options.archive)
    days = [day for day in archive.days(report.site) if options.covers(day)]
    numbers = measure.measure(record for day in days for record in archive.records(report.site, day))
    first = options.since or (date.fromisoformat(days[0]) if days else today)
    last = min(options.until or today, today)
    yield f"{report.site}: {numbers.articles} articles from {first} to {last}"
    if numbers.articles:
        is_long = (last - first).days >= DAYS
        yield f"\narticles per {'month' if is_long else 'day'} and channel"
        yield render.coverage(measure.by_month(numbers) if is_long else numbers)
    if empty := measure.empty(numbers.days, first, last):
        yield f"\ndays without articles: {render.days(empty)}"
    if thin := [gap for gap in measure.gaps(numbers.days) if gap.articles]:
        yield f"\ndays with far fewer articles than their neighbours\n{render.gaps(thin)}"
    if short := [reach for reach in report.sources if _falls_short(reach, first)]:
        yield f"\nsources that were not read back to {first}; what only they list is missing\n{_reaches(short)}"
    if undated := report.days[""]:
        yield f"\n{undated} articles of this run have no date; they are kept under the day of fetching"


def _falls_short(reach: Reach, first: date) -> bool:
    """Whether a list of articles may go on beyond what was read of it; a list for each day ends with the day."""
    has_reached = reach.end is End.PASSED or (reach.first is not None and reach.first <= first)
    is_dated = 2 * reach.dated >= reach.articles
    is_of_days = has_days(reach.source) or dated(reach.source) is not None
    return bool(reach.articles) and not is_of_days and not (has_reached and is_dated)


def _reaches(reaches: list[Reach]) -> str:
    rows = [("source", "pages", "articles", "back to", "why")]
    for reach in reaches:
        counts = str(reach.pages), str(reach.articles), str(reach.first or "no dates")
        rows.append((reach.source, *counts, reach.detail or (str(reach.end) if reach.end else "it was broken off")))
    return render.table(rows)
