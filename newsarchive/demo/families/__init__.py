"""Portals of other kinds with the same stories, a module for each: an address to serve it at in, a Portal out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from newsarchive.demo.families import api, browser, cards, days, feeds, more, paper, script
from newsarchive.demo.portal import Portal, build

FAMILIES: Mapping[str, Callable[[str], Portal]] = MappingProxyType(
    {
        "portal": build,
        "cards": cards.build,
        "days": days.build,
        "api": api.build,
        "more": more.build,
        "script": script.build,
        "feeds": feeds.build,
        "paper": paper.build,
    }
)
RENDERED: Mapping[str, Callable[[str], Portal]] = MappingProxyType({"browser": browser.build})
"""Those of which nothing can be read before a browser has built them."""
