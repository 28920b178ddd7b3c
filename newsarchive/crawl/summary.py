"""A crawl's report in, the lines that a person reads at its end out."""

from __future__ import annotations

from collections.abc import Iterator

from newsarchive.crawl.run import CrawlReport
from newsarchive.crawl.tally import SiteReport
from newsarchive.crawl.turning import End
from newsarchive.records import Outcome

_NEW = (Outcome.STORED, Outcome.UPDATED)
_QUIET = (Outcome.LISTING, Outcome.UNCHANGED, Outcome.JOINED)
"""Ends that need no mention where nothing new was found."""


def summary(report: CrawlReport) -> Iterator[str]:
    """For each site what came of its pages, and where more than a day was stored, from when to when."""
    for site in report.sites:
        if site.outcomes:
            yield f"{site.site}: {_told(site)}"
            if days := sorted(filter(None, site.days)):
                span = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
                yield f"  {site.days.total()} new records in {len(days)} day files, {span}"
            if buttons := sum(reach.end is End.BUTTON for reach in site.sources):
                yield f"  {buttons} sources go on behind a button, which no crawl presses; what lies there is missing"
            if site.pending:
                yield f"  {site.pending} pages wait in the frontier for the next run"


def _told(site: SiteReport) -> str:
    outcomes = site.outcomes
    listings = outcomes[Outcome.LISTING]
    counts = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.most_common() if outcome not in _QUIET)
    if not site.failed and not any(outcomes[outcome] for outcome in _NEW):
        known = f"nothing new: {site.known} articles known, {listings} listing pages looked at"
        return f"{known}; {counts}" if counts else known
    counts = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.most_common())
    rate = outcomes.total() / site.seconds if site.seconds else 0.0
    return f"{counts} ({site.seconds:.0f} s, {rate:.1f} pages/s)"
