"""A foreign file in, the places of its pages by site out; nothing of the pages is kept in memory."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple
from urllib.parse import urlsplit

from w3lib.url import safe_url_string

from newsarchive.discovery import article
from newsarchive.errors import CallerError
from newsarchive.importing import exchange, foreign
from newsarchive.importing.foreign import Damage
from newsarchive.sites.load import folder_of, site_names
from newsarchive.storage.captures import url_hash
from newsarchive.urls import host_of, host_of_site, key_of, site_of, within

_LATER = re.compile(r"[_-]\d{1,2}(?:\.\w{2,5})?$|/\d{1,2}/?$|[?&]\w*page\w*=\d+", re.I)


class Place(NamedTuple):
    """Where a page lies in the file; in the order in which pages are read.

    `is_later`: its address looks like that of a further page of an article, whose first page is better read before it;
    `is_likely`: it looks like an article's.
    """

    is_later: bool
    moment: float
    offset: int
    url: bytes
    is_likely: bool


@dataclass(slots=True)
class Contents:
    """What a file holds: pages by host, how many of a host's addresses look like articles, what is no page, and why."""

    hosts: defaultdict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    likely: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    damages: list[Damage] = field(default_factory=list)
    records: int = 0

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return sum(map(len, self.hosts.values()))


def survey(file: BinaryIO, told: Callable[[int, int], None]) -> Contents:
    """What a file holds; `told` is called with the byte reached and the number of pages found."""
    contents, pages = Contents(), 0
    for found in foreign.records(file):
        if isinstance(found, Damage):
            contents.damages.append(found)
            continue
        contents.records += 1
        if reason := exchange.refusal(found.record, found.head):
            contents.left_out[reason] += 1
            continue
        _add(contents, found)
        pages += 1
        told(found.offset, pages)
    return contents


def by_site(contents: Contents, archive: Path, only: str | None) -> dict[str, list[Place]]:
    """The pages by the folder of their site, each in the order of reading; what is in none goes to `left_out`.

    With `only` the pages of that site. Else a host goes to the site of the archive that it is a part of, or is a site
    of its own, with its www and mobile twins, if any of its addresses looks like an article.
    """
    if only is not None:
        host = host_of_site(folder_of(only))
        chosen = {name: folder_of(only) for name in contents.hosts if within(f"http://{name}/", host)}
        if not chosen:
            there = ", ".join(sorted(contents.hosts, key=lambda name: -len(contents.hosts[name]))[:5])
            raise CallerError(f"no pages of '{only}' in it; there are pages of: {there or 'nobody'}")
    else:
        chosen = _own_sites(contents, site_names(archive) if archive.is_dir() else [])
    sites: defaultdict[str, list[Place]] = defaultdict(list)
    for name, places in contents.hosts.items():
        if name in chosen:
            sites[chosen[name]] += places
        else:
            contents.left_out["pages of other hosts"] += len(places)
    return {folder: sorted(places) for folder, places in sorted(sites.items())}


def _add(contents: Contents, found: foreign.Found) -> None:
    url, moment = exchange.url_of(found.record), exchange.moment_of(found.record)
    assert moment is not None
    host = host_of(url)
    is_likely = article.looks(url, host).score >= article.LIKELY
    place = Place(bool(_LATER.search(url)), moment.timestamp(), found.offset, page_key(url), is_likely)
    places = contents.hosts[host]
    # What a browser made of a page lies behind the page, and is what is to be read.
    if found.record.rec_type == "conversion" and places and places[-1]._replace(offset=found.offset) == place:
        places.pop()
    elif is_likely:
        contents.likely[host] += 1
    places.append(place)


def page_key(url: str) -> bytes:
    """What stands for the address of a page: the same for all spellings that ask for the same."""
    return url_hash(safe_url_string(urlsplit(url)._replace(scheme="").geturl()))


def _own_sites(contents: Contents, known: Iterable[str]) -> dict[str, str]:
    """The folder of each host that belongs to a site."""
    hosts_known = sorted(map(host_of_site, known), key=len, reverse=True)
    twins: defaultdict[str, list[str]] = defaultdict(list)
    chosen: dict[str, str] = {}
    for name in contents.hosts:
        address = f"http://{name}/"
        home = next((host for host in hosts_known if within(address, host)), None)
        if home:
            chosen[name] = site_of(f"http://{home}/")
        else:
            twins[key_of(address)].append(name)
    for names in twins.values():
        if any(contents.likely[name] for name in names):
            main = max(names, key=lambda name: len(contents.hosts[name]))
            chosen |= dict.fromkeys(names, site_of(f"http://{main}/"))
    return chosen


def counted(left_out: Mapping[str, int]) -> str:
    """What was left out, most of it first."""
    return ", ".join(f"{count:,} {reason}" for reason, count in Counter(left_out).most_common())
