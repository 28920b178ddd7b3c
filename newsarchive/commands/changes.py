"""`newsarchive changes`: records in the order of their commit, each exactly once for who keeps the cursor."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from newsarchive.commands._scope import add_scope, how_many, sites_of
from newsarchive.storage import Archive
from newsarchive.storage.reader import Change, Departure

HELP = "list new and changed records behind a cursor, in commit order, for whoever feeds on the archive"
EPILOG = """\
examples:
  newsarchive changes > batch.jsonl                    everything there is
  newsarchive changes --after "$CURSOR" --limit 1000   what came after it

Each line is {"cursor": ..., "site": ..., "record": ...}. Keep the cursor of the last line you have dealt with and give
it to --after the next time: then each record is seen exactly once, whatever dies in between.

With --gone there are lines {"cursor": ..., "site": ..., "gone": {"id", "url", "date"}} too, for an article whose page
answered 404 or 410 when it was looked at again, and "back" in place of "gone" should it return. The record stays.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`SITE`, `--after`, `--limit`, `--gone`, `--archive`."""
    add_scope(parser, days=False)
    parser.add_argument("--after", default="", metavar="CURSOR", help="where to go on; default: at the first record")
    parser.add_argument("--limit", type=how_many, metavar="N", help="end after N lines")
    parser.add_argument("--gone", action="store_true", help="say too which articles' pages are gone, or are back")


def run(args: argparse.Namespace) -> int:
    """Print the changes."""
    archive = Archive(args.archive)
    for event in islice(_events(archive, args), args.limit):
        line = {"cursor": event.cursor, "site": event.site, **_told(event)}
        print(json.dumps(line, ensure_ascii=False))
    return 0


def _events(archive: Archive, args: argparse.Namespace) -> Iterator[Change | Departure]:
    cursor = args.after
    for site in sites_of(archive, args.site):
        for event in archive.events(cursor, site) if args.gone else archive.changes(cursor, site):
            cursor = event.cursor
            yield event


def _told(event: Change | Departure) -> dict[str, Any]:
    if isinstance(event, Change):
        return {"record": event.article.to_dict()}
    page = event.page
    return {"back" if page.is_back else "gone": {"id": page.article, "url": page.url, "date": page.date}}
