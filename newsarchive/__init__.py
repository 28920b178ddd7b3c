"""newsarchive turns a news portal into a clean, dated, permanent data set.

The floors, from the ground up; imports go down only (docs/architecture.md is the map):

    records text version                      frozen nouns; strings
    errors urls                               what can go wrong, by who must act; addresses and names
    sites                                     what we know of one portal
    discovery extraction cleaning storage     a page -> links; -> fields; blocks -> verdicts; what remembers
    judging joining                           a document -> the verdict on each block; a first page -> the others
    reading progress                          the chain: Page + Site -> Article; the line that says how work stands
    crawl rebuilding importing                Scrapy's room; raw pages read again; WARC files of others
    reporting demo                            numbers and tables; a portal of our own
    commands cli                              the command line

The public door: `read()` for one page, `Archive` for what a crawl has stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from newsarchive.errors import NotAnArticle, Unreadable
from newsarchive.records import Article, Page
from newsarchive.version import __version__

if TYPE_CHECKING:
    from newsarchive.sites import Site
    from newsarchive.storage.reader import Archive

__all__ = ["Archive", "Article", "NotAnArticle", "Unreadable", "__version__", "read"]


def read(
    body: bytes | str,
    *,
    url: str,
    headers: Mapping[str, str] | None = None,
    site: Site | None = None,
    fetched_at: datetime | None = None,
) -> Article:
    """The article of one page, as it was downloaded: HTML, or a plain-text capture of a page.

    `headers` are the response's (only Content-Type is looked at), `fetched_at` what "3小时前" is counted from (aware).
    Raises `NotAnArticle`, whose `outcome` says why, or its subclass `Unreadable`.
    """
    # Imported here, so that `newsarchive --help` does not wait for the model.
    from newsarchive.reading import read_page
    from newsarchive.sites.defaults import for_host
    from newsarchive.urls import host_of

    page = Page(
        url=url,
        body=body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body,
        headers=tuple((headers or {}).items()),
        fetched_at=fetched_at,
    )
    return read_page(page, site or for_host(host_of(url)))


def __getattr__(name: str) -> Any:
    if name == "Archive":
        from newsarchive.storage.reader import Archive

        return Archive
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
