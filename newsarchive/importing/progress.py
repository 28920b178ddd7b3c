"""How an import stands, said on stderr while it runs: a line rewritten on a terminal, else one now and then."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from typing import TextIO

from newsarchive.importing.report import SiteReport
from newsarchive.records import Outcome

TERMINAL_EVERY = 0.25
LOG_EVERY = 5.0
"""Seconds between lines."""


class LineProgress:
    """Progress as lines of text."""

    def __init__(self, stream: TextIO = sys.stderr, *, clock: Callable[[], float] = time.monotonic):
        self._stream, self._clock = stream, clock
        self._rewrites = stream.isatty()
        self._shown = clock()

    def surveyed(self, name: str, share: float, pages: int) -> None:
        """A file is looked through."""
        self._show(f"{name}: {share:.0%} looked through, {pages} pages")

    def took(self, report: SiteReport) -> None:
        """Pages are taken into a site's archive."""
        new = report.outcomes[Outcome.STORED] + report.outcomes[Outcome.UPDATED]
        self._show(f"{report.site}: {report.done} of {report.total} pages, {new} new records")

    def end(self) -> None:
        """Leave a clean line behind."""
        if self._rewrites:
            self._stream.write("\r" + " " * (shutil.get_terminal_size().columns - 1) + "\r")
            self._stream.flush()

    def _show(self, line: str) -> None:
        now = self._clock()
        if now - self._shown < (TERMINAL_EVERY if self._rewrites else LOG_EVERY):
            return
        self._shown = now
        if self._rewrites:
            width = shutil.get_terminal_size().columns - 1
            self._stream.write(f"\r{line[:width]:<{width}}")
        else:
            self._stream.write(f"{line}\n")
        self._stream.flush()
