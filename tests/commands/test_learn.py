from __future__ import annotations

import json
import re
import signal
import time
import tomllib
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newsarchive import cli
from newsarchive.demo.server import DemoPortal

OWN = ("--allow-private", "--delay", "0")


@pytest.fixture(params=["portal", "api", "feeds", "more"])
def portal(request):
    with DemoPortal(request.param) as portal:
        yield portal


def records(folder):
    """What of the stored records does not depend on when they were fetched, nor on which of them were sampled."""
    lines = [line for file in folder.glob("data/*/articles/*.jsonl") for line in file.read_bytes().splitlines()]
    ages = {"date_fetched", "raw", "read_by"}
    kept = [{name: value for name, value in json.loads(line).items() if name not in ages} for line in lines]
    for record in kept:
        record["date_published"] = datetime.fromisoformat(record["date_published"]).astimezone(UTC)
        record["language"] = record["language"].partition("-")[0]
    return sorted(kept, key=lambda record: record["url"])


def lines_of_keys(program):
    """The lines of the site file that give a key outside of tables."""
    (file,) = program.folder.glob("data/*/site.toml")
    return re.findall(r"^\w+ = .*", file.read_text(encoding="utf-8").partition("[[")[0], re.M)


def site_file(program):
    (file,) = program.folder.glob("data/*/site.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


class TestRun:
    def test_a_site_file_is_written_that_a_crawl_can_go_by(self, program, demo):
        learned = program("learn", demo.url, *OWN)
        assert (learned.returncode, len(demo.requests) <= 50) == (0, True)
        site = site_file(program)
        assert {f"{demo.url}city/", f"{demo.url}life/"} <= {source["url"] for source in site["sources"]}
        assert site["sources"][0] == {"url": demo.url, "explore": True}
        assert all("#" in line for line in lines_of_keys(program))
        assert learned.stdout.count("published") >= 3
        assert program("sites", "--check").returncode == 0
        crawled = program("crawl", demo.host, *OWN)
        assert crawled.returncode == 0, crawled.stderr
        lines = sum(len(day.read_bytes().splitlines()) for day in program.folder.glob("data/*/articles/*.jsonl"))
        assert lines >= 0.98 * len(demo.articles)

    def test_a_crawl_by_it_stores_the_records_that_a_crawl_by_the_bare_address_does(self, program, portal):
        bare = replace(program, folder=program.folder / "bare")
        bare.folder.mkdir()
        assert bare("crawl", portal.url, *OWN).returncode == 0
        asked = len(portal.requests)
        portal.requests.clear()
        assert program("learn", portal.url, *OWN).returncode == 0
        portal.requests.clear()
        assert program("crawl", portal.host, *OWN).returncode == 0
        assert records(program.folder) == records(bare.folder)
        assert len(portal.requests) <= asked + 2

    def test_examples_are_kept_and_read_offline_until_they_read_otherwise(self, program):
        with DemoPortal("days") as portal:
            assert program("learn", portal.url, *OWN, "--save").returncode == 0
        site = site_file(program)
        assert len(site["examples"]) == 3
        assert all(example["text"] and example["title"] for example in site["examples"])
        checked = program("sites", "--check")
        assert (checked.returncode, checked.stderr) == (0, "")
        assert checked.stdout.endswith("3 examples, all read as they must\n")
        (file,) = program.folder.glob("data/*/site.toml")
        text = file.read_text(encoding="utf-8")
        title = site["examples"][1]["title"]
        file.write_text(text.replace(f'title = "{title}"', 'title = "别的"'), encoding="utf-8")
        checked = program("sites", "--check")
        assert checked.returncode == 1
        (line,) = checked.stderr.splitlines()
        assert line.endswith(f": title: must be '别的', and reads as '{title}'")
        assert "examples[2] http" in line

    def test_lists_of_days_are_learned_as_such(self, program):
        with DemoPortal("days") as portal:
            assert program("learn", portal.url, *OWN).returncode == 0
        site = site_file(program)
        assert (site["name"], site["timezone"]) == ("青江在线", "Asia/Shanghai")
        urls = [source["url"] for source in site["sources"]]
        assert f"{portal.url}scroll-news/{{date:%Y/%m%d}}/news.shtml" in urls

    def test_print_writes_nothing(self, program, demo):
        learned = program("learn", demo.url, *OWN, "--print", "--pages", "12")
        assert learned.returncode == 0
        assert tomllib.loads(learned.stdout)["sources"]
        assert not (program.folder / "data").exists()

    def test_a_file_that_is_there_is_left_alone(self, program, demo):
        folder = program.folder / "data" / demo.host.replace(":", "_")
        folder.mkdir(parents=True)
        (folder / "site.toml").write_text('name = "mine"\n', encoding="utf-8")
        refused = program("learn", demo.url, *OWN)
        assert (refused.returncode, demo.requests) == (2, [])
        assert "--force writes over it" in refused.stderr
        assert (folder / "site.toml").read_text(encoding="utf-8") == 'name = "mine"\n'

    def test_broken_off_it_writes_nothing(self, program):
        with DemoPortal(latency=0.5) as portal:
            learning = program.start("learn", portal.url, *OWN)
            while len(portal.requests) < 3:
                assert learning.poll() is None
                time.sleep(0.05)
            learning.send_signal(signal.SIGINT)
            _, err = learning.communicate(timeout=60)
        assert learning.returncode == 1
        assert err.splitlines()[-1] == "newsarchive: interrupted; nothing was written"
        assert not (program.folder / "data").exists()

    def test_a_portal_without_articles_teaches_nothing(self, program, serve):
        server = serve({"/": "<p>nothing but this"})
        learned = program("learn", server.url, *OWN)
        assert learned.returncode == 1
        assert "nothing to learn from" in learned.stderr
        assert not (program.folder / "data").exists()

    @pytest.mark.parametrize(
        "words",
        [
            ["example.cn"],
            ["https://example.cn/", "--pages", "2"],
            ["http://127.0.0.1/"],
            ["https://example.cn/", "--print", "--save"],
        ],
    )
    def test_a_mistake_is_told_in_one_line(self, words, capsys):
        assert cli.main(["learn", *words]) == 2
        assert capsys.readouterr().err.count("\n") == 1
