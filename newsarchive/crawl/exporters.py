"""Scrapy's word for what writes items out: here, into the site's archive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scrapy.exporters import BaseItemExporter

from newsarchive.crawl.site_crawl import SiteCrawl
from newsarchive.records import Article
from newsarchive.storage import Entry


@dataclass(frozen=True, slots=True)
class ArticleItem:
    """What the spider found: an article, the entry whose page it was read from, and what there is to say of it."""

    entry: Entry
    article: Article
    note: str | None = None


class ArchiveExporter(BaseItemExporter):
    """Writes ArticleItems into the archive of a site; they are permanent once a commit has returned."""

    def __init__(self, crawl: SiteCrawl):
        super().__init__()
        self._crawl = crawl

    def export_item(self, item: Any) -> None:
        """Store the article; its entry ends with what the archive says of it."""
        self._crawl.store(item.entry, item.article, item.note)

    def finish_exporting(self) -> None:
        """Commit what is left."""
        self._crawl.commit()
