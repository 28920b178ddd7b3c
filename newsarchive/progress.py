"""How work stands, said on stderr while it runs: a line rewritten on a terminal, else one now and then."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from typing import TextIO

TERMINAL_EVERY = 0.25
LOG_EVERY = 5.0
"""Seconds between lines."""


class StatusLine:
    """The line; rooms say in a `LineProgress` of their own what stands in it."""

    def __init__(self, stream: TextIO = sys.stderr, *, clock: Callable[[], float] = time.monotonic):
        self._stream, self._clock = stream, clock
        self._rewrites = stream.isatty()
        self._begun = self._shown = clock()

    def say(self, line_of: Callable[[float], str]) -> None:
        """Write a line, made of the seconds since the beginning, if it is time for one."""
        now = self._clock()
        if now - self._shown < (TERMINAL_EVERY if self._rewrites else LOG_EVERY):
            return
        self._shown = now
        line = line_of(now - self._begun)
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
