"""`newsarchive rebuild` as its users meet it: crawled portals, real processes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest

from newsarchive.reading import read_page
from newsarchive.records import Article, Outcome, Page
from newsarchive.sites.defaults import for_host
from newsarchive.storage import Archive, Entry, SiteArchive, Wire
from newsarchive.urls import key_of

CUT = '[cut]\nlines = ["公交|水位比往年低"]\n'
SITE = "news.example.cn"


def records(root: Path) -> list[Article]:
    return list(Archive(root).records())


def contents(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def crawled(program, demo, local) -> Path:
    """The archive of a crawl of the demo portal, which is not asked from here on."""
    assert program("crawl", demo.url, *local).returncode == 0
    demo.requests.clear()
    return program.folder / "data"


def change(root: Path, text: str) -> None:
    """Change how the one site of an archive is read."""
    (folder,) = root.iterdir()
    (folder / "site.toml").write_text(text, encoding="utf-8")


class TestDemoPortal:
    @pytest.mark.parametrize("workers", ["1", "2"])
    def test_with_the_same_reader_every_article_is_as_it_was(self, program, crawled, demo, workers):
        before = records(crawled)
        done = program("rebuild", "--workers", workers)
        assert done.returncode == 0, done.stderr
        assert f"{len(before)} articles read again: {len(before)} unchanged" in done.stdout
        assert records(crawled) == before
        assert any(each.pages == 2 for each in before)
        assert demo.requests == []

    def test_a_changed_site_file_makes_new_versions_of_what_it_changes(self, program, crawled, demo):
        before = records(crawled)
        change(crawled, CUT)
        done = program("rebuild", "--workers", "2")
        assert done.returncode == 0, done.stderr
        stored = {each.id: each for each in before}
        touched = {each.id for each in before if "公交" in each.text}
        refused = [each for each in before if all("公交" in line for line in each.text.splitlines())]
        assert f"their records stay: {len(refused)}\n  {refused[0].url}: not_article" in done.stdout
        new = [each for each in records(crawled) if each.version == 2]
        # Of the others a line that was cut before is cut by the site's rule now.
        changed = {each.id for each in new if each.text != stored[each.id].text}
        assert changed == touched - {each.id for each in refused}
        for each in new:
            old = stored[each.id]
            assert (each.raw, each.date_fetched, each.pages) == (old.raw, old.date_fetched, old.pages)
            assert each.text == "\n".join(line for line in old.text.splitlines() if "公交" not in line)
        lost = sum("公交" in line for each in before if each.id in changed for line in each.text.splitlines())
        assert ["site", "rule", "0", str(lost)] in [line.split() for line in done.stdout.splitlines()]
        assert program("verify").returncode == 0
        assert demo.requests == []

        again = program("rebuild")
        assert f"{len(before) - len(refused)} unchanged" in again.stdout
        assert len(records(crawled)) == len(before) + len(new)

    def test_a_dry_run_says_the_same_and_leaves_every_byte(self, program, crawled):
        change(crawled, CUT + '[read]\ntitle = "title"\n')
        before = contents(crawled)
        dry = program("rebuild", "--dry-run", "--workers", "2")
        assert dry.returncode == 0, dry.stderr
        assert contents(crawled) == before
        wet = program("rebuild")
        assert dry.stdout.replace(" (a dry run, nothing is stored)", "") == wet.stdout

    def test_pages_that_a_later_crawl_found_unchanged_are_read_from_where_they_lie(self, program, crawled, demo, local):
        before = records(crawled)
        (folder,) = crawled.iterdir()
        assert program("crawl", folder.name, "--full", *local).returncode == 0
        assert records(crawled) == before
        change(crawled, CUT)
        assert program("rebuild").returncode == 0
        new = [each for each in records(crawled) if each.version == 2]
        assert new
        assert {each.raw for each in new} <= {each.raw for each in before}

    def test_pages_that_were_refused_are_read_once_more(self, program, demo, local):
        folder = program.folder / "data" / demo.host.replace(":", "_")
        folder.mkdir(parents=True)
        change(folder.parent, '[cut]\nlines = ["."]\n')
        program("crawl", demo.url, *local)
        before = records(folder.parent)
        assert len(before) < 10
        change(folder.parent, "")
        done = program("rebuild")
        assert done.returncode == 0, done.stderr
        stored = {each.url: each for each in records(folder.parent) if each.version == 1}
        stories = [demo.url.rstrip("/") + each.path for each in demo.articles]
        assert len(stored) >= len(stories) - 1
        assert set(stored) <= set(stories)
        assert any(each.pages == 2 for each in stored.values())


class TestAddresses:
    def test_a_page_at_an_address_that_is_not_ascii_is_found(self, program, serve, pages, local):
        path = "/2023/0601/渡口100001.html"
        listing = f'<ul><li><a href="{path}">渡口的第一班船今日重新启航</a><span>2023-06-01</span></li></ul>'
        server = serve({"/": f"<html><body>{listing}</body></html>", quote(path): pages.story(1)})
        root = program.folder / "data"
        (root / f"127.0.0.1_{server.port}").mkdir(parents=True)
        change(root, '[cut]\nlines = ["."]\n')
        program("crawl", server.url, *local)
        assert quote(path) in server.asked
        assert records(root) == []
        change(root, "")
        assert program("rebuild").returncode == 0
        assert [record.title for record in records(root)] == ["渡口第1班船启航"]


class TestRedirects:
    @pytest.mark.parametrize("ledger", [True, False])
    def test_a_page_behind_redirects_is_found_though_the_ledger_was_deleted(
        self, program, serve, pages, answer, local, ledger
    ):
        server = serve(pages.portal(2))
        for path, target in ((pages.path(1), "/moved/1"), ("/moved/1", "/2023/0602/c100001.html")):
            server.routes[path] = answer(status=301, headers={"Location": target})
        server.routes["/2023/0602/c100001.html"] = pages.story(1)
        root = program.folder / "data"
        site = root / f"127.0.0.1_{server.port}"
        site.mkdir(parents=True)
        change(root, '[cut]\nlines = ["1名"]\nelements = [".content"]\n')
        program("crawl", server.url, *local)
        assert records(root) == []
        if not ledger:
            (site / "ledger.sqlite").unlink()
            said = program("verify", "--repair").stdout
            assert "ledger: 2 captures that redirects lead to" in said
            with SiteArchive.open(root, site.name) as archive:  # only the ledger knew that its page had been read
                url = f"{server.url.rstrip('/')}{pages.path(1)}"
                archive.finish(Entry(url, "article", key_of(url)), Outcome.NOT_ARTICLE)
        change(root, "")
        assert program("rebuild").returncode == 0
        assert f"{server.url}2023/0602/c100001.html" in {record.url for record in records(root)}


class TestMistakes:
    @pytest.mark.parametrize(
        ("words", "told"),
        [
            ((), "there are no sites under data"),
            (("--workers", "0"), "--workers: '0' is not 1 or more"),
            (("--worker", "2"), "did you mean --workers?"),
        ],
    )
    def test_what_the_caller_got_wrong_is_said_in_one_line(self, program, words, told):
        done = program("rebuild", *words)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert told in done.stderr
        assert list(program.folder.iterdir()) == []

    def test_a_wrong_site_file_is_said_before_anything_is_done(self, program, many):
        change(many(2), "[cut]\nline = []\n")
        done = program("rebuild")
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert "did you mean 'cut.lines'?" in done.stderr

    def test_a_site_that_another_run_is_writing_to_is_one_line_and_holds_up_no_other(self, program, many):
        with SiteArchive.open(many(2), SITE):
            many(2, "other.example.cn")
            done = program("rebuild")
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert "another run is writing to this site" in done.stderr
        assert done.stdout == "other.example.cn: 2 articles read again: 2 unchanged\n"

    def test_a_raw_page_that_cannot_be_read_is_named(self, program, many):
        root = many(3)
        first = records(root)[0]
        file = root / SITE / "raw" / first.raw.file
        content = bytearray(file.read_bytes())
        content[first.raw.offset + 200] ^= 255
        file.write_bytes(content)
        done = program("rebuild")
        assert done.returncode == 1
        assert "3 articles read again: 2 unchanged, 1 failed" in done.stdout
        assert f"no raw page at byte {first.raw.offset}" in done.stdout


@pytest.fixture
def many(program, pages):
    """Makes an archive of so many articles; its root."""

    def make(count: int, site: str = SITE) -> Path:
        root, fetched = program.folder / "data", datetime(2023, 6, 1, 12, tzinfo=UTC)
        with SiteArchive.open(root, site) as archive:
            for number in range(count):
                url = f"http://{site}{pages.path(number)}"
                page = Page(url, pages.story(number).encode(), fetched_at=fetched)
                place = archive.keep_page(page, Wire(page.body))
                outcome, stored = archive.store(replace(read_page(page, for_host(site)), raw=place))
                archive.finish(Entry(url, "article", key_of(url)), outcome, article=stored)
        return root

    return make
