"""`newsarchive learn`: a look around a portal, and the site file that comes of it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from newsarchive.commands import _examples
from newsarchive.commands._scope import add_archive
from newsarchive.crawl.look import Look
from newsarchive.crawl.progress import LineProgress
from newsarchive.crawl.run import INTERRUPTED, crawl
from newsarchive.crawl.sample import articles_to_show, sample_of
from newsarchive.crawl.targets import Options, Target, options_of, target_of
from newsarchive.errors import CallerError
from newsarchive.records import Article, Page, RawPlace
from newsarchive.reporting import render
from newsarchive.sites import examples, write
from newsarchive.sites.learn import Learned, Sample, learn
from newsarchive.storage import Layout, raw
from newsarchive.storage import examples as kept
from newsarchive.urls import is_http, key_of

HELP = "look around a portal and write its site file"
EPILOG = """\
examples:
  newsarchive learn https://news.example.cn/            writes data/news.example.cn/site.toml and shows three records
  newsarchive learn https://news.example.cn/ --print    shows the file and writes nothing
  newsarchive learn https://news.example.cn/ --save     keeps the three records as examples, with their pages

`newsarchive sites --check` reads the examples again, offline, and says which field differs.

Most portals can be crawled without a file; learn it where you want to see, correct or fix what the crawl goes by.
About 40 pages are fetched, as politely as in a crawl. docs/add_a_site.md explains every key of the file.
"""

SHOWN = 3
"""How many records are shown."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """URL, how far to look, where to write, the manners of a crawl."""
    parser.add_argument("url", metavar="URL", help="the portal's front page")
    parser.add_argument("--pages", type=int, default=40, metavar="N", help="about how many pages to fetch; default: 40")
    parser.add_argument("--print", action="store_true", help="show the file on stdout, write nothing")
    parser.add_argument("--save", action="store_true", help="keep the records shown, and their pages, as examples")
    parser.add_argument("--force", action="store_true", help="write over a file that is there")
    add_archive(parser)
    parser.add_argument("--delay", metavar="SECONDS", help="between two requests; default: 1; 0: as fast as it goes")
    parser.add_argument("--allow-private", action="store_true", help="also addresses such as 127.0.0.1 and 10.0.0.1")
    parser.add_argument("--contact", metavar="MAIL", help="in the User-Agent: where a portal can write to")


def run(args: argparse.Namespace) -> int:
    """Look, learn, write; the file's place or text and the records go to stdout."""
    _refuse_mistakes(args)
    with TemporaryDirectory(prefix="newsarchive-") as place:
        asked = {"delay": args.delay, "allow_private": args.allow_private, "contact": args.contact}
        options = replace(options_of(asked), archive=Path(place), limit=args.pages // 2)
        target = target_of(args.url, options)
        layout = Layout(args.archive, target.folder)
        if layout.site_file.exists() and not (args.print or args.force):
            raise CallerError(
                f"{layout.site_file} is there; --force writes over it, --print shows what would be written"
            )
        sample = _look_around(target, options, args.url)
        if sample is None:
            return 1
        learned = learn(target.site.host, sample)
        shown = articles_to_show(sample.articles, SHOWN)
        if args.save:
            layout.folder.mkdir(parents=True, exist_ok=True)
            learned = _with_examples(learned, shown, Layout(options.archive, target.folder), layout)
    text = write.toml(learned)
    if args.print:
        print(text, end="")
        return 0
    layout.folder.mkdir(parents=True, exist_ok=True)
    layout.site_file.write_text(text, encoding="utf-8")
    print(f"{text}\nwritten to {layout.site_file}\n")
    print("\n\n".join(map(render.record, shown)))
    return 0


def _refuse_mistakes(args: argparse.Namespace) -> None:
    if not is_http(args.url):
        raise CallerError(f"{args.url}: not an address; write https://news.example.cn/")
    if args.pages < 10:
        raise CallerError(f"--pages {args.pages}: a portal cannot be known by less than 10")
    if args.print and args.save:
        raise CallerError("--print writes nothing, and so keeps no examples; leave out --print or --save")


def _look_around(target: Target, options: Options, start: str) -> Sample | None:
    """Crawl a little of the portal; what was seen, None if that teaches nothing, which is then said."""
    report = crawl([target], options, LineProgress(), Look)
    if any(site.stopped == INTERRUPTED for site in report.sites):
        print("newsarchive: interrupted; nothing was written", file=sys.stderr)
        return None
    for problem in report.errors:
        print(f"newsarchive: {problem}", file=sys.stderr)
    sample = sample_of(options.archive, target.folder, target.site, start)
    if not sample.articles:
        print("newsarchive: no article was found, so there is nothing to learn from", file=sys.stderr)
        return None
    return sample


def _with_examples(learned: Learned, articles: Sequence[Article], look: Layout, layout: Layout) -> Learned:
    """The site with the articles as its examples, read as it says; their pages are kept in its folder."""
    places = {
        key_of(page.url): (page, place) for file in look.raw.glob("*.warc.gz*") for place, page in raw.pages(file)
    }
    used = list[RawPlace]()

    def find(url: str) -> Page | None:
        page, place = places.get(key_of(url), (None, None))
        if place:
            used.append(place)
        return page

    found = tuple(examples.example_of(_examples.read(article.url, learned.site, find)) for article in articles)
    kept.save(layout.folder, look.raw, used)
    return replace(learned, site=replace(learned.site, examples=found))
