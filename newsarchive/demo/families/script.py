"""Script: lists and articles that the browser builds from what stands in scripts."""

from __future__ import annotations

import json
from dataclasses import replace

from newsarchive.demo.furniture import Furniture
from newsarchive.demo.pages import Template
from newsarchive.demo.portal import Pages, Portal, assemble, presses_of
from newsarchive.demo.stories import Channel, Kind, Story, read_channel


def build(base: str) -> Portal:
    """The portal as served at `base`."""
    channels = tuple(as_script(read_channel(name)) for name in ("city", "life"))
    pages = [page for press in presses_of(base, channels) for page in press.articles()]
    furniture = Furniture(Template.read("portal"), channels)
    front = furniture.page("青江在线", "<p>青江市新闻门户</p>")
    lists = [page for channel in channels for page in _lists(furniture, channel)]
    return assemble(channels, [*pages, *lists, ("/", front), ("/index.html", front)])


def as_script(channel: Channel) -> Channel:
    """The channel as a portal has it that the browser builds."""
    return replace(channel, template="script", encoding="utf-8", stories=tuple(map(_as_state, channel.stories)))


def _as_state(story: Story) -> Story:
    """The story as this kind of portal tells it: on one page, without tags, the source without a link."""
    lines = tuple(line for line in story.lines if line.kind is not Kind.TURN)
    return replace(story, lines=lines, tags=(), source_url=None)


def _lists(furniture: Furniture, channel: Channel) -> Pages:
    rows = [
        {"url": story.path, "title": story.raw_title, "date": f"{story.published:%Y-%m-%d %H:%M}"}
        for story in channel.stories
    ]
    body = Template.read("script").fill("list", rows=json.dumps(rows, ensure_ascii=False))
    yield f"/{channel.path}/", furniture.page(channel.name, body)
