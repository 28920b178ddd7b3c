"""A listing page's tree in, what it links to out: articles of the site, further listings, the next page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from urllib.parse import urlsplit

from lxml.etree import _Element

from newsarchive.discovery import anchors, article, detours, paging, rows, scripts
from newsarchive.discovery.anchors import Anchor
from newsarchive.discovery.forms import form_of
from newsarchive.discovery.links import HEADLINE, Listing, unique
from newsarchive.records import Link
from newsarchive.sites import selectors
from newsarchive.sites.schema import Site, Source
from newsarchive.text import weight
from newsarchive.urls import absolute, domain_of, host_of, key_of, within


@dataclass(slots=True)
class _Candidate:
    """An address of the page with the best that the page says of it."""

    url: str
    key: str
    form: str
    score: float
    reason: str
    text: str = ""
    frame: str = ""
    elements: list[_Element] = field(default_factory=list)


__all__ = ["Listing", "read"]

CHANNEL = 24
"""Up to this weight a text may be the name of a channel."""

FEW = 3
"""With fewer articles than this among its links the page may be built by script, and its scripts are read."""

_LIST = 5
"""So many articles in a menu or a footer, and next to none beside it, are the page's list."""

SURE = 0.75
"""From this score on the URL is believed whatever its text says: a picture links to dated articles too."""

_TURNING = re.compile(
    r"^\W*(?:更多.{0,4}|more|(?:下|上|后|前)一?[页頁]|首[页頁]|[尾末][页頁]|返回.{0,8}|home|back|"
    r"(?:next|prev(?:ious)?|older|newer)(?: \d+)?(?: [a-z]{1,10})?|"
    r"(?:加载|查看|点击)更多|(?:查看)?全部|all|登[录錄]|[注註][册冊]|收藏|分享|[评評][论論]|[举舉][报報]|顶部|last|first|"
    r"(?:page ?)?[\d\s]{1,12})?\W*$",
    re.I,
)
_READ_ON = re.compile(
    r"^\W*(?:详[细情]|詳[細情]|(?:点击)?(?:阅读|閱讀|查看)?(?:全文|详情)|read ?(?:more|on)|continue reading.*)\W*$",
    re.I,
)
_TWIN = re.compile(
    r"^\W*(?:打印.{0,4}|列印.{0,4}|友善列印|轉寄.{0,4}|转寄.{0,4}|print(?: page| version)?|e-?mail)\W*$", re.I
)
_TURNS = "turning link"
_MORE = re.compile(r"^\W*(?:更多.{0,4}|more|查看更多|(?:查看)?全部|all)\W*$", re.I)
_MENU, _FOOT = "menu", "foot"
_FRAMES = {
    _MENU: re.compile(r"(?:^|[^a-z])(?:nav|navbar|navigation|menu|crumbs?|breadcrumbs?)(?![a-z])", re.I),
    _FOOT: re.compile(r"(?:^|[^a-z])(?:foot|footer|copyright|rodape|pie-de-pagina|fusszeile)(?![a-z])", re.I),
}
_TAGS = {"nav": _MENU, "footer": _FOOT}
_FEEDS = anchors.elements(
    "//link[@rel='alternate'][contains(@type, 'rss') or contains(@type, 'atom') or contains(@type, 'feed+json')][@href]"
)
_COMMENTS = re.compile(r"comments?(?:/|$|[-_.])", re.I)


def read(tree: _Element, url: str, site: Site, source: Source | None) -> Listing:
    """What the page links to: by the source's selectors where it has them, else by its looks. Never raises."""
    found = anchors.read(tree, url)
    turn = paging.turn(found, tree, url, site, source)
    candidates = _candidates(found, url, site)
    if source and source.links:
        pointed = _pointed(found, selectors.found(source.links, tree), url)
        chosen = [each for each in candidates if each.key in pointed and each.reason != article.DENIED]
        return Listing(_links(chosen), (), turn)
    _weigh(candidates)
    at_home = _home(candidates, site)
    articles = _links([each for each in candidates if each.score >= article.LIKELY and at_home(each)])
    codes = scripts.inline(tree) if len(articles) < FEW else []
    articles = unique([*articles, *scripts.links_of(codes, anchors.base_of(tree, url), site)])
    if articles and not turn and not (source and source.next) and paging.has_more_to_press(tree):
        turn = _fetched(tree, url, site, len(articles))
    elsewhere = detours.of(tree, url) if not articles else () if turn else detours.fetched(tree, url)
    sources = _near([*_feeds(tree, url), *detours.forwarded(tree, url), *elsewhere], site)
    turned = key_of(turn) if turn else ""
    channels = [each for each in candidates if each.key != turned and _is_channel(each, site)]
    channels = [each for each in channels if each.frame != _FOOT] or channels
    listings = tuple(Link(each.url, each.text or None) for each in channels)
    return Listing(
        articles, listings, turn, sources, is_cut_off=bool(articles) and not turn and paging.is_cut_off(tree)
    )


def _fetched(tree: _Element, url: str, site: Site, shown: int) -> str | None:
    """Where the page's scripts fetch what follows the list from."""
    base = anchors.base_of(tree, url)
    near = _near(scripts.addresses(scripts.inline(tree), base, 2, shown), site)
    return next((link.url for link in near if link.url != url), None)


def _near(addresses: Iterable[str], site: Site) -> tuple[Link, ...]:
    """The addresses on hosts of the site's domain that no rule of it denies."""
    return unique(
        Link(address)
        for address in addresses
        if domain_of(host_of(address)) == domain_of(site.host)
        and article.judge_near(address, site).reason != article.DENIED
    )


