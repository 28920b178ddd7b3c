"""`newsarchive crawl` as its users meet it: exit codes and the one line that says what is wrong."""

from __future__ import annotations

import os

import pytest


class TestMistakes:
    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (("--since", "2023-6-1", "news.example.cn"), "'2023-6-1' is no day; write it as in 2023-06-01"),
            (("--since", "2023-06-02", "--until", "2023-06-01", "a.cn"), "--since 2023-06-02 is after --until"),
            (("ftp://news.example.cn/",), "only http:// and https://"),
            (("http://127.0.0.1:9/",), "--allow-private"),
            ((), "there is no site under data"),
            (("nosuchsite",), "there is no site 'nosuchsite' under data"),
            (("a.cn", "--delai", "3"), "did you mean --delay?"),
        ],
    )
    def test_what_the_caller_got_wrong_is_said_in_one_line_and_nothing_is_written(self, program, words, told):
        done = program("crawl", *words)
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
        assert told in done.stderr
        assert done.stdout == ""
        assert list(program.folder.iterdir()) == []

    def test_a_wrong_site_file_is_said(self, program):
        folder = program.folder / "data" / "news.example.cn"
        folder.mkdir(parents=True)
        (folder / "site.toml").write_text("[fetch]\ndelai = 2\n")
        done = program("crawl", "news.example.cn")
        assert done.returncode == 2
        assert "delay" in done.stderr


class TestTroubles:
    def one_line(self, done, told: str) -> None:
        assert done.returncode == 1
        assert told in done.stderr
        assert done.stderr.count("newsarchive: ") == 1, done.stderr

    def test_a_host_that_is_not_there(self, program, local):
        self.one_line(program("crawl", "http://127.0.0.1:9/", *local), "the host refuses the connection")

    def test_a_name_that_is_not_there(self, program, local):
        self.one_line(program("crawl", "http://nowhere.invalid/", *local), "there is no host of this name")

    def test_a_name_that_leads_to_an_address_that_is_not_public(self, program, serve, pages):
        server = serve(pages.portal(1))
        done = program("crawl", f"http://localhost:{server.port}/", "--delay", "0")
        self.one_line(done, "no public address; --allow-private opens it")
        assert server.asked == []

    def test_a_start_page_that_is_not_there(self, program, serve, local):
        self.one_line(program("crawl", serve({}).url, *local), "answers 404: there is no such page")

    def test_a_start_page_without_links(self, program, serve, local):
        server = serve({"/": "<h1>Soon</h1><p>Nothing to see here yet.</p>"})
        self.one_line(program("crawl", server.url, *local), "no links that look like articles")

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
    def test_a_folder_that_cannot_be_written_to(self, program, demo, local):
        (program.folder / "data").mkdir(mode=0o500)
        self.one_line(program("crawl", demo.url, *local), "cannot be written: Permission denied")

    def test_a_file_where_the_archive_should_be(self, program, demo, local):
        (program.folder / "data").write_text("")
        done = program("crawl", demo.url, *local)
        self.one_line(done, "cannot be written: Not a directory")
        assert demo.requests == []

    def test_a_site_that_another_run_is_writing_to(self, program, demo, local):
        demo.latency = 0.2
        with program.start("crawl", demo.url, *local) as running:
            while len(demo.requests) < 3:
                assert running.poll() is None
            done = program("crawl", demo.url, *local)
            running.terminate()
        self.one_line(done, "another run is writing to this site")


class TestSchedule:
    @pytest.fixture
    def site(self, program, serve, pages):
        """Make a portal with a site file."""

        def make(text: str):
            server = serve(pages.portal(2))
            folder = program.folder / "data" / f"127.0.0.1_{server.port}"
            folder.mkdir(parents=True)
            (folder / "site.toml").write_text(text)
            return server

        return make

    def test_without_a_site_those_that_are_due_are_crawled(self, program, site, local):
        daily, always = site('every = "1d"'), site("")
        done = program("crawl", *local)
        assert (done.returncode, done.stdout.count("2 stored")) == (0, 2), done.stderr
        asked = len(daily.asked), len(always.asked)
        assert program("crawl", *local).returncode == 0
        assert len(daily.asked) == asked[0]
        assert len(always.asked) > asked[1]

    def test_where_none_is_due_the_next_is_named(self, program, site, local):
        server = site('every = "1d"')
        assert program("crawl", *local).returncode == 0
        asked, done = len(server.asked), program("crawl", *local)
        assert done.returncode == 0
        assert done.stdout.startswith(f"nothing is due; the next is 127.0.0.1_{server.port} at 20")
        assert len(server.asked) == asked
        assert program("crawl", f"127.0.0.1:{server.port}", *local).returncode == 0
        assert len(server.asked) > asked, "a site that is named is crawled"

    def test_a_wrong_site_file_holds_up_its_own_site_only(self, program, site, local):
        wrong, right = site("evry = 1"), site("")
        done = program("crawl", "--quiet", *local)
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1
        assert "evry: unknown key; did you mean 'every'?" in done.stderr
        assert (wrong.asked, "2 stored" in done.stdout) == ([], True)
        assert right.asked


class TestManners:
    def test_the_user_agent_names_program_and_contact(self, program, serve, pages, local):
        server = serve(pages.portal(1))
        assert program("crawl", server.url, *local, "--contact", "desk@example.org").returncode == 0
        (agent,) = server.agents
        assert agent.startswith("newsarchive/")
        assert agent.endswith("(+desk@example.org)")

    def test_without_delay_0_the_site_is_asked_at_its_own_pace(self, program, serve, pages):
        folder = program.folder / "data"
        server = serve(pages.portal(4))
        site = folder / f"127.0.0.1_{server.port}"
        site.mkdir(parents=True)
        (site / "site.toml").write_text("[fetch]\ndelay = 0.6\nconcurrency = 1\n")
        done = program("crawl", server.url, "--allow-private")
        assert done.returncode == 0, done.stderr
        assert server.times[-1] - server.times[0] > 0.5 * 0.6 * (len(server.times) - 1)
