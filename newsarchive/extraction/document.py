"""A Page -> a Document: decoded and parsed once, with its meta tags, JSON-LD and blocks at hand."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from lxml.etree import _Element

from newsarchive.errors import Unreadable
from newsarchive.extraction import encoding, markup, plain, state
from newsarchive.extraction.layout import Layout
from newsarchive.extraction.walk import lay_out
from newsarchive.records import Page
from newsarchive.sites import Site
from newsarchive.text import fold, squeeze
from newsarchive.urls import absolute

_SILENT = ("base", "input", "link", "meta", "script", "textarea", "title")
_MOST_SILENT = 20_000  # that are looked at; no labelled page has so many elements of all kinds


@dataclass(frozen=True)
class Document:
    """A Page decoded and parsed once. `tree` is never changed; what costs time is computed when first asked for."""

    page: Page
    text: str
    encoding: str
    tree: _Element

    @cached_property
    def _silent(self) -> tuple[_Element, ...]:
        return tuple(islice(self.tree.iter(*_SILENT), _MOST_SILENT))

    def silent(self, *tags: str) -> list[_Element]:
        """The elements with these tags, in page order, of those that tell more than they show (`_SILENT`).

        They are looked for once: a way through all of a tree takes a tenth as long as the parse.
        """
        return [element for element in self._silent if element.tag in tags]

    @cached_property
    def url(self) -> str:
        """The address that relative links start from: `<base href>` if it makes sense, else the page's own."""
        href = next((href for base in self.silent("base") if (href := base.get("href")) is not None), None)
        return (absolute(self.page.url, href) if href else None) or self.page.url

    @cached_property
    def layout(self) -> Layout:
        """The visible text as blocks in containers."""
        return lay_out(self.tree)

    @cached_property
    def meta(self) -> Mapping[str, str]:
        """Meta tags by lower-case name, property, itemprop or http-equiv: the first that is not empty."""
        found: dict[str, str] = {}
        for element in self.silent("meta"):
            content = squeeze(element.get("content") or "")
            if not content:
                continue
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                if name := element.get(attribute):
                    found.setdefault(name.strip().lower(), content)
        return found

    @cached_property
    def title_tag(self) -> str:
        """The text of `<title>`."""
        for element in self.silent("title"):
            above = element.getparent()
            if above is not None and above.tag != "svg":
                return squeeze("".join(map(str, element.itertext())))
        return ""

    @cached_property
    def json_ld(self) -> tuple[Mapping[str, Any], ...]:
        """Every object with an @type in the page's JSON-LD scripts, nested graphs included, in page order."""
        found: list[Mapping[str, Any]] = []
        for script in self.silent("script"):
            if "ld+json" in (script.get("type") or "").lower():
                found.extend(_typed(state.load_json(script.text or "")))
        return tuple(found)

    @cached_property
    def news_ld(self) -> Mapping[str, Any]:
        """The JSON-LD object that describes the article, by its headline if there are several; empty for none."""
        named = [each for each in self.json_ld if _ARTICLE_TYPE.search(str(each.get("@type", "")))]
        title = fold(self.title_tag) if len(named) > 1 else ""
        return max(
            (each for each in named if state.bears(each, title)), key=len, default=max(named, key=len, default={})
        )

    @cached_property
    def hidden(self) -> Mapping[str, str]:
        """What hidden fields and the data of scripts tell of the article, by plain name (see `state.tell`)."""
        fields = self.silent("input", "textarea")
        return state.tell(self.silent("script"), fields, self.title_tag)

    @cached_property
    def canonical_link(self) -> str | None:
        """The target of `<link rel=canonical>`, else og:url; absolute."""
        for element in self.silent("link"):
            if "canonical" in (element.get("rel") or "").lower().split() and element.get("href"):
                return absolute(self.page.url, element.get("href") or "")
        told = self.meta.get("og:url")
        return absolute(self.page.url, told) if told else None


_ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Report|LiveBlog)", re.I)


def parse(page: Page, site: Site) -> Document:
    """The document of a page: HTML, or a plain-text capture of a page as a reader sees it. Raises Unreadable."""
    if not page.body or page.body.isspace():
        raise Unreadable("empty body", url=page.url)
    try:
        text, codec = encoding.decode(page.body, header=page.header("content-type"), hint=site.encoding)
    except Unreadable as error:
        raise Unreadable(error.reason, url=page.url) from error
    if plain.is_plain(text, page.header("content-type")):
        text = plain.to_html(text)
    return Document(page=page, text=text, encoding=codec, tree=markup.parse(text, url=page.url))


def _typed(data: Any) -> Iterator[Mapping[str, Any]]:
    queue = deque([data])
    while queue:
        item = queue.popleft()
        if isinstance(item, list):
            queue.extendleft(reversed(item))
        elif isinstance(item, dict):
            if "@type" in item:
                yield item
            queue.extend(item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item)
