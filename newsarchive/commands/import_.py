"""`newsarchive import`: pages that other programs have archived, into the archive."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from newsarchive.commands._scope import add_archive
from newsarchive.errors import CallerError
from newsarchive.importing.contents import counted
from newsarchive.importing.progress import LineProgress
from newsarchive.importing.report import FileReport, SiteReport
from newsarchive.importing.run import import_file

HELP = "take WARC files of other programs into the archive, each record dated by its own capture"
EPILOG = """\
examples:
  newsarchive import old-portal.warc.gz                        each site of the file into its folder under ./data
  newsarchive import crawl-*.warc.gz --site news.example.cn    the pages of this site and its subdomains alone

Files of wget, browsertrix, Heritrix, Common Crawl and the like, compressed or not. Pages are judged and read as in a
crawl, a site's file is heeded. They are copied: the file is not needed afterwards. Broken off, the same command goes
on; done twice, it stores nothing twice. Nothing is fetched.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`FILE`, `--site`, `--archive`."""
    parser.add_argument(
        "file", nargs="+", type=Path, metavar="FILE", help="a WARC file, .warc or .warc.gz, or an older .arc"
    )
    parser.add_argument("--site", metavar="HOST", help="only pages of this site; default: every site in the file")
    add_archive(parser)


def run(args: argparse.Namespace) -> int:
    """Import each file; 1 if something in one could not be read or stored."""
    for path in args.file:
        if not path.is_file():
            raise CallerError(f"there is no file {path}")
    progress, code = LineProgress(), 0
    for path in args.file:
        try:
            report = import_file(path, args.archive, progress, args.site)
        finally:
            progress.end()
        print("\n".join(_told(report)))
        for problem in _problems(report):
            print(f"newsarchive: {problem}", file=sys.stderr)
        code = max(code, int(not report.is_whole))
    return code


def _told(report: FileReport) -> Iterator[str]:
    yield f"{report.name}: {report.pages:,} pages among {report.records:,} records"
    yield from map(_of_site, report.sites)
    if report.left_out:
        yield f"  left out: {counted(report.left_out)}"


def _of_site(site: SiteReport) -> str:
    ends = ", ".join(f"{count:,} {outcome}" for outcome, count in site.outcomes.most_common()) or "nothing new"
    days = f", {min(site.days)} to {max(site.days)}" if site.days else ""
    before = f"; {site.before:,} were taken before" if site.before else ""
    return f"  {site.site}: {ends}{days}{before}"


def _problems(report: FileReport) -> Iterator[str]:
    for damage in report.damages:
        yield f"{report.name}: at byte {damage.offset}: {damage.problem}"
    for site in report.sites:
        yield from filter(None, (site.trouble, *site.defects))
