"""Feeds: lists show the newest only; the rest is in RSS, Atom, JSON Feed, and in a sitemap index of gzip files."""

from __future__ import annotations

from collections.abc import Sequence

from newsarchive.demo import feeds
from newsarchive.demo.furniture import NEWEST_ON_FRONT, Furniture, robots
from newsarchive.demo.pages import Template, links
from newsarchive.demo.portal import Pages, Portal, assemble, presses_of
from newsarchive.demo.stories import Channel, Story, read_channel

_FORMS = {"city": ("/city/rss.xml", feeds.rss), "life": ("/life/atom.xml", feeds.atom)}
_FORMS |= {"finance": ("/finance/feed.json", feeds.json_feed)}
_IN_SITEMAP_ONLY = "world"


def build(base: str) -> Portal:
    """The portal as served at `base`."""
    channels = tuple(map(read_channel, (*_FORMS, _IN_SITEMAP_ONLY)))
    pages = [page for press in presses_of(base, channels) for page in press.articles()]
    furniture = Furniture(Template.read("portal"), channels)
    lists = [page for channel in channels for page in _lists(base, furniture, channel)]
    return assemble(channels, [*pages, *lists, *_sitemaps(base, channels[-1].stories)])


def _lists(base: str, furniture: Furniture, channel: Channel) -> Pages:
    template, link = Template.read("feeds"), ""
    if channel.path in _FORMS:
        address, form = _FORMS[channel.path]
        feed = form(base, channel.name, channel.stories)
        link = template.fill("feed", href=address, media=feed.media)
        yield address, feed
    items = links(template, "item", channel.stories[:NEWEST_ON_FRONT], "%m-%d")
    yield f"/{channel.path}/", furniture.page(channel.name, template.fill("list", items=items, feed=link))


def _sitemaps(base: str, stories: Sequence[Story]) -> Pages:
    """robots.txt names the index, the index a gzip file for each day."""
    days = sorted({f"{story.published:%Y-%m-%d}" for story in stories})
    addresses = {day: f"/sitemaps/{day}.xml.gz" for day in days}
    yield "/robots.txt", robots([f"{base}/sitemaps/index.xml"])
    yield "/sitemaps/index.xml", feeds.sitemap_index((base + addresses[day], day) for day in days)
    for day in days:
        shown = ((base + story.path, story.date_published) for story in stories if f"{story.published:%Y-%m-%d}" == day)
        yield addresses[day], feeds.compressed(feeds.sitemap(shown))
