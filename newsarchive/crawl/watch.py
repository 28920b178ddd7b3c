"""Sites of an archive in, a crawl of each whenever it is due out, for ever; each crawl is a process of its own.

Scrapy's reactor starts once in a process. Beyond that, a process a crawl means that whatever one site does to it, from
memory that is not given back to a crash, ends with that crawl and is nothing to the other sites.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import timedelta
from threading import Event

from newsarchive.crawl.due import due_at
from newsarchive.crawl.signals import interrupts
from newsarchive.crawl.targets import Options, site_folders
from newsarchive.errors import CallerError, SiteError
from newsarchive.sites.load import site_for
from newsarchive.sites.spans import NEVER
from newsarchive.storage.archive import utc_now

USUAL = timedelta(hours=1)
"""How often a site is crawled whose file does not say."""
AT_ONCE = 4
"""Sites crawled at the same time."""
_LOOK = 10.0
"""Seconds after which new and changed site files are noticed."""
_TICK = 0.2
"""Seconds between looks at whether a crawl has ended."""


class Watch:
    """Crawls sites whenever they are due, until it is stopped.

    `words` maps folders of the archive to what names them on a command line; none: all sites that the archive holds at
    the time. `flags` are handed on to each `newsarchive crawl`.
    """

    def __init__(self, options: Options, words: Mapping[str, str], flags: Sequence[str]):
        self._options, self._words, self._flags = options, words, tuple(flags)
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._begun: dict[str, float] = {}
        self._stopping, self._stops = Event(), 0

    def run(self) -> None:
        """Watch; returns when it was stopped and the last crawl has ended."""
        with interrupts(lambda _number, _frame: self.stop()):
            look_at = 0.0
            while not self._stopping.wait(_TICK):
                if self._reap() or time.monotonic() >= look_at:
                    look_at = time.monotonic() + self._start_due()
            self._end()

    def stop(self) -> None:
        """Begin no crawl, and let those at work finish what is in flight; the second time, end them there and then."""
        self._stops += 1
        self._stopping.set()

    def _end(self) -> None:
        told = 0
        while self._running:
            if told < self._stops:
                told = self._stops
                for process in self._running.values():
                    process.terminate()
            time.sleep(_TICK)
            self._reap()

    def _reap(self) -> bool:
        """Let go of the crawls that have ended; whether there were any."""
        ended = [folder for folder, process in self._running.items() if process.poll() is not None]
        for folder in ended:
            del self._running[folder]
        return bool(ended)

    def _start_due(self) -> float:
        """Begin the crawls that are due; seconds until the next look."""
        wait = _LOOK
        for folder, word in self._sites().items():
            left = self._seconds_left(folder)
            if left > 0:
                wait = min(wait, left)
            elif len(self._running) < AT_ONCE:
                self._begin(folder, word)
        return wait

    def _begin(self, folder: str, word: str) -> None:
        self._begun[folder] = time.monotonic()
        command = [sys.executable, "-m", "newsarchive", "crawl", word, "--quiet", *self._flags]
        # In a session of its own: Ctrl-C on a terminal reaches the whole group, and the second would end it at once.
        self._running[folder] = subprocess.Popen(command, start_new_session=True)

    def _sites(self) -> dict[str, str]:
        """The sites to look after that are not being crawled, the one that has waited longest first."""
        try:
            words = self._words or {name: name for name in site_folders(self._options)}
        except CallerError:  # the last site was taken out of the archive
            words = {}
        free = sorted(words.keys() - self._running.keys(), key=lambda folder: self._begun.get(folder, 0.0))
        return {folder: words[folder] for folder in free}

    def _seconds_left(self, folder: str) -> float:
        """Seconds until a site is due, also since the last crawl that was begun here.

        One that could not put down that it ran, since another process holds the site, is not begun again at once.
        """
        archive, now = self._options.archive, utc_now()
        try:
            every = site_for(archive, folder).every or USUAL
            if every == NEVER:
                return _LOOK
            left = (due_at(archive, folder, every, now) - now).total_seconds()
        except (SiteError, CallerError):  # the crawl will say so
            every, left = USUAL, 0.0
        begun = self._begun.get(folder)
        return max(left, begun + every.total_seconds() - time.monotonic()) if begun else left
