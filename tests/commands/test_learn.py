from __future__ import annotations

import tomllib

import pytest

from newsarchive import cli
from newsarchive.demo.server import DemoPortal

OWN = ("--allow-private", "--delay", "0")


def site_file(program):
    (file,) = program.folder.glob("data/*/site.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


class TestRun:
    def test_a_site_file_is_written_that_a_crawl_can_go_by(self, program, demo):
        learned = program("learn", demo.url, *OWN)
        assert (learned.returncode, len(demo.requests) <= 50) == (0, True)
        site = site_file(program)
        assert (site["name"], site["timezone"]) == ("青江在线", "Asia/Shanghai")
        assert {f"{demo.url}city/", f"{demo.url}life/"} <= {source["url"] for source in site["sources"]}
        assert learned.stdout.count("published") >= 3
        assert program("sites", "--check").returncode == 0
        crawled = program("crawl", demo.host, *OWN)
        assert crawled.returncode == 0, crawled.stderr
        lines = sum(len(day.read_bytes().splitlines()) for day in program.folder.glob("data/*/articles/*.jsonl"))
        assert lines >= 0.98 * len(demo.articles)

    def test_lists_of_days_are_learned_as_such(self, program):
        with DemoPortal("days") as portal:
            assert program("learn", portal.url, *OWN).returncode == 0
        urls = [source["url"] for source in site_file(program)["sources"]]
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

    def test_a_portal_without_articles_teaches_nothing(self, program, serve):
        server = serve({"/": "<p>nothing but this"})
        learned = program("learn", server.url, *OWN)
        assert learned.returncode == 1
        assert "nothing to learn from" in learned.stderr
        assert not (program.folder / "data").exists()

    @pytest.mark.parametrize("words", [["example.cn"], ["https://example.cn/", "--pages", "2"], ["http://127.0.0.1/"]])
    def test_a_mistake_is_told_in_one_line(self, words, capsys):
        assert cli.main(["learn", *words]) == 2
        assert capsys.readouterr().err.count("\n") == 1
