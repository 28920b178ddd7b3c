"""Portals that a browser builds, crawled: all of their articles, through the same guards, and archived as they were."""

from __future__ import annotations

from collections import Counter

import pytest
from warcio.archiveiterator import ArchiveIterator

from newsarchive.demo.server import DemoPortal


@pytest.fixture
def site_file(program):
    """Write the site file of a server."""

    def write(url, text):
        folder = program.folder / "data" / url.split("/")[2].replace(":", "_")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "site.toml").write_text(text, encoding="utf-8")

    return write


def kinds(archived):
    """How many records of which type the WARC files hold."""
    found = Counter()
    for path in archived.folder.glob("raw/*.warc.gz"):
        with path.open("rb") as file:
            found.update(record.rec_type for record in ArchiveIterator(file))
    return found


LIST = """
<html><head><title>新闻</title></head><body><ul></ul><script src="/list.js"></script></body></html>
"""
SCRIPT = """
fetch("/rows").then(function (answer) { return answer.text(); }).then(function (text) {
  document.querySelector("ul").innerHTML = text.split("").reverse().join("");
});
"""


@pytest.fixture
def portal(serve, pages):
    """A portal whose list is put in by a script, from data that nothing but the script can read."""
    stories = {pages.path(number): pages.story(number) for number in range(4)}
    rows = "".join(f'<li><a href="{pages.path(n)}">渡口第{n}班船今日重新启航</a></li>' for n in range(4))
    return serve({"/": LIST, "/list.js": SCRIPT, "/rows": rows[::-1], **stories})


@pytest.mark.slow
class TestSite:
    def test_all_articles_of_a_portal_are_stored_once_and_nothing_else_is(
        self, chromium, program, archived, local, site_file
    ):
        with DemoPortal("browser") as portal:
            site_file(portal.url, "render = true\n")
            done = program("crawl", portal.url, *local, timeout=240)
            assert done.returncode == 0, done.stderr
            stored = {each["url"].removeprefix(portal.url.rstrip("/")): each["title"] for each in archived().records}
            assert stored == {story.path: story.title for story in portal.articles}
        assert program("verify").returncode == 0
        assert f"{len(stored)} unchanged" in program("rebuild").stdout

    def test_without_a_browser_there_is_nothing_to_read(self, program, local):
        with DemoPortal("browser") as portal:
            done = program("crawl", portal.url, *local)
        assert done.returncode == 1
        assert "no links" in done.stderr


@pytest.mark.slow
class TestSource:
    @pytest.fixture
    def crawl(self, chromium, program, portal, site_file, local):
        """Crawl the portal, the list alone rendered."""
        site_file(portal.url, f'[[sources]]\nurl = "{portal.url}"\nrender = true\n')
        return lambda *options: program("crawl", portal.url, *local, *options, timeout=120)

    def test_its_list_is_built_and_its_articles_are_read_as_they_come(self, crawl, archived):
        done = crawl()
        assert done.returncode == 0, done.stderr
        assert len(archived().records) == 4
        assert kinds(archived())["conversion"] == 1

    def test_what_the_portal_sent_is_archived_and_behind_it_what_the_browser_made_of_it(self, crawl, archived, portal):
        crawl()
        (path,) = archived().folder.glob("raw/*.warc.gz")
        with path.open("rb") as file:
            bodies = [
                record.content_stream().read().decode()
                for record in ArchiveIterator(file)
                if record.rec_type in ("response", "conversion")
                and record.rec_headers.get_header("WARC-Target-URI") == portal.url
            ]
        assert bodies[0] == LIST
        assert "渡口第3班船今日重新启航</a>" in bodies[1]

    def test_replay_tools_list_both_and_show_what_the_browser_made(self, crawl, archived, portal, replay):
        crawl()
        pywb = replay(archived().folder / "raw")
        lines = pywb.cdx(portal.url)
        assert [line.get("status") for line in lines] == [None, "200"]
        assert "渡口第3班船今日重新启航</a>" in pywb.page(portal.url, lines[0]["timestamp"]).body.decode()

    def test_it_is_built_again_by_the_next_run_though_the_frame_is_as_it_was(self, crawl, archived, portal, pages):
        portal.routes["/rows"] = ""
        assert crawl().returncode == 1
        portal.routes["/rows"] = f'<li><a href="{pages.path(1)}">渡口第1班船今日重新启航</a></li>'[::-1]
        assert crawl().returncode == 0
        assert len(archived().records) == 1

    def test_what_robots_txt_forbids_is_not_handed_to_the_browser(self, crawl, portal):
        portal.routes["/robots.txt"] = "User-agent: *\nDisallow: /rows\n"
        assert crawl().returncode == 1
        assert "/list.js" in portal.asked
        assert "/rows" not in portal.asked

    def test_a_script_is_asked_for_once_a_run(self, chromium, program, portal, site_file, local):
        site_file(
            portal.url, f'render = true\n[[sources]]\nurl = "{portal.url}"\n[[sources]]\nurl = "{portal.url}?b"\n'
        )
        portal.routes["/?b"] = LIST
        program("crawl", portal.url, *local, timeout=120)
        assert portal.asked.count("/list.js") == 1
        assert portal.asked.count("/rows") == 2


class TestMissing:
    def test_without_a_browser_the_crawl_says_so_in_one_line(self, program, portal, site_file, local, monkeypatch):
        monkeypatch.setenv("PATH", str(program.folder))
        monkeypatch.delenv("NEWSARCHIVE_CHROMIUM", raising=False)
        site_file(portal.url, "render = true\n")
        done = program("crawl", portal.url, *local)
        assert done.returncode == 1
        (line,) = done.stderr.splitlines()
        assert "apt-get install chromium" in line
        assert portal.asked == []
