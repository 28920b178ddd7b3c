"""kill -9 at random moments of crawls of the demo portal, resumed until done, recounted against the portal's list."""

from __future__ import annotations

import math
import os
import random
import shutil
import signal
import time
from collections import Counter
from dataclasses import replace

import pytest

from newsarchive.demo.server import DemoPortal
from newsarchive.storage import Archive, Layout, SiteArchive, raw
from newsarchive.storage.verify import Inspection
from newsarchive.urls import site_of

KILLS = 100 if os.environ.get("NEWSARCHIVE_FAULTS") == "all" else 20


class KilledCrawl:
    """Crawls of one portal into one folder, each life of which ends when so many more pages were served."""

    def __init__(self, program, portal: DemoPortal, words: tuple[str, ...]):
        self.program, self.portal, self.words = program, portal, words
        self.root = program.folder / "data"
        self.layout = Layout(self.root, site_of(portal.url))
        self.paths = {story.path for story in portal.articles}

    def live(self, requests: float, seconds: float = 0.0) -> int:
        """Crawl until so many pages more were served, and for so many seconds after; the exit code, -9 if killed."""
        wanted = len(self.portal.requests) + requests
        with self.program.start("crawl", self.portal.url, *self.words) as process:
            while process.poll() is None and len(self.portal.requests) < wanted:
                time.sleep(0.001)
            time.sleep(seconds if process.returncode is None else 0.0)
            process.kill()
            _, errors = process.communicate()
        assert process.returncode in (0, -signal.SIGKILL), errors
        return process.returncode

    def lasting(self) -> Counter[str]:
        """The records, but for when and from which bytes they were read."""
        records = Archive(self.root).records()
        return Counter(replace(record, date_fetched=None, raw=None).to_json() for record in records)

    def acknowledged(self) -> set[str]:
        """The paths of the articles that any reader finds committed at this moment."""
        if not self.layout.ledger.exists():
            return set()
        changes = Archive(self.root).changes()
        return {change.article.url.removeprefix(self.portal.url.rstrip("/")) for change in changes}

    def forget(self) -> None:
        """Begin anew with an empty folder."""
        shutil.rmtree(self.root, ignore_errors=True)

    def assert_whole(self) -> None:
        """What the server would say of it: every article once, from the bytes that it served, nothing left to do."""
        records = list(Archive(self.root).records())
        assert Counter(record.url for record in records) == Counter(
            self.portal.url.rstrip("/") + path for path in self.paths
        )
        for record in records:
            page = raw.read(self.layout.raw, record.raw)
            assert page.body == self.portal.portal.answer(record.url.removeprefix(self.portal.url.rstrip("/"))).body
        for file in self.layout.raw.iterdir():
            list(raw.pages(file))  # raises at a damaged record
        assert list(Inspection(self.layout).findings()) == []
        assert not list(self.layout.folder.rglob("*.open"))
        with SiteArchive.open(self.root, self.layout.site) as archive:
            assert archive.pending() == 0
            assert archive.count() == len(self.paths)


@pytest.mark.slow
class TestKilledCrawl:
    def test_whenever_it_is_killed_the_next_run_goes_on_to_the_same_archive(self, program, local):
        """Nothing acknowledged is ever fetched again, lost or changed."""
        seed = random.randrange(1 << 32)
        chance = random.Random(seed)
        with DemoPortal(latency=0.005) as portal:
            crawl = KilledCrawl(program, portal, local)
            assert crawl.live(math.inf) == 0
            undisturbed, all_requests = crawl.lasting(), len(portal.requests)
            crawl.forget()
            kills = resumed = 0
            while kills < KILLS:
                acknowledged, asked = crawl.acknowledged(), len(portal.requests)
                ended = crawl.live(chance.randrange(all_requests), chance.uniform(0.0, 0.05))
                assert not acknowledged & set(portal.requests[asked:]), f"fetched again, seed {seed}"
                assert acknowledged <= crawl.acknowledged(), f"lost, seed {seed}"
                if ended == 0:
                    crawl.assert_whole()
                    assert crawl.lasting() == undisturbed, f"seed {seed}"
                    crawl.forget()
                kills += ended != 0
                resumed += bool(acknowledged)
            assert resumed, "all kills came before anything was acknowledged"
            assert crawl.live(math.inf) == 0
            crawl.assert_whole()
            assert crawl.lasting() == undisturbed, f"seed {seed}"
