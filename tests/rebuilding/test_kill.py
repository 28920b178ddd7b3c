"""Rebuilds killed in the middle, again and again, and resumed until one comes to its end."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import time
from collections import Counter
from contextlib import closing

import pytest

from newsarchive.storage.verify import Inspection

COUNT = 800


def committed(crawled) -> int:
    """How many articles have their second version: asked of the ledger, so that the rebuild does not run away."""
    with closing(sqlite3.connect(crawled.layout.ledger)) as ledger:
        return ledger.execute("SELECT count(*) FROM records WHERE version = 2").fetchone()[0]


@pytest.fixture(scope="module")
def pristine(tmp_path_factory, crawled_in, pages):
    crawled = crawled_in(tmp_path_factory.mktemp("pristine"))
    crawled.crawl({number: pages.story(number) for number in range(COUNT)})
    return crawled.root


@pytest.fixture
def crawled(tmp_path, pristine, crawled_in):
    shutil.copytree(pristine, tmp_path / "data")
    return crawled_in(tmp_path / "data")


@pytest.mark.slow
@pytest.mark.parametrize(("workers", "deaths"), [("1", 4), ("2", 2)])
def test_a_rebuild_killed_again_and_again_stores_every_change_once(crawled, program, workers, deaths):
    crawled.site_file('[cut]\nlines = ["水位比往年低"]\n')
    day_file = crawled.layout.day_file("2023-06-01")
    done = 0
    for death in range(deaths):
        if done > COUNT // 2:
            break
        written = day_file.stat().st_size
        with program.start("rebuild", "--workers", workers) as process:
            # In turn: with a unit of work half on the disk, and with one more behind it than the last time.
            while day_file.stat().st_size == written or (death % 2 and committed(crawled) == done):
                assert process.poll() is None, process.communicate()
                time.sleep(0.002)
            process.send_signal(signal.SIGKILL)
        assert committed(crawled) >= done, "what was committed is gone"
        done = committed(crawled)
    assert 0 < done < COUNT
    last = program("rebuild", "--workers", workers)
    assert last.returncode == 0, last.stderr
    assert "went on where a rebuild was broken off" in last.stdout
    assert f"{COUNT - done} articles read again: {COUNT - done} updated" in last.stdout
    versions = Counter((each.url, each.version) for each in crawled.records())
    assert versions == {(crawled.url(number), version): 1 for number in range(COUNT) for version in (1, 2)}
    assert list(Inspection(crawled.layout).findings()) == []
