"""`newsarchive import` of what wget, the real program, has archived of the demo portal."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter

import pytest

from newsarchive.demo.server import DemoPortal


def fetch(folder, url, *options):
    """Have wget archive a portal; the WARC file."""
    if not shutil.which("wget"):
        pytest.skip("there is no wget")
    where = ["--warc-file", str(folder / "portal"), "--delete-after", "-P", str(folder / "wget")]
    # Without keep-alive: the two ends would wait for each other 40 ms a page.
    manner = ["-q", "-r", "-l", "inf", "--no-http-keep-alive", "-e", "robots=off", *options]
    subprocess.run(["wget", *manner, *where, url], check=False, timeout=120)
    (file,) = folder.glob("portal.warc*")
    return file


def records(program):
    files = sorted((program.folder / "data").glob("*/articles/*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.mark.slow
class TestWget:
    @pytest.mark.parametrize("options", [(), ("--no-warc-compression",)], ids=["compressed", "plain"])
    def test_all_articles_of_the_portal_are_there_and_nothing_else(self, program, options):
        with DemoPortal() as portal:
            file = fetch(program.folder, portal.url, *options)
        done = program("import", file.name)
        assert (done.returncode, done.stderr.count("newsarchive:")) == (0, 0), done.stderr
        stored = Counter(each["url"].removeprefix(portal.url.rstrip("/")) for each in records(program))
        assert stored == Counter(story.path for story in portal.articles)
        pages = {each["url"].removeprefix(portal.url.rstrip("/")): each["pages"] for each in records(program)}
        assert sum(count - 1 for count in pages.values()) == 4
        assert program("verify").returncode == 0

    def test_the_records_are_those_of_a_crawl_but_for_when_and_where_they_were_fetched(self, program, local):
        with DemoPortal() as portal:
            file = fetch(program.folder, portal.url)
            crawled = program("crawl", portal.url, *local, "--archive", "crawled")
            assert crawled.returncode == 0, crawled.stderr
        assert program("import", file.name).returncode == 0
        told = "fetched", "raw", "read_by", "section"  # sections of pages that name none are told by their listing
        imported, others = (
            {
                line["id"]: {key: value for key, value in line.items() if not key.endswith(told)}
                for path in sorted(program.folder.glob(f"{name}/*/articles/*.jsonl"))
                for line in map(json.loads, path.read_text(encoding="utf-8").splitlines())
            }
            for name in ("data", "crawled")
        )
        assert imported == others


class TestMistakes:
    def test_a_file_that_is_not_there_is_said_in_one_line(self, program):
        done = program("import", "nowhere.warc.gz")
        assert (done.returncode, done.stderr) == (2, "newsarchive: there is no file nowhere.warc.gz\n")

    def test_a_file_that_cannot_be_read_to_its_end_is_imported_as_far_as_it_goes(self, program):
        with DemoPortal() as portal:
            file = fetch(program.folder, portal.url, "-l", "1")
        file.write_bytes(file.read_bytes()[:-2000])
        done = program("import", file.name)
        assert done.returncode == 1
        assert done.stderr.splitlines()[-1].startswith("newsarchive: portal.warc.gz: at byte ")
        assert " stored" in done.stdout
