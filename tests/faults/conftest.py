"""What the fault tests share: a storage session in a process of its own, traced or not, and what must hold after it."""

from __future__ import annotations

import gzip
import os
import random
import resource
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from newsarchive.records import Article
from newsarchive.storage import Archive, Layout, SiteArchive, raw
from newsarchive.storage.verify import Inspection

SITE = "news.example.cn"
EXPECTED = Counter({(str(number), 1): 1 for number in range(18)} | {("3", 2): 1, ("4", 2): 1})


class Session:
    """A folder in which `session.py` runs, dies and is resumed."""

    def __init__(self, folder: Path):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.root, self.site = folder, folder / "data", folder / "data" / SITE
        self.errors = ""

    def run(self, *strace: str, limit: int = resource.RLIM_INFINITY, repair: bool = False) -> int:
        """Run to the end or to its death, under strace if it is given options; the exit code.

        `limit` is how many bytes a file may have; with `repair` the folder is mended instead.
        """
        task = ["repair.py", str(self.root)] if repair else ["session.py", str(self.root), str(self.log)]
        command = [sys.executable, str(Path(__file__).with_name(task[0])), *task[1:]]
        traced = ["strace", "-f", "-qq", *strace] if strace else []
        # Without byte code files being written, each run makes the same system calls.
        environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [*traced, *command],
            env=environment,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY)),
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        self.errors = done.stderr
        return done.returncode

    def calls(self, syscall: str, *, repair: bool = False) -> int:
        """How often a session or repair that nothing disturbs makes a system call."""
        log = self.folder / "calls"
        assert self.run("-o", str(log), "-e", f"trace={syscall}", repair=repair) == 0
        return log.read_text().count(f" {syscall}(")

    def run_with(self, syscall: str, fault: str, number: int, *, repair: bool = False) -> int:
        """Run, and have strace do something at the so many-th call: kill the process, or let the call fail."""
        injected = f"inject={syscall}:{fault}:when={number}"
        return self.run("-o", os.devnull, "-e", f"trace={syscall}", "-e", injected, repair=repair)

    @property
    def log(self) -> Path:
        """The file to which the session writes what was acknowledged."""
        return self.folder / "acknowledged"

    def lines(self) -> list[Article]:
        """The lines of the day files as any program would read them: all of them, whole or not."""
        folder = self.site / "articles"
        contents = [gzip.decompress(file.read_bytes()) for file in folder.glob("*.jsonl.gz")]
        contents += [file.read_bytes() for file in folder.glob("*.jsonl")]
        return [Article.from_json(line) for content in contents for line in content.splitlines()]

    def assert_nothing_acknowledged_is_lost(self) -> None:
        """Each acknowledged key has its record, right after the death and after the folder is opened again."""
        acknowledged = set(self.log.read_text().split()) if self.log.exists() else set()
        assert acknowledged <= {f"{SITE}/{article.id}.html" for article in Archive(self.root).records()}
        SiteArchive.open(self.root, SITE).close()
        lines = self.lines()
        assert acknowledged <= {f"{SITE}/{article.id}.html" for article in lines}
        assert len({(article.id, article.version) for article in lines}) == len(lines)

    def assert_whole(self) -> None:
        """Every article once, every line whole, every raw page there, nothing left over."""
        assert list(Inspection(Layout(self.root, SITE)).findings()) == []
        lines = self.lines()
        assert Counter((article.id, article.version) for article in lines) == EXPECTED
        for file in (self.site / "raw").iterdir():
            gzip.decompress(file.read_bytes())
            list(raw.pages(file))  # raises at a damaged record
        for article in lines:
            page = raw.read(self.site / "raw", article.raw)
            assert (page.url, page.body.decode()) == (article.url, article.text)
        assert {path.name for path in self.site.iterdir()} == {"articles", "raw", "ledger.sqlite"}
        assert not list(self.site.rglob("*.open"))


@pytest.fixture(scope="session")
def session_in() -> Callable[[Path], Session]:
    return Session


TRIED = 8
"""How many calls of a kind are tried, spread over the session; `make faults` tries all of them."""


@pytest.fixture(scope="session")
def moments() -> Callable[[int], list[int]]:
    """Which of so many calls are tried, counted from 1: not the same in each run."""

    def chosen(calls: int) -> list[int]:
        if os.environ.get("NEWSARCHIVE_FAULTS") == "all":
            return list(range(1, calls + 1))
        shift = random.random()
        return sorted({1 + int((number + shift) * calls / TRIED) for number in range(TRIED)})

    return chosen


@pytest.fixture(scope="session")
def strace(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Skips where there is no strace that may trace."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed: apt-get install strace")
    session = Session(tmp_path_factory.mktemp("strace"))
    if session.run("-o", os.devnull, "-e", "trace=fsync"):
        pytest.skip(f"strace cannot trace here: {session.errors[:200]}")
