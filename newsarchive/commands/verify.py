"""`newsarchive verify`: every line, raw page, digest and place of an archive checked; `--repair` mends what it can."""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from newsarchive.commands._scope import add_scope, sites_of
from newsarchive.storage import Archive, Layout
from newsarchive.storage.archive import utc_now
from newsarchive.storage.repair import repair
from newsarchive.storage.verify import Inspection

HELP = "check every line, raw page and place of the archive; --repair mends what can be mended"
EPILOG = """\
examples:
  newsarchive verify                               every site under ./data; exit 1 if anything is wrong
  newsarchive verify news.example.cn --repair      also after the ledger was deleted: it is rebuilt from the files

What a repair takes out of a file is kept beside it: lines in DAY.rejected, bytes of WARC files in *.damaged.
"""
SHOWN = 20
"""Findings of one kind that are printed; the others are counted."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`SITE`, `--repair`, `--archive`."""
    add_scope(parser, days=False)
    parser.add_argument("--repair", action="store_true", help="mend what can be mended, and say what could not")


def run(args: argparse.Namespace) -> int:
    """Check each site, mend it if asked; 1 if anything is wrong at the end."""
    archive = Archive(args.archive)
    wrong = 0
    for site in sites_of(archive, args.site):
        layout = Layout(archive.path, site)
        if args.repair:
            print(f"{site}: repairing", file=sys.stderr)
            for done in repair(layout, utc_now()):
                print(f"{site}: mended: {done}")
        wrong += _inspect(layout)
    return 1 if wrong else 0


def _inspect(layout: Layout) -> int:
    """Print what is wrong with a site and what was looked at; how many findings."""
    inspection, found = Inspection(layout), Counter[str]()
    print(f"{layout.site}: checking", file=sys.stderr)
    for finding in inspection.findings():
        found[finding.fault] += 1
        if found[finding.fault] <= SHOWN:
            print(f"{layout.site}: {finding}")
    for fault, count in found.items():
        if count > SHOWN:
            print(f"{layout.site}: {fault}: {count - SHOWN} more")
    looked_at = ", ".join(f"{count:,} {name}" for name, count in inspection.counts.items())
    verdict = f"faults: {found.total():,}" if found else "all right"
    print(f"{layout.site}: {verdict} ({looked_at})")
    return found.total()
