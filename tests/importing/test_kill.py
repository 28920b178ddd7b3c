"""Imports killed in the middle, again and again, and resumed until one comes to its end."""

from __future__ import annotations

import signal
import sqlite3
import time
from collections import Counter
from contextlib import closing

import pytest

from newsarchive.storage.verify import Inspection

COUNT = 600


def committed(layout) -> int:
    """How many records there are: asked of the ledger, so that the import does not run away."""
    if not layout.ledger.exists():
        return 0
    with closing(sqlite3.connect(layout.ledger)) as ledger:
        try:
            return ledger.execute("SELECT count(*) FROM records").fetchone()[0]
        except sqlite3.OperationalError:
            return 0  # the ledger is being made


@pytest.mark.slow
def test_an_import_killed_again_and_again_stores_every_page_once(imports, writer, pages, url, program):
    file = writer()
    for number in range(COUNT):
        file.add(url(number), pages.story(number))
    file.close()
    layout, done = imports.layout(), 0
    for _ in range(3):
        if done > COUNT // 2:
            break
        with program.start("import", file.path.name) as process:
            while committed(layout) == done:
                assert process.poll() is None, process.communicate()
                time.sleep(0.002)
            process.send_signal(signal.SIGKILL)
        assert committed(layout) >= done, "what was committed is gone"
        done = committed(layout)
    assert 0 < done < COUNT
    last = program("import", file.path.name)
    assert last.returncode == 0, last.stderr
    assert f"{COUNT - done} stored" in last.stdout
    assert f"{done} were taken before" in last.stdout
    assert Counter(each.url for each in imports.records()) == {url(number): 1 for number in range(COUNT)}
    assert list(Inspection(layout).findings()) == []
