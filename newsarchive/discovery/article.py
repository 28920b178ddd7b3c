"""A URL in, how much it looks like an article of the site out, with the reason, before anything is fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from re import Pattern
from urllib.parse import SplitResult, unquote, urlsplit

from newsarchive.sites.schema import Site
from newsarchive.urls import host_of, within

LIKELY = 0.5
"""From this score on a URL is taken for an article on its looks alone."""


# Reasons that others ask for by name.
ALLOWED, ABROAD, HOME, LISTING, UNKNOWN = "allow rule", "another host", "home page", "name of a listing", "short path"


@dataclass(frozen=True, slots=True)
class Shape:
    """How much a URL looks like an article (0..1), and what decided."""

    score: float
    reason: str


def _words(*words: str) -> Pattern[str]:
    """A directory or file name that is one of the words (each a pattern), whatever its extension."""
    return re.compile(rf"(?:^|/)(?:{'|'.join(' '.join(words).split())})(?:\.[a-z]{{2,5}})?(?=/|$)", re.I)


_DENIED: tuple[tuple[str, Pattern[str]], ...] = (
    ("file", re.compile(
        r"\.(?:jpe?g|png|gif|webp|svg|ico|bmp|pdf|docx?|xlsx?|pptx?|zip|rar|7z|gz|apk|exe|dmg|ipa|mp[34]|m3u8|flv|avi|mov|"
        r"wmv|wav|swf|css|m?js|json|xml|rss|atom|txt|csv|epub)$", re.I)),
    ("tag", _words(r"tags? label labels keywords? biaoqian tagi? taglist hashtag etiqueta schlagwort stichwort")),
    ("search", _words(r"search\w* so query sousuo s[oō]usu[oǒ] suche buscar recherche find")),
    ("login", _words(
        r"log-?(?:in|out|on|off)\w* sign-?(?:in|up|out) regist(?:er|ration)\w* reg passport account\w* my oauth\w* "
        r"users? members? usercenter space ucenter cart checkout password\w* forgot\w* anmelden registrieren")),
    ("video wall", _words(r"videos? shipin vod v live zhibo playlist tv podcasts? audio")),
    ("calendar", _words(r"calendar\w* calendario kalender rili events?-?calendar")),
    ("print twin", _words(r"print\w* dayin imprimir drucken")),
)  # fmt: skip
"""Directories and file names that hold no articles, whatever follows them."""

_DOUBTED: tuple[tuple[str, Pattern[str]], ...] = (
    ("author page", _words(
        r"authors? autor(?:en|es)? auteurs? profiles? columnists? byline reporters? contributors? uid")),
    ("gallery", _words(
        r"photos? (?:photo|picture|image)s?-?galler\w* galler(?:y|ies) galer\w+ slides?(?:how)?s? tupian tuji album\w* "
        r"pics? hd")),
    ("comments", _words(r"comments? pinglun gentie tucao reviews? guestbook liuyan kommentare comentarios")),
    ("service page", _words(
        r"about\w*(?:-?us)? contact\w*(?:-?us)? copyright\w* privacy\w* legal\w* terms\w* disclaimer\w* help\w* faqs? "
        r"(?:site)?map\w* sitemap\w* jobs? careers? (?:join|hire)\w* ads? advert\w* adv sponsors? subscri\w* donat\w* "
        r"newsletters? feeds? rss\w* app apps download\w* xiazai wap feedback\w* shop\w* store mall impressum "
        r"datenschutz agb kontakt guanyu\w* lianxi\w* zhaopin bangzhu guanggao ping weather tianqi horoscopes? lottery "
        r"e?paper cookies?\w* wp-(?:admin|content|includes|json|login)\w* cgi-bin static assets "
        r"images? img api ajax xmlrpc")),
)  # fmt: skip
"""Directories that hold articles only where a headline, or a date and a number, follows."""

_DENIED_HOST = re.compile(
    r"^(?:bbs|forum|club|mail|passport|login|reg|user|my|i|v|video|tv|live|photo|pic|tuku|slide|comments?|tie|search|so|sou|"
    r"s|shop|mall|buy|pay|jobs?|hr|zhaopin|help|about|app|apps|download|down|dl|game|games|img|image|images|static|cdn|api|"
    r"rss|ad|ads|e|epaper|szb|paper|weather|tianqi|map|sitemap|tousu|vip|open|account|accounts)\d*\.",
    re.I,
)
_DENIED_QUERY = re.compile(
    r"(?:^|&)(?:q|wd|keywords?|kw|search\w*|query|s|tag|sort\w*|order\w*|filter\w*|print|printable|replyto\w*|action|act|"
    r"do|share|redirect\w*|returnurl|return_to|next|callback|month|day|calendar|"
    r"adv?id|ad_?id|bannerid|camid|campaign\w*|click\w*)=",
    re.I,
)

_LISTING_FILE = re.compile(
    r"^(?:index|default|home|main|list|lists|liebiao|more|all|news|rank\w*|hot|latest|newest|archives?|channels?|columns?|"
    r"col|category|categories|cat|class|section|node|topics?|special|zt|page|p|roll|gundong|scroll\w*|front)"
    r"(?:[-_]?\d+|[-_][a-z]{1,3})*$|^[\w-]{1,40}[-_]list(?:[-_]\w{1,6}){0,3}$",
    re.I,
)
_INDEX_FILE = re.compile(r"(?:index|default)$", re.I)
_LISTING_FOLDER = re.compile(
    r"/(?:(?:pages?|seite|pagina|p)[/-]?\d{1,4}|(?:category|categories|sections?|channels?|rubrik|column|node|special|zt|zhuanti|subject)/[^/.]{1,40}|"
    r"archives?/[^/\d]{1,40})/?$",
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
    r"(?:^|&)(?:(?!cid|cat|col|cls|class|type|node|channel|section|uid|sid|fid|tag)\w{0,12}id|p|a|no|n|news|article|doc|code)"
    r"=(?:\d{2,}|(?=[a-z]*\d)[0-9a-z_-]{6,32})(?=&|$)",
    re.I,
)
_OPAQUE = re.compile(r"(?<![0-9a-z])(?=[a-z]*\d)(?=\d*[a-z])[0-9a-z]{8,}(?![0-9a-z])", re.I)
_LONG_NUMBER = re.compile(r"\d{4,}")
_NUMBER = re.compile(r"\d")
_SEPARATOR = re.compile(r"[-_+, ]+")
_NOT_LATIN = re.compile(r"[^\x00-\u024f]")


def judge(url: str, site: Site) -> Shape:
    """How much the URL, alone, looks like an article of the site. Never raises."""
    if ruled := _by_rule(url, site):
        return ruled
    if not within(url, site.host):
        return Shape(0.0, ABROAD)
    return looks(url, site.host)


@lru_cache(maxsize=4096)
def looks(url: str, home: str = "") -> Shape:
    """How much the URL looks like an article of any site; a host of services only passes if it is `home`."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return Shape(0.0, "no URL")
    path = unquote(parts.path)
    if host_of(url) != home and _DENIED_HOST.search(parts.netloc):
        return Shape(0.0, "service host")
    return _denied(path, parts) or _listing(path, parts) or _evidence(path, parts)


