"""Targets and options in, crawled sites and a report out: Scrapy's process, Ctrl-C, progress."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from scrapy.crawler import CrawlerProcess
from scrapy.settings import Settings
from twisted.internet.task import LoopingCall
from twisted.python.failure import Failure

from newsarchive.crawl.progress import Progress
from newsarchive.crawl.signals import interrupts
from newsarchive.crawl.site_crawl import SiteCrawl
from newsarchive.crawl.spiders.portal import PortalSpider
from newsarchive.crawl.tally import SiteReport
from newsarchive.crawl.targets import Options, Target
from newsarchive.errors import ArchiveError
from newsarchive.progress import TERMINAL_EVERY

INTERRUPTED = "interrupted; the same command goes on where it was"


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """What came of a crawl, site by site."""

    sites: tuple[SiteReport, ...]

    @property
    def exit_code(self) -> int:
        """0 if every site was crawled, as far as its limits allowed; 1 if one could not be."""
        return int(any(site.failed for site in self.sites))

    @property
    def errors(self) -> tuple[str, ...]:
        """What the caller is to read of all sites, a line each."""
        return tuple(error for site in self.sites for error in site.errors)


def crawl(
    targets: Sequence[Target],
    options: Options,
    progress: Progress | None = None,
    manner: Callable[[Target, Options], SiteCrawl] = SiteCrawl,
) -> CrawlReport:
    """Crawl all targets side by side. Works once in a process: Scrapy's reactor cannot be started again.

    A site whose archive cannot be opened is reported and does not hold up the others. `manner` opens a site's crawl.
    """
    crawls, reports = [], list[SiteReport]()
    for target in targets:
        try:
            crawls.append(manner(target, options))
        except ArchiveError as error:
            reports.append(SiteReport(site=target.folder, errors=(str(error),), failed=True))
    try:
        if crawls:
            _run(crawls, progress)
    finally:
        for each in crawls:
            each.close()
    return CrawlReport((*(each.report() for each in crawls), *reports))


def _run(crawls: Sequence[SiteCrawl], progress: Progress | None) -> None:
    settings = Settings()
    settings.setmodule("newsarchive.crawl.settings", priority="project")
    # What a page does wrong is counted and told in the summary; on the log goes what we do wrong.
    settings.set("LOG_LEVEL", "ERROR", priority="project")
    process = CrawlerProcess(settings)
    for each in crawls:
        process.crawl(PortalSpider, crawl=each).addErrback(_fail, each)
    shown = LoopingCall(lambda: progress.show([each.report() for each in crawls])) if progress else None
    if shown:
        shown.start(TERMINAL_EVERY)
    with _interruptible(crawls):
        process.start(install_signal_handlers=False)
    if progress:
        progress.end()


def _fail(failure: Failure, crawl: SiteCrawl) -> None:
    crawl.stop(f"{crawl.site.host}: {failure.getErrorMessage()}", error=True)


@contextmanager
def _interruptible(crawls: Sequence[SiteCrawl]) -> Iterator[None]:
    """Ctrl-C (or SIGTERM) once finishes what is in flight; twice ends the process there and then.

    The second needs no tidying: the archive is made to survive it.
    """

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        from twisted.internet import reactor  # there is none before the process has one

        signal.signal(number, _end_at_once)
        for each in crawls:
            reactor.callFromThread(each.stop, INTERRUPTED, error=True)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    with interrupts(stop):
        yield


def _end_at_once(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
