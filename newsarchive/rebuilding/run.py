"""A site in, its raw pages read again and what changed stored as new versions; a report out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

from newsarchive.rebuilding import mark, workers
from newsarchive.rebuilding.plan import Mark, Plan
from newsarchive.rebuilding.report import Report
from newsarchive.rebuilding.rereader import Reading, open_ledger
from newsarchive.records import Article, Outcome
from newsarchive.storage import Entry, Layout, SiteArchive

AT_ONCE = 100
"""Articles stored in one unit of work: each may be of another day, whose file is open until the commit."""

Progress = Callable[[Report, int, int], None]
"""Called often with the report so far, how many rows of the plan are done, and how many there are."""


Days = tuple[str, str]
"""The first and the last day of a range, "2023-06-01"."""


def rebuild(
    root: Path,
    name: str,
    *,
    days: Days | None = None,
    dry_run: bool = False,
    processes: int | None = None,
    progress: Progress | None = None,
) -> Report:
    """Read every article of a site again and store what changed; a dry run only says what would be stored.

    With `days`, pages that crawls left out as being out of their range are read too, and of all pages without a record
    those are stored that were published on these days. Killed at any moment, the next one goes on. ArchiveError for
    what the disk refuses, and if another run writes to the site; SiteError for its site file.
    """
    layout = Layout(root, name)
    reader = "-".join((mark.reader_of(layout.site_file), *(days or ())))
    with ExitStack() as stack:
        archive = None if dry_run else stack.enter_context(SiteArchive.open(root, name))
        ledger = stack.enter_context(closing(open_ledger(layout)))
        begun = mark.load(ledger.template(mark.KEY), reader)
        plan, writer, done = Plan(ledger, begun, left_out=days is not None), _Writer(archive, reader, days), 0
        report = Report(name, is_resumed=begun != Mark())
        number = processes or workers.worthwhile(plan.total)
        results = stack.enter_context(closing(workers.read(plan.chunks(), root, name, number)))
        for chunk, readings in results:
            for reading in readings:
                report.count(writer.take(reading))
            writer.put_mark(chunk.mark)
            done += chunk.size
            if progress:
                progress(report, done, plan.total)
        writer.end()
    return report


class _Writer:
    """The one who stores; without an archive it does nothing but tell the first page of a new article from the next."""

    def __init__(self, archive: SiteArchive | None, reader: str, days: Days | None):
        self._archive, self._reader, self._days = archive, reader, days
        self._new: set[str] = set()
        self._uncommitted = 0

    def take(self, reading: Reading) -> Reading:
        """Store what a reading brings; the reading as it stands then."""
        if reading.article is None:
            return reading
        if reading.outcome is Outcome.STORED:
            if self._is_out_of_range(reading.article):
                return replace(reading, outcome=Outcome.OUT_OF_RANGE, article=None)
            if reading.article.id in self._new:
                return replace(reading, outcome=Outcome.DUPLICATE, article=None)
            self._new.add(reading.article.id)
        if self._archive:
            self._uncommitted += 1
            outcome, stored = self._archive.store(reading.article, always=True)
            if isinstance(reading.task, Entry):
                self._archive.finish(reading.task, outcome, article=stored)
        return reading

    def _is_out_of_range(self, article: Article) -> bool:
        day = (article.date_published or "")[:10]
        return bool(self._days and day and not self._days[0] <= day <= self._days[1])

    def put_mark(self, reached: Mark) -> None:
        """All before the mark is done; commit if it is time."""
        if self._archive:
            self._archive.keep_template(mark.KEY, mark.dump(reached, self._reader))
            if self._uncommitted >= AT_ONCE or self._archive.due():
                self._archive.commit()
                self._uncommitted = 0

    def end(self) -> None:
        """All is done: the next rebuild begins at the beginning."""
        if self._archive:
            self._archive.keep_template(mark.KEY, "")
