"""How a rebuild stands, as a line that is said while it runs."""

from __future__ import annotations

from newsarchive.progress import StatusLine
from newsarchive.rebuilding.report import Report


class LineProgress(StatusLine):
    """Progress of one site as lines of text."""

    def show(self, report: Report, done: int, total: int) -> None:
        """Write a line if it is time for one."""
        self.say(lambda seconds: line_of(report, done, total, seconds))


def line_of(report: Report, done: int, total: int, seconds: float) -> str:
    """How far a site is, what was found so far, and how long it will take."""
    left = seconds * (total - done) / done if done else 0
    found = f"{report.updated} new versions  {report.stored} new records"
    speed = done / seconds if seconds else 0
    return f"{report.site}: {done} of {total}  {found}  {speed:.0f} pages/s  {_clock(left)} left"


def _clock(seconds: float) -> str:
    minutes = round(seconds) // 60
    return f"{minutes // 60}:{minutes % 60:02}:{round(seconds) % 60:02}"
