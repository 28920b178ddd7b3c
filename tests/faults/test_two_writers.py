"""Two writers of one site: the second is turned away, and a dead one leaves no lock behind."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from newsarchive.errors import ArchiveError
from newsarchive.storage import SiteArchive

SITE = "news.example.cn"
HOLDER = """
import sys, time
from pathlib import Path
from newsarchive.storage import SiteArchive
archive = SiteArchive.open(Path(sys.argv[1]), sys.argv[2])
print("open", flush=True)
time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    """A process that holds the site's folder open."""
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path), SITE], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "open\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


class TestTwoWriters:
    def test_the_second_is_turned_away_with_one_line(self, tmp_path, holder):
        with pytest.raises(ArchiveError, match="another run is writing to this site"):
            SiteArchive.open(tmp_path, SITE)

    def test_another_site_can_be_written_beside_it(self, tmp_path, holder):
        with SiteArchive.open(tmp_path, "other.example.cn") as archive:
            assert archive.pending() == 0

    def test_a_killed_one_leaves_no_lock(self, tmp_path, holder):
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        SiteArchive.open(tmp_path, SITE).close()
