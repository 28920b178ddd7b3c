"""The browser alone: what it makes of a page, and that it reaches nothing by itself, whatever a page tries."""

from __future__ import annotations

import asyncio
import warnings
from concurrent.futures import ThreadPoolExecutor

import pytest

from newsarchive.crawl import browser
from newsarchive.crawl.browser import CannotRender, Part, Renderer
from newsarchive.errors import CallerError

URL = "http://127.0.0.1:9/page.html"


class Handed:
    """Parts by their address; `asked` are the addresses, in order."""

    def __init__(self, **parts):
        self.parts, self.asked = parts, []

    async def fetch(self, kind, url):
        self.asked.append(url)
        body = self.parts.get(url.rpartition("/")[2].partition(".")[0])
        return None if body is None else Part(200, "text/javascript", body.encode())


@pytest.fixture
def render(chromium):
    """The pages as the browser leaves them, one after the other in one browser."""

    def run(*bodies, parts=None, patience=10.0, grip=browser.GRIP, settle=0.0):
        async def all_of_them():
            renderer = Renderer("newsarchive/test", patience=patience, grip=grip)
            handed = parts or Handed()
            try:
                built = []
                for body in bodies:
                    try:
                        built.append(
                            await renderer.render(URL, body.encode(), "text/html; charset=utf-8", handed.fetch)
                        )
                    except CannotRender as error:
                        built.append(error)
                await asyncio.sleep(settle)
                return built
            finally:
                await renderer.close()

        # In a thread of its own: the loop and what it holds are gone before the next test.
        with ThreadPoolExecutor(1) as thread, warnings.catch_warnings():
            return thread.submit(asyncio.run, all_of_them()).result(timeout=120)

    return run


@pytest.mark.slow
class TestRender:
    def test_scripts_of_the_page_and_those_that_are_handed_in_have_run(self, render):
        parts = Handed(app="fetch('/rows.js').then(a => a.text()).then(t => document.body.append(t))", rows="渡口")
        (built,) = render("<html><body><script src=/app.js></script></body></html>", parts=parts)
        assert "渡口</body>" in built
        assert [url.rpartition("/")[2] for url in parts.asked] == ["app.js", "rows.js"]

    def test_nothing_is_kept_from_one_page_to_the_next(self, render):
        marks = "document.cookie='a=1'; localStorage.a = '1'"
        looks = "document.body.append('cookie:' + document.cookie + ' storage:' + localStorage.length + '.')"
        first, second = (f"<body><script>{script}</script></body>" for script in (marks, looks))
        assert "cookie: storage:0." in render(first, second)[1]

    def test_the_agent_is_ours(self, render):
        (built,) = render("<body><script>document.body.append(navigator.userAgent)</script></body>")
        assert "newsarchive/test" in built

    def test_a_page_that_loads_for_ever_is_taken_as_it_stands(self, render):
        asks = "setInterval(() => fetch('/more.js'), 50); document.body.append('渡口')"
        (built,) = render(f"<body><script>{asks}</script></body>", patience=1.5)
        assert "渡口" in built

    def test_one_that_asks_without_an_end_is_handed_so_much_and_no_more(self, render):
        parts = Handed(more="1")
        asks = f"for (let n = 0; n < {browser.MOST_PARTS + 50}; n++) fetch('/more.js?' + n)"
        render(f"<body><script>{asks}</script></body>", parts=parts)
        assert len(parts.asked) == browser.MOST_PARTS

    def test_a_script_without_an_end_costs_its_page_and_the_next_is_built_all_the_same(self, render):
        stuck, good = render("<body><script>while (true) {}</script></body>", "<body>渡口</body>", patience=1.5, grip=5)
        assert isinstance(stuck, CannotRender)
        assert "渡口" in good

    def test_a_page_that_leads_elsewhere_or_asks_the_reader_is_built_all_the_same(self, render):
        scripts = (
            "location.href = 'http://127.0.0.1:9/other.html'",
            "location.replace('/other.html')",
            "location.reload()",
            "alert(1); confirm(2); prompt(3)",
            "open('/other.html')",
            "document.write('渡口')",
        )
        built = render(*(f"<body>渡口<script>{script}</script></body>" for script in scripts), patience=3)
        assert [script for script, page in zip(scripts, built, strict=True) if "渡口" not in str(page)] == []


@pytest.mark.slow
class TestNetwork:
    WAYS = (
        "<img src='{trap}img.png'>",
        "<link rel=stylesheet href='{trap}site.css'><link rel=preload as=image href='{trap}preload.png'>",
        "<link rel=prefetch href='{trap}prefetch.html'><link rel=preconnect href='{trap}'>",
        "<iframe src='{trap}frame.html'></iframe><object data='{trap}object.html'></object><embed src='{trap}embed'>",
        "<video autoplay src='{trap}film.mp4'></video><audio autoplay src='{trap}song.mp3'></audio>",
        "<style>@font-face {{ font-family: f; src: url('{trap}font.woff') }} body {{ font-family: f }}</style>渡口",
        "<script>navigator.sendBeacon('{trap}beacon', 'x')</script>",
        "<script>fetch('{trap}post', {{method: 'POST', body: 'x'}})</script>",
        "<script>new WebSocket('{trap}socket'.replace('http', 'ws'))</script>",
        "<script>new EventSource('{trap}events')</script>",
        "<script>new Worker(URL.createObjectURL(new Blob([`importScripts('{trap}worker.js')`])))</script>",
        "<script>open('{trap}popup.html')</script><meta http-equiv=refresh content='0; url={trap}refresh.html'>",
        "<form action='{trap}form' method=post></form><script>document.forms[0].submit()</script>",
        "<script>import('{trap}module.js')</script>",
    )

    def test_nothing_is_reached_that_is_not_handed_in(self, render, serve):
        trap = serve({})
        render(*(f"<html><body>{way.format(trap=trap.url)}</body></html>" for way in self.WAYS), patience=3, settle=0.5)
        assert trap.asked == []


class TestChromium:
    def test_without_it_there_is_one_line_that_says_what_to_do(self, monkeypatch, tmp_path):
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.delenv("NEWSARCHIVE_CHROMIUM", raising=False)
        with pytest.raises(CallerError, match="apt-get install chromium"):
            browser.chromium()

    def test_without_the_extra_too(self, monkeypatch):
        monkeypatch.setattr(browser, "find_spec", lambda name: None)
        with pytest.raises(CallerError, match=r"newsarchive\[browser\]"):
            browser.chromium()

    def test_the_shell_without_a_window_comes_before_the_whole_browser(self, monkeypatch, tmp_path):
        for name in ("chromium", "chromium-headless-shell"):
            (tmp_path / name).touch(mode=0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.delenv("NEWSARCHIVE_CHROMIUM", raising=False)
        assert browser.chromium() == str(tmp_path / "chromium-headless-shell")

    def test_another_may_be_named(self, monkeypatch, tmp_path):
        own = tmp_path / "my-chromium"
        own.touch(mode=0o755)
        monkeypatch.setenv("NEWSARCHIVE_CHROMIUM", str(own))
        assert browser.chromium() == str(own)
