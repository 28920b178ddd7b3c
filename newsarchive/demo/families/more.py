"""More: lists that grow at their end, one by a link, one by a button with an address that only a script follows."""

from __future__ import annotations

from newsarchive.demo.furniture import Furniture
from newsarchive.demo.pages import PER_LISTING, Template, links
from newsarchive.demo.portal import Pages, Portal, assemble, presses_of
from newsarchive.demo.resources import Resource
from newsarchive.demo.stories import Channel, read_channel

_MEANS = {"city": "link", "life": "button"}


def build(base: str) -> Portal:
    """The portal as served at `base`."""
    channels = tuple(map(read_channel, _MEANS))
    pages = [page for press in presses_of(base, channels) for page in press.articles()]
    furniture = Furniture(Template.read("portal"), channels)
    return assemble(channels, [*pages, *(page for channel in channels for page in _lists(furniture, channel))])


def _lists(furniture: Furniture, channel: Channel) -> Pages:
    """The first entries as a page, the further ones as bits of markup with the next link or button in them."""
    template = Template.read("more")
    starts = range(0, len(channel.stories), PER_LISTING)
    for number, start in enumerate(starts, 1):
        items = links(template, "item", channel.stories[start : start + PER_LISTING], "%Y-%m-%d")
        following = _address(channel, number + 1)
        more = template.fill(_MEANS[channel.path], href=following) if number < len(starts) else ""
        entries = template.fill("list", items=items, more=more)
        page = furniture.page(channel.name, entries) if number == 1 else Resource.html(entries)
        yield _address(channel, number), page


def _address(channel: Channel, number: int) -> str:
    return f"/{channel.path}/" if number == 1 else f"/{channel.path}/more?page={number}"
