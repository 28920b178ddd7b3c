"""Items in, items on, in four steps: completed by what its listing said, in range, not met before, archived."""

from __future__ import annotations

from dataclasses import replace
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from newsarchive.crawl.access import crawl_of
from newsarchive.crawl.days import day_of
from newsarchive.crawl.exporters import ArchiveExporter, ArticleItem
from newsarchive.crawl.site_crawl import SiteCrawl
from newsarchive.reading import completed
from newsarchive.records import Link, Outcome


class _Pipeline:
    def __init__(self, crawl: SiteCrawl):
        self.crawl = crawl

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to build a pipeline."""
        return cls(crawl_of(crawler))

    def drop(self, item: ArticleItem, outcome: Outcome, detail: str) -> DropItem:
        """The item's page ends here."""
        self.crawl.end(outcome, item.entry, detail)
        return DropItem(detail)


class CompletePipeline(_Pipeline):
    """What the page does not say of section and day, the listing that led to it may have said."""

    def process_item(self, item: ArticleItem) -> ArticleItem:
        """The item, completed."""
        entry = item.entry
        day = day_of(Link(entry.url, date=entry.date)) if entry.date else None
        told = {"section": entry.section, "date_published": day.isoformat() if day else None}
        return replace(item, article=completed(item.article, **told))


class RangePipeline(_Pipeline):
    """Articles published outside the range asked for are not stored; those without a date are."""

    def process_item(self, item: ArticleItem) -> ArticleItem:
        """The item, if it is in range."""
        day = (item.article.date_published or "")[:10]
        if day and not self.crawl.options.covers(day):
            raise self.drop(item, Outcome.OUT_OF_RANGE, day)
        return item


class DuplicatePipeline(_Pipeline):
    """An article that this run has met under another address is not stored again."""

    def process_item(self, item: ArticleItem) -> ArticleItem:
        """The item, if it is new to this run."""
        if self.crawl.has_read(item.article):
            raise self.drop(item, Outcome.DUPLICATE, item.article.canonical_url)
        return item


class ArchivePipeline(_Pipeline):
    """The last step: into the archive."""

    def open_spider(self) -> None:
        """Begin to export."""
        self._exporter = ArchiveExporter(self.crawl)
        self._exporter.start_exporting()

    def process_item(self, item: ArticleItem) -> ArticleItem:
        """The item, stored."""
        self._exporter.export_item(item)
        return item

    def close_spider(self) -> None:
        """Commit what is left."""
        self._exporter.finish_exporting()
