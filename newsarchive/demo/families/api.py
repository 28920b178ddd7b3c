"""API: lists that the browser fetches, one channel as JSON, one as JSONP; the page's script names the address."""

from __future__ import annotations

import json
from collections.abc import Sequence

from newsarchive.demo.furniture import Furniture
from newsarchive.demo.pages import PER_LISTING, Template
from newsarchive.demo.portal import Pages, Portal, assemble, presses_of
from newsarchive.demo.resources import Resource
from newsarchive.demo.stories import Channel, Story, number_of, read_channel

_ADDRESSES = {
    "city": ("json", f"/api/list.json?channel=city&page={{page}}&size={PER_LISTING}"),
    "finance": ("jsonp", "/api/roll.js?channel=finance&page={page}&callback=show"),
}


def build(base: str) -> Portal:
    """The portal as served at `base`."""
    channels = tuple(map(read_channel, _ADDRESSES))
    pages = [page for press in presses_of(base, channels) for page in press.articles()]
    furniture, template = Furniture(Template.read("portal"), channels), Template.read("api")
    for channel in channels:
        form, address = _ADDRESSES[channel.path]
        pages += _answers(channel, form, address)
        pages.append((f"/{channel.path}/", furniture.page(channel.name, template.fill(form, api=address))))
    front = furniture.page("青江在线", "<p>青江市新闻门户</p>")
    return assemble(channels, [*pages, ("/", front), ("/index.html", front)])


def _answers(channel: Channel, form: str, address: str) -> Pages:
    """Each page of the list; past the last one an empty list, which stands at the address without its query."""
    starts = range(0, len(channel.stories), PER_LISTING)
    for number, start in enumerate(starts, 1):
        rows = channel.stories[start : start + PER_LISTING]
        yield address.replace("{page}", str(number)), _answer(rows, form)
    yield address.partition("?")[0], _answer((), form)


def _answer(stories: Sequence[Story], form: str) -> Resource:
    rows = [
        {
            "id": number_of(story),
            "title": story.raw_title,
            "url": story.path,
            "ctime": int(story.published.timestamp()),  # unix time, as such lists have it
        }
        for story in stories
    ]
    text = json.dumps({"code": 0, "data": {"list": rows}}, ensure_ascii=False)
    if form == "jsonp":
        return Resource(f"show({text});".encode(), "application/javascript; charset=utf-8")
    return Resource(text.encode(), "application/json")
