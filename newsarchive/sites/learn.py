"""What a look around a portal has shown in, a Site out, with a reason for everything that differs from the defaults."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from newsarchive.records import Article
from newsarchive.sites import defaults
from newsarchive.sites.schema import KINDS, Articles, Cut, Site, Source
from newsarchive.text import weight
from newsarchive.urls import key_of


@dataclass(frozen=True, slots=True)
class Seen:
    """A source that was looked at: its kind, the name that links gave it, the addresses of the articles it listed.

    `next_page` is where it goes on, `holds` the sources that it lists in place of articles (an index of sitemaps).
    """

    url: str
    kind: str = "listing"
    name: str | None = None
    articles: tuple[str, ...] = ()
    next_page: str | None = None
    holds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """A look around a portal, from the address `start` on.

    `titles` are those of the pages, as a browser shows them, `encodings` what they were written in. `listed` are the
    addresses that sources gave for articles. `doubtful` are addresses of articles that do not look like such; `others`
    those of pages that look it and are none. `looked_at` is the day of the look.
    """

    start: str | None = None
    sources: tuple[Seen, ...] = ()
    articles: tuple[Article, ...] = ()
    titles: tuple[str, ...] = ()
    encodings: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    looked_at: date | None = None


@dataclass(frozen=True, slots=True)
class Learned:
    """A site and the reasons for what differs from its defaults, by key: "timezone", "sources[1]", "cut.lines[2]".

    `notes` are what was seen and needs no key, since the defaults see it too.
    """

    site: Site
    reasons: Mapping[str, str]
    notes: tuple[str, ...] = ()


FEW = 3
"""A source with fewer articles, a line on fewer pages, a folder with fewer others is an accident."""

_SILENCE = timedelta(days=3)
_FORMS = 6
"""How many forms of addresses are told."""
_REPEATED = 0.3
"""The share of the articles from which on a line of the text is the portal's, not the articles'."""

_SEPARATOR = re.compile(r"[_|｜·—–]+|\s-+\s|-{2,}")
_NAMELESS = re.compile(r"更多|首页|滚动|最新|全部|more|home|latest|all|rss", re.I)
_NUMBERED = re.compile(r"(?:[a-z]{1,12}[_-]?)?\d+", re.I)
# A day in the address of a listing, as strftime writes it.
_DAYS = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"(?<!\d)20\d\d-\d\d-\d\d(?!\d)", "%Y-%m-%d"),
        (r"(?<!\d)20\d\d/\d\d/\d\d(?!\d)", "%Y/%m/%d"),
        (r"(?<!\d)20\d\d-\d\d/\d\d(?!\d)", "%Y-%m/%d"),
        (r"(?<!\d)20\d\d/\d\d\d\d(?!\d)", "%Y/%m%d"),
        (r"(?<!\d)20\d\d\d\d/\d\d(?!\d)", "%Y%m/%d"),
        (r"(?<!\d)20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)", "%Y%m%d"),
    )
)


def learn(host: str, sample: Sample) -> Learned:
    """The site of a host as the sample shows it."""
    site, reasons = defaults.for_host(host), dict[str, str]()
    for part in (_name, _tongue, _sources, _articles, _cut):
        site, told = part(site, sample)
        reasons |= told
    return Learned(site, reasons, tuple(_notes(sample)))


def _notes(sample: Sample) -> Iterator[str]:
    """What the crawl finds out by itself, for whoever reads the file."""
    if sample.encodings:
        counts = Counter(sample.encodings).most_common()
        yield f"Its pages are in {_listed(counts)}; the reader tells which by itself."
    if sample.articles:
        forms = Counter(_general(each.url) for each in sample.articles).most_common(_FORMS)
        yield f"Articles lie at {_listed(forms)}."


def _listed(counts: list[tuple[str, int]]) -> str:
    return ", ".join(f"{word} ({count})" for word, count in counts)


def _name(site: Site, sample: Sample) -> tuple[Site, dict[str, str]]:
    """The part that most titles share ("国内_示例网", "示例网_首页"), or many, and far more than any other."""
    titles = len(sample.titles)
    parts = Counter(part for title in sample.titles for part in {part.strip() for part in _SEPARATOR.split(title)})
    (name, count), (_, second) = [*parts.most_common(2), ("", 0), ("", 0)][:2]
    is_shared = 2 * count > titles or (3 * count > titles and 2 * count > 3 * second)
    if count >= FEW and is_shared and 2 <= len(name) <= 40:
        return replace(site, name=name), {"name": f"stands in the titles of {count} of {titles} pages"}
    return site, {}


def _tongue(site: Site, sample: Sample) -> tuple[Site, dict[str, str]]:
    """Language and time zone, where the domain does not tell them and all articles agree.

    A portal with a channel in another language has neither: its pages say for themselves in which they are.
    """
    reasons = {}
    languages = {each.language for each in sample.articles}
    language = languages.pop() if len(languages) == 1 else None
    if language and not site.language:
        site, reasons["language"] = replace(site, language=language), f"of all {len(sample.articles)} articles"
    zones = {defaults.timezone_of(site.host, each.language) for each in sample.articles}
    zone = zones.pop() if len(zones) == 1 else None
    if zone and not site.timezone:
        site, reasons["timezone"] = replace(site, timezone=zone), "where its language is spoken: correct it if not"
    return site, reasons


def _sources(site: Site, sample: Sample) -> tuple[Site, dict[str, str]]:
    """The start, from which what is not named here is found, and the sources that add articles, the busiest first."""
    sources, reasons, listed = list[Source](), dict[str, str](), set[str]()
    within = {key_of(url) for seen in sample.sources for url in seen.holds}
    if sample.start:
        sources.append(Source(sample.start, explore=True))
        reasons["sources[1]"] = "where the look began; channels that are not named below are found from here"
    for seen in sorted(sample.sources, key=lambda each: -len(each.articles)):
        keys = {key_of(url) for url in seen.articles}
        is_poor = not seen.holds and (len(keys) < FEW or keys <= listed)
        is_known = key_of(seen.url) in within or (sample.start and key_of(seen.url) == key_of(sample.start))
        if is_poor or is_known or (seen.kind == "listing" and dated(seen.url)):
            continue
        listed |= keys
        name = seen.name if seen.name and weight(seen.name) <= 16 and not _NAMELESS.search(seen.name) else None
        kind = seen.kind if seen.kind in KINDS else "listing"  # a script is read as what it turns out to be
        sources.append(Source(seen.url, kind=kind, section=name))
        reasons[f"sources[{len(sources)}]"] = _told(seen, len(keys))
    for source, reason in _days(sample):
        sources.append(source)
        reasons[f"sources[{len(sources)}]"] = reason
    return replace(site, sources=tuple(sources)), reasons


def _told(seen: Seen, articles: int) -> str:
    """What a source showed, and where it goes on."""
    if seen.holds:
        return f"an index of {len(seen.holds)} others"
    count = f"{articles} articles when it was looked at"
    if seen.next_page:
        return f"{count}; it goes on at {urlsplit(seen.next_page)._replace(scheme='', netloc='').geturl()}"
    return f"{count}; no next page was found" if seen.kind == "listing" else count


def _days(sample: Sample) -> Iterator[tuple[Source, str]]:
    """The lists of days as one source, and beside it the last of them where the portal has fallen silent."""
    newest: dict[str, tuple[date, str]] = {}
    for seen in sample.sources:
        if seen.kind == "listing" and len(set(seen.articles)) >= FEW and (found := dated(seen.url)):
            address, day = found
            newest[address] = max(newest.get(address, (date.min, "")), (day, seen.url))
    papers: dict[str, list[str]] = {}  # addresses that differ in a number alone are sheets, of which one leads to all
    for address in sorted(newest):
        papers.setdefault(re.sub(r"\d+", "#", address), []).append(address)
    for address, *others in papers.values():
        day, url = newest[address]
        yield Source(address, explore=bool(others)), "a list for each day"
        if sample.looked_at and sample.looked_at - day > _SILENCE:
            age = (sample.looked_at - day).days
            yield Source(url, explore=bool(others)), f"the last of them, {age} days old; it leads to those before"


def dated(url: str) -> tuple[str, date] | None:
    """The address with its day turned into `{date:...}`, and the day; None if it names none.

    >>> dated("http://a.cn/scroll/2023/0601/news.shtml")
    ('http://a.cn/scroll/{date:%Y/%m%d}/news.shtml', datetime.date(2023, 6, 1))
    """
    for pattern, form in _DAYS:
        if found := pattern.search(urlsplit(url).path):
            try:
                day = datetime.strptime(found[0], form).date()  # noqa: DTZ007 -- a day has no zone
            except ValueError:
                continue
            return pattern.sub(f"{{date:{form}}}", url, count=1), day
    return None


def _articles(site: Site, sample: Sample) -> tuple[Site, dict[str, str]]:
    """Rules for addresses, only where looks are wrong: they hold for what was not sampled, too."""
    reasons = {}
    good = [each.url for each in sample.articles]
    allow = sorted({_general(url) for url in good}) if len(sample.doubtful) >= FEW else []
    # Only rules that let in all that was listed: one that leaves out a channel nobody looked at does harm.
    if len(allow) > FEW or not all(any(re.search(rule, url) for rule in allow) for url in sample.listed):
        allow = []
    for number, _ in enumerate(allow, 1):
        reasons[f"articles.allow[{number}]"] = "articles whose addresses do not look like it"
    folders = Counter(_folder(url) for url in sample.others)
    deny = [
        folder for folder, count in folders.items() if folder and count >= FEW and folder not in set(map(_folder, good))
    ]
    for number, folder in enumerate(deny, 1):
        reasons[f"articles.deny[{number}]"] = f"{folders[folder]} pages of this folder were no articles"
    rules = Articles(tuple(map(re.compile, allow)), tuple(re.compile(f"://[^/]+/{re.escape(each)}/") for each in deny))
    return replace(site, articles=rules), reasons


def _folder(url: str) -> str:
    return urlsplit(url).path.lstrip("/").rpartition("/")[0].partition("/")[0]


def _general(url: str) -> str:
    """A pattern for addresses like this one: numbers and the words of the last name are free.

    >>> print(_general("http://a.cn/gn/2023-06/c1001.html"), _general("http://a.cn/2023/06/snow-in-june-1001/"))
    /gn/\\d+-\\d+/c\\d+\\.html$ /\\d+/\\d+/[\\w%-]*\\d[\\w%-]*/?$
    """
    folders, _, name = urlsplit(url).path.rstrip("/").rpartition("/")
    stem, dot, extension = name.partition(".")
    last = r"[\w%-]+"
    if _NUMBERED.fullmatch(stem):
        last = _freed(stem)
    elif re.search(r"\d", stem):
        last = r"[\w%-]*\d[\w%-]*"
    return f"{_freed(folders)}/{last}{_escaped(dot + extension) if dot else '/?'}$"


def _freed(path: str) -> str:
    return re.sub(r"\d+", r"\\d+", _escaped(path))


def _cut(site: Site, sample: Sample) -> tuple[Site, dict[str, str]]:
    """The lines that stand in the text of many articles."""
    texts = (each.text.split("\n") for each in sample.articles)
    # A line that is the whole text was mistaken for it; to cut it would hide that.
    counts = Counter(line for lines in texts if len(lines) > 1 for line in set(lines))
    least = max(FEW, _REPEATED * len(sample.articles))
    repeated = [line for line, count in counts.most_common() if count >= least and weight(line) >= 8]
    reasons = {
        f"cut.lines[{number}]": f"on {counts[line]} of {len(sample.articles)} pages"
        for number, line in enumerate(repeated, 1)
    }
    return replace(site, cut=Cut(lines=tuple(re.compile(f"^{_escaped(line)}$") for line in repeated))), reasons


def _escaped(line: str) -> str:
    """The line as a pattern that people can read: only what has a meaning in patterns is escaped."""
    return re.sub(r"([\\.^$*+?{}\[\]|()])", r"\\\1", line)
