from __future__ import annotations

from collections import Counter

import pytest

from newsarchive.crawl.look import ARTICLES, Look
from newsarchive.crawl.targets import Options, Target
from newsarchive.sites import Source, defaults
from newsarchive.storage import Entry


@pytest.fixture
def look(tmp_path):
    site = defaults.for_host("a.cn")
    opened = Look(Target(site, (Source("http://a.cn/"),)), Options(archive=tmp_path, limit=20))
    yield opened
    opened.close()


def entries(kind, count, source, page=1):
    urls = [f"{source}{kind}{page}-{number}" for number in range(count)]
    return [Entry(url, kind, url, page=page, source=source) for url in urls]


class TestSchedule:
    def test_each_source_gives_some_articles(self, look):
        for source in ("http://a.cn/gn/", "http://a.cn/gj/"):
            look.schedule(entries("article", 30, source))
        leased = iter(look.archive.lease, None)
        assert Counter(entry.source for entry in leased) == {"http://a.cn/gn/": ARTICLES, "http://a.cn/gj/": ARTICLES}

    def test_only_so_many_sources_and_no_third_page_are_looked_at(self, look):
        assert look.schedule(entries("source", 99, "http://a.cn/")) == 24
        assert look.schedule(entries("source", 1, "http://a.cn/b/", page=3)) == 0
