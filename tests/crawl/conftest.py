"""What a crawl has left behind."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsarchive.crawl import browser
from newsarchive.errors import CallerError


class Archived:
    """What lies in the one site folder of an archive."""

    def __init__(self, root: Path):
        self.root = root

    @property
    def folder(self) -> Path:
        (folder,) = (path for path in self.root.iterdir() if path.is_dir())
        return folder

    @property
    def records(self) -> list[dict[str, Any]]:
        """All stored lines, in the order of days."""
        files = sorted(self.folder.glob("articles/*.jsonl"))
        return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]

    @property
    def lasting(self) -> set[tuple[str, str, str, int]]:
        """What of the records does not depend on when they were fetched."""
        return {(each["id"], each["title"], each["text"], each["version"]) for each in self.records}

    @property
    def ended(self) -> Counter[str]:
        """The addresses of articles whose pages have ended, however."""
        with sqlite3.connect(f"file:{self.folder / 'ledger.sqlite'}?mode=ro", uri=True) as ledger:
            rows = ledger.execute("SELECT url FROM frontier WHERE kind = 'article' AND outcome IS NOT NULL")
            return Counter(url for (url,) in rows)

    def detail(self, url: str) -> str | None:
        """What is said of the end of an article's page."""
        with sqlite3.connect(f"file:{self.folder / 'ledger.sqlite'}?mode=ro", uri=True) as ledger:
            detail: str | None = ledger.execute("SELECT detail FROM frontier WHERE url = ?", (url,)).fetchone()[0]
            return detail

    def outcomes(self, kind: str = "article") -> dict[str, int]:
        """How many entries of the frontier ended how; None for those that have not."""
        with sqlite3.connect(f"file:{self.folder / 'ledger.sqlite'}?mode=ro", uri=True) as ledger:
            rows = ledger.execute("SELECT outcome, count(*) FROM frontier WHERE kind = ? GROUP BY outcome", (kind,))
            return dict(rows.fetchall())


@pytest.fixture
def archived(tmp_path: Path) -> Callable[[], Archived]:
    """The archive that `program` has written."""
    return lambda: Archived(tmp_path / "data")


@pytest.fixture
def chromium() -> str:
    """Where the system's Chromium is; the test is skipped where there is none."""
    try:
        return browser.chromium()
    except CallerError as error:
        pytest.skip(str(error))
