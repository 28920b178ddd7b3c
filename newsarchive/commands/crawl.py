"""`newsarchive crawl`: portals into the archive."""

from __future__ import annotations

import argparse
import sys

from newsarchive.crawl.progress import LineProgress
from newsarchive.crawl.run import crawl
from newsarchive.crawl.summary import summary
from newsarchive.crawl.targets import options_of, targets_of

HELP = "collect portals into the archive; goes on where an earlier run was broken off"
EPILOG = """\
examples:
  newsarchive crawl https://news.example.cn/            a portal nobody has configured
  newsarchive crawl news.example.cn                     by its site file, data/news.example.cn/site.toml
  newsarchive crawl news.example.cn --since 2023-06-01 --until 2023-06-30
  newsarchive crawl                                     every site of the archive
  newsarchive crawl http://127.0.0.1:8000/ --allow-private --delay 0    a server of one's own, at full speed

robots.txt is obeyed, one site is asked about once a second (its file can say otherwise). Ctrl-C finishes the pages in
flight and keeps them; the same command goes on from there. Known articles are not fetched again; --full does.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """SITE or URL, the range, the limits, the manners."""
    parser.add_argument("targets", nargs="*", metavar="SITE|URL", help="a host or folder of the archive, or an address")
    parser.add_argument("--since", metavar="DAY", help="nothing published before this day (2023-06-01)")
    parser.add_argument("--until", metavar="DAY", help="nothing published after this day")
    parser.add_argument("--limit", metavar="N", help="end after so many articles")
    parser.add_argument("--max-time", metavar="TIME", help="end after so long (90, 15m, 2h)")
    parser.add_argument("--archive", metavar="DIR", default="data", help="default: data")
    parser.add_argument("--full", action="store_true", help="fetch known articles again, turn every listing page")
    parser.add_argument("--delay", metavar="SECONDS", help="between two requests; 0: as fast as it goes")
    parser.add_argument("--allow-private", action="store_true", help="also addresses such as 127.0.0.1 and 10.0.0.1")
    parser.add_argument("--contact", metavar="MAIL", help="in the User-Agent: where a portal can write to")


def run(args: argparse.Namespace) -> int:
    """Crawl; the summary goes to stdout, progress and errors to stderr."""
    options = options_of(vars(args))
    report = crawl(targets_of(args.targets, options), options, LineProgress())
    for line in summary(report):
        print(line)
    for problem in (problem for site in report.sites for problem in site.errors):
        print(f"newsarchive: {problem}", file=sys.stderr)
    return report.exit_code
