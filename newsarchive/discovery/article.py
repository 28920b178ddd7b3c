"""A URL in, how much it looks like an article of the site out, with the reason, before anything is fetched."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from re import Pattern
from urllib.parse import SplitResult, unquote, urlsplit

from newsarchive.sites.schema import Site
from newsarchive.urls import domain_of, host_of, within

LIKELY = 0.5
"""From this score on a URL is taken for an article on its looks alone."""
_OPEN = 0.7
"""The most that "news.aspx?n=A9B2E5" is worth, a channel or an article: the text of its link decides."""

# Reasons that others ask for by name.
ALLOWED, DENIED, ABROAD = "allow rule", "deny rule", "another host"
HOME, LISTING, UNKNOWN = "home page", "name of a listing", "short path"


@dataclass(frozen=True, slots=True)
class Shape:
    """How much a URL looks like an article (0..1), and what decided."""

    score: float
    reason: str

    @property
    def is_refused(self) -> bool:
        """Whether something speaks against it, so that no headline can help; a bare address is merely unknown."""
        return self.score == 0 and self.reason != UNKNOWN


@dataclass(frozen=True, slots=True)
class Folder:
    """A kind of folder or file name that holds no articles, `unless` a headline or a date makes an article of a page.

    `deny` and `keep` are examples of paths.
    """

    reason: str
    pattern: Pattern[str]
    unless: str | None
    deny: tuple[str, ...]
    keep: tuple[str, ...]


@cache
def folders() -> tuple[Folder, ...]:
    """The kinds that come with the program, surest first."""
    text = files(__package__).joinpath("folders.toml").read_text(encoding="utf-8")
    return tuple(
        Folder(
            rule["reason"],
            re.compile(rf"(?:{'|'.join(rule['names'])})(?:\.[a-z]{{2,5}})?", re.I),
            rule.get("unless"),
            tuple(rule["deny"]),
            tuple(rule["keep"]),
        )
        for rule in tomllib.loads(text)["rule"]
    )


# Addresses that grow as one follows them: folders that repeat, a session in the path.
_TRAP = re.compile(r"((?:/[^/]+){1,3}?)\1\1(?=/|$)|/\([A-Z]\(\w+\)\)/|(?:/[^/]*){13}", re.I)
_LONGEST = 1500
"""Characters of an address; a headline in percent codes takes some hundreds."""

_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|bmp|pdf|docx?|xlsx?|pptx?|zip|rar|7z|gz|apk|exe|dmg|ipa|mp[34]|m3u8|flv|avi|mov|wmv|"
    r"wav|swf|css|m?js|json|xml|rss|atom|txt|csv|epub)$",
    re.I,
)
_DENIED_HOST = re.compile(
    r"^(?:bbs|forum|club|mail|passport|login|reg|user|my|i|v|video|tv|live|photo|pic|tuku|slide|comments?|tie|search|so|sou|"
    r"s|shop|mall|buy|pay|jobs?|hr|zhaopin|help|about|app|apps|download|down|dl|game|games|img|image|images|static|cdn|api|"
    r"rss|ad|ads|e|epaper|szb|paper|weather|tianqi|map|sitemap|tousu|vip|open|account|accounts)\d*\.",
    re.I,
)
_DENIED_QUERY = re.compile(
    r"(?:^|&)s=(?![0-9a-f]{8,}(?:&|$))|(?:^|&)(?:q|wd|keywords?|kw|search\w*|query|tag|sort\w*|order\w*|filter\w*|print|printable|replyto\w*|action|act|"
    r"do|share|redirect\w*|returnurl|return_to|next|callback|month|day|calendar|"
    r"adv?id|ad_?id|bannerid|camid|campaign\w*|click\w*)=",
    re.I,
)

_ROUTED = re.compile(r"^(?:(?:s|r|q|route)=(?=/?[\w-]+/)/?|/)([^&?=]{3,})")

_LISTING_FILE = re.compile(
    r"^(?:index|default|home|main|list|lists|liebiao|more|all|news|rank\w*|hot|latest|newest|archives?|channels?|columns?|"
    r"col|category|categories|cat|class|section|node|topics?|special|zt|page|p|roll|gundong|scroll\w*|front)"
    r"(?:[-_]?\d+(?!\d)|[-_][a-z]{1,3})*$|^[\w-]{1,40}[-_]list(?:[-_]\w{1,6}){0,3}$",
    re.I,
)
_LIST_FILE = re.compile(r"(?:lists?|liebiao|more|categor|cat|class|channel|col|node|section|archive|rank|roll)", re.I)
_INDEX_FILE = re.compile(r"(?:index|default)$", re.I)
_LISTING_FOLDER = re.compile(
    r"/(?:(?:pages?|seite|pagina|p)[/-]?\d{1,4}|(?:category|categories|sections?|channels?|rubrik|column|special|zt|zhuanti|subject)/[^/.]{1,40}|"
    r"(?:archives?|node)/[^/\d]{1,40}|(?:lists?|cate?|cid|cat_?id|column_?id|channel_?id)/\d{1,6}(?:/p(?:age)?/\d{1,4})?(?:\.[a-z]{2,5})?)/?$",
    re.I,
)
_LISTING_QUERY = re.compile(
    r"(?:^|&)(?:page\w*|pg|pn|cat\w*|cid|col\w*|channel\w*|class\w*|type\w*|node\w*|section\w*|sid|fid)=[^&]*", re.I
)

_DAY = (
    r"(?:19[89]\d|20[0-4]\d)"
    r"(?:[-_/]?(?:0[1-9]|1[0-2])[-_/]?(?:0[1-9]|[12]\d|3[01])|[-_/](?:[1-9])[-_/](?:[1-9]|[12]\d|3[01]))"
)
_MONTH = (
    r"(?:19[89]\d|20[0-4]\d)"
    r"(?:[-_/]?(?:0[1-9]|1[0-2])|[-_/][1-9]|[-_/](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)"
)
_SHORT_DAY = r"(?<=/)[0-4]\d/?(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_DATE = re.compile(rf"(?<!\d)(?:{_DAY}|{_MONTH}|{_SHORT_DAY})(?!\d)", re.I)
_DATE_FOLDER = re.compile(rf"(?:^|/)(?:{_DAY}|{_MONTH}|20\d\d)/?$", re.I)
_PAGE_FILE = re.compile(r"\.(?:s?html?|php|aspx?|jsp|do|cfm|xhtml|amp)$", re.I)
_ARTICLE_WORD = re.compile(
    r"(?:^|[/_-])(?:articles?|artikel|articulo|artigo|clanek|content|contents|detail\w*|show\w*|view\w*|story|stories|doc|"
    r"docs|a|art|info|read|post|posts|newsdetail|news_?view|news|noticias?|nachrichten?|item|thread|wenzhang|xinwen)"
    r"(?=[/_\d.-])",
    re.I,
)
_QUERY_ID = re.compile(
    r"(?:^|&)(?:(?!cid|cat|col|cls|class|type|node|channel|section|page|uid|sid|fid|tag)\w{0,12}id|p|a|no|n|news|article|doc|code)"
    r"=(?:\d{2,}|(?=[a-z]*\d)[0-9a-z_-]{6,32})(?=&|$)",
    re.I,
)
_OPAQUE = re.compile(r"(?<![0-9a-z])(?=[a-z]*\d)(?=\d*[a-z])[0-9a-z]{8,}(?![0-9a-z])", re.I)
_LONG_NUMBER = re.compile(r"\d{4,}")
_NUMBER = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_SEPARATOR = re.compile(r"[-_+, ]+")
_NOT_LATIN = re.compile(r"[^\x00-\u024f]")


def judge(url: str, site: Site) -> Shape:
    """How much the URL, alone, looks like an article of the site. Never raises."""
    if ruled := _by_rule(url, site):
        return ruled
    if not within(url, site.host):
        return Shape(0.0, ABROAD)
    return looks(url, site.host)


def judge_near(url: str, site: Site) -> Shape:
    """As `judge`, other hosts of the site's domain included: some portals list on one what they publish on another."""
    shape = judge(url, site)
    near = shape.reason == ABROAD and domain_of(host_of(url)) == domain_of(site.host)
    return looks(url) if near else shape


