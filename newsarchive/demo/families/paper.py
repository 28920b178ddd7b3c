"""Paper: the front page forwards to the newest day; each day has sheets with lists, and leads to the one before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from newsarchive.demo.furniture import Furniture
from newsarchive.demo.pages import Template
from newsarchive.demo.portal import Pages, Portal, assemble, presses_of
from newsarchive.demo.resources import Resource
from newsarchive.demo.stories import Channel, read_channel


def build(base: str) -> Portal:
    """The portal as served at `base`."""
    channels = tuple(map(read_channel, ("city", "life", "finance")))
    pages = [page for press in presses_of(base, channels) for page in press.articles()]
    furniture = Furniture(Template.read("portal"), channels)
    days = sorted({story.published.date() for story in furniture.stories}, reverse=True)
    front = Resource.html(Template.read("paper").fill("front", href=_address(days[0], 0)))
    fronts = ("/", "/index.html", *(f"/{channel.path}/" for channel in channels))
    return assemble(channels, [*pages, *_sheets(furniture, days), *((address, front) for address in fronts)])


def _sheets(furniture: Furniture, days: Sequence[date]) -> Pages:
    """A sheet for each channel of each day; a day lists its sheets, and each of them leads to the day before."""
    template, channels = Template.read("paper"), furniture.channels
    for place, day in enumerate(days):
        before = template.fill("before", href=_address(days[place + 1], 0)) if place + 1 < len(days) else ""
        sheets = "\n".join(
            template.fill("link", href=_address(day, sheet), number=f"{sheet + 1:02}", channel=escape(channel.name))
            for sheet, channel in enumerate(channels)
        )
        for sheet, channel in enumerate(channels):
            items = _items(template, channel, day)
            body = template.fill("sheet", day=day.isoformat(), before=before, sheets=sheets, items=items)
            yield _address(day, sheet), furniture.page(f"{day:%Y年%m月%d日} {channel.name}", body)


def _items(template: Template, channel: Channel, day: date) -> str:
    stories = (story for story in channel.stories if story.published.date() == day)
    return "\n".join(template.fill("item", href=each.path, headline=escape(each.raw_title)) for each in stories)


def _address(day: date, sheet: int) -> str:
    return f"/html/{day:%Y-%m/%d}/node_{sheet + 2}.htm"
