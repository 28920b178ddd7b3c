"""The program as a process: words in, exit code and what it said out; it can be signalled and killed on the way."""

from __future__ import annotations

import multiprocessing
import os
import runpy
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Self

# To import Scrapy takes a second of the processor, most of what a crawl of a small portal takes. So it is done once,
# in a process without threads, of which each run is a fork. That the program starts from nothing, too, is tested where
# `module` is given, and in the tests of the command line.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(
    ["newsarchive.commands.crawl", "newsarchive.commands.rebuild", "newsarchive.commands.import_"]
)
CHILD = str(Path(__file__).with_name("forked.py"))


class Fork:
    """A run of the program; as much of `subprocess.Popen` as the tests need."""

    def __init__(self, folder: Path, words: tuple[str, ...], said: Path):
        self.args, self._said = words, Path(mkdtemp(dir=said))
        given = {"folder": folder, "words": words, "environment": dict(os.environ), "said": self._said}
        self._process = FORKS.Process(target=runpy.run_path, args=(CHILD, given, "forked"))
        self._process.start()
        self.pid = self._process.pid

    @property
    def returncode(self) -> int | None:
        """The exit code; the negative number of the signal that ended it; None while it runs."""
        return self._process.exitcode

    poll = returncode.fget

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self._process.kill()

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        """Wait for the end; what it said on stdout and stderr."""
        self._process.join(timeout)
        if self.poll() is None:
            raise subprocess.TimeoutExpired(self.args, timeout)
        return self._read("out"), self._read("err")

    def _read(self, stream: str) -> str:
        file = self._said / stream
        return file.read_text(encoding="utf-8") if file.exists() else ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        if error:
            self.kill()
        self._process.join()


@dataclass(frozen=True)
class Program:
    """The program, run in a folder of its own; what it says is kept under `said`."""

    folder: Path
    said: Path

    def start(self, *words: str, module: str | None = None) -> Fork | subprocess.Popen[str]:
        """Begin a run; of the program, or of a module in its folder, which starts from nothing."""
        if module is None:
            return Fork(self.folder, words, self.said)
        return subprocess.Popen(
            [sys.executable, "-W", "error::ResourceWarning", "-m", module, *words],
            cwd=self.folder,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __call__(
        self, *words: str, module: str | None = None, timeout: float = 60.0
    ) -> subprocess.CompletedProcess[str]:
        with self.start(*words, module=module) as process:
            try:
                out, err = process.communicate(timeout=timeout)
            except subprocess.TimeoutExpired:
                process.kill()
                raise AssertionError(f"still running after {timeout} s; it said {process.communicate()}") from None
        return subprocess.CompletedProcess(words, process.returncode, out, err)
