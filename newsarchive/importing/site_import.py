"""The pages of one site in a foreign file in, its archive filled out: kept, judged, read and stored as in a crawl."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import BinaryIO

from newsarchive import reading
from newsarchive.discovery import article, kinds
from newsarchive.errors import ArchiveError, NotAnArticle
from newsarchive.extraction.document import Document, parse
from newsarchive.importing import exchange, foreign
from newsarchive.importing.contents import Place, page_key
from newsarchive.importing.report import SiteReport
from newsarchive.joining import join
from newsarchive.records import Article, Link, Outcome, Page, RawPlace
from newsarchive.sites.schema import Site
from newsarchive.storage import Entry, SiteArchive
from newsarchive.storage.rows import IMPORT
from newsarchive.urls import key_of

_FURTHER = "page"
"""The kind under which the frontier knows further pages of articles, by their whole address."""
_NEW = (Outcome.STORED, Outcome.UPDATED)

End = tuple[Outcome, str | None, Article | None]


class SiteImport:
    """One site's share of a file, in the order of reading. The archive knows how far it has come."""

    def __init__(self, archive: SiteArchive, site: Site, file: BinaryIO, places: Sequence[Place], report: SiteReport):
        self._archive, self._site, self._file, self._places, self.report = archive, site, file, places, report
        self._by_url = {place.url: place.offset for place in sorted(places, key=lambda place: place.moment)}
        self._listed: frozenset[str] = frozenset()

    def run(self, name: str, fingerprint: str, told: Callable[[SiteReport], None]) -> None:
        """Take every page that no earlier run has taken; `name` and `fingerprint` are the file's.

        Killed at any moment, the next run goes on. ArchiveError for what the disk refuses.
        """
        mark = f"import {_digest(fingerprint, self._places, self._site)}"
        self.report.before = json.loads(self._archive.template(mark) or '{"done": 0}')["done"]
        waiting = self._places[self.report.before :]
        if not waiting:
            return
        self._archive.start_run()
        self._listed = self._look_around()
        for place in waiting:
            self._take(place)
            self._archive.keep_template(mark, json.dumps({"file": name, "done": self.report.done}))
            if self._archive.due():
                self._archive.commit()
                told(self.report)
        self._archive.end_run(f"{IMPORT}{name}")

    def _look_around(self) -> frozenset[str]:
        """What the file's other pages link to as articles, of those whose address alone does not look like one."""
        listed: set[str] = set()
        for place in self._places:
            page = None if place.is_likely else self._page(place.offset)
            if page:
                listed.update(key_of(link.url) for link in self._links(page) if not self._is_likely(link.url))
        return frozenset(listed)

    def _links(self, page: Page) -> Sequence[Link]:
        """The articles that a page lists."""
        try:
            return kinds.read(page, lambda: parse(page, self._site).tree, self._site).articles
        except NotAnArticle:
            return ()

    def _is_likely(self, url: str) -> bool:
        return article.judge(url, self._site).score >= article.LIKELY

    def _take(self, place: Place) -> None:
        found = exchange.page_of(foreign.at(self._file, place.offset))
        if found is None:
            self.report.outcomes[Outcome.TOO_LARGE] += 1
            return
        page, wire = found
        raw = self._archive.keep_page(page, wire)
        # What a crawl would not have fetched is no entry of the frontier either: a rebuild must not read it.
        unread = Outcome.JOINED if self._archive.known(page.url, _FURTHER) else self._refusal(page.url)
        self.report.outcomes[unread or self._end(page, raw)] += 1

    def _end(self, page: Page, raw: RawPlace) -> Outcome:
        """Read a page and end it, as what became of it."""
        try:
            outcome, detail, stored = self._read(page, raw)
        except ArchiveError:
            raise
        except Exception as error:  # noqa: BLE001 -- as in a crawl, a page that finds a defect does not hold up the rest
            outcome, detail, stored = Outcome.FAILED, f"a defect in newsarchive, {type(error).__name__}: {error}", None
            self.report.defects.append(f"{page.url}: {detail}")
        if stored:
            self.report.days.add((stored.date_published or stored.date_fetched or "")[:10])
        entry = Entry(page.url, "article", key_of(page.url))
        # What a crawl knows of a page is newer, unless the page brought something.
        if outcome in _NEW or not self._archive.known(entry.key):
            self._archive.finish(entry, outcome, detail=detail, article=stored, whole=False)
        return outcome

    def _read(self, page: Page, raw: RawPlace) -> End:
        """How a page ends, the detail, and the new record if there is one."""
        try:
            document = parse(page, self._site)
            joining = join(document, self._document)
            read = reading.read_document(document, self._site, further=joining.documents, said=joining.said())
            found = replace(read, raw=raw)
        except NotAnArticle as error:
            return error.outcome, error.reason, None
        before = self._archive.differing(found)
        if before and _bare(before.url) != _bare(found.url):
            return Outcome.DUPLICATE, before.url, None
        if before and (before.date_fetched or "") > (found.date_fetched or ""):
            return Outcome.DUPLICATE, "a later capture of it is stored", None
        outcome, stored = self._archive.store(found)
        for each in joining.documents:
            self._archive.finish(Entry(each.page.url, _FURTHER, each.page.url), Outcome.JOINED)
        return outcome, None, stored if outcome in _NEW else None

    def _refusal(self, url: str) -> Outcome | None:
        """What a page is taken for that a crawl would not have fetched as an article; None if it would.

        That is for its address to say, or for a link to it on another page of the file.
        """
        shape = article.judge(url, self._site)
        if shape.reason in (article.LISTING, article.HOME):
            return Outcome.LISTING
        is_wanted = self._is_likely(url) or (not shape.is_refused and key_of(url) in self._listed)
        return None if is_wanted else Outcome.NOT_ARTICLE

    def _document(self, url: str) -> Document | None:
        """The page at an address, parsed; None where the file does not hold it, or it makes no text."""
        offset = self._by_url.get(page_key(url))
        page = None if offset is None else self._page(offset)
        try:
            return parse(page, self._site) if page else None
        except NotAnArticle:
            return None

    def _page(self, offset: int) -> Page | None:
        found = exchange.page_of(foreign.at(self._file, offset))
        return found[0] if found else None


def _digest(fingerprint: str, places: Sequence[Place], site: Site) -> str:
    """What tells one list of pages of one file, and how its site reads them, from another: 16 hexadecimal digits."""
    digest = hashlib.blake2b(f"{fingerprint} {site}".encode(), digest_size=8)
    for place in places:
        digest.update(place.offset.to_bytes(8, "big"))
    return digest.hexdigest()


def _bare(url: str) -> str:
    return url.partition("://")[2]
