"""A read listing page in, the entries it brings and the decision whether its next page is turned out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from newsarchive.crawl.days import day_of, latest_day_of
from newsarchive.crawl.site_crawl import SiteCrawl, is_start
from newsarchive.crawl.turning import PAGES, QUIET_DAYS, SLACK, End
from newsarchive.discovery import article, channels, placing
from newsarchive.discovery.links import Listing
from newsarchive.records import Link, Outcome
from newsarchive.sites.addresses import following
from newsarchive.storage import Entry
from newsarchive.urls import key_of

MAX_SOURCES = 100
"""How many sources a run takes that no site file names: channels, feeds, the sitemaps of robots.txt and of an index."""
MAX_DEPTH = 3
"""How far from the start a source may lie: a channel, its frame or feed; an index of sitemaps in another."""
MET = 5000
"""So many articles are remembered by their number: what a list of numbers begins with stands on the front pages."""


class Sources:
    """What this run has seen of each source, page by page.

    How far it is turned is for `Turning` to say. A page left over from a run that was broken off counts as one that
    earlier runs have not known, since what lies behind it was never looked at.
    """

    def __init__(self, crawl: SiteCrawl):
        self._crawl = crawl
        self._is_old: dict[int, bool] = {}  # of each article met in this run, whether an earlier one knew it
        self._met: dict[str, str] = {}  # addresses of articles by the number in them
        self._patterns: dict[str | None, str] = {}  # by source, how its rows become addresses
        self._names: dict[int, int] = {}  # of articles that their file name tells apart, the number of the first
        self._listed: set[str] = set()
        self._turned: set[str] = set()
        self._left_over: set[str | None] = set()
        self._starts: set[str] = set()  # where the page that a crawl begins with is forwarded to, or has its frames
        self._found = 0

    def place(self, entry: Entry, listing: Listing) -> Listing:
        """The listing; rows that hold a number alone with addresses like those that other pages link to."""
        for link in listing.articles[: MET - len(self._met)]:
            if number := placing.number_of(link.url):
                self._met.setdefault(number, link.url)
        if not listing.numbered:
            return listing
        # A further page of a source has no headline; in its place it carries the pattern, also to a later run.
        pattern = placing.pattern_of(listing.numbered, self._met) or self._patterns.get(entry.source) or entry.title
        if pattern is None:
            return replace(listing, next_page=None)
        self._patterns[entry.source] = pattern
        return replace(listing, articles=placing.placed(listing.numbered, pattern))

    def take(self, entry: Entry, listing: Listing) -> bool:
        """Put into the frontier what the page of a source leads to; whether further sources are among it."""
        crawl, links = self._crawl, listing.articles
        self._listed.add(entry.key)
        new, again = self._articles(entry, links)
        crawl.schedule(new)
        crawl.schedule(again, again=True)
        sources = list(self._further_sources(entry, listing))
        crawl.schedule(sources, again=True)
        self._turn(entry, listing, has_parts=bool(sources))
        return bool(sources)

    def _articles(self, entry: Entry, links: tuple[Link, ...]) -> tuple[list[Entry], list[Entry]]:
        """The articles that this run meets for the first time and wants: to be fetched if new, to be fetched again."""
        crawl, new, again = self._crawl, list[Entry](), list[Entry]()
        for link in links:
            key = key_of(link.url)
            number = hash(key)
            if number in self._is_old or self._is_twin(link, entry, key):
                continue
            outcome, detail = crawl.end_of(key) or (None, None)
            # An earlier run fetched it and found it outside of its range; it lies in ours.
            is_wanted = outcome is Outcome.OUT_OF_RANGE and crawl.options.covers(detail or "")
            self._is_old[number] = not is_wanted and (outcome is not None or crawl.holds(key))
            if not self._is_out_of_range(link):
                # What "昨天" means is known today only; the article may be read by a later run.
                day = latest_day_of(link, crawl.today()) if link.date else None
                told = day.isoformat() if day else link.date
                found = Entry(link.url, "article", key, entry.section, link.title, told, source=entry.source)
                (again if is_wanted or crawl.options.full else new).append(found)
        return new, again

    def _is_twin(self, link: Link, entry: Entry, key: str) -> bool:
        """Whether this run has met the article in another folder: some portals have it in each of its channels."""
        name = article.telling_name(link.url)
        first = self._names.setdefault(hash(name), hash(key)) if name else hash(key)
        if first == hash(key):
            return False
        self._is_old[hash(key)] = self._is_old[first]
        if not self._crawl.holds(key):
            found = Entry(link.url, "article", key, entry.section, link.title, source=entry.source)
            self._crawl.end(Outcome.DUPLICATE, found, f"{name} lies in another folder as well")
        return True

    def _further_sources(self, entry: Entry, listing: Listing) -> Iterator[Entry]:
        """What belongs to the page of a source; of a portal that is explored its channels and theirs as well."""
        explores = self._crawl.source_of(entry).explore
        found = list(listing.sources) if entry.depth < MAX_DEPTH and (explores or not listing.articles) else []
        if explores:
            found += self._channels(entry, listing)
        sheets = channels.sheets(entry.url, listing.listings) if explores else ()
        for number, link in enumerate((*sheets, *found)):
            key = key_of(link.url)
            if key in self._listed or self._is_past(link) or (number >= len(sheets) and not self._is_granted(link)):
                continue
            self._listed.add(key)
            section = entry.section or link.title
            yield Entry(link.url, "source", key, section=section, depth=entry.depth + 1, source=link.url)

    def _channels(self, entry: Entry, listing: Listing) -> Iterator[Link]:
        """The channels and sitemaps of the page that a crawl begins with or is forwarded to; the parts of a channel."""
        if is_start(entry) or entry.key in self._starts:
            self._starts.update(key_of(link.url) for link in listing.sources)
            yield from listing.listings
            # Whoever begins at a channel does not ask for what the sitemaps of the whole portal hold.
            if is_start(entry) and not entry.key.partition("/")[2]:
                yield from map(Link, self._crawl.sitemaps)
        elif entry.depth < MAX_DEPTH:
            yield from channels.parts(entry.url, listing.listings, alone=not listing.articles)

    def _is_granted(self, link: Link) -> bool:
        """Whether the run takes one source more; what it leaves out is told."""
        self._found += 1
        if self._found == MAX_SOURCES + 1:
            reason = f"takes {MAX_SOURCES} sources that no site file names, not {link.url} and what comes after it"
            self._crawl.tally.tell(f"{self._crawl.site.host}: a run {reason}; a site file can name them")
        return self._found <= MAX_SOURCES

    def _turn(self, entry: Entry, listing: Listing, *, has_parts: bool) -> None:
        """Put the next page of the entry's source into the frontier, if it is worth it; a list may lie in its parts."""
        crawl, source, links = self._crawl, entry.source or entry.url, listing.articles
        url = listing.next_page or following(entry.source or "", entry.url)
        is_old = all(self._is_old[hash(key_of(link.url))] for link in links) if links else crawl.was_whole
        is_known = not self._is_left_over(entry) and is_old
        most = crawl.source_of(entry).pages
        is_of_days = article.names_day(urlsplit(url or "").path.rpartition("/")[0])
        patience = PAGES if has_parts and not links else QUIET_DAYS if is_of_days else 0
        if crawl.turning.end(source, entry.page, links, most=most, is_known=is_known, patience=patience):
            return
        key = key_of(url) if url else None
        if url is None or key is None or key in self._listed:
            crawl.turning.put_down(source, End.REPEATED if url else End.BUTTON if listing.is_cut_off else End.LAST)
            return
        self._listed.add(key)
        self._turned.add(key)
        following_entry = replace(
            entry, url=url, key=key, page=entry.page + 1, tries=0, title=self._patterns.get(entry.source)
        )
        if not crawl.schedule([following_entry], again=True):
            self._left_over.add(entry.source)  # it waits already

    def _is_left_over(self, entry: Entry) -> bool:
        """Whether the page, or one before it, was scheduled by an earlier run and not by this one."""
        if entry.page > 1 and entry.key not in self._turned:
            self._left_over.add(entry.source)
        return entry.page > 1 and entry.source in self._left_over

    def _is_past(self, link: Link) -> bool:
        """Whether a source was changed for the last time, or an article published, before the range begins."""
        since, day = self._crawl.options.since, latest_day_of(link, self._crawl.today())
        return bool(since and day and day < since - SLACK)

    def _is_out_of_range(self, link: Link) -> bool:
        until, day = self._crawl.options.until, day_of(link)
        return self._is_past(link) or bool(until and day and day > until + SLACK)
