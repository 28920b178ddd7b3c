"""The caller's words in, what to crawl and how out: Target and Options, for the command line and for `scrapy crawl`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from newsarchive.crawl.security import names_private_address
from newsarchive.errors import CallerError
from newsarchive.sites.load import site_for, site_names
from newsarchive.sites.schema import Site, Source
from newsarchive.sites.spans import span_of
from newsarchive.urls import host_of_site, is_http, key_of, site_of

_HOST = re.compile(r"(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?")


@dataclass(frozen=True, slots=True)
class Options:
    """How to crawl.

    Articles published outside `since`..`until` are not stored; after `limit` articles or `max_seconds` the crawl ends.
    `full` fetches known articles again and turns every page of a listing. `delay`: seconds between requests instead of
    the site's own; 0 lifts AutoThrottle and concurrency as well. `contact` goes into the User-Agent.
    """

    archive: Path = Path("data")
    since: date | None = None
    until: date | None = None
    limit: int | None = None
    max_seconds: float | None = None
    full: bool = False
    delay: float | None = None
    allow_private: bool = False
    contact: str | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise CallerError(f"--since {self.since} is after --until {self.until}")
        if self.contact and not re.fullmatch(r"[!-'*-~]+", self.contact):
            raise CallerError(f"--contact {self.contact!r}: write a mail address or a URL, in ASCII and without spaces")

    def covers(self, day: str) -> bool:
        """Whether a day ("2023-06-01") lies in the range."""
        since, until = self.since, self.until
        return (since is None or day >= since.isoformat()) and (until is None or day <= until.isoformat())

    def days(self, today: date, looked_at: date | None = None) -> Iterator[date]:
        """The days of the range, newest first; without `since` the last two, and those since it was `looked_at`."""
        last = min(self.until or today, today)
        first = self.since or min(last, looked_at or last) - timedelta(days=1)
        yield from (last - timedelta(days=back) for back in range((last - first).days + 1))


@dataclass(frozen=True, slots=True)
class Target:
    """A site and the sources to begin with.

    `is_guess`: nobody has named the source, it is the home page; where an earlier run began elsewhere, that is better.
    """

    site: Site
    sources: tuple[Source, ...]
    is_guess: bool = False

    @property
    def explores(self) -> bool:
        """Whether sources may be found that nobody has named."""
        return any(source.explore for source in self.sources)

    @property
    def folder(self) -> str:
        """The name of the site's folder in the archive."""
        return self.site.host.replace(":", "_")


def options_of(words: Mapping[str, Any], *, contact: str | None = None) -> Options:
    """Options as the caller writes them, each a string or left out. Raises CallerError."""
    given = {name: value for name, value in words.items() if name in _READERS and value not in (None, False, "")}
    values = {_RENAMED.get(name, name): _READERS[name](value) for name, value in given.items()}
    return Options(**({"contact": contact} | values))


def targets_of(words: Iterable[str], options: Options) -> tuple[Target, ...]:
    """What the words name: URLs, hosts, or folders of the archive. Raises CallerError, SiteError."""
    targets: dict[str, Target] = {}
    for word in words:
        target = target_of(word, options)
        known = targets.get(target.folder)
        sources = (*known.sources, *target.sources) if known else target.sources
        targets[target.folder] = replace(target, sources=tuple(dict.fromkeys(sources)))
    return tuple(targets.values())


def target_of(word: str, options: Options) -> Target:
    """What one word names. Raises CallerError, SiteError."""
    if "://" in word and not is_http(word):
        raise CallerError(f"{word}: only http:// and https:// addresses can be crawled")
    target = _by_url(word, options.archive) if "://" in word else _by_name(word, options.archive)
    if not _HOST.fullmatch(target.site.host):
        raise CallerError(f"'{word}' names no host; write it as in news.example.cn or https://news.example.cn/")
    if names_private_address(_bare(target.site.host)) and not options.allow_private:
        raise CallerError(f"{_bare(target.site.host)} is no public address; --allow-private crawls one's own servers")
    return target


def _by_url(url: str, archive: Path) -> Target:
    site = site_for(archive, site_of(url))
    if site.sources and not key_of(url).partition("/")[2]:
        return Target(site, site.sources)
    declared = tuple(source for source in site.sources if key_of(source.url) == key_of(url))
    return Target(site, declared or (Source(url, explore=True),))


def _by_name(name: str, archive: Path) -> Target:
    site = site_for(archive, name)
    if site.sources:
        return Target(site, site.sources)
    known = site_names(archive) if archive.is_dir() else []
    if "." not in site.host and ":" not in site.host and name not in known:
        near = get_close_matches(name, known, 1)
        hint = f"did you mean {near[0]}?" if near else "give a host (news.example.cn) or an address (https://...)"
        raise CallerError(f"there is no site '{name}' under {archive}; {hint}")
    # An address or a port of one's own speaks http; a portal by its name speaks https today.
    bare = ":" in site.host or site.host.replace(".", "").isdecimal()
    home = Source(f"{'http' if bare else 'https'}://{site.host}/", explore=True)
    return Target(site, (home,), is_guess=True)


def _bare(host: str) -> str:
    return re.sub(r":\d+$", "", host)


def site_folders(options: Options) -> list[str]:
    """The folders of the archive that are sites, without those that only `allow_private` opens.

    CallerError if there is none.
    """
    there = site_names(options.archive) if options.archive.is_dir() else []
    names = [name for name in there if options.allow_private or not names_private_address(_bare(host_of_site(name)))]
    if there and not names:
        raise CallerError(f"no site under {options.archive} is at a public address; --allow-private crawls one's own")
    if not names:
        raise CallerError(
            f"there is no site under {options.archive}; name one: newsarchive crawl https://news.example.cn/"
        )
    return names


def day_of(text: str) -> date:
    """A day as the caller writes it. Raises CallerError.

    >>> day_of("2023-06-01")
    datetime.date(2023, 6, 1)
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CallerError(f"'{text}' is no day; write it as in 2023-06-01") from None


def seconds_of(text: str) -> float:
    """A span of time as the caller writes it, in seconds. Raises CallerError.

    >>> seconds_of("90"), seconds_of("1.5h")
    (90.0, 5400.0)
    """
    try:
        return span_of(text).total_seconds()
    except ValueError as error:
        raise CallerError(str(error)) from None


def count_of(text: str) -> int:
    """A number of articles as the caller writes it, 1 or more. Raises CallerError."""
    if not text.isdecimal() or int(text) < 1:
        raise CallerError(f"'{text}' is no number of articles; write it as in 100")
    return int(text)


def flag_of(text: str | bool) -> bool:
    """Yes or no, as `scrapy crawl -a` hands it over.

    >>> flag_of("1"), flag_of("false")
    (True, False)
    """
    return str(text).lower() not in ("0", "no", "false")


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "archive": Path,
    "since": day_of,
    "until": day_of,
    "limit": count_of,
    "max_time": seconds_of,
    "full": flag_of,
    "delay": seconds_of,
    "allow_private": flag_of,
    "contact": str,
}
_RENAMED = {"max_time": "max_seconds"}
