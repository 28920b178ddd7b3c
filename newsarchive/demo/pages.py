"""A channel and its template in, its pages out: articles over one page or more, listings with paging."""

from __future__ import annotations

import json
import string
import tomllib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from itertools import groupby, islice
from typing import Any
from urllib.parse import urljoin

from newsarchive.demo.resources import Resource
from newsarchive.demo.stories import Channel, Kind, Line, Story

PER_LISTING = 7
HOT = 10
RELATED = 6
PORTAL = "青江在线"


@dataclass(frozen=True, slots=True)
class Template:
    """The fragments of one file of `templates/`; `$name` marks a place to fill."""

    fragments: dict[str, Any]

    @classmethod
    def read(cls, name: str) -> Template:
        """The template of the file `templates/<name>.toml` of this package."""
        return cls(tomllib.loads((files(__package__) / "templates" / f"{name}.toml").read_text("utf-8")))

    def fill(self, name: str, /, **values: str) -> str:
        """A fragment with its places filled; values are markup already. '' where the template has no such fragment."""
        return string.Template(self.fragments.get(name, "").lstrip("\n")).substitute(values)

    def body(self, lines: Iterable[Line], story: Story) -> str:
        """The lines of one page of a story as markup."""
        parts = Template(self.fragments["body"])
        printed = []
        for kind, run in groupby(lines, key=lambda line: line.kind):
            together = list(run)
            printed += [parts.rows(together)] if kind is Kind.ROW else [parts.line(line, story) for line in together]
        return "\n".join(printed)

    def rows(self, rows: Iterable[Line]) -> str:
        """Table rows that stand together, as one table."""
        cells = ("".join(self.fill("cell", text=escape(cell)) for cell in row.text.split("\t")) for row in rows)
        return self.fill("rows", rows="".join(self.fill("row", cells=row) for row in cells))

    def line(self, line: Line, story: Story) -> str:
        """One line; a picture brings its caption along."""
        if line.kind is not Kind.PICTURE:
            return self.fill(line.kind.name.lower(), text=escape(line.text, quote=False))
        caption = self.fill("caption", text=escape(line.text, quote=False)) if line.text else ""
        source = f"/images/{story.published:%Y%m%d}/{zlib.crc32((story.path + line.text).encode())}.jpg"
        picture = self.fill("picture", src=source, caption=caption)
        return picture if caption in picture else f"{picture}\n{caption}"


@dataclass(frozen=True, slots=True)
class Press:
    """Prints the pages of one channel; `channels` are all of the portal, `base` its address without the last slash."""

    channel: Channel
    channels: Sequence[Channel]
    base: str
    template: Template
    portal: Template

    def articles(self) -> Iterator[tuple[str, Resource]]:
        """Each page of each article with its address."""
        for place, story in enumerate(self.channel.stories):
            for number in range(1, story.pages + 1):
                yield page_path(story.path, number), self._resource(self.article(story, place, number), story)

    def listings(self) -> Iterator[tuple[str, Resource]]:
        """Each page of the channel's listing with its address; the first also as the folder's own."""
        folder = f"/{self.channel.path}/"
        starts = range(0, len(self.channel.stories), PER_LISTING)
        for number, start in enumerate(starts, 1):
            shown = self.channel.stories[start : start + PER_LISTING]
            listing = self._resource(self.listing(shown, number, len(starts)), shown[0])
            yield urljoin(folder, self._listing_page(number)), listing
            if number == 1:
                yield folder, listing

    def article(self, story: Story, place: int, number: int) -> str:
        """One page of the story that stands at `place` in the channel."""
        others = self.channel.stories[place + 1 :] + self.channel.stories[:place]
        names = [page_path(story.path, each).rpartition("/")[2] for each in range(1, story.pages + 1)]
        turner = self.template.fill("turner", pages=self.turner(names, number)) if story.pages > 1 else ""
        editor = self.template.fill("editor", editor=story.editor) if story.editor else ""
        body = self.template.body(story.sheets[number - 1], story)
        return self._page(
            "article",
            headline=escape(story.raw_title, quote=False),
            path=story.path,
            iso=story.date_published,
            name=names[0],
            keywords=escape(",".join(story.tags)),
            description=escape(next(line.text for line in story.lines if line.kind is Kind.TEXT)),
            byline=_byline(story),
            body=body,
            turner=turner,
            editor=editor,
            tags=" ".join(self.template.fill("tag", tag=escape(tag)) for tag in story.tags),
            related=self.links("related", others[:RELATED]),
            jsonld=_json_ld(story),
            state=_state(story, body),
        )

    def listing(self, stories: Iterable[Story], number: int, count: int) -> str:
        """Page `number` of the channel's listing."""
        turner = self.turner([self._listing_page(each) for each in range(1, count + 1)], number)
        return self._page("listing", items=self.links("item", stories), pages=turner)

    def turner(self, addresses: Sequence[str], number: int) -> str:
        """Links to the other pages of a row of pages, of which `number` (from 1) is shown."""
        parts = [self.template.fill("previous", href=addresses[number - 2])] if number > 1 else []
        for each, href in enumerate(addresses, 1):
            parts.append(self.template.fill("here" if each == number else "page", number=str(each), href=href))
        if number < len(addresses):
            parts.append(self.template.fill("next", href=addresses[number]))
        return " ".join(parts)

    def links(self, fragment: str, stories: Iterable[Story]) -> str:
        """A list of links, a line a story, each with the day as this channel prints it."""
        return links(self.template, fragment, stories, self.template.fragments["day"])

    def _listing_page(self, number: int) -> str:
        name = "first" if number == 1 else "further"
        return self.template.fill(name, folder=self.channel.path, number=str(number))

    def _page(self, fragment: str, **values: str) -> str:
        return self.template.fill(
            fragment,
            channel=escape(self.channel.name),
            folder=self.channel.path,
            base=self.base,
            navigation=navigation(self.template, self.channels),
            hot=links(self.template, "hot", hot([self.channel]), "%m-%d"),
            footer=self.portal.fill("footer"),
            **values,
        )

    def _resource(self, page: str, story: Story) -> Resource:
        return Resource.html(page, self.channel.encoding, modified=story.published)


