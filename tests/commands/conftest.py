"""What the tests of commands that read an archive share: two sites of two articles each, one in two versions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newsarchive.cli import main
from newsarchive.records import Article, content_hash
from newsarchive.storage import SiteArchive
from newsarchive.urls import article_id

SITES = ("a.example.cn", "b.example.cn")


def _article(site: str, number: int, text: str = "正文") -> Article:
    url, day = f"http://{site}/{number}.html", f"2023-06-0{1 + number}"
    facts = {"date_published": day, "content_hash": content_hash(f"标题{number}", text)}
    return Article(article_id(url), url, url, site, f"标题{number}", "标题", text, **facts)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The archive's folder."""
    for site in SITES:
        with SiteArchive.open(tmp_path, site) as archive:
            for number in range(2):
                archive.store(_article(site, number))
    with SiteArchive.open(tmp_path, SITES[0]) as archive:
        archive.store(_article(SITES[0], 0, "改了"))
    return tmp_path


@pytest.fixture
def call(root: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a command on the archive; exit code, stdout, stderr."""

    def run(*argv: str) -> tuple[int, str, str]:
        code = main([*argv, "--archive", str(root)])
        return code, *capsys.readouterr()

    return run