@lru_cache(maxsize=4096)
def looks(url: str, home: str = "") -> Shape:
    """How much the URL looks like an article of any site; a host of services only passes if it is `home`."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return Shape(0.0, "no URL")
    if len(url) > _LONGEST or _TRAP.search(parts.path):
        return Shape(0.0, "trap")
    path, query = _route(parts)
    if host_of(url) != home and _DENIED_HOST.search(parts.netloc):
        return Shape(0.0, "service host")
    return _denied(path, query) or _listing(path, query) or _evidence(path, query)


def _route(parts: SplitResult) -> tuple[str, str]:
    """Path and query; the path that a query hands to a single script (`index.php?s=/article/12.html`) is the page's."""
    query = parts.query
    if routed := _ROUTED.search(unquote(query)):
        return f"/{routed[1].lstrip('/')}", ""
    return unquote(parts.path), query


def names_day(path: str) -> bool:
    """Whether a folder is that of one day or month.

    >>> names_day("/html/2023-06/01/"), names_day("/html/local/")
    (True, False)
    """
    return bool(_DATE_FOLDER.search(path))


def _by_rule(url: str, site: Site) -> Shape | None:
    if any(rule.search(url) for rule in site.articles.deny):
        return Shape(0.0, DENIED)
    if not site.articles.allow:
        return None
    allowed = any(rule.search(url) for rule in site.articles.allow)
    return Shape(1.0, ALLOWED) if allowed else Shape(0.0, "no allow rule")


