"""What storage costs: CPU a page at the start and behind a million articles, a frontier of a million URLs; a table out.

`python benchmarks/storage.py [--articles N] [--urls N] [--folder DIR]`; the defaults take about two minutes and 1 GB.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from newsarchive.records import Article, Page, Removed
from newsarchive.storage import Entry, SiteArchive, Wire
from newsarchive.storage.archive import Limits
from newsarchive.storage.ledger import Ledger, StoredRecord
from newsarchive.urls import article_id

SITE = "news.example.cn"
PAGES = 2000
PAGE_BYTES = 23_000  # the median page of Chinese news portals, before compression
WORDS = "武汉 记者 市民 昨日 交通 发布 建设 项目 公里 开通 完成 服务 学校 医院 社区 工作 经济 发展 今年 增长".split()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--urls", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=None, help="where to write; default: a temporary folder")
    args = parser.parse_args()
    folder = Path(tempfile.mkdtemp(dir=args.folder))
    try:
        for name, value in (*pages(folder / "pages", args.articles), *frontier(folder / "frontier", args.urls)):
            print(f"{name:<64}{value:>16}", flush=True)
    finally:
        shutil.rmtree(folder)


def pages(root: Path, articles: int) -> Iterator[tuple[str, str]]:
    """CPU and time a page through all of storage, with an empty ledger and with `articles` in it."""
    yield f"all of storage, {PAGES:,} pages of {PAGE_BYTES:,} bytes", "CPU-ms / ms a page"
    for sent in ("plain", "gzip"):
        yield f"  first articles, body sent {sent}", _rate(*archived(root, 0, sent))
    fill(root, articles)
    for sent in ("plain", "gzip"):
        yield f"  behind {articles:,} articles, body sent {sent}", _rate(*archived(root, articles, sent))
    with SiteArchive.open(root, SITE) as archive:
        again = [article_of(number, "") for number in range(PAGES)]
        _, cpu, wall = measured(lambda: [archive.store(article) for article in again])
    yield "  an article that is unchanged, told by the ledger alone", _rate(cpu / PAGES, wall / PAGES)


def frontier(root: Path, urls: int) -> Iterator[tuple[str, str]]:
    """Memory and time of a frontier of `urls` entries."""
    yield f"a frontier of {urls:,} URLs", ""
    start = memory()
    with SiteArchive.open(root, SITE) as archive:
        _, cpu, _ = measured(lambda: archive.schedule(map(entry_of, range(urls))))
        archive.commit()
    yield "  put in, CPU-µs a URL", f"{cpu / urls * 1e6:.1f}"
    archive, _, wall = measured(lambda: SiteArchive.open(root, SITE))
    yield "  open, ms", f"{wall * 1e3:.0f}"
    times = []
    with archive:
        for _ in range(10_000):
            _, _, wall = measured(archive.lease)
            times.append(wall)
    times.sort()
    yield (
        "  lease, µs: mean, 99 % below, longest",
        " ".join(f"{each * 1e6:.0f}" for each in (sum(times) / len(times), times[len(times) * 99 // 100], times[-1])),
    )
    yield "  memory above the start, MB", f"{(memory() - start) / 1e6:.0f}"
    yield "  ledger on disk, MB", f"{(root / SITE / 'ledger.sqlite').stat().st_size / 1e6:.0f}"


def archived(root: Path, first: int, sent: str) -> tuple[float, float]:
    """CPU and wall seconds a page: lease, raw page, article, links, commit by the default limits."""
    numbers = range(first, first + PAGES) if sent == "plain" else range(first + PAGES, first + 2 * PAGES)
    chance = random.Random(first)
    bodies = ["".join(chance.choices(WORDS, k=PAGE_BYTES // 6)).encode() for _ in range(50)]
    wires = [Wire(gzip.compress(body) if sent == "gzip" else body, reason="OK") for body in bodies]
    headers = (("Content-Type", "text/html; charset=utf-8"), ("Server", "nginx"), ("ETag", '"64780a2c-59d8"'))
    articles = [article_of(number, bodies[0].decode()[:800]) for number in numbers]
    with SiteArchive.open(root, SITE, limits=Limits()) as archive:
        archive.start_run()
        archive.schedule(map(entry_of, numbers))
        archive.commit()

        def work() -> None:
            for index, article in enumerate(articles):
                entry = archive.lease()
                assert entry
                page = Page(entry.url, bodies[index % 50], headers=headers, fetched_at=datetime.now(UTC))
                archive.keep_page(page, wires[index % 50])
                outcome, _ = archive.store(article)
                archive.finish(entry, outcome, article=article)
                if archive.due():
                    archive.commit()
            archive.commit()

        _, cpu, wall = measured(work)
    return cpu / PAGES, wall / PAGES


def fill(root: Path, articles: int) -> None:
    """Rows of `articles` more articles, as many crawls would have left them, without their files."""
    ledger = Ledger.open(root / SITE / "ledger.sqlite")
    ledger.begin()
    for number in range(2 * PAGES, articles):
        url = url_of(number)
        day = day_of(number).isoformat()
        ledger.add_record(StoredRecord(article_id(url), 1, "0" * 32, day, number, 1000, number, None))
    ledger.commit()
    ledger.close()
    with SiteArchive.open(root, SITE) as archive:
        archive.schedule(map(entry_of, range(2 * PAGES, articles)))
        archive.commit()
    ledger = Ledger.open(root / SITE / "ledger.sqlite")
    ledger.connection.execute("UPDATE frontier SET state = 2, outcome = 'stored'")
    ledger.close()


def url_of(number: int) -> str:
    """An address whose key falls anywhere among the others, as the keys of a portal do."""
    return f"http://{SITE}/{day_of(number):%Y%m%d}/{hashlib.md5(b'%d' % number).hexdigest()[:12]}.html"


def day_of(number: int) -> date:
    """The day of an article: 300 a day, backwards."""
    return date(2023, 6, 1) - timedelta(days=number // 300)


def entry_of(number: int) -> Entry:
    """The frontier's entry of an article."""
    url = url_of(number)
    return Entry(
        url, "article", url[7:], title="武汉地铁七号线北延线今日开通", date="2023-06-01 08:18", source=f"http://{SITE}/"
    )


def article_of(number: int, text: str) -> Article:
    """A record of usual size: a text, eight lines cut."""
    url = url_of(number)
    removed = tuple(Removed(f"责任编辑：张三 {index}", "credit line") for index in range(8))
    digest = hashlib.sha256(text.encode()).hexdigest()[:32]
    published = f"{day_of(number)}T08:18:00+08:00"
    values = {"date_published": published, "content_hash": digest, "removed": removed, "section": "武汉"}
    return Article(article_id(url), url, url, SITE, "武汉地铁七号线北延线今日开通", "武汉地铁", text, **values)


def measured(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """What the work gives, its CPU seconds, its wall seconds."""
    cpu, wall = time.process_time(), time.perf_counter()
    result = work()
    return result, time.process_time() - cpu, time.perf_counter() - wall


def memory() -> int:
    """Bytes of memory in use now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def _rate(cpu: float, wall: float) -> str:
    return f"{cpu * 1e3:.2f} / {wall * 1e3:.2f}"


if __name__ == "__main__":
    main()