def links(template: Template, fragment: str, stories: Iterable[Story], day: str) -> str:
    """A list of links, a line a story; `day` is the format of its date."""
    return "\n".join(
        template.fill(
            fragment,
            href=story.path,
            headline=escape(story.raw_title, quote=False),
            date=f"{story.published:{day}}",
            iso=story.date_published,
            count=str(reads(story)),
        )
        for story in stories
    )


def navigation(template: Template, channels: Iterable[Channel]) -> str:
    """The links to all channels, as this template parts them."""
    tabs = (template.fill("tab", folder=channel.path, channel=escape(channel.name)) for channel in channels)
    between: str = template.fragments.get("between", " ")
    return between.join(tabs)


def hot(channels: Iterable[Channel]) -> Iterable[Story]:
    """The most read stories of these channels."""
    stories = (story for channel in channels for story in channel.stories)
    return islice(sorted(stories, key=reads, reverse=True), HOT)


def reads(story: Story) -> int:
    """How often a story is said to have been read: any number will do, if it is always the same."""
    return 1000 + zlib.crc32(story.path.encode()) % 90000


def page_path(path: str, number: int) -> str:
    """The address of page `number` (from 1) of an article.

    >>> page_path("/city/20230602/10241.html", 2)
    '/city/20230602/10241_2.html'
    """
    stem, dot, extension = path.rpartition(".")
    return path if number == 1 else f"{stem}_{number}{dot}{extension}"


def _byline(story: Story) -> str:
    byline = escape(story.byline, quote=False)
    if story.source and story.source_url:
        link = f'<a href="{story.source_url}" target="_blank">{escape(story.source)}</a>'
        byline = byline.replace(escape(story.source), link)
    return byline


def _json_ld(story: Story) -> str:
    portal = {"@type": "Organization", "name": "Qingjiang Online"}
    people = [{"@type": "Person", "name": name} for name in story.authors]
    facts = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.raw_title,
        "datePublished": story.date_published,
        "articleSection": story.section,
        "keywords": list(story.tags),
        "author": people or portal,
        "publisher": portal,
    }
    return _in_script(facts)


def _state(story: Story, body: str) -> str:
    """What a page that the browser builds is built from."""
    facts = {"title": story.raw_title, "byline": story.byline, "channel": story.section, "editor": story.editor or ""}
    return _in_script({"article": facts | {"content": body}})


def _in_script(values: Mapping[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False).replace("</", "<\\/")
