"""Reading in several processes: the same as in one, and none that outlives its parent."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from newsarchive.errors import NewsarchiveError
from newsarchive.rebuilding import plan, workers
from newsarchive.rebuilding.plan import Mark, Plan
from newsarchive.rebuilding.rereader import open_ledger
from newsarchive.storage.ledger import Ledger


@pytest.fixture
def ledger(crawled, pages, monkeypatch) -> Ledger:
    """The ledger of nine articles, of which a rebuild takes two at once."""
    monkeypatch.setattr(plan, "CHUNK", 2)
    crawled.crawl({number: pages.story(number) for number in range(9)})
    with closing(open_ledger(crawled.layout)) as ledger:
        yield ledger


def read(crawled, ledger: Ledger, number: int) -> list[tuple[plan.Chunk, list[object]]]:
    return list(workers.read(Plan(ledger, Mark()).chunks(), crawled.root, crawled.layout.site, number))


class TestRead:
    def test_two_processes_read_what_one_does_in_the_same_order(self, crawled, ledger):
        crawled.site_file('[cut]\nlines = ["水位比往年低"]\n')
        assert read(crawled, ledger, 2) == read(crawled, ledger, 1)

    def test_no_more_than_a_few_chunks_are_drawn_ahead(self, crawled, ledger, monkeypatch):
        monkeypatch.setattr(workers, "_AHEAD", 1)
        drawn = []
        chunks = (drawn.append(chunk) or chunk for chunk in Plan(ledger, Mark()).chunks())
        results = workers.read(chunks, crawled.root, crawled.layout.site, 2)
        next(results)
        assert len(drawn) == 2
        results.close()
        assert not spawned(), "a worker outlives the reading"

    def test_a_worker_that_dies_ends_the_rebuild_with_one_line(self, crawled, ledger, monkeypatch):
        monkeypatch.setattr(workers, "_AHEAD", 1)  # most chunks are still to be read then
        results = workers.read(Plan(ledger, Mark()).chunks(), crawled.root, crawled.layout.site, 2)
        next(results)
        for worker in spawned():
            os.kill(worker, 9)
        with pytest.raises(NewsarchiveError, match="a worker process died"):
            list(results)


class TestWorthwhile:
    def test_few_articles_are_read_in_one_process_and_many_in_all_cores(self):
        assert workers.worthwhile(0) == workers.worthwhile(300) == 1
        assert workers.worthwhile(10**6) == len(os.sched_getaffinity(0))


def children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for each in tasks for child in each.read_text().split()]


def spawned() -> list[int]:
    """The worker processes of this one."""
    return [child for child in children(os.getpid()) if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


_PARENT = """
import sys, time
from pathlib import Path
from newsarchive.rebuilding import workers
from newsarchive.rebuilding.plan import Chunk, Mark

def chunks():
    yield Chunk((), 0, Mark())
    print("begun", flush=True)
    time.sleep(60)

if __name__ == "__main__":
    for _ in workers._beside(chunks(), Path(sys.argv[1]), sys.argv[2], 2):
        pass
"""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks processes up in /proc")
def test_workers_die_with_a_parent_that_is_killed(crawled, pages, tmp_path):
    crawled.crawl({1: pages.story(1)})
    script = tmp_path / "parent.py"
    script.write_text(_PARENT)
    command = [sys.executable, str(script), str(crawled.root), crawled.layout.site]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as parent:
        assert parent.stdout.readline() == b"begun\n"
        left = children(parent.pid)
        assert left
        parent.kill()
    end = time.monotonic() + 10
    while any(Path(f"/proc/{child}").exists() for child in left):
        assert time.monotonic() < end, "a worker lives on"
        time.sleep(0.02)
