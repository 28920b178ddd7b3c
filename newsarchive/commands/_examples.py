"""The examples of a site file read offline: which fields differ, and which pages an article was read from."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from newsarchive import reading
from newsarchive.errors import NotAnArticle
from newsarchive.extraction.document import Document, parse
from newsarchive.joining import join
from newsarchive.records import Article, Outcome, Page
from newsarchive.sites.examples import differences
from newsarchive.sites.schema import Example, Site
from newsarchive.urls import key_of

Find = Callable[[str], Page | None]
"""The page that is kept of an address, if one is."""


def read(url: str, site: Site, find: Find) -> Article:
    """The article at an address, its further pages joined, as a crawl would read it; NotAnArticle if it is none."""

    def further(address: str) -> Document | Outcome:
        page = find(address)
        try:
            return parse(page, site) if page else Outcome.GONE
        except NotAnArticle as error:
            return error.outcome

    page = find(url)
    if page is None:
        raise NotAnArticle(Outcome.GONE, "its page is not kept", url=url)
    document = parse(page, site)
    return reading.read_document(document, site, further=join(document, further).documents)


def check(site: Site, pages: dict[str, Page]) -> Iterator[str]:
    """What does not read as the site's examples say, a line each; `pages` are the kept ones by `urls.key_of`."""
    for number, example in enumerate(site.examples, 1):
        for problem in _problems(example, site, lambda url: pages.get(key_of(url))):
            yield f"examples[{number}] {example.url}: {problem}"


def _problems(example: Example, site: Site, find: Find) -> Iterator[str]:
    if find(example.url) is None:
        yield "its page is not in examples.warc.gz; `newsarchive learn --save` keeps it there"
        return
    try:
        article = read(example.url, site, find)
    except NotAnArticle as error:
        if example.outcome != error.outcome:
            yield f"must be {example.outcome or 'an article'}, and reads as {error.outcome}"
        return
    if example.outcome is not None:
        yield f"must be {example.outcome}, and reads as an article"
    for each in differences(example, article):
        yield f"{each.field}: must be {each.expected}, and reads as {each.found}"
