"""Tasks in, readings out: raw pages read again as the crawl would read them today, from the archive alone."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from pathlib import Path

from newsarchive.errors import ArchiveError, NotAnArticle
from newsarchive.extraction.document import Document, parse
from newsarchive.joining import Joining, gaps, join
from newsarchive.reading import read_document
from newsarchive.rebuilding.difference import Difference, compare
from newsarchive.rebuilding.plan import Task
from newsarchive.rebuilding.told import complete
from newsarchive.records import Article, Outcome, RawPlace
from newsarchive.sites.load import site_for
from newsarchive.storage import Entry, Layout, daily, raw
from newsarchive.storage.captures import Capture, Captures
from newsarchive.storage.days import DayFiles
from newsarchive.storage.ledger import Ledger, StoredRecord
from newsarchive.urls import key_of


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a task.

    STORED: `article` is in no record yet. UPDATED: it is, and `difference` tells them apart. UNCHANGED, DUPLICATE:
    there is nothing to store. REDIRECTED: the page lies behind a redirect, and cannot be told from the others. FAILED:
    `detail` says what keeps its pages from being read. All others: today's reader refuses it, `detail` is its reason.
    """

    task: Task
    outcome: Outcome
    url: str
    article: Article | None = None
    difference: Difference | None = None
    detail: str = ""


class Rereader:
    """One site's raw pages, and what its ledger says of them, open for reading."""

    def __init__(self, root: Path, name: str):
        self._layout, self._site = Layout(root, name), site_for(root, name)
        self._ledger = open_ledger(self._layout)
        self._captures = Captures(self._ledger)
        self._days = DayFiles(self._layout.articles, {file.name: file for file in self._ledger.files()})

    def close(self) -> None:
        """Give the ledger back."""
        self._ledger.close()

    def read(self, task: Task) -> Reading:
        """What comes of a task; whatever it is, the next one can be read."""
        name = task.url if isinstance(task, Entry) else task.article
        try:
            return self._of_page(task) if isinstance(task, Entry) else self._of_record(task)
        except NotAnArticle as error:
            return Reading(task, error.outcome, error.url or name, detail=error.reason)
        except ArchiveError as error:
            return Reading(task, Outcome.FAILED, name, detail=str(error))
        except Exception as error:  # noqa: BLE001 -- as in a crawl, a page that finds a defect does not hold up the rest
            detail = f"a defect in newsarchive, {type(error).__name__}: {error}"
            return Reading(task, Outcome.FAILED, name, detail=detail)

    def _of_page(self, entry: Entry) -> Reading:
        """A page that no record was made of."""
        capture = self._captured(entry.url)
        if capture is None:
            return Reading(entry, Outcome.REDIRECTED, entry.url)
        return self._known_or_new(entry, self._article(capture.place, entry, None))

    def _of_record(self, record: StoredRecord) -> Reading:
        line = self._days.line(record.day, record.offset, record.length)
        stored = Article.from_json(line)
        article = self._newest(record, stored)
        if article.id != record.article:
            return self._known_or_new(record, article)
        difference = compare(stored, article)
        outcome = Outcome.UPDATED if difference else Outcome.UNCHANGED
        return Reading(record, outcome, article.url, article if difference else None, difference)

    def _known_or_new(self, task: Task, article: Article) -> Reading:
        """An article that is not that of the task's record, if it has one."""
        if self._ledger.latest(article.id):
            return Reading(task, Outcome.DUPLICATE, article.url)
        detail = f"{task.article} before" if isinstance(task, StoredRecord) else ""
        return Reading(task, Outcome.STORED, article.url, article, detail=detail)

    def _newest(self, record: StoredRecord, stored: Article) -> Article:
        """The article of a record's raw page, or of a later capture that today's reader, unlike the one of its day,
        finds to differ in text or title.
        """
        if record.raw is None:
            raise ArchiveError(f"version {record.version} of {record.article} has no raw page", path=self._layout.raw)
        found = self._frontier(stored.url)
        entry = found[0] if found else None
        article = self._article(record.raw, entry, stored)
        capture = self._captured(stored.url) if found and found[1] is Outcome.UNCHANGED else None
        if capture and capture.place != record.raw:
            with contextlib.suppress(NotAnArticle):
                later = self._article(capture.place, entry, stored)
                if later.id == article.id and later.content_hash != article.content_hash:
                    return later
        return article

    def _article(self, place: RawPlace, entry: Entry | None, stored: Article | None) -> Article:
        """The article of a raw page, as it would come back from its line."""
        first = parse(raw.read(self._layout.raw, place), self._site)
        joining = self._join(first, stored)
        article = read_document(first, self._site, further=joining.documents, said=joining.said())
        article = complete(article, entry, stored)
        return Article.from_json(daily.line_of(replace(article, raw=place)))

    def _join(self, first: Document, stored: Article | None) -> Joining:
        """The further pages of an article, found as the crawl finds them, each as it was captured last.

        ArchiveError if pages are missing that the record was read from.
        """
        known = gaps(stored.read_by.get("pages", "")) if stored else {}
        joining = join(first, self._last_captured, known)
        found, wanted = len(joining.documents) + 1, stored.pages if stored else 1
        if joining.missing and found < wanted:
            raise ArchiveError(f"only {found} of the {wanted} pages of {first.page.url} can be found")
        return joining

    def _last_captured(self, url: str) -> Document | Outcome | None:
        capture = self._captured(url)
        try:
            return parse(raw.read(self._layout.raw, capture.place), self._site) if capture else None
        except NotAnArticle as error:
            return error.outcome

    def _captured(self, url: str) -> Capture | None:
        """The last capture of an address, or of its twin on https: of redirects, only that one can be told."""
        return self._captures.last(url) or self._captures.last(url.replace("http://", "https://", 1))

    def _frontier(self, url: str) -> tuple[Entry, Outcome] | None:
        """The frontier's entry of an article's page, and how the page ended when it was fetched last."""
        sql = "SELECT url, key, section, title, date, outcome FROM frontier WHERE key = ? AND kind = 'article'"
        row = self._ledger.connection.execute(sql, (key_of(url),)).fetchone()
        if row is None or row[-1] is None:
            return None
        url, key, *told, outcome = row
        return Entry(url, "article", key, *told), Outcome(outcome)


def open_ledger(layout: Layout) -> Ledger:
    """A site's ledger for reading; ArchiveError if it has none."""
    ledger = Ledger.read(layout.ledger)
    if ledger is None:
        raise ArchiveError(f"has no ledger; run `newsarchive verify {layout.site} --repair`", path=layout.folder)
    return ledger
