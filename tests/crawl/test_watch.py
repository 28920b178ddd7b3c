"""`newsarchive crawl --watch` as a process: sites crawled again and again, each by itself."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from newsarchive.demo.server import DemoPortal
from newsarchive.storage import Archive, SiteArchive
from newsarchive.storage.rows import Run


def wait_until(condition: Callable[[], object], seconds: float = 120.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


@pytest.fixture
def watched(program, serve, pages):
    """Make servers of small portals with site files that ask for a crawl every second."""

    def make(*texts: str) -> list:
        servers = [serve(pages.portal(2)) for _ in texts]
        for server, text in zip(servers, texts, strict=True):
            folder = program.folder / "data" / f"127.0.0.1_{server.port}"
            folder.mkdir(parents=True)
            (folder / "site.toml").write_text(text)
        return servers

    return make


def children_of(process: int) -> list[int]:
    return list(map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split()))


def runs(folder: Path, server) -> Sequence[Run]:
    return Archive(folder / "data").runs(f"127.0.0.1_{server.port}")


class TestWatch:
    def test_sites_are_crawled_whenever_they_are_due_until_it_is_told_to_stop(self, program, watched, local):
        often, seldom = watched('every = "1s"', 'every = "1d"')
        with program.start("crawl", "--watch", *local) as watch:
            wait_until(lambda: len(runs(program.folder, often)) >= 3)
            wait_until(lambda: any(run.ended_at for run in runs(program.folder, seldom)))
            watch.send_signal(signal.SIGTERM)
            out, err = watch.communicate(timeout=60)
        begun, *rest = err.splitlines()
        assert (watch.returncode, begun) == (0, "watching 2 sites; Ctrl-C ends it")
        # The stop may have come in the middle of a crawl.
        assert rest in ([], ["newsarchive: interrupted; the same command goes on where it was"])
        assert len(runs(program.folder, seldom)) == 1
        assert all(run.ended_at for run in runs(program.folder, often)[:-1])
        assert out.count("2 stored") == 2
        assert out.count("nothing new") >= 1

    def test_a_site_held_by_another_process_and_a_wrong_file_hold_up_nobody(self, program, watched, local):
        held, wrong, fine = watched('every = "1d"', "every = 1", 'every = "1s"')
        (program.folder / "data" / "no host" / "articles").mkdir(parents=True)
        by_us = SiteArchive.open(program.folder / "data", f"127.0.0.1_{held.port}")
        with by_us, program.start("crawl", "--watch", *local) as watch:
            wait_until(lambda: len(runs(program.folder, fine)) >= 3)
            watch.send_signal(signal.SIGINT)
            _, err = watch.communicate(timeout=60)
        assert watch.returncode == 0
        assert err.count("another run is writing to this site") == 1
        assert err.count("every: must be a string, not a whole number") == 1
        assert err.count("'no host' is no host") == 1
        assert (held.asked, wrong.asked) == ([], [])

    def test_a_stop_lets_the_crawl_at_work_finish_its_pages_and_a_second_ends_it_at_once(self, program, local):
        with DemoPortal(latency=1.0) as portal:
            words = ("crawl", portal.url, "--watch", *local)
            with program.start(*words) as watch:
                wait_until(lambda: len(portal.requests) > 2)
                watch.send_signal(signal.SIGTERM)
                _, err = watch.communicate(timeout=60)
            assert watch.returncode == 0
            assert "interrupted; the same command goes on where it was" in err
            (run,) = Archive(program.folder / "data").runs(portal.host.replace(":", "_"))
            assert run.ended_at
            portal.latency = 30.0
            with program.start(*words) as watch:
                asked = len(portal.requests)
                wait_until(lambda: len(portal.requests) > asked)
                watch.send_signal(signal.SIGTERM)
                time.sleep(1.0)
                assert watch.poll() is None
                watch.send_signal(signal.SIGTERM)
                watch.communicate(timeout=20)

    def test_no_process_is_left_behind(self, program, watched, local):
        (server,) = watched('every = "1s"')
        with program.start("crawl", "--watch", *local) as watch:
            wait_until(lambda: server.asked)
            children = list[int]()
            wait_until(lambda: children.extend(children_of(watch.pid)) or children)
            watch.send_signal(signal.SIGTERM)
            watch.communicate(timeout=60)
        assert children
        for child in children:
            with pytest.raises(ProcessLookupError):
                os.kill(child, 0)

    def test_an_archive_without_a_site_is_said(self, program):
        done = program("crawl", "--watch")
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
