"""Days: the only lists are those of a day, at addresses such as `/scroll-news/2023/0601/news.shtml`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from html import escape

from newsarchive.demo.furniture import Furniture
from newsarchive.demo.pages import Template
from newsarchive.demo.portal import Portal, assemble, presses_of
from newsarchive.demo.resources import Resource
from newsarchive.demo.stories import Story, read_channel


def build(base: str) -> Portal:
    """The portal as served at `base`."""
    channels = tuple(map(read_channel, ("city", "life", "finance")))
    pages = [page for press in presses_of(base, channels) for page in press.articles()]
    furniture = Furniture(Template.read("portal"), channels)
    newest = furniture.stories[0].published.date()
    front = furniture.page("青江在线", Template.read("days").fill("front", href=_address(newest)))
    fronts = ("/", "/index.html", *(f"/{channel.path}/" for channel in channels))
    return assemble(channels, [*pages, *_days(furniture), *((address, front) for address in fronts)])


def _days(furniture: Furniture) -> Iterator[tuple[str, Resource]]:
    """A list for each day; the days before the first and after the last are linked and missing, as in real archives."""
    template = Template.read("days")
    for day in sorted({story.published.date() for story in furniture.stories}):
        shown = [story for story in furniture.stories if story.published.date() == day]
        before, after = (_address(day + timedelta(days=step)) for step in (-1, 1))
        body = template.fill("list", before=before, after=after, day=day.isoformat(), items=_items(template, shown))
        yield _address(day), furniture.page(f"{day:%Y年%m月%d日}滚动新闻", body)


def _items(template: Template, stories: Sequence[Story]) -> str:
    return "\n".join(
        template.fill(
            "item",
            channel=escape(story.section),
            href=story.path,
            headline=escape(story.raw_title, quote=False),
            date=f"{story.published:%m-%d %H:%M}",
        )
        for story in stories
    )


def _address(day: date) -> str:
    return f"/scroll-news/{day:%Y/%m%d}/news.shtml"
