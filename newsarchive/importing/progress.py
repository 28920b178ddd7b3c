"""How an import stands, as a line that is said while it runs."""

from __future__ import annotations

from newsarchive.importing.report import SiteReport
from newsarchive.progress import StatusLine
from newsarchive.records import Outcome


class LineProgress(StatusLine):
    """Progress as lines of text."""

    def surveyed(self, name: str, share: float, pages: int) -> None:
        """A file is looked through."""
        self.say(lambda _: f"{name}: {share:.0%} looked through, {pages} pages")

    def took(self, report: SiteReport) -> None:
        """Pages are taken into a site's archive."""
        new = report.outcomes[Outcome.STORED] + report.outcomes[Outcome.UPDATED]
        self.say(lambda _: f"{report.site}: {report.done} of {report.total} pages, {new} new records")
