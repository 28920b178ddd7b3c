"""What every family of portals has beside its articles and lists: front page, plain pages, robots.txt, print twins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from newsarchive.demo.pages import Template, hot, links, navigation
from newsarchive.demo.resources import Resource
from newsarchive.demo.stories import Channel, Kind, Story

NEWEST_ON_FRONT = 3


@dataclass(frozen=True, slots=True)
class Furniture:
    """Prints the pages that belong to no channel."""

    template: Template
    channels: Sequence[Channel]

    @property
    def stories(self) -> tuple[Story, ...]:
        """Every story of the portal, newest first."""
        stories = (story for channel in self.channels for story in channel.stories)
        return tuple(sorted(stories, key=lambda story: story.published, reverse=True))

    def front(self) -> Resource:
        """The front page: the newest of each channel, and the hot list."""
        sections = (
            self.template.fill(
                "section",
                folder=channel.path,
                channel=escape(channel.name),
                items=links(self.template, "item", channel.stories[:NEWEST_ON_FRONT], "%m-%d"),
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

    def missing(self) -> Resource:
        """What is sent for an address at which there is nothing."""
        return self.page("页面不存在", self.template.fill("missing"), status=404)

    def pages(self) -> Iterator[tuple[str, Resource]]:
        """The pages that are no articles, and the print twins that robots.txt forbids."""
        template = self.template
        tags = sorted({tag for story in self.stories for tag in story.tags})
        films = (template.fill("film", **film) for film in template.fragments["films"])
        yield from dict.fromkeys(("/", "/index.html"), self.front()).items()
        yield "/about.html", self.page("关于我们", template.fill("about"))
        yield "/tags.html", self.page("全部标签", " ".join(template.fill("tag", tag=escape(tag)) for tag in tags))
        yield "/search.html", self.page("站内搜索", template.fill("search"))
        yield "/video/", self.page("视频", "<ul>" + "\n".join(films) + "</ul>")
        yield "/static/site.css", Resource(b"body { max-width: 76em; margin: auto; }\n", "text/css")
        for story in self.stories:
            lines = (f"<p>{escape(line.text)}</p>" for line in story.lines if line.kind is not Kind.TURN)
            yield f"/print/{story.path.rpartition('/')[2]}", self.page(story.title, "\n".join(lines))


def robots(sitemaps: Iterable[str] = ()) -> Resource:
    """robots.txt: print twins and the search are forbidden, nothing else."""
    lines = ["User-agent: *", "Disallow: /print/", "Disallow: /search.html", ""]
    return Resource("\n".join([*lines, *(f"Sitemap: {url}" for url in sitemaps), ""]).encode(), "text/plain")
