"""A whole portal as data: an address to serve it at in, every page of it out, with the stories behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from newsarchive.demo import feeds
from newsarchive.demo.furniture import Furniture, robots
from newsarchive.demo.pages import PORTAL, Press, Template
from newsarchive.demo.resources import Resource
from newsarchive.demo.stories import Channel, Story, read_channel

CHANNELS = ("city", "life", "finance", "world")
NEWEST_IN_SITEMAP = 25
NEWEST_IN_FEED = 15
PIXEL = bytes.fromhex("47494638396101000100800000d0d0d000000021f90400000000002c00000000010001000002024401003b")

Pages = Iterable[tuple[str, Resource]]
"""Request targets (the query included, where it matters) with what is sent for them."""


@dataclass(frozen=True, slots=True)
class Portal:
    """All that a portal answers with: target -> resource; `missing` for the rest.

    `troubles` are asked first, each for a resource or None: what is made on request, or meant to be met along the way.
    """

    stories: tuple[Story, ...]
    resources: Mapping[str, Resource] = field(repr=False)
    missing: Resource = field(repr=False)
    troubles: tuple[Callable[[str], Resource | None], ...] = ()

    def answer(self, target: str) -> Resource:
        """What is sent for a request target; a query that changes nothing is ignored."""
        for trouble in self.troubles:
            if resource := trouble(target):
                return resource
        path = target.partition("?")[0]
        if path.startswith("/images/"):
            return Resource(PIXEL, "image/gif")
        return self.resources.get(target) or self.resources.get(path) or self.missing


def build(base: str) -> Portal:
    """The portal with a channel for each of four templates, as served at `base`, such as "http://127.0.0.1:8765"."""
    channels = tuple(map(read_channel, CHANNELS))
    presses = presses_of(base, channels)
    pages = [page for press in presses for page in (*press.articles(), *press.listings())]
    return assemble(channels, [*pages, *_machine_readable(base, channels)])


def presses_of(base: str, channels: Sequence[Channel]) -> list[Press]:
    """A press for each channel, with the template that it names."""
    portal = Template.read("portal")
    return [Press(channel, channels, base, Template.read(channel.template), portal) for channel in channels]


def assemble(channels: Sequence[Channel], pages: Pages) -> Portal:
    """A portal of these pages and the furniture around them; `pages` prevail."""
    furniture = Furniture(Template.read("portal"), channels)
    resources = dict(furniture.pages()) | {"/robots.txt": robots()} | dict(pages)
    stories = tuple(story for channel in channels for story in channel.stories)
    return Portal(stories, resources, furniture.missing())


def _machine_readable(base: str, channels: Sequence[Channel]) -> Iterator[tuple[str, Resource]]:
    """robots.txt, the sitemap and the feed; the latter two show the newest stories only."""
    newest = Furniture(Template.read("portal"), channels).stories
    places: list[tuple[str, str | None]] = [(f"{base}/{channel.path}/", None) for channel in channels]
    places += [(base + story.path, story.date_published) for story in newest[:NEWEST_IN_SITEMAP]]
    yield "/robots.txt", robots([f"{base}/sitemap.xml"])
    yield "/sitemap.xml", feeds.sitemap(places)
    yield "/rss.xml", feeds.rss(base, PORTAL, newest[:NEWEST_IN_FEED])
