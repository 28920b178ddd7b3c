"""How the crawls stand, said on stderr while they run: a line rewritten on a terminal, else one now and then."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Sequence
from typing import Protocol, TextIO

from newsarchive.crawl.tally import TAKEN, SiteReport

TERMINAL_EVERY = 0.25
LOG_EVERY = 5.0
"""Seconds between lines."""


class Progress(Protocol):
    """What a caller may pass to `run.crawl` to be told how it goes."""

    def show(self, reports: Sequence[SiteReport]) -> None:
        """Called several times a second."""

    def end(self) -> None:
        """Called once, after the last `show`."""


class LineProgress:
    """Progress as lines of text."""

    def __init__(self, stream: TextIO = sys.stderr, *, clock: Callable[[], float] = time.monotonic):
        self._stream, self._clock = stream, clock
        self._rewrites = stream.isatty()
        self._begun = self._shown = clock()

    def show(self, reports: Sequence[SiteReport]) -> None:
        """Write a line if it is time for one."""
        now = self._clock()
        if now - self._shown < (TERMINAL_EVERY if self._rewrites else LOG_EVERY):
            return
        self._shown = now
        line = line_of(reports, now - self._begun)
        if self._rewrites:
            width = shutil.get_terminal_size().columns - 1
            self._stream.write(f"\r{line[:width]:<{width}}")
        else:
            self._stream.write(f"{line}\n")
        self._stream.flush()

    def end(self) -> None:
        """Leave a clean line behind."""
        if self._rewrites:
            self._stream.write("\r" + " " * (shutil.get_terminal_size().columns - 1) + "\r")
            self._stream.flush()


def line_of(reports: Sequence[SiteReport], seconds: float) -> str:
    """All sites together on one line."""
    pages = sum(report.outcomes.total() for report in reports)
    taken = sum(report.outcomes[outcome] for report in reports for outcome in TAKEN)
    waiting = sum(report.pending for report in reports)
    reached = max((report.reached for report in reports if report.reached), default=None)
    at = f"  at {reached}" if reached else ""
    return f"{pages} pages  {taken} articles  {waiting} waiting{at}  {pages / seconds if seconds else 0:.1f} pages/s"
