"""Cards: entries that are one large link, addresses such as `/article/10231`, listing pages by `?page=2`."""

from __future__ import annotations

from dataclasses import replace

from newsarchive.demo.portal import Portal, assemble, presses_of
from newsarchive.demo.stories import Channel, Kind, Story, number_of, read_channel


def build(base: str) -> Portal:
    """The portal as served at `base`."""
    channels = tuple(_as_cards(read_channel(name)) for name in ("city", "life"))
    presses = presses_of(base, channels)
    return assemble(channels, [page for press in presses for page in (*press.articles(), *press.listings())])


def _as_cards(channel: Channel) -> Channel:
    stories = tuple(map(_on_one_page, channel.stories))
    return replace(channel, template="cards", encoding="utf-8", stories=stories)


def _on_one_page(story: Story) -> Story:
    """The story as this kind of portal prints it: never parted, the source without a link."""
    lines = tuple(line for line in story.lines if line.kind is not Kind.TURN)
    return replace(story, path=f"/article/{number_of(story)}", lines=lines, source_url=None)
