"""Options that commands have in common: which archive, which sites, which days, how many."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from newsarchive.errors import CallerError
from newsarchive.storage import Archive


def add_scope(parser: argparse.ArgumentParser, *, days: bool = True) -> None:
    """`SITE ...`, `--archive` and, with `days`, `--since` and `--until`."""
    parser.add_argument("site", nargs="*", metavar="SITE", help="names of sites' folders; default: all of them")
    add_archive(parser)
    if days:
        parser.add_argument("--since", type=a_day, metavar="DAY", help="only from this day on (2023-06-01)")
        parser.add_argument("--until", type=a_day, metavar="DAY", help="only up to this day")


def add_archive(parser: argparse.ArgumentParser) -> None:
    """`--archive`."""
    told = "the folder of the archive; default: data"
    parser.add_argument("--archive", type=Path, default=Path("data"), metavar="DIR", help=told)


def sites_of(archive: Archive, asked: list[str]) -> list[str]:
    """The sites asked for, all if none is; CallerError for one that is not there, or if there are none at all."""
    known = archive.sites()
    if not known:
        raise CallerError(f"there are no sites under {archive.path}; name the archive with --archive DIR")
    chosen = [site.replace(":", "_") for site in asked]
    for site in chosen:
        if site not in known:
            raise CallerError(f"there is no site '{site}' under {archive.path}; there are: {', '.join(known)}")
    return chosen or known


def days_between(archive: Archive, site: str, args: argparse.Namespace) -> list[str]:
    """The days of a site from `--since` to `--until`, both included."""
    since, until = args.since or "", args.until or "9999-12-31"
    return [day for day in archive.days(site) if since <= day <= until]


def how_many(text: str) -> int:
    """The number that an option is given, 1 or more."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not 1 or more")
    return int(text)


def a_day(text: str) -> str:
    """The day that an option is given, "2023-06-01"."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no day; write it as 2023-06-01") from None
