"""`newsarchive learn`: a look around a portal, and the site file that comes of it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from newsarchive.crawl.look import Look
from newsarchive.crawl.progress import LineProgress
from newsarchive.crawl.run import crawl
from newsarchive.crawl.targets import Options, Target, options_of, target_of
from newsarchive.discovery import article, kinds
from newsarchive.discovery.links import Listing
from newsarchive.errors import CallerError, NotAnArticle
from newsarchive.extraction.document import parse
from newsarchive.records import Page
from newsarchive.reporting import render
from newsarchive.sites import write
from newsarchive.sites.learn import Sample, Seen, learn
from newsarchive.sites.schema import Site
from newsarchive.storage import Archive, Layout, raw
from newsarchive.text import squeeze
from newsarchive.urls import is_http, key_of

HELP = "look around a portal and write its site file"
EPILOG = """\
examples:
  newsarchive learn https://news.example.cn/            writes data/news.example.cn/site.toml and shows three records
  newsarchive learn https://news.example.cn/ --print    shows the file and writes nothing

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
    parser.add_argument("--force", action="store_true", help="write over a file that is there")
    parser.add_argument("--archive", type=Path, metavar="DIR", default=Path("data"), help="default: data")
    parser.add_argument("--delay", metavar="SECONDS", help="between two requests; 0: as fast as it goes")
    parser.add_argument("--allow-private", action="store_true", help="also addresses such as 127.0.0.1 and 10.0.0.1")
    parser.add_argument("--contact", metavar="MAIL", help="in the User-Agent: where a portal can write to")


def run(args: argparse.Namespace) -> int:
    """Look, learn, write; the file's place or text and the records go to stdout."""
    if not is_http(args.url):
        raise CallerError(f"{args.url}: not an address; write https://news.example.cn/")
    if args.pages < 10:
        raise CallerError(f"--pages {args.pages}: a portal cannot be known by less than 10")
    with TemporaryDirectory(prefix="newsarchive-") as place:
        asked = {"delay": args.delay, "allow_private": args.allow_private, "contact": args.contact}
        options = replace(options_of(asked), archive=Path(place), limit=args.pages // 2)
        target = target_of(args.url, options)
        file = Layout(args.archive, target.folder).site_file
        if file.exists() and not (args.print or args.force):
            raise CallerError(f"{file} is there; --force writes over it, --print shows what would be written")
        report = crawl([target], options, LineProgress(), Look)
        for problem in (problem for site in report.sites for problem in site.errors):
            print(f"newsarchive: {problem}", file=sys.stderr)
        sample = _sample(target, options)
    if not sample.articles:
        print("newsarchive: no article was found, so there is nothing to learn from", file=sys.stderr)
        return 1
    text = write.toml(learn(target.site.host, sample))
    if args.print:
        print(text, end="")
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        print(f"{text}\nwritten to {file}\n")
        print("\n\n".join(render.record(each) for each in sample.articles[:SHOWN]))
    return 0


def _sample(target: Target, options: Options) -> Sample:
    """What the look has brought home."""
    articles = tuple(Archive(options.archive).records(target.folder))
    read = {key_of(each.url) for each in articles}
    fetched = [page for page in _pages(target, options) if page.status == 200]
    pages = [page for page in fetched if key_of(page.url) not in read]
    answers = {page.url: found for page in pages if (found := _answer(page, target.site)) and found.articles}
    listed = {key_of(link.url) for found in answers.values() for link in found.articles}
    return Sample(
        sources=tuple(_sources(answers, {page.url: page for page in pages})),
        articles=articles,
        titles=tuple(title for page in fetched if (title := _title(page, target.site))),
        doubtful=tuple(each.url for each in articles if article.judge(each.url, target.site).score < article.LIKELY),
        others=tuple(page.url for page in pages if key_of(page.url) in listed and page.url not in answers),
        looked_at=max((page.fetched_at.date() for page in fetched if page.fetched_at), default=None),
    )


def _pages(target: Target, options: Options) -> Iterator[Page]:
    for file in sorted(Layout(options.archive, target.folder).raw.glob("*.warc.gz*")):
        yield from (page for _, page in raw.pages(file))


def _title(page: Page, site: Site) -> str | None:
    if kinds.kind_of(page) != "listing":
        return None
    try:
        return squeeze(parse(page, site).tree.findtext(".//title") or "")
    except NotAnArticle:
        return None


def _answer(page: Page, site: Site) -> Listing | None:
    try:
        return kinds.read(page, lambda: parse(page, site).tree, site)
    except NotAnArticle:
        return None


def _sources(answers: dict[str, Listing], pages: dict[str, Page]) -> Iterator[Seen]:
    """The sources, their further pages folded into the first."""
    further = {found.next_page for found in answers.values()}
    names = {key_of(link.url): link.title for found in answers.values() for link in found.listings}
    for url, found in answers.items():
        if url in further:
            continue
        links = [*found.articles, *(answers[found.next_page].articles if found.next_page in answers else ())]
        yield Seen(url, kinds.kind_of(pages[url]), names.get(key_of(url)), tuple(link.url for link in links))
