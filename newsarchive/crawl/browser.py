"""A page as it was sent in, what a browser makes of it out; the browser has no network but what it is handed.

The one file that knows Playwright. scrapy-playwright lets the browser fetch by itself, past the guard of addresses,
robots.txt, the size cap and the archive; here every request of the browser is answered by the caller, or refused.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from newsarchive.errors import CallerError

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Page, Playwright, Route

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
"""What the system's Chromium may be called; NEWSARCHIVE_CHROMIUM names another.

The shell without a window comes first: it builds a page in 0.25 CPU-seconds, the whole browser in 1.3.
"""
PATIENCE = 30.0
"""Seconds after which a page that goes on loading is taken as it stands."""
GRIP = 30.0
"""Seconds in which the browser must hand a page over, as a rule thousandths of one: a script may never give it back."""
MOST_PARTS = 100
"""Scripts and data that one page is handed; one that asks for more asks without an end."""

_PARTS = ("script", "xhr", "fetch")
# Refused requests never reach the network; this holds what does not pass by the interception: a proxy that is not there
# for everything, loopback too, and no name is looked up.
_NOWHERE = {"server": "http://127.0.0.1:1", "bypass": "<-loopback>"}
_ARGS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--dns-prefetch-disable",
    "--no-first-run",
    "--no-pings",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)


@dataclass(frozen=True, slots=True)
class Part:
    """What the browser is handed for a request: status, type and body of an answer."""

    status: int
    media: str
    body: bytes


Fetch = Callable[[str, str], Awaitable[Part | None]]
"""Gets a script or data for a page, by its kind ("script", "xhr", "fetch") and address; None: refused."""


class CannotRender(Exception):
    """The browser has not come to an end with a page; the message says why."""


def chromium() -> str:
    """The path of the system's Chromium. CallerError, one line, if it or Playwright is missing."""
    if find_spec("playwright") is None:
        raise CallerError("`render` needs a browser: pip install 'newsarchive[browser]'")
    path = os.environ.get("NEWSARCHIVE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not path or not os.access(path, os.X_OK):
        raise CallerError("`render` needs Chromium: install the system's package (apt-get install chromium)")
    return path


class Renderer:
    """One browser, started with the first page; each page has a profile of its own, of which nothing is kept."""

    def __init__(self, user_agent: str, *, patience: float = PATIENCE, grip: float = GRIP):
        self._user_agent, self._patience, self._grip = user_agent, patience, grip
        # More pages at once than there are processors would all be slow.
        self._turns = asyncio.Semaphore(len(os.sched_getaffinity(0)))
        self._starting = asyncio.Lock()
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    async def render(self, url: str, body: bytes, media: str, fetch: Fetch) -> str:
        """The page after its scripts have run, as HTML. Raises CannotRender."""
        from playwright.async_api import Error

        page = Part(200, media, body)
        async with self._turns:
            try:
                try:
                    return await self._rendered(url, page, fetch)
                except Error:
                    if self._browser and self._browser.is_connected():
                        raise
                # The browser has ended, by whatever page; the next one may bear this one.
                return await self._rendered(url, page, fetch)
            except TimeoutError:
                raise CannotRender("one of its scripts does not end") from None
            except Error as error:
                raise CannotRender(_line(error)) from error

    async def close(self) -> None:
        """End the browser."""
        await self._kill()
        if self._playwright:
            playwright, self._playwright = self._playwright, None
            await playwright.stop()

    async def _rendered(self, url: str, page: Part, fetch: Fetch) -> str:
        from playwright.async_api import Error

        browser = await self._started()
        context = await browser.new_context(
            user_agent=self._user_agent, service_workers="block", accept_downloads=False
        )
        try:
            await context.route("**/*", _Answers(url, page, fetch).give)
            await context.route_web_socket("**/*", lambda socket: socket.close())
            return await self._content(context, url)
        finally:
            try:
                with contextlib.suppress(Error):
                    await asyncio.wait_for(context.close(), self._grip)
            except TimeoutError:
                await self._kill()

    async def _content(self, context: BrowserContext, url: str) -> str:
        from playwright.async_api import TimeoutError as Impatient

        page: Page = await context.new_page()
        page.on("dialog", lambda dialog: asyncio.ensure_future(dialog.dismiss()))
        with contextlib.suppress(Impatient):  # what is there by then counts
            await page.goto(url, wait_until="load", timeout=self._patience * 1000)
            await page.wait_for_load_state("networkidle", timeout=self._patience * 1000)
        if page.url.startswith("chrome-error:"):
            raise CannotRender("the page led elsewhere")
        return str(await asyncio.wait_for(page.content(), self._grip))

    async def _started(self) -> Browser:
        async with self._starting:
            if self._browser is None or not self._browser.is_connected():
                from playwright.async_api import async_playwright

                self._playwright = self._playwright or await async_playwright().start()
                self._browser = await self._playwright.chromium.launch(
                    executable_path=chromium(),
                    args=[*_ARGS],
                    proxy=_NOWHERE,  # type: ignore[arg-type]
                    chromium_sandbox=os.geteuid() != 0,  # Chromium refuses to run as root with it
                    handle_sigint=False,
                    handle_sigterm=False,
                    handle_sighup=False,
                )
            return self._browser

    async def _kill(self) -> None:
        browser, self._browser = self._browser, None
        if browser:
            with contextlib.suppress(Exception):  # it may be gone, or hang: its end is all that is wanted
                await asyncio.wait_for(browser.close(), 5)


class _Answers:
    """Answers the requests of one page: itself, its scripts and their data; nothing else."""

    def __init__(self, url: str, page: Part, fetch: Fetch):
        self._url, self._fetch = url, fetch
        self._page: Part | None = page
        self._left = MOST_PARTS

    async def give(self, route: Route) -> None:
        """Fulfil a request, or refuse it; one whose page has gone is nobody's any more."""
        from playwright.async_api import Error

        with contextlib.suppress(Error):
            part = await self._part(route)
            if part is None:
                await route.abort("aborted")  # any other error would put a page of the browser's in the page's place
            else:
                await route.fulfill(status=part.status, content_type=part.media, body=part.body)

    async def _part(self, route: Route) -> Part | None:
        request: Any = route.request
        kind, url = request.resource_type, request.url
        if kind == "document":
            if url.partition("#")[0] != self._url.partition("#")[0]:
                return None
            # Once: whatever reloads the page would do so for ever, since it comes out the same.
            page, self._page = self._page, None
            return page
        if kind not in _PARTS or request.method != "GET" or not url.startswith(("http://", "https://")):
            return None
        self._left -= 1
        return await self._fetch(kind, url) if self._left >= 0 else None


def _line(error: Exception) -> str:
    return "the browser: " + " ".join(str(error).partition("\n")[0].split())[:200]
