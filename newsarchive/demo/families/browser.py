"""Browser: pages that are empty until a script has fetched what belongs in them; nothing can be read without one."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from html import escape

from newsarchive.demo.families.script import as_script
from newsarchive.demo.furniture import Furniture
from newsarchive.demo.pages import PER_LISTING, Template, links, navigation
from newsarchive.demo.portal import Pages, Portal, assemble
from newsarchive.demo.resources import Resource
from newsarchive.demo.stories import Channel, Story, read_channel


def build(base: str) -> Portal:  # noqa: ARG001 -- no page of this portal names its address
    """The portal as served at `base`."""
    channels = tuple(as_script(read_channel(name)) for name in ("city", "life"))
    template, portal = Template.read("browser"), Template.read("portal")
    frame = template.fill("shell", navigation=navigation(template, channels), footer=portal.fill("footer"))
    shell, front = Resource.html(frame), Furniture(portal, channels).page("青江在线", "<p>青江市新闻门户</p>")
    data = [part for channel in channels for part in (*_lists(template, channel), *_articles(template, channel))]
    pages: Pages = [
        ("/", front),
        ("/index.html", front),
        ("/static/app.js", Resource(template.fill("script").encode(), "text/javascript; charset=utf-8")),
        *((f"/{channel.path}/", shell) for channel in channels),
        *((story.path, shell) for channel in channels for story in channel.stories),
        *((f"/data{place}", _packed(markup)) for place, markup in data),
    ]
    return assemble(channels, pages)


def _lists(template: Template, channel: Channel) -> Iterator[tuple[str, str]]:
    """What belongs in each page of a channel's list, by the number of the page."""
    starts: Sequence[int] = range(0, len(channel.stories), PER_LISTING)
    for number, start in enumerate(starts, 1):
        items = links(template, "item", channel.stories[start : start + PER_LISTING], "%Y-%m-%d")
        turner = template.fill("next", href=f"/{channel.path}/?page={number + 1}") if number < len(starts) else ""
        yield f"/{channel.path}/{number}", template.fill("list", items=items, turner=turner)


def _articles(template: Template, channel: Channel) -> Iterator[tuple[str, str]]:
    for story in channel.stories:
        yield story.path, template.fill("article", **_facts(template, story))


def _facts(template: Template, story: Story) -> dict[str, str]:
    return {
        "channel": escape(story.section),
        "headline": escape(story.raw_title, quote=False),
        "byline": escape(story.byline, quote=False),
        "body": template.body(story.lines, story),
        "editor": template.fill("editor", editor=story.editor) if story.editor else "",
    }


def _packed(markup: str) -> Resource:
    return Resource(base64.b64encode(markup.encode()), "text/plain")
