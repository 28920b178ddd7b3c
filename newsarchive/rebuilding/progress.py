"""How a rebuild stands, said on stderr while it runs: a line rewritten on a terminal, else one now and then."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from typing import TextIO

from newsarchive.rebuilding.report import Report

TERMINAL_EVERY = 0.25
LOG_EVERY = 5.0
"""Seconds between lines."""


class LineProgress:
    """Progress of one site as lines of text."""

    def __init__(self, stream: TextIO = sys.stderr, *, clock: Callable[[], float] = time.monotonic):
        self._stream, self._clock = stream, clock
        self._rewrites = stream.isatty()
        self._begun = self._shown = clock()

    def show(self, report: Report, done: int, total: int) -> None:
        """Write a line if it is time for one."""
        now = self._clock()
        if now - self._shown < (TERMINAL_EVERY if self._rewrites else LOG_EVERY):
            return
        self._shown = now
        line = line_of(report, done, total, now - self._begun)
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


def line_of(report: Report, done: int, total: int, seconds: float) -> str:
    """How far a site is, what was found so far, and how long it will take."""
    left = seconds * (total - done) / done if done else 0
    found = f"{report.updated} new versions  {report.stored} new records"
    speed = done / seconds if seconds else 0
    return f"{report.site}: {done} of {total}  {found}  {speed:.0f} pages/s  {_clock(left)} left"


def _clock(seconds: float) -> str:
    minutes = round(seconds) // 60
    return f"{minutes // 60}:{minutes % 60:02}:{round(seconds) % 60:02}"
