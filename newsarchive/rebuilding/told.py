"""An article in, the article with what its listing said of it out."""

from __future__ import annotations

from datetime import date

from newsarchive.discovery import dates
from newsarchive.reading import LISTING, completed
from newsarchive.records import Article
from newsarchive.storage import Entry

_FIELDS = ("section", "date_published")


def complete(article: Article, entry: Entry | None, stored: Article | None) -> Article:
    """The article with section and day of publication as its listing has them, where its own page is silent.

    What the `stored` record was told stands, and what it lacks it was not told, whatever listings have said of the
    `entry` since.
    """
    listed = {"section": entry.section, "date_published": _day(entry, article)} if entry else {}
    return completed(article, **{name: _told(name, listed.get(name), stored) for name in _FIELDS})


def _told(name: str, listed: str | None, stored: Article | None) -> str | None:
    if stored is None:
        return listed
    value: str | None = getattr(stored, name)
    return value if value is None or stored.read_by.get(name) == LISTING else listed


def _day(entry: Entry, article: Article) -> str | None:
    if not entry.date or not article.date_fetched:
        return None
    day = dates.day_of(entry.date, date.fromisoformat(article.date_fetched[:10]))
    return day.isoformat() if day else None
