"""What keeps a crawl from asking on: the quiet that a portal has asked for, and the crawl's own end."""

from __future__ import annotations

import asyncio
import time


class Pause:
    """`over` is set once nothing more is to be asked in this run; `reason` says why, in a line."""

    def __init__(self) -> None:
        self.over = asyncio.Event()
        self.reason: str | None = None
        self._quiet_until = 0.0

    @property
    def is_quiet(self) -> bool:
        """Whether nothing new may be asked at the moment."""
        return self._quiet_until > time.monotonic()

    def be_quiet(self, seconds: float) -> None:
        """Ask the portal for nothing new for so long."""
        self._quiet_until = max(self._quiet_until, time.monotonic() + seconds)

    def end(self, reason: str) -> bool:
        """Ask for nothing more; whether this is the first reason, which counts."""
        is_first = not self.over.is_set()
        if is_first:
            self.reason = reason
            self.over.set()
        return is_first

    async def wait(self, seconds: float) -> bool:
        """Wait; False if the crawl has come to its end, at once."""
        try:
            await asyncio.wait_for(self.over.wait(), seconds)
        except TimeoutError:
            return True
        return False
