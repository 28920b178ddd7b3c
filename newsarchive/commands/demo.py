"""`newsarchive demo`: a small portal of our own, served on 127.0.0.1 and crawled into the archive."""

from __future__ import annotations

import argparse
import sys

from newsarchive.commands._scope import add_archive
from newsarchive.crawl.progress import LineProgress
from newsarchive.crawl.run import crawl
from newsarchive.crawl.summary import summary
from newsarchive.crawl.targets import Options, target_of
from newsarchive.demo.server import DemoPortal
from newsarchive.errors import CallerError
from newsarchive.records import Article
from newsarchive.reporting import measure, render
from newsarchive.storage import Archive, Layout
from newsarchive.urls import key_of, site_of

HELP = "see it work: crawl a small portal of our own into the archive and show what came out"
EPILOG = """\
examples:
  newsarchive demo                        serves on 127.0.0.1:8765, stores under data/127.0.0.1_8765
  newsarchive demo --archive /tmp/demo    somewhere else

A second run finds nothing new and stores nothing. Nothing but this computer is asked.
"""
PORT = 8765


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--archive`, `--port`."""
    add_archive(parser)
    parser.add_argument("--port", type=int, default=PORT, metavar="N", help=f"where to serve; default: {PORT}")


def run(args: argparse.Namespace) -> int:
    """Serve, crawl, show; OSError if the port is busy."""
    if not 0 <= args.port < 65536:
        raise CallerError(f"--port {args.port}: ports go from 1 to 65535")
    options = Options(archive=args.archive, delay=0.0, allow_private=True)
    with _serve(args.port) as portal:
        folder = Layout(args.archive, site_of(portal.url)).folder
        print(f"a portal of {len(portal.articles)} articles on {portal.url}, crawled into {folder}", file=sys.stderr)
        report = crawl([target_of(portal.url, options)], options, LineProgress())
    for problem in report.errors:
        print(f"newsarchive: {problem}", file=sys.stderr)
    print("\n".join(summary(report)))
    if report.exit_code == 0:
        _show(Archive(args.archive), portal)
    return report.exit_code


def _serve(port: int) -> DemoPortal:
    try:
        return DemoPortal(port=port)
    except OSError as error:
        raise OSError(f"cannot serve on 127.0.0.1:{port}: {error.strerror}; choose another --port") from error


def _show(archive: Archive, portal: DemoPortal) -> None:
    """Tables over what is stored, one record of the portal, and where a day's file lies."""
    site = site_of(portal.url)
    records = list(archive.records(site))
    numbers = measure.measure(records)
    wanted = {key_of(portal.url.rstrip("/") + story.path) for story in portal.articles}
    stored = {key_of(record.canonical_url) for record in records}
    print(f"{len(wanted & stored)} of the portal's {len(wanted)} articles are in the archive")
    print(f"\narticles per day and channel\n{render.coverage(numbers)}")
    print(f"\nfields filled\n{render.filled(numbers)}")
    print(f"\nlines cut by rule\n{render.rules(numbers)}")
    record = max(records, key=_telling)
    print(f"\none record\n\n{render.record(record)}")
    day_file = Layout(archive.path, site).day_file(archive.days(site)[0])
    print(f"\na day's file, one such record a line: {day_file}")


def _telling(record: Article) -> tuple[bool, int]:
    """How well a record shows what the program does: a Chinese one, with lines cut by many rules."""
    return (record.language or "").startswith("zh"), len({cut.rule for cut in record.removed})
