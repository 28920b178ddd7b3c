"""Chunks of tasks in, their readings out in the same order, read in this process or in several beside it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import closing
from multiprocessing.connection import wait
from pathlib import Path

from newsarchive.errors import NewsarchiveError
from newsarchive.rebuilding.plan import Chunk, Task
from newsarchive.rebuilding.rereader import Reading, Rereader

_AHEAD = 4  # chunks for each worker that are read or being read before the first of them is taken: bounds the memory
_WORTH = 256  # articles that take as long to read as a process takes to start

Result = tuple[Chunk, list[Reading]]


def worthwhile(articles: int) -> int:
    """How many processes to read so many articles in: all cores, unless starting them takes longer than the reading."""
    return max(1, min(len(os.sched_getaffinity(0)), articles // _WORTH))


def read(chunks: Iterable[Chunk], root: Path, name: str, workers: int) -> Generator[Result, None, None]:
    """The readings of each chunk of a site; with 1 worker in this process. Close the generator to end the others."""
    if workers > 1:
        yield from _beside(chunks, root, name, workers)
        return
    with closing(Rereader(root, name)) as rereader:
        for chunk in chunks:
            yield chunk, [rereader.read(task) for task in chunk.tasks]


def _beside(chunks: Iterable[Chunk], root: Path, name: str, workers: int) -> Generator[Result, None, None]:
    # Spawned, not forked: a fork would take over the parent's lock and its SQLite connections.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, context, _begin, (root, name))
    given: deque[tuple[Chunk, Future[list[Reading]]]] = deque()
    try:
        for chunk in chunks:
            given.append((chunk, pool.submit(_read, chunk.tasks)))
            if len(given) >= _AHEAD * workers:
                yield _taken(given)
        while given:
            yield _taken(given)
    except BrokenExecutor as error:
        raise NewsarchiveError(f"{name}: a worker process died ({error}); the same command goes on") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _taken(given: deque[tuple[Chunk, Future[list[Reading]]]]) -> Result:
    chunk, future = given.popleft()
    return chunk, future.result()


# In a worker process

_rereader: Rereader


def _begin(root: Path, name: str) -> None:
    global _rereader
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its workers
    threading.Thread(target=_die_with_parent, daemon=True).start()
    _rereader = Rereader(root, name)


def _die_with_parent() -> None:
    # The pool's pipes keep each other open, so that a worker whose parent was killed would wait for ever.
    parent = multiprocessing.parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)


def _read(tasks: tuple[Task, ...]) -> list[Reading]:
    return [_rereader.read(task) for task in tasks]
