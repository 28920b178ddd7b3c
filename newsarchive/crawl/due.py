"""An archive and the time in, which of its sites a scheduled crawl looks at now out, by `every` in their files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from newsarchive.crawl.run import INTERRUPTED
from newsarchive.crawl.targets import Options, Target, site_folders, target_of
from newsarchive.errors import ArchiveError, CallerError, SiteError
from newsarchive.sites.load import site_for
from newsarchive.sites.spans import NEVER
from newsarchive.storage import Archive
from newsarchive.storage.rows import IMPORT, Run


@dataclass(frozen=True, slots=True)
class Due:
    """The targets whose time has come, when that of the others does (by folder), and what keeps a site from it."""

    targets: tuple[Target, ...] = ()
    later: tuple[tuple[datetime, str], ...] = ()
    problems: tuple[str, ...] = ()


def due_sites(options: Options, now: datetime) -> Due:
    """What is due under the archive; a wrong site file holds up its own site only. CallerError if there is no site."""
    targets, later, problems = list[Target](), list[tuple[datetime, str]](), list[str]()
    for name in site_folders(options):
        try:
            every = site_for(options.archive, name).every or timedelta()
            if every == NEVER:
                continue
            moment = due_at(options.archive, name, every, now)
            if moment <= now:
                targets.append(target_of(name, options))
            else:
                later.append((moment, name))
        except (SiteError, CallerError) as error:
            problems.append(str(error))
    return Due(tuple(targets), tuple(sorted(later)), tuple(problems))


def due_at(archive: Path, name: str, every: timedelta, now: datetime) -> datetime:
    """When a site of the archive is to be crawled next: `every` so often, from the beginning of its last run on."""
    try:
        last = Archive(archive).last_run(name)
    except ArchiveError:  # the crawl will meet it as well, and say what to do
        return now
    return _next(last, every, now)


def _next(last: Run | None, every: timedelta, now: datetime) -> datetime:
    # A run that was killed or interrupted has left work; one in the future was dated by a clock that was wrong.
    if last is None or last.ended_at is None or last.note == INTERRUPTED or last.note.startswith(IMPORT):
        return now
    began = datetime.fromisoformat(last.started_at)
    return now if began > now else began + every
