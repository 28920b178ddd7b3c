"""A page that shows no list in, where its readers get one from out: frames, forwarding, what its scripts fetch."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element

from newsarchive.discovery import anchors, scripts
from newsarchive.urls import absolute

_FRAMES = anchors.elements("//iframe[@src] | //frame[@src]")
_REFRESH = anchors.elements("//meta[@content]")
_FILES = anchors.elements("//script[@src]")
_FORWARD = re.compile(r"""(?:window|self|top|document)?\.?location(?:\.href)?\s*=\s*['"]([^'"\s]{1,300})['"]""")
_TARGET = re.compile(r"""^\s*\d+\s*;\s*url\s*=\s*['"]?([^'"\s]+)""", re.I)
_OF_A_LIST = re.compile(r"list|news|roll|data|article|index|main|app", re.I)
_LIBRARY = re.compile(
    r"jquery|vue|react|angular|bootstrap|swiper|lodash|polyfill|runtime|vendor|chunk|analytics|gtag|stat|hm\.js|share|ad[sv]?\b"
    r"|video|player|slide|login|comment|wx|weixin|sdk|min\.js",
    re.I,
)
MOST = 6
"""How many detours of one page are worth a request."""


def of(tree: _Element, url: str) -> tuple[str, ...]:
    """The addresses that may hold the list which the page itself does not, the surest first."""
    base = anchors.base_of(tree, url)
    told = dict.fromkeys(address for target in _targets(tree, base) if (address := absolute(base, target)))
    return tuple(address for address in told if address.rstrip("/") != url.rstrip("/"))[:MOST]


def fetched(tree: _Element, url: str) -> tuple[str, ...]:
    """The address from which a page whose list ends with it may fetch the rest of it."""
    addresses = scripts.addresses(scripts.inline(tree), anchors.base_of(tree, url), 1)
    return tuple(address for address in addresses if address != url)[:1]


def forwarded(tree: _Element, url: str) -> tuple[str, ...]:
    """Where the page sends its readers on to, whatever it shows them meanwhile."""
    base = anchors.base_of(tree, url)
    told = (absolute(base, target) for target in _forwards(tree))
    return tuple(address for address in told if address and address.rstrip("/") != url.rstrip("/"))


def _forwards(tree: _Element) -> Iterator[str]:
    for meta in _REFRESH(tree):
        forward = _TARGET.match(meta.get("content", "")) if meta.get("http-equiv", "").lower() == "refresh" else None
        if forward:
            yield forward[1]


def _targets(tree: _Element, base: str) -> Iterator[str]:
    yield from _forwards(tree)
    codes = scripts.inline(tree)
    fetched = list(scripts.addresses(codes, base, 1))
    yield from fetched[:1]
    yield from (frame.get("src", "") for frame in _FRAMES(tree))
    # A page of next to nothing but `location.href = ...` forwards; elsewhere the same words wait for a click.
    if len(anchors.text_of(tree)) < 200:
        yield from (found[1] for code in codes if (found := _FORWARD.search(code)))
    if not fetched:
        files = (script.get("src", "") for script in _FILES(tree))
        yield from (file for file in files if _OF_A_LIST.search(file) and not _LIBRARY.search(file))
