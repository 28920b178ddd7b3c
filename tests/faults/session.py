"""A storage session to be killed: `python session.py ROOT ACKNOWLEDGED` archives 18 articles, resuming after any death.

Each key is appended to the file ACKNOWLEDGED once the archive has acknowledged it. Two of the articles change half-way,
each page fills a WARC file, days are written in turn, new links turn up, one day is compressed.
"""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from newsarchive.errors import ArchiveError
from newsarchive.records import Article, Page, content_hash
from newsarchive.storage import Entry, Layout, SiteArchive, Wire
from newsarchive.storage.archive import Limits
from newsarchive.storage.compaction import compress
from newsarchive.storage.unit import UnitOfWork

SITE = "news.example.cn"
COUNT = 16
LIMITS = Limits(pages=4, seconds=3600, raw_bytes=1)
FETCHED = datetime(2023, 6, 1, 12, tzinfo=UTC)


def entry_of(number: int) -> Entry:
    return Entry(f"http://{SITE}/{number}.html", "article", f"{SITE}/{number}.html")


def article_of(number: int, text: str) -> Article:
    url = f"http://{SITE}/{number}.html"
    digest = content_hash("t", text)
    day = f"2023-06-0{1 + number % 3}"
    return Article(str(number), url, url, SITE, "t", "t", text, date_published=day, content_hash=digest)


def archive_one(archive: SiteArchive, entry: Entry, text: str) -> None:
    number = int(entry.url.rpartition("/")[2].removesuffix(".html"))
    page = Page(entry.url, text.encode(), fetched_at=FETCHED)
    place = archive.keep_page(page, Wire(page.body))
    outcome, article = archive.store(replace(article_of(number, text), raw=place))
    archive.schedule([entry_of(COUNT + number)] if number < 2 else [])
    archive.finish(entry, outcome, article=article)


def main(root: str, acknowledged: str) -> None:
    log = os.open(acknowledged, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    with SiteArchive.open(Path(root), SITE, limits=LIMITS) as archive:
        archive.start_run()
        archive.schedule(map(entry_of, range(COUNT)))
        while entry := archive.lease():
            text = f"{entry.url} " * 100
            archive_one(archive, entry, text)
            if archive.due():
                os.write(log, "".join(f"{key}\n" for key in archive.commit()).encode())
        for number in (3, 4):
            archive_one(archive, entry_of(number), "changed")
        archive.end_run()
    with contextlib.closing(UnitOfWork.open(Layout(Path(root), SITE))) as unit:
        compress(unit, "2023-06-01", ".gz")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except ArchiveError as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(f"{sys.argv[1]}: the log of what was acknowledged: {error}")
