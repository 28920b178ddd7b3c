"""A portal of a few pages, made for one test; and what a crawl of it has left."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

_LINES = (
    "周四上午，老桥头的渡口重新开航，第一班船载着四十多名乘客驶向对岸，岸边站满了前来送行的居民。",
    "渡口停航已有三年，其间居民要绕行十二公里才能到达对岸的集市，许多老人因此很少再去看望亲友。",
    "新船由镇上的船厂建造，长十八米，使用电池驱动，充一次电可以往返二十趟，航行时几乎听不到声音。",
    "船长林大河在这条河上行船已有三十年，他说水位比往年低，航线因此向南移动了大约五十米。",
    "镇政府表示，渡口每天开放十四个小时，票价与三年前相同，学生和六十岁以上的老人可以免费乘坐。",
)


class Pages:
    """Writes pages that read as articles and as listings."""

    def story(self, number: int, *, next_page: str | None = None, lines: tuple[str, ...] = _LINES) -> str:
        """An article; with `next_page`, its first half with a link to the second."""
        turner = f'<div class="pages"><a href="{next_page}">下一页</a></div>' if next_page else ""
        body = "".join(f"<p>　　{line}</p>" for line in lines)
        return (
            f"<html><head><title>渡口第{number}班船启航</title></head><body><h1>渡口第{number}班船启航</h1>"
            f'<div class="info">2023-06-01 08:{number % 60:02} 来源：河岸日报</div>'
            f'<div class="content">{body.replace("四十多名", f"{number}名")}</div>{turner}</body></html>'
        )

    def path(self, number: int) -> str:
        """Where a story lies: an address that looks like an article's."""
        return f"/2023/0601/c{100000 + number}.html"

    def listing(self, numbers: range, next_page: str | None = None, extra: str = "") -> str:
        """A listing of stories."""
        rows = "".join(
            f'<li><a href="{self.path(n)}">渡口第{n}班船今日重新启航</a><span>2023-06-01</span></li>' for n in numbers
        )
        turner = f'<a href="{next_page}">下一页</a>' if next_page else ""
        return f"<html><head><title>新闻</title></head><body><ul>{rows}</ul>{turner}{extra}</body></html>"

    def portal(self, count: int, **routes: Any) -> dict[str, Any]:
        """Routes of a portal whose front page lists `count` stories."""
        stories = {self.path(number): self.story(number) for number in range(count)}
        return {"/": self.listing(range(count)), **stories, **routes}


@pytest.fixture
def pages() -> Pages:
    """The writer of pages."""
    return Pages()


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

    def outcomes(self, kind: str = "article") -> dict[str, int]:
        """How many entries of the frontier ended how; None for those that have not."""
        with sqlite3.connect(f"file:{self.folder / 'ledger.sqlite'}?mode=ro", uri=True) as ledger:
            rows = ledger.execute("SELECT outcome, count(*) FROM frontier WHERE kind = ? GROUP BY outcome", (kind,))
            return dict(rows.fetchall())


@pytest.fixture
def archived(tmp_path: Path) -> Callable[[], Archived]:
    """The archive that `program` has written."""
    return lambda: Archived(tmp_path / "data")


LOCAL = ("--allow-private", "--delay", "0")


@pytest.fixture
def local() -> tuple[str, ...]:
    """The options of a crawl of one's own server."""
    return LOCAL
