"""A read listing page in, the entries it brings and the decision whether its next page is turned out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from newsarchive.crawl.site_crawl import SiteCrawl
from newsarchive.discovery.listing import Listing
from newsarchive.records import Link, Outcome
from newsarchive.sites.schema import Source
from newsarchive.storage import Entry
from newsarchive.urls import key_of

MAX_CHANNELS = 60
"""How many listings that the start pages link to are taken as sources, where no site file names any."""

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-/.]|\s?年\s?)(\d{1,2})(?:[-/.]|\s?月\s?)(\d{1,2})(?!\d)")
_DAY_IN_URL = re.compile(r"/(20\d\d)[-/]?(\d\d)[-/]?(\d\d)(?=[/_-]|t?\d*\.|$)")
# A listing and its articles may print another day than the one of the site's zone, and a URL the day of writing.
_SLACK = timedelta(days=1)


class Sources:
    """What this run has seen of each source, page by page.

    A listing is turned on until a page brings nothing new: nothing that this run has not met on it, or nothing that
    earlier runs have not known. A page left over from a run that was broken off is turned on from all the same, since
    what lies behind it was never looked at. With `since`, only dates end it; with `full`, only repetition.
    """

    def __init__(self, crawl: SiteCrawl):
        self._crawl = crawl
        self._listed: set[str] = {key_of(source.url) for source in crawl.target.sources}
        self._scheduled: set[int] = set()
        self._seen: defaultdict[str, set[int]] = defaultdict(set)
        self._left_over: set[str | None] = set()
        self._channels = 0

    def take(self, entry: Entry, listing: Listing) -> None:
        """Put into the frontier what the page of a source leads to."""
        crawl, links = self._crawl, listing.articles
        was_known = {link for link in links if self._was_known(key_of(link.url))}
        entries = tuple(self._articles(entry, links))
        crawl.schedule(entries, again=crawl.options.full)
        # Pages that earlier runs fetched and found outside of their range, and that lie in ours.
        crawl.schedule((each for each in entries if self._is_now_wanted(each.key)), again=True)
        if entry.depth == 0 and entry.page == 1 and crawl.target.explore:
            crawl.schedule(self._found_channels(listing), again=True)
        if listing.next_page and self._is_worth_turning(entry, links, was_known):
            self._turn(entry, listing.next_page)

    def _was_known(self, key: str) -> bool:
        """Whether an earlier run knew the article."""
        return hash(key) not in self._scheduled and self._crawl.holds(key) and not self._is_now_wanted(key)

    def _is_now_wanted(self, key: str) -> bool:
        outcome, day = self._crawl.end_of(key) or (None, None)
        return outcome is Outcome.OUT_OF_RANGE and day is not None and self._crawl.options.covers(day)

    def _articles(self, entry: Entry, links: tuple[Link, ...]) -> Iterator[Entry]:
        for link in links:
            key = key_of(link.url)
            if hash(key) in self._scheduled or self._is_out_of_range(link):
                continue
            self._scheduled.add(hash(key))
            yield Entry(link.url, "article", key, entry.section, link.title, link.date, source=entry.source)

    def _found_channels(self, listing: Listing) -> Iterator[Entry]:
        for link in listing.listings:
            key = key_of(link.url)
            if key in self._listed or self._channels >= MAX_CHANNELS:
                continue
            self._listed.add(key)
            self._channels += 1
            yield Entry(link.url, "source", key, section=link.title, depth=1, source=link.url)

    def _turn(self, entry: Entry, url: str) -> None:
        key = key_of(url)
        if key in self._listed:
            return
        self._listed.add(key)
        following = replace(entry, url=url, key=key, page=entry.page + 1, tries=0)
        if not self._crawl.schedule([following], again=True):
            self._left_over.add(entry.source)  # it waits already

    def _is_worth_turning(self, entry: Entry, links: tuple[Link, ...], was_known: set[Link]) -> bool:
        seen = self._seen[entry.source or entry.url]
        numbers = {hash(key_of(link.url)) for link in links}
        fresh = not numbers <= seen
        seen |= numbers
        declared = self._crawl.source_of(entry) or Source(entry.url)
        if not fresh or entry.page >= declared.pages:
            return False
        options = self._crawl.options
        if options.since:
            days = [day for link in links if (day := day_of(link))]
            return not days or max(days) >= options.since - _SLACK
        return options.full or self._is_left_over(entry) or len(was_known) < len(links)

    def _is_left_over(self, entry: Entry) -> bool:
        """Whether the page, or one before it, was scheduled by an earlier run and not by this one."""
        if entry.page > 1 and entry.key not in self._listed:
            self._left_over.add(entry.source)
        return entry.page > 1 and entry.source in self._left_over

    def _is_out_of_range(self, link: Link) -> bool:
        since, until, day = self._crawl.options.since, self._crawl.options.until, day_of(link)
        if day is None:
            return False
        return bool((since and day < since - _SLACK) or (until and day > until + _SLACK))


def day_of(link: Link) -> date | None:
    """The day that a listing prints beside a link, else the one in its address; None where there is no full one.

    >>> day_of(Link("http://a.cn/1.html", date="2023年6月1日 08:30")), day_of(Link("http://a.cn/2023/0601/c1.html"))
    (datetime.date(2023, 6, 1), datetime.date(2023, 6, 1))
    """
    found = _DAY.search(link.date or "") or _DAY_IN_URL.search(link.url)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