def _by_rule(url: str, site: Site) -> Shape | None:
    if any(rule.search(url) for rule in site.articles.deny):
        return Shape(0.0, "deny rule")
    if not site.articles.allow:
        return None
    allowed = any(rule.search(url) for rule in site.articles.allow)
    return Shape(1.0, ALLOWED) if allowed else Shape(0.0, "no allow rule")


def _denied(path: str, parts: SplitResult) -> Shape | None:
    if not path.strip("/") and not parts.query:
        return Shape(0.0, HOME)
    if reason := next((reason for reason, pattern in _DENIED if pattern.search(path)), None):
        return Shape(0.0, reason)
    if _DENIED_QUERY.search(parts.query):
        return Shape(0.0, "query of a service")
    doubt = next((reason for reason, pattern in _DOUBTED if pattern.search(path)), None)
    if doubt and _slug(_names(path)[0]) < 0.6 and not (_DATE.search(path) and _LONG_NUMBER.search(path)):
        return Shape(0.0, doubt)
    return None


def _listing(path: str, parts: SplitResult) -> Shape | None:
    stem = _PAGE_FILE.sub("", path.rpartition("/")[2])
    folder_has_id = _INDEX_FILE.match(stem) and _LONG_NUMBER.search(_names(path.rpartition("/")[0])[0])
    if _LISTING_FILE.match(stem) and not folder_has_id and not _QUERY_ID.search(parts.query):
        return Shape(0.05, LISTING)
    if _DATE_FOLDER.search(path):
        return Shape(0.1, LISTING)
    if _LISTING_FOLDER.search(path):
        return Shape(0.1, LISTING)
    return None


def _evidence(path: str, parts: SplitResult) -> Shape:
    """Independent signs of an article, each the chance that it alone is right, joined by noisy-or."""
    stem, name = _names(path)
    rest = _DATE.sub("", stem)
    signs = {
        "date in path": 0.75 * bool(_DATE.search(path)),
        "long number": 0.6 * bool(_LONG_NUMBER.search(rest)),
        "number": 0.35 * bool(_NUMBER.search(rest)),
        "id": 0.6 * bool(_OPAQUE.search(rest)),
        "id in the query": 0.6 * bool(_QUERY_ID.search(parts.query)),
        "headline in path": _slug(stem),
        "page file": 0.25 * (stem != name),
        "word for article": 0.3 * bool(_ARTICLE_WORD.search(path)),
    }
    doubt = 1.0
    for weight in signs.values():
        doubt *= 1 - weight
    best = max(signs, key=lambda sign: signs[sign])
    score = 1 - doubt
    if _LISTING_QUERY.search(parts.query) and not signs["id in the query"]:
        score *= 0.4
    return Shape(round(score, 3), best if signs[best] else UNKNOWN)


def _names(path: str) -> tuple[str, str]:
    """The name in the path that tells most of the article, without and with its extension: the last, or the one before.

    `/prince-harry-at-home-1019241/artikel` and `/898682/storm-in-the-north/en` are told by what stands before the end.
    """
    names = [name for name in path.split("/") if name][:-3:-1] or [""]
    name = max(names, key=lambda each: max(_slug(each), 0.6 * bool(_LONG_NUMBER.search(_DATE.sub("", each)))))
    return _PAGE_FILE.sub("", name), name


def _slug(stem: str) -> float:
    """The chance that a file name is made of a headline: by its words, or by its letters where it has no spaces."""
    words = [word for word in _SEPARATOR.split(stem) if word]
    if len(_NOT_LATIN.findall(stem)) >= 8:
        return 0.6
    return 0.65 if len(words) >= 4 else 0.45 if len(words) == 3 else 0.2 if len(words) == 2 else 0.0
