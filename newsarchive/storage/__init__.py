"""What remembers: raw pages (WARC), day files (JSON Lines), the ledger (SQLite), and the unit of work over them."""

from newsarchive.storage.archive import SiteArchive
from newsarchive.storage.frontier import Entry
from newsarchive.storage.layout import Layout
from newsarchive.storage.raw import Wire
from newsarchive.storage.reader import Archive

__all__ = ["Archive", "Entry", "Layout", "SiteArchive", "Wire"]
