"""`newsarchive crawl`: portals into the archive."""

from __future__ import annotations

import argparse
import sys

from newsarchive.commands._backfill import tables
from newsarchive.crawl.due import due_sites
from newsarchive.crawl.progress import LineProgress
from newsarchive.crawl.run import crawl
from newsarchive.crawl.summary import summary
from newsarchive.crawl.targets import Options, Target, options_of, site_folders, target_of, targets_of
from newsarchive.crawl.watch import Watch
from newsarchive.storage.archive import utc_now

HELP = "collect portals into the archive; goes on where an earlier run was broken off"
EPILOG = """\
examples:
  newsarchive crawl https://news.example.cn/            a portal nobody has configured
  newsarchive crawl news.example.cn                     by its site file, data/news.example.cn/site.toml
  newsarchive crawl news.example.cn --since 2023-06-01 --until 2023-06-30
  newsarchive crawl                                     every site of the archive that is due
  newsarchive crawl --watch                             the same for ever; Ctrl-C or SIGTERM ends it
  newsarchive crawl http://127.0.0.1:8000/ --allow-private --delay 0    a server of one's own, at full speed

robots.txt is obeyed, one site is asked about once a second (its file can say otherwise). Ctrl-C finishes the pages in
flight and keeps them; the same command goes on from there. Known articles are not fetched again; --full does.
A site is due when as long has passed since its last run as `every = "30m"` in its file says; without that it is due
whenever `newsarchive crawl` is started, and once an hour for --watch.
With --since or --until a table at the end shows articles per day and channel, and what may be missing.
"""
_HANDED_ON = ("since", "until", "limit", "max_time", "archive", "delay", "contact")
"""What `--watch` hands on to each crawl, beside the flags."""
_FLAGS = ("full", "allow_private")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """SITE or URL, the range, the limits, the manners."""
    parser.add_argument("targets", nargs="*", metavar="SITE|URL", help="a host or folder of the archive, or an address")
    parser.add_argument("--since", metavar="DAY", help="nothing published before this day (2023-06-01)")
    parser.add_argument("--until", metavar="DAY", help="nothing published after this day")
    parser.add_argument("--limit", metavar="N", help="end after so many articles of a site")
    parser.add_argument("--max-time", metavar="TIME", help="end after so long (90, 15m, 2h)")
    parser.add_argument("--archive", metavar="DIR", default="data", help="the folder of the archive; default: data")
    parser.add_argument("--full", action="store_true", help="fetch known articles again, turn every listing page")
    parser.add_argument(
        "--delay", metavar="SECONDS", help="between two requests, in place of the site's own; 0: as fast as it goes"
    )
    parser.add_argument("--allow-private", action="store_true", help="also addresses such as 127.0.0.1 and 10.0.0.1")
    parser.add_argument("--contact", metavar="MAIL", help="in the User-Agent: where a portal can write to")
    parser.add_argument("--watch", action="store_true", help="stay, and crawl each site whenever it is due")
    parser.add_argument("--quiet", action="store_true", help="no progress on stderr, only errors")


def run(args: argparse.Namespace) -> int:
    """Crawl; the summary goes to stdout, progress and errors to stderr."""
    options = options_of(vars(args))
    if args.watch:
        return _watch(args, options)
    if args.targets:
        return _crawl(targets_of(args.targets, options), options, quiet=args.quiet)
    due = due_sites(options, utc_now())
    for problem in due.problems:
        print(f"newsarchive: {problem}", file=sys.stderr)
    if not due.targets and due.later:
        moment, name = due.later[0]
        print(f"nothing is due; the next is {name} at {moment:%Y-%m-%d %H:%M} UTC")
    code = _crawl(due.targets, options, quiet=args.quiet) if due.targets else 0
    return max(code, int(bool(due.problems)))


def _watch(args: argparse.Namespace, options: Options) -> int:
    words = {target_of(word, options).folder: word for word in args.targets}
    sites = words or site_folders(options)
    values = [(name, getattr(args, name)) for name in _HANDED_ON]
    flags = [part for name, value in values if value for part in (f"--{name.replace('_', '-')}", value)]
    flags += [f"--{name.replace('_', '-')}" for name in _FLAGS if getattr(args, name)]
    print(f"watching {len(sites)} sites; Ctrl-C ends it", file=sys.stderr)
    Watch(options, words, flags).run()
    return 0


def _crawl(targets: tuple[Target, ...], options: Options, *, quiet: bool) -> int:
    report = crawl(targets, options, None if quiet else LineProgress())
    for line in summary(report):
        print(line)
    if options.since or options.until:
        for site in (site for site in report.sites if site.outcomes):
            print("\n" + "\n".join(tables(site, options, utc_now().date())))
    for problem in report.errors:
        print(f"newsarchive: {problem}", file=sys.stderr)
    return report.exit_code
