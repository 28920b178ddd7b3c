"""What a crawled page costs: CPU-ms a page of the demo portal, beside bare Scrapy spiders on the same pages.

    python benchmarks/crawl.py [--rounds 5]

The portal is served by a process of its own, so that its CPU is not counted; each crawl is a process of its own, and is
counted from its first answer on, since what Scrapy takes to start is no page's cost. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from pydispatch import dispatcher
from scrapy import signals

CONCURRENCY = 16
KINDS = {
    "download": "bare Scrapy spider, download only",
    "read": "bare Scrapy spider, links found in listings, every other page read as an article",
    "crawl": "`newsarchive crawl`: the same, raw pages, records and frontier archived",
}


def main() -> None:
    """Measure all kinds in turn, so that whatever else the machine does hits them alike; print the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    costs: dict[str, list[float]] = {kind: [] for kind in KINDS}
    walls: dict[str, list[float]] = {kind: [] for kind in KINDS}
    with portal() as (url, served):
        sources = measured("crawl", {"start": url})["sources"]
        pages = served()
        for _ in range(rounds):
            for kind in KINDS:
                found = measured(kind, {"start": url, "pages": pages, "sources": sources})
                costs[kind].append(1000 * found["cpu"] / len(pages))
                walls[kind].append(1000 * found["wall"] / len(pages))
    print(f"{len(pages)} pages, median of {rounds} rounds, {CONCURRENCY} requests at once\n")
    print("| | CPU-ms a page | ms a page |\n|---|---|---|")
    for kind, name in KINDS.items():
        print(f"| {name} | {statistics.median(costs[kind]):.1f} | {statistics.median(walls[kind]):.1f} |")
    added = statistics.median(costs["crawl"]) - statistics.median(costs["read"])
    print(
        f"\nFrontier, WARC, day lines and ledger add {added:.1f} CPU-ms a page to finding and reading the same pages."
    )


@contextmanager
def portal() -> Iterator[tuple[str, Any]]:
    """The demo portal in another process: its address, and a function for the pages that it has served."""
    here, there = multiprocessing.get_context("spawn").Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(there,), daemon=True)
    server.start()
    url = here.recv()

    def served() -> list[str]:
        here.send("served")
        paths: list[str] = here.recv()
        return [url.rstrip("/") + path for path in paths if path != "/robots.txt"]

    yield url, served
    here.send("stop")
    server.join()


def serve(pipe: Connection) -> None:
    """The portal's process: says its address, then what it has served, until it is told to stop."""
    from newsarchive.demo.server import DemoPortal

    with DemoPortal() as demo:
        pipe.send(demo.url)
        while pipe.recv() == "served":
            pipe.send(list(dict.fromkeys(demo.requests)))


def measured(kind: str, task: dict[str, Any]) -> dict[str, Any]:
    """One crawl in a process and folder of its own: CPU and wall seconds, the sources that the crawl has met."""
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, str(Path(__file__).resolve()), "measure", kind]
        done = subprocess.run(words, input=json.dumps(task), cwd=folder, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(kind: str, task: dict[str, Any]) -> None:
    """The process that is measured."""
    if kind == "crawl":
        run = prepared_crawl(task["start"])
    else:
        run = prepared_spider(task["pages"], frozenset(task["sources"]), reads=kind == "read")
    started = list[tuple[float, float]]()

    def answered() -> None:
        started.append((time.process_time(), time.perf_counter()))

    dispatcher.connect(answered, signal=signals.response_downloaded)
    run()
    cpu, wall = started[0]
    print(json.dumps({"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall, "sources": sources()}))


def sources() -> list[str]:
    """The addresses of sources in the ledger that a crawl has left in the present folder; none if there is none."""
    for ledger in Path("data").glob("*/ledger.sqlite"):
        with closing(sqlite3.connect(ledger)) as connection:
            return [url for (url,) in connection.execute("SELECT url FROM frontier WHERE kind = 'source'")]
    return []


def prepared_crawl(url: str) -> Any:
    """The program's crawl of an address, imported and ready."""
    from newsarchive.crawl.run import crawl
    from newsarchive.crawl.targets import Options, target_of

    options = Options(archive=Path("data"), delay=0.0, allow_private=True)
    target = target_of(url, options)
    return lambda: crawl([target], options)


def prepared_spider(urls: list[str], listings: frozenset[str], *, reads: bool) -> Any:
    """A spider that asks for the pages and, at most, finds the links of listings and reads the others."""
    import scrapy
    from scrapy.crawler import CrawlerProcess

    from newsarchive import reading
    from newsarchive.discovery import kinds
    from newsarchive.errors import NotAnArticle
    from newsarchive.extraction.document import parse
    from newsarchive.joining import join
    from newsarchive.records import Page
    from newsarchive.sites.defaults import for_host
    from newsarchive.sites.schema import Source
    from newsarchive.urls import host_of

    site = for_host(host_of(urls[0]))

    class Bare(scrapy.Spider):
        name = "bare"
        start_urls = urls

        def parse(self, response: scrapy.http.Response) -> None:
            if reads:
                try:
                    self.read(response)
                except Exception:  # noqa: BLE001 -- Scrapy would go on, and too little would be measured
                    os._exit(1)

        def read(self, response: scrapy.http.Response) -> None:
            headers = (("Content-Type", response.headers["Content-Type"].decode()),)
            page = Page(response.url, response.body, headers=headers)
            with suppress(NotAnArticle):
                if page.url in listings:
                    kinds.read(page, lambda: parse(page, site).tree, site, Source(page.url, explore=True))
                else:
                    document = parse(page, site)
                    join(document, lambda _: None)
                    reading.read_document(document, site)

    quiet = {"LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False}
    at_once = {"CONCURRENT_REQUESTS": 2 * CONCURRENCY, "CONCURRENT_REQUESTS_PER_DOMAIN": CONCURRENCY}
    process = CrawlerProcess({**quiet, **at_once})
    process.crawl(Bare)
    return process.start


if __name__ == "__main__":
    if sys.argv[1:2] == ["measure"]:
        measure(sys.argv[2], json.load(sys.stdin))
    else:
        main()
