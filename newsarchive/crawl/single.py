"""An address in, the pages of its article out: a crawl of one entry, in an archive that lives as long as the call."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from newsarchive.crawl.run import crawl
from newsarchive.crawl.site_crawl import SiteCrawl
from newsarchive.crawl.targets import Options, Target, target_of
from newsarchive.errors import NotAnArticle
from newsarchive.extraction.document import Document
from newsarchive.joining import Joining
from newsarchive.records import Article, Outcome
from newsarchive.storage import Entry
from newsarchive.urls import key_of


def fetch_article(url: str, options: Options) -> tuple[Document, Joining]:
    """The page at `url` and the further pages of its article; politely and safely as in any crawl.

    `options.archive` is where a site file is looked for. Raises CallerError, SiteError for what cannot be asked, and
    NotAnArticle, with the word in which the page ended, if it did not arrive. Works once in a process.
    """
    target = target_of(url, options)
    seen = _Seen(url)
    with TemporaryDirectory(prefix="newsarchive-") as place:
        own = replace(options, archive=Path(place))
        report = crawl([target], own, manner=lambda *words: _Single(seen, *words))
    if seen.pages:
        return seen.pages
    outcome, detail = seen.ends[0] if seen.ends else (Outcome.FAILED, None)
    raise NotAnArticle(outcome, detail or "; ".join(report.errors), url=url)


@dataclass(slots=True)
class _Seen:
    """What is taken down of the page at an address: how it ended, or its article's pages."""

    url: str
    ends: list[tuple[Outcome, str | None]] = field(default_factory=list)
    pages: tuple[Document, Joining] | None = None


class _Single(SiteCrawl):
    """A crawl that begins and ends with one page."""

    learns_not_found = False  # to ask for a page that does not exist would double the work

    def __init__(self, seen: _Seen, target: Target, options: Options):
        super().__init__(target, options)
        self._seen = seen

    def begin(self) -> None:
        """Put the one page into the frontier."""
        with self._disk():
            self.archive.start_run()
            self.archive.schedule([Entry(self._seen.url, "article", key_of(self._seen.url))])

    def look_at(self, first: Document, joining: Joining) -> None:
        """Take the pages down."""
        self._seen.pages = first, joining

    def end(
        self,
        outcome: Outcome,
        entry: Entry | None,
        detail: str | None = None,
        article: Article | None = None,
        *,
        leads_on: bool = False,
    ) -> None:
        """Take it down."""
        if entry is not None:
            self._seen.ends.append((outcome, detail))
        super().end(outcome, entry, detail, article, leads_on=leads_on)
