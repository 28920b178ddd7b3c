"""`newsarchive read`: one page as a record, and how it was read."""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from newsarchive import judging, reading
from newsarchive.errors import CallerError
from newsarchive.extraction.document import Document, parse
from newsarchive.joining import Joining, join
from newsarchive.records import Page
from newsarchive.reporting import explain
from newsarchive.sites.defaults import for_host
from newsarchive.sites.load import site_for
from newsarchive.urls import is_http, site_of

HELP = "read one page: the record on stdout; --explain shows why each line was kept or cut"
EPILOG = """\
examples:
  newsarchive read page.html                             a saved page; its address is taken from the page if it tells it
  newsarchive read page.html --url https://news.example.cn/a/1.html
  newsarchive read capture.txt                           the text of a page as a reader sees it
  newsarchive read https://news.example.cn/a/1.html      fetched as a crawl would, its further pages joined
  curl -s https://news.example.cn/a/1.html | newsarchive read - --url https://news.example.cn/a/1.html
  newsarchive read page.html --explain

A page that holds no article ends with exit code 1 and the reason on stderr.
"""

MOST = 64 * 1024 * 1024
"""Bytes of a page from a file, also when unpacked."""

NOWHERE = "http://localhost/"
"""What an address is taken to begin with where neither the caller nor the page tells one."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE, URL or -, the page's address, what to show, the manners of a fetch."""
    parser.add_argument("page", metavar="FILE|URL|-", help="a saved page (also .txt, .gz), an address, or - for stdin")
    parser.add_argument("--url", metavar="URL", help="the address the page was saved from")
    parser.add_argument(
        "--explain", action="store_true", help="show the verdict on each block, and each field's reader"
    )
    parser.add_argument("--pretty", action="store_true", help="indent the record; on a terminal it always is")
    parser.add_argument(
        "--archive", type=Path, metavar="DIR", default=Path("data"), help="whose site files to use; default: data"
    )
    parser.add_argument("--allow-private", action="store_true", help="also fetch from addresses such as 127.0.0.1")
    parser.add_argument("--contact", metavar="MAIL", help="in the User-Agent of a fetch: where a portal can write to")


def run(args: argparse.Namespace) -> int:
    """Read; the record or the explanation goes to stdout."""
    if args.url is not None and not is_http(args.url):
        raise CallerError(f"--url {args.url}: not an address; write it as in https://news.example.cn/a/1.html")
    first, joining = _fetched(args) if "://" in args.page else _saved(args)
    site = site_for(args.archive, site_of(first.page.url))
    if args.explain:
        for number, document in enumerate((first, *joining.documents), start=1):
            if joining.documents:
                print(f"page {number}: {document.page.url}\n")
            print(explain.blocks(judging.judge(document, site)), end="\n\n")
    article = reading.read_document(first, site, further=joining.documents, said=joining.said())
    if args.explain:
        print(explain.fields(article))
        return 0
    pretty = args.pretty or sys.stdout.isatty()
    print(json.dumps(article.to_dict(), ensure_ascii=False, indent=2) if pretty else article.to_json())
    return 0


def _fetched(args: argparse.Namespace) -> tuple[Document, Joining]:
    if args.url is not None:
        raise CallerError("--url names the address of a saved page; a fetched one has it already")
    # Imported here, so that reading a file does not wait for Scrapy.
    from newsarchive.crawl.single import fetch_article
    from newsarchive.crawl.targets import Options

    options = Options(archive=args.archive, allow_private=args.allow_private, contact=args.contact)
    return fetch_article(args.page, options)


def _saved(args: argparse.Namespace) -> tuple[Document, Joining]:
    """A saved page, parsed; that its article goes on elsewhere is said, not looked into."""
    page = _page(args.page, args.url)
    document = parse(page, site_for(args.archive, site_of(page.url)))
    return document, join(document, lambda _: None)


def _page(name: str, url: str | None) -> Page:
    """The page in a file, or on stdin, at its address: as the caller tells it, else as the page does."""
    body = _unpacked(_bytes_of(name), name)
    if body.startswith(b"WARC/"):
        raise CallerError(f"{name} is a WARC file, which holds many pages; `newsarchive rebuild` reads an archive's")
    is_text = Path(name.removesuffix(".gz")).suffix == ".txt"
    headers = (("Content-Type", "text/plain"),) if is_text else ()
    page = Page(url or NOWHERE + quote("page" if name == "-" else Path(name).name), body, headers=headers)
    if url is None:
        told = parse(page, for_host(site_of(page.url))).canonical_link
        if told and not told.startswith(NOWHERE):
            return replace(page, url=told)
        print(
            f"newsarchive: {name} does not tell its address; read as {page.url} (--url URL names it)", file=sys.stderr
        )
    return page


def _bytes_of(name: str) -> bytes:
    try:
        if name == "-":
            body = sys.stdin.buffer.read(MOST + 1)
        else:
            with Path(name).open("rb") as file:
                body = file.read(MOST + 1)
    except FileNotFoundError:
        raise CallerError(f"there is no file {name}; an address begins with https://") from None
    except OSError as error:
        raise CallerError(f"{name} cannot be read: {error.strerror}") from error
    return _small(body, name)


def _unpacked(body: bytes, name: str) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        with gzip.open(BytesIO(body)) as file:
            return _small(file.read(MOST + 1), name)
    except (OSError, EOFError, zlib.error) as error:
        raise CallerError(f"{name}: its gzip is damaged ({error})") from error


def _small(body: bytes, name: str) -> bytes:
    if len(body) > MOST:
        raise CallerError(f"{name} is larger than {MOST >> 20} MB; no page is")
    return body
