"""The archive that a look around a portal has filled in, what it shows out: the Sample that a site is learned from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median

from newsarchive.discovery import article, kinds, sequel
from newsarchive.discovery.links import Listing
from newsarchive.errors import NotAnArticle
from newsarchive.extraction.document import Document, parse
from newsarchive.records import Article, Page
from newsarchive.sites.learn import Sample, Seen
from newsarchive.sites.schema import Site
from newsarchive.storage import Archive, Layout, raw
from newsarchive.text import squeeze
from newsarchive.urls import key_of

_OK = 200


@dataclass(slots=True)
class _Pages:
    """What is taken down of the pages of a look, one after the other, so that none has to be kept."""

    titles: list[str] = field(default_factory=list)
    encodings: list[str] = field(default_factory=list)
    answers: dict[str, tuple[str, Listing]] = field(default_factory=dict)  # kind and links by address
    others: dict[str, str] = field(default_factory=dict)  # by title: the page for "not found" is one page
    further: set[str] = field(default_factory=set)  # keys of the pages that articles go on with


def sample_of(archive: Path, folder: str, site: Site, start: str) -> Sample:
    """What the pages in the archive show of a site that was looked at from the address `start` on."""
    articles = tuple(Archive(archive).records(folder))
    read = {key_of(each.url) for each in articles}
    found, latest = _Pages(), None
    for page in _pages(Layout(archive, folder)):
        _take(found, page, site, is_article=key_of(page.url) in read)
        latest = max(filter(None, (latest, page.fetched_at)), default=None)
    listed = {key_of(link.url): link.url for _, answer in found.answers.values() for link in answer.articles}
    return Sample(
        start=start,
        sources=tuple(_sources(found.answers)),
        articles=articles,
        titles=tuple(found.titles),
        encodings=tuple(found.encodings),
        listed=tuple(listed.values()),
        doubtful=tuple(each.url for each in articles if article.judge(each.url, site).score < article.LIKELY),
        others=tuple(url for url in found.others.values() if key_of(url) in listed),
        looked_at=latest.date() if latest else None,
    )


def _pages(layout: Layout) -> Iterator[Page]:
    for file in sorted(layout.raw.glob("*.warc.gz*")):
        yield from (page for _, page in raw.pages(file) if page.status == _OK)


def _take(found: _Pages, page: Page, site: Site, *, is_article: bool) -> None:
    is_markup = kinds.kind_of(page) == "listing"
    document = _document(page, site) if is_markup else None
    if document is not None:
        found.encodings.append(document.encoding)
        found.titles.append(squeeze(document.tree.findtext(".//title") or ""))
    if is_article and document is not None:
        seen = sequel.read(document.tree, page.url)
        found.further.update(key_of(url) for url in (*seen.further, seen.whole) if url)
    if is_article or key_of(page.url) in found.further or (is_markup and document is None):
        return
    answer = kinds.read(page, lambda: (document or parse(page, site)).tree, site)
    found.answers[page.url] = kinds.kind_of(page), answer
    if not answer.articles:
        found.others.setdefault(found.titles[-1] if document else page.url, page.url)


def _document(page: Page, site: Site) -> Document | None:
    try:
        return parse(page, site)
    except NotAnArticle:
        return None


def _sources(answers: dict[str, tuple[str, Listing]]) -> Iterator[Seen]:
    """The sources, their further pages folded into the first, with the names that links give them."""
    further = {answer.next_page for _, answer in answers.values()}
    names = {key_of(link.url): link.title for _, answer in answers.values() for link in answer.listings}
    for url, (_, answer) in answers.items():
        # A feed or a list that a script fetches is the channel's on whose page it was found.
        for link in answer.sources:
            names.setdefault(key_of(link.url), names.get(key_of(url)))
    for url, (kind, answer) in answers.items():
        if url in further:
            continue
        links = [*answer.articles]
        if answer.next_page in answers:
            links += answers[answer.next_page][1].articles
        seen = Seen(url, kind, names.get(key_of(url)), tuple(link.url for link in links), answer.next_page)
        is_index = kind == "sitemap" and not answer.articles
        yield replace(seen, holds=tuple(link.url for link in answer.sources)) if is_index else seen


def articles_to_show(articles: tuple[Article, ...], count: int) -> tuple[Article, ...]:
    """A few articles by which a person can judge the reader: of several channels, and of the usual length."""
    usual = median(len(each.text) for each in articles)
    ranked = sorted(articles, key=lambda each: abs(len(each.text) - usual))
    first_of = {each.section: each for each in reversed(ranked)}
    return tuple({each.id: each for each in (*first_of.values(), *ranked)}.values())[:count]
