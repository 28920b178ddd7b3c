"""The whole demo portal as data: the address it is served at in, every page of it out, with the stories behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from newsarchive.demo.pages import PORTAL, Press, Template, hot, links, navigation
from newsarchive.demo.resources import Resource
from newsarchive.demo.stories import Channel, Kind, Story, read_channel

CHANNELS = ("city", "life", "finance", "world")
NEWEST_IN_SITEMAP = 25
NEWEST_IN_FEED = 15
PIXEL = bytes.fromhex("47494638396101000100800000d0d0d000000021f90400000000002c00000000010001000002024401003b")


@dataclass(frozen=True, slots=True)
class Portal:
    """All that a portal answers with: path (with its query, where that matters) -> resource; `missing` for the rest."""

    stories: tuple[Story, ...]
    resources: Mapping[str, Resource] = field(repr=False)
    missing: Resource = field(repr=False)

    def answer(self, target: str) -> Resource:
        """What is sent for a request target; a query that changes nothing is ignored."""
        path = target.partition("?")[0]
        if path.startswith("/images/"):
            return Resource(PIXEL, "image/gif")
        return self.resources.get(target) or self.resources.get(path) or self.missing


def build(base: str) -> Portal:
    """The portal as it is served at `base`, an address such as "http://127.0.0.1:8765"."""
    channels = tuple(map(read_channel, CHANNELS))
    template = Template.read("portal")
    resources: dict[str, Resource] = {}
    for channel in channels:
        press = Press(channel, channels, base, Template.read(channel.template), template)
        resources.update(press.pages())
    stories = tuple(story for channel in channels for story in channel.stories)
    plain = _Plain(template, channels)
    resources.update(_furniture(plain, stories))
    resources.update(_machine_readable(base, stories, channels))
    return Portal(stories, resources, plain.page("页面不存在", template.fill("missing"), status=404))


@dataclass(frozen=True, slots=True)
class _Plain:
    """Prints the pages that belong to no channel."""

    template: Template
    channels: Sequence[Channel]

    def front(self) -> Resource:
        """The front page: the newest of each channel, and the hot list."""
        sections = (
            self.template.fill(
                "section",
                folder=channel.path,
                channel=escape(channel.name),
                items=links(self.template, "item", channel.stories[:3], "%m-%d"),
            )
            for channel in self.channels
        )
        page = self.template.fill(
            "front",
            navigation=navigation(self.template, self.channels),
            sections="".join(sections),
            hot=links(self.template, "hot", hot(self.channels), "%m-%d"),
            footer=self.template.fill("footer"),
        )
        return Resource.html(page)

    def page(self, title: str, body: str, status: int = 200) -> Resource:
        """A page with a title and a body of markup."""
        bar, footer = navigation(self.template, self.channels), self.template.fill("footer")
        page = self.template.fill("plain", title=escape(title), body=body, navigation=bar, footer=footer)
        return Resource(page.encode(), status=status)


def _furniture(plain: _Plain, stories: Sequence[Story]) -> Iterator[tuple[str, Resource]]:
    """The pages that are no articles, and the print twins that robots.txt forbids."""
    template = plain.template
    tags = sorted({tag for story in stories for tag in story.tags})
    films = (template.fill("film", **film) for film in template.fragments["films"])
    yield from dict.fromkeys(("/", "/index.html"), plain.front()).items()
    yield "/about.html", plain.page("关于我们", template.fill("about"))
    yield "/tags.html", plain.page("全部标签", " ".join(template.fill("tag", tag=escape(tag)) for tag in tags))
    yield "/search.html", plain.page("站内搜索", template.fill("search"))
    yield "/video/", plain.page("视频", "<ul>" + "\n".join(films) + "</ul>")
    yield "/static/site.css", Resource(b"body { max-width: 76em; margin: auto; }\n", "text/css")
    for story in stories:
        lines = (f"<p>{escape(line.text)}</p>" for line in story.lines if line.kind is not Kind.TURN)
        yield f"/print/{story.path.rpartition('/')[2]}", plain.page(story.title, "\n".join(lines))


def _machine_readable(
    base: str, stories: Sequence[Story], channels: Sequence[Channel]
) -> Iterator[tuple[str, Resource]]:
    """robots.txt, the sitemap and the feed; the latter two show the newest stories only."""
    newest = sorted(stories, key=lambda story: story.published, reverse=True)
    robots = f"User-agent: *\nDisallow: /print/\nDisallow: /search.html\n\nSitemap: {base}/sitemap.xml\n"
    yield "/robots.txt", Resource(robots.encode(), "text/plain")
    places = [f"<url><loc>{base}/{channel.path}/</loc></url>" for channel in channels]
    places += [
        f"<url><loc>{base}{story.path}</loc><lastmod>{story.date_published}</lastmod></url>"
        for story in newest[:NEWEST_IN_SITEMAP]
    ]
    sitemap = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n' + "\n".join(places) + "\n</urlset>\n"
    yield "/sitemap.xml", _xml(sitemap)
    items = (
        f"<item><title>{escape(story.raw_title, quote=False)}</title><link>{base}{story.path}</link>"
        f"<pubDate>{story.published:%a, %d %b %Y %H:%M:%S %z}</pubDate></item>"
        for story in newest[:NEWEST_IN_FEED]
    )
    feed = f"<title>{PORTAL}</title><link>{base}/</link>\n" + "\n".join(items)
    yield "/rss.xml", _xml(f'<rss version="2.0"><channel>{feed}\n</channel></rss>\n')


def _xml(text: str) -> Resource:
    return Resource(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode(), "application/xml")
