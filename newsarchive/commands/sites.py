"""`newsarchive sites`: what is known of each site of the archive, and with `--check` what is wrong in its file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from newsarchive.commands._examples import check
from newsarchive.commands._scope import add_archive
from newsarchive.errors import CallerError
from newsarchive.reporting import render
from newsarchive.sites import load, spans
from newsarchive.storage import examples as kept
from newsarchive.urls import host_of_site

HELP = "list the sites of the archive; --check looks for mistakes in their files"
EPILOG = """\
examples:
  newsarchive sites                     the sites under ./data
  newsarchive sites --check             every mistake in their files, one line each (exit 2 if there is any), and
                                        every field of their examples that reads otherwise (exit 1)

A site file is data/<site>/site.toml; docs/add_a_site.md explains it. A site without one is read by the defaults.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--archive`, `--check`."""
    add_archive(parser)
    parser.add_argument("--check", action="store_true", help="validate every site file and read its examples, offline")


def run(args: argparse.Namespace) -> int:
    """List or check; 2 if a file is wrong."""
    archive: Path = args.archive
    if not archive.is_dir():
        raise CallerError(f"there is no folder {archive}; name the archive with --archive DIR")
    return _check(archive) if args.check else _list(archive)


def _check(archive: Path) -> int:
    """2 if a file is wrong, 1 if an example does not read as its file says."""
    files = {name: file for name in load.site_names(archive) if (file := load.file_of(archive, name))}
    mistakes = {name: load.mistakes(file, host_of_site(name)) for name, file in files.items()}
    sites = {name: load.site_for(archive, name) for name in files if not mistakes[name]}
    failures = {name: list(check(site, kept.pages(archive / name))) for name, site in sites.items()}
    for name, file in files.items():
        for line in (*mistakes[name], *(f"{file}: {failure}" for failure in failures.get(name, ()))):
            print(f"newsarchive: {line}", file=sys.stderr)
    wrong = sum(map(bool, mistakes.values()))
    print(f"{len(files)} site files, {wrong} with mistakes" if wrong else f"{len(files)} site files, all right")
    if count := sum(len(site.examples) for site in sites.values()):
        lines = sum(map(len, failures.values()))
        print(f"{count} examples, {lines} differences" if lines else f"{count} examples, all read as they must")
    return 2 if wrong else int(any(failures.values()))


def _list(archive: Path) -> int:
    rows: list[tuple[str, ...]] = [("site", "name", "language", "time zone", "sources", "every", "file")]
    for name in load.site_names(archive):
        site = load.site_for(archive, name)
        known = "site.toml" if load.file_of(archive, name) else "defaults"
        told = (site.name, site.language, site.timezone)
        every = spans.told(site.every) if site.every else "-"
        rows.append((name, *(value or "-" for value in told), str(len(site.sources) or "-"), every, known))
    print(render.table(rows))
    return 0
