"""`newsarchive demo` as a user runs it: the archive that it leaves behind says what the portal's stories say."""

from __future__ import annotations

import contextlib
import json
import random
import re
import socket
import subprocess
import sys
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft202012Validator

from newsarchive.demo.portal import build
from newsarchive.demo.server import DemoPortal

STORIES = {story.path: story for story in build("http://127.0.0.1").stories}
FIELDS = sorted(next(iter(STORIES.values())).fields())


def unused_port() -> int:
    """A port that nobody listens on, below those that the system gives to tests which run beside this one."""
    while True:
        with (
            contextlib.suppress(OSError),
            socket.create_server(("127.0.0.1", random.randrange(10_000, 30_000))) as free,
        ):
            return free.getsockname()[1]


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Demo:
    """The command in a folder of its own, on one port."""

    folder: Path
    port: int

    def __call__(self) -> Run:
        words = [sys.executable, "-m", "newsarchive", "demo", "--port", str(self.port)]
        done = subprocess.run(words, cwd=self.folder, capture_output=True, text=True, timeout=120, check=False)
        return Run(done.returncode, done.stdout, done.stderr)

    @property
    def day_files(self) -> list[Path]:
        return sorted((self.folder / "data" / f"127.0.0.1_{self.port}" / "articles").iterdir())

    def records(self) -> list[tuple[str, dict]]:
        """(day of the file, record) of every line stored."""
        return [
            (file.stem, json.loads(line)) for file in self.day_files for line in file.read_text("utf-8").splitlines()
        ]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return Demo(tmp_path_factory.mktemp("demo"), unused_port())


@pytest.fixture(scope="module")
def first(demo: Demo) -> Run:
    return demo()


@pytest.fixture(scope="module")
def records(demo: Demo, first: Run) -> dict[str, dict]:
    """Records by the path of their address."""
    return {urlsplit(record["url"]).path: record for _, record in demo.records()}


class TestArchive:
    def test_each_article_is_stored_once_and_nothing_else(self, demo: Demo, records: dict[str, dict]) -> None:
        assert sorted(records) == sorted(STORIES)
        assert len(demo.records()) == len(STORIES)

    @pytest.mark.parametrize("field", FIELDS)
    def test_a_field_is_what_the_portal_printed(self, records: dict[str, dict], field: str) -> None:
        wrong = {
            path: (record[field], STORIES[path].fields()[field])
            for path, record in records.items()
            if path in STORIES and record[field] != STORIES[path].fields()[field]
        }
        assert wrong == {}

    def test_captions_are_with_their_images(self, records: dict[str, dict]) -> None:
        found = {
            path: [image["caption"] for image in record["images"] if image["caption"]]
            for path, record in records.items()
        }
        assert found == {path: list(story.captions) for path, story in STORIES.items()}

    def test_every_line_cut_from_a_body_is_kept_with_the_rule(self, records: dict[str, dict]) -> None:
        missing = {}
        for path, record in records.items():
            cut = iter([each["text"] for each in record["removed"]])
            if lost := [line for line in STORIES[path].removed if line not in cut]:  # in page order
                missing[path] = lost
        assert missing == {}
        assert all(each["rule"] for record in records.values() for each in record["removed"])

    def test_each_record_lies_under_its_own_day(self, demo: Demo, first: Run) -> None:
        assert [file.stem for file in demo.day_files] == [f"2023-06-0{day}" for day in range(1, 6)]
        assert all(record["date_published"][:10] == day for day, record in demo.records())

    def test_each_record_is_valid_by_the_schema(self, records: dict[str, dict]) -> None:
        schema = json.loads((files("newsarchive") / "record.schema.json").read_text("utf-8"))
        check = Draft202012Validator(schema)
        assert [error.message for record in records.values() for error in check.iter_errors(record)] == []


class TestOutput:
    def test_it_ends_well_and_shows_tables_a_record_and_a_day_file(self, demo: Demo, first: Run) -> None:
        assert first.code == 0, first.err
        rows = [line.split() for line in first.out.splitlines()]
        assert "72 of the portal's 72 articles are in the archive" in first.out
        assert rows.index(["articles", "per", "day", "and", "channel"]) < rows.index(["fields", "filled"])
        assert ["total", "18", "18", "18", "18", "72"] in rows
        assert ["lines", "cut", "by", "rule"] in rows
        assert "cut from the page, with the rule that did it:" in first.out
        file = Path(re.search(r"one such record a line: (\S+)", first.out)[1])
        assert demo.folder / file in demo.day_files

    def test_it_shows_progress_on_stderr_and_no_complaint(self, first: Run) -> None:
        assert first.err.startswith("a portal of 72 articles on http://127.0.0.1:")
        assert "newsarchive:" not in first.err
        assert "Traceback" not in first.err

    def test_a_second_run_stores_nothing_and_says_so(self, demo: Demo, first: Run) -> None:
        before = {file: file.read_bytes() for file in demo.day_files}
        second = demo()
        assert second.code == 0, second.err
        assert "nothing new: 72 articles known" in second.out
        assert {file: file.read_bytes() for file in demo.day_files} == before


class TestMistakes:
    def test_a_busy_port_is_one_line_and_exit_code_1(self, tmp_path: Path) -> None:
        with DemoPortal() as other:
            run = Demo(tmp_path, int(other.host.partition(":")[2]))()
        assert (run.code, run.out, run.err.count("\n")) == (1, "", 1)
        assert "choose another --port" in run.err
        assert list(tmp_path.iterdir()) == []

    def test_a_port_that_cannot_be_is_one_line_and_exit_code_2(self, tmp_path: Path) -> None:
        run = Demo(tmp_path, 70000)()
        assert (run.code, run.out, run.err.count("\n")) == (2, "", 1)