def _denied(path: str, query: str) -> Shape | None:
    if not path.strip("/") and not query:
        return Shape(0.0, HOME)
    if _FILE.search(path):
        return Shape(0.0, "file")
    kinds = {kind for name in path.split("/") if name and (kind := _kind_of(name)) is not None}
    if kinds:
        folder = folders()[min(kinds)]
        if not (folder.unless and _EXCEPTIONS[folder.unless](path)):
            return Shape(0.0, folder.reason)
    return Shape(0.0, "query of a service") if _DENIED_QUERY.search(query) else None


@lru_cache(maxsize=8192)
def _kind_of(name: str) -> int | None:
    """Which of `folders` a folder or file is, the surest; None for those that may hold articles."""
    return next((number for number, folder in enumerate(folders()) if folder.pattern.fullmatch(name)), None)


def _is_told(path: str) -> bool:
    """Whether a headline, or a date and a number, make an article of whatever the folder is called."""
    return _slug(_names(path)[0]) >= 0.6 or bool(_DATE.search(path) and _LONG_NUMBER.search(_DATE.sub("", path)))


_EXCEPTIONS: dict[str, Callable[[str], bool]] = {
    "headline": _is_told,
    "date": lambda path: bool(_DATE.search(path)),
}


def _listing(path: str, query: str) -> Shape | None:
    stem = _PAGE_FILE.sub("", path.rpartition("/")[2])
    folder = _names(path.rpartition("/")[0])[0]
    folder_has_id = _INDEX_FILE.match(stem) and _LONG_NUMBER.search(folder) and not _LISTING_FILE.match(folder)
    has_id = folder_has_id or (_QUERY_ID.search(query) and not _LIST_FILE.match(stem))
    if _LISTING_FILE.match(stem) and not has_id:
        return Shape(0.05, LISTING)
    if _DATE_FOLDER.search(path):
        return Shape(0.1, LISTING)
    if _LISTING_FOLDER.search(path):
        return Shape(0.1, LISTING)
    return None


def _evidence(path: str, query: str) -> Shape:
    """Independent signs of an article, each the chance that it alone is right, joined by noisy-or."""
    stem, name = _names(path)
    rest = _DATE.sub("", stem)
    signs = {
        "date in path": 0.75 * bool(_DATE.search(path)),
        "long number": 0.6 * bool(_LONG_NUMBER.search(rest)),
        "number": 0.35 * bool(_NUMBER.search(rest)),
        "id": 0.6 * bool(_OPAQUE.search(rest)),
        "id in the query": 0.6 * bool(_QUERY_ID.search(query)),
        "headline in path": _slug(stem),
        "page file": 0.25 * (stem != name),
        "word for article": 0.3 * bool(_ARTICLE_WORD.search(path)),
    }
    doubt = 1.0
    for weight in signs.values():
        doubt *= 1 - weight
    best = max(signs, key=lambda sign: signs[sign])
    score = 1 - doubt
    if _LISTING_QUERY.search(query) and not signs["id in the query"]:
        score *= 0.4
    if _LISTING_FILE.match(stem) and signs["id in the query"]:
        score = min(score, _OPEN)
    return Shape(round(score, 3), best if signs[best] else UNKNOWN)


def _names(path: str) -> tuple[str, str]:
    """The name in the path that tells most of the article, without and with its extension: the last, or the one before.

    `/prince-harry-at-home-1019241/artikel` and `/898682/storm-in-the-north/en` are told by what stands before the end.
    """
    names = [name for name in path.split("/") if name][:-3:-1] or [""]
    name = max(names, key=lambda each: max(_slug(each), 0.6 * bool(_LONG_NUMBER.search(_DATE.sub("", each)))))
    return _PAGE_FILE.sub("", name), name


def telling_name(url: str) -> str | None:
    """The file name where it alone names the article, whatever folder it lies in: a number and a headline.

    >>> telling_name("http://a.cn/metro/10360-what-the-bridge-means/"), telling_name("http://a.cn/metro/10360.html")
    ('10360-what-the-bridge-means', None)
    """
    stem = _PAGE_FILE.sub("", unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2])
    return stem if _slug(stem) >= 0.45 and _LONG_NUMBER.search(_DATE.sub("", stem)) else None


def _slug(stem: str) -> float:
    """The chance that a file name is made of a headline: by its words, or by its letters where it has no spaces."""
    words = [word for word in _SEPARATOR.split(stem) if _LETTER.search(word)]
    if len(_NOT_LATIN.findall(stem)) >= 8:
        return 0.6
    return 0.65 if len(words) >= 4 else 0.45 if len(words) == 3 else 0.2 if len(words) == 2 else 0.0