def _feeds(tree: _Element, url: str) -> Iterator[str]:
    """The feeds that the page names in its head."""
    for link in _FEEDS(tree):
        feed = absolute(anchors.base_of(tree, url), link.get("href", ""))
        if feed and not _COMMENTS.search(feed):
            yield feed


def _candidates(found: Iterable[Anchor], url: str, site: Site) -> list[_Candidate]:
    """The page's addresses under the site's domain, each once, judged by their URLs."""
    own, domain = key_of(url), domain_of(site.host)
    by_key: dict[str, _Candidate] = {}
    for anchor in found:
        if domain_of(host_of(anchor.url)) != domain or (key := key_of(anchor.url)) == own:
            continue
        if key not in by_key:
            shape = article.judge_near(anchor.url, site)  # a neighbour may hold all articles of the portal: see `_home`
            by_key[key] = _Candidate(anchor.url, key, form_of(anchor.url), shape.score, shape.reason)
        each = by_key[key]
        each.elements.append(anchor.element)
        each.text = _better(each.text, anchor.text)
    return list(by_key.values())


def _better(one: str, other: str) -> str:
    """Which of two texts of links to one address is its headline: the fuller, unless it is a summary."""
    if _READ_ON.match(other):
        return one
    lengths = weight(one), weight(other)
    if max(lengths) > anchors.CARD and HEADLINE <= min(lengths) <= anchors.CARD:
        return min(one, other, key=weight)
    return max(one, other, key=weight)


def _weigh(candidates: Sequence[_Candidate]) -> None:
    """Correct what the URLs say by what the page says: texts, places, how many addresses have the same form."""
    _frame(candidates)
    weights: dict[str, list[int]] = {}
    for each in candidates:
        weights.setdefault(each.form, []).append(weight(each.text))
    short = {form: median(found) < HEADLINE for form, found in weights.items()}
    for each in candidates:
        if each.reason in (article.ALLOWED, article.LISTING) or (each.score == 0 and each.reason != article.UNKNOWN):
            continue
        length, alike = weight(each.text), len(weights[each.form])
        if _TWIN.match(each.text) or (each.score < SURE and each.text and _TURNING.match(each.text)):
            each.score, each.reason = 0.0, _TURNS
        elif each.frame and (each.score < SURE or length < HEADLINE):
            each.score = min(each.score, article.LIKELY / 2)
        elif each.score < article.LIKELY and alike >= 4 and length >= HEADLINE and not short[each.form]:
            each.score, each.reason = article.LIKELY, f"one of {alike} headlines alike"
        elif article.LIKELY <= each.score < SURE and length < HEADLINE and short[each.form]:
            each.score, each.reason = article.LIKELY / 2, "name of a channel"


def _home(candidates: Sequence[_Candidate], site: Site) -> Callable[[_Candidate], bool]:
    """Which candidates lie on hosts of the site: its own, and the one that has most of this page's articles.

    Some portals list on `news.example.com` what they publish on `www.example.com`.
    """
    hosts = Counter(host_of(each.url) for each in candidates if each.score >= article.LIKELY)
    most = next((host for host, count in hosts.most_common(1) if count >= 5 and 2 * count > hosts.total()), "")
    return lambda each: each.reason == article.ALLOWED or host_of(each.url) == most or within(each.url, site.host)


def _is_channel(each: _Candidate, site: Site) -> bool:
    if each.score >= article.LIKELY or not within(each.url, site.host):
        return False
    depth = urlsplit(each.url).path.strip("/").count("/")
    if depth > (5 if each.reason == article.LISTING else 2):
        return False
    if each.reason == article.HOME:
        return host_of(each.url) != site.host
    if each.score == 0 and each.reason not in (article.UNKNOWN, _TURNS):
        return False
    return bool(_MORE.match(each.text)) or (2 <= weight(each.text) <= CHANNEL and not _TURNING.match(each.text))


def _frame(candidates: Sequence[_Candidate]) -> None:
    """Say which addresses only a menu or a footer links to; none where the list itself stands in one."""
    known: dict[_Element, str] = {}
    for each in candidates:
        frames = {_frame_of(element, known) for element in each.elements}
        each.frame = "" if "" in frames else max(frames)  # a menu before a footer
    likely = Counter(bool(each.frame) for each in candidates if each.score >= article.LIKELY)
    if likely[True] >= _LIST and likely[False] < FEW:
        for each in candidates:
            each.frame = ""


def _frame_of(element: _Element, known: dict[_Element, str]) -> str:
    """What the element lies in; `known` is what was found of others."""
    above = element.getparent()
    if above is None or above.tag == "body":
        return ""
    if above not in known:
        name = f"{above.get('class', '')} {above.get('id', '')}"
        named = next((frame for frame, looks in _FRAMES.items() if looks.search(name)), "")
        known[above] = _TAGS.get(above.tag) or named or _frame_of(above, known)
    return known[above]


def _pointed(found: Iterable[Anchor], selected: Iterable[_Element | str], url: str) -> set[str]:
    """The keys of the links that a selector points to: elements, what lies in them, or addresses."""
    elements: set[_Element] = set()
    keys: set[str] = set()
    for each in selected:
        if isinstance(each, str):
            keys.add(key_of(absolute(url, each) or ""))
        else:
            elements.update(each.iter())
    return keys | {key_of(anchor.url) for anchor in found if anchor.element in elements}


def _links(chosen: Sequence[_Candidate]) -> tuple[Link, ...]:
    dates = rows.dates_of({each.key: (each.text, each.elements) for each in chosen})
    return tuple(Link(each.url, each.text or None, dates[each.key]) for each in chosen)
