"""`newsarchive compact`: days with last versions only beside the full ones, and closed days compressed."""

from __future__ import annotations

import argparse
import contextlib

from newsarchive.commands._scope import add_scope, days_between, sites_of
from newsarchive.storage import Archive, Layout, compaction
from newsarchive.storage.layout import LAST
from newsarchive.storage.unit import UnitOfWork

HELP = "write days with last versions only beside the full ones; --compress shrinks closed days"
EPILOG = """\
examples:
  newsarchive compact                                  every day with later versions gets a DAY.last.jsonl beside it
  newsarchive compact news.example.cn --compress gz --until 2023-06-30    June's files and before become .jsonl.gz

A compressed day is read by every command; late articles go to a new file behind it until the next time.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`SITE`, `--since`, `--until`, `--compress`, `--archive`."""
    add_scope(parser)
    parser.add_argument("--compress", choices=("gz", "zst"), help="compress the days instead")


def run(args: argparse.Namespace) -> int:
    """Compact the days asked for; a line for each site on stdout."""
    archive = Archive(args.archive)
    for site in sites_of(archive, args.site):
        days = days_between(archive, site, args)
        done = _compress(archive, site, days, args.compress) if args.compress else _last(archive, site, days)
        print(f"{site}: {done}")
    return 0


def _compress(archive: Archive, site: str, days: list[str], kind: str) -> str:
    before = after = count = 0
    with contextlib.closing(UnitOfWork.open(Layout(archive.path, site))) as unit:
        for day in days:
            size, compressed = compaction.compress(unit, day, f".{kind}")
            before, after, count = before + size, after + compressed, count + bool(size)
    return f"{count} days compressed, {before:,} bytes to {after:,}"


def _last(archive: Archive, site: str, days: list[str]) -> str:
    superseded = archive.superseded(site)
    paths = [compaction.write_last(archive, site, day, superseded) for day in days]
    return f"{sum(map(bool, paths))} of {len(paths)} days have superseded versions; without them: DAY{LAST}"
