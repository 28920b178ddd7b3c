"""`newsarchive changes`: records in the order of their commit, each exactly once for who keeps the cursor."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from itertools import islice

from newsarchive.commands._scope import add_scope, sites_of
from newsarchive.storage import Archive
from newsarchive.storage.reader import Change

HELP = "list new and changed records behind a cursor, in commit order, for whoever feeds on the archive"
EPILOG = """\
examples:
  newsarchive changes > batch.jsonl                    everything there is
  newsarchive changes --after "$CURSOR" --limit 1000   what came after it

Each line is {"cursor": ..., "site": ..., "record": ...}. Keep the cursor of the last line you have dealt with and give
it to --after the next time: then each record is seen exactly once, whatever dies in between.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`SITE`, `--after`, `--limit`, `--archive`."""
    add_scope(parser, days=False)
    parser.add_argument("--after", default="", metavar="CURSOR", help="where to go on; default: at the first record")
    parser.add_argument("--limit", type=int, metavar="N", help="end after N records")


def run(args: argparse.Namespace) -> int:
    """Print the changes."""
    archive = Archive(args.archive)
    for change in islice(_changes(archive, args), args.limit):
        line = {"cursor": change.cursor, "site": change.site, "record": change.article.to_dict()}
        print(json.dumps(line, ensure_ascii=False))
    return 0


def _changes(archive: Archive, args: argparse.Namespace) -> Iterator[Change]:
    cursor = args.after
    for site in sites_of(archive, args.site):
        for change in archive.changes(cursor, site):
            cursor = change.cursor
            yield change
