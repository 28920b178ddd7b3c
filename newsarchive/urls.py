"""URLs in, names out: the canonical URL, the article's id, the site's folder name, what lies within a site."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

# Query keys that say how a reader came or who he is, never what the page is. Exact names, then beginnings of names.
_TRACKING = frozenset(
    "from fromuid source_from spm spm_id_from scm share shareuid share_token share_from isappinstalled nsukey wxfid "
    "wfr fr ref refer referer referrer fbclid gclid gbraid wbraid gad_source dclid msclkid yclid srsltid igshid mc_cid "
    "mc_eid _ga _hsenc _hsmi cmpid cid_source ocid smid tt_from timestamp_share from_source seid app_id_share "
    "vd_source ivk_sa ncid sr_share taid soc_src soc_trk cmp ito phpsessid jsessionid sessionid "
    "iref xtor intcmp icid sc_cid s_cid dicbo tpcc wt_mc amp outputtype".split()
)
_TRACKING_PREFIX = ("utm_", "hmsr", "hmpl", "hmcu", "hmkw", "hmci", "at_", "pk_", "mtm_", "share_", "aspsessionid")
_SESSION = re.compile(r";jsessionid=[^/?]*", re.I)
# `_2.html` after an id of five digits or more is a further page of an article. After anything else it may be an article
# of its own (`2023-06-12.html`, `20230601_2.html`, `top-10-2.html`) or a page of a listing (`list_12345_2.html`); to
# fold two articles into one would lose one of them.
_PAGE_SUFFIX = re.compile(
    r"(?<=/)(?!(?:list|index|node|channel|col|column|cat|class|more|page)[a-z]*[_-])((?:[^/]*[^0-9a-z/])?"
    r"(?!(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-3]\d)?[_-])(?=[a-z]*(?:\d[a-z]*){5})[0-9a-z]+)"
    r"[_-](?:[2-9]|[1-4]\d)(\.(?:s?html?|php|aspx?|jsp))$",
    re.I,
)
# The page in the form for mobile phones that Google once asked for.
_AMP_PATH = re.compile(r"/amp(?=/?$)|\.amp(?=\.s?html?$)", re.I)
# Servers by Microsoft take names of files and keys in any case, and so do those who write links for them.
_ANY_CASE = re.compile(r"[^?]+\.(?:aspx?|ashx)(?=$|\?)", re.I)
_TWIN_HOST = re.compile(r"^(?:www|m|wap|mobile|3g|amp)\.(?=[^.]+\.)")
_MOBILE_HOST = re.compile(r"^(?:m|wap|mobile|3g|amp)\.(?=[^.]+\.)")
# Nothing in such an address can be written in two ways; most are such, and canonicalisation takes most of the time.
_PLAIN = re.compile(r"https?://[a-z0-9.:-]+/(?!(?:.*/)?\.)[A-Za-z0-9/._~-]*")
_INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|php|aspx?|jsp)$", re.I)
_REGISTRY_LABELS = frozenset(
    "com net org gov edu ac co or ne go gob gouv mil info nom gen id in me ltd plc sch".split()
)
# Controls, and what else line readers split on.
_NOT_IN_URLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029))
# Scheme and authority where nothing in them needs a second look: the links of a page share a few of them.
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.:-]+(?=[/?#])")
_ROOTED = re.compile(r"/[A-Za-z0-9_~-][A-Za-z0-9_~/-]*(?:\.[A-Za-z0-9]+)?(?:\?[A-Za-z0-9_=&~-]*)?")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*|\[[0-9a-f:.]+\]", re.A)
_BRACKETS = re.compile(r"\[[^\[\]]*\](?::.*)?|[^\[\]]*", re.S)
_LONGEST = 8_000  # characters of a link target; longer ones are data, and take long to resolve
_DEFAULT_PORT = {"http": 80, "https": 443}


def host_of(url: str) -> str:
    """The host in lower case, ASCII, without a default port; '' where there is none or it cannot be one.

    >>> host_of("https://News.Example.cn:443/a"), host_of("http://127.0.0.1:8000/"), host_of("http://新闻.cn/")
    ('news.example.cn', '127.0.0.1:8000', 'xn--efvy88h.cn')
    """
    origin = _ORIGIN.match(url)
    return _host_of(origin[0] if origin else url)


@lru_cache(maxsize=4096)
def _host_of(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
        if not _BRACKETS.fullmatch(parts.netloc.rpartition("@")[2]):
            return ""
        host = (parts.hostname or "").rstrip(".")
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError:
        return ""
    if ":" in host:
        host = f"[{host}]"
    if not _HOST.fullmatch(host):
        return ""
    return f"{host}:{port}" if port and port != _DEFAULT_PORT.get(parts.scheme) else host


def site_of(url: str) -> str:
    """The name of the site's folder: the host, with `_port` where the port is not the default.

    >>> site_of("http://127.0.0.1:8000/news/")
    '127.0.0.1_8000'
    """
    return host_of(url).replace(":", "_")


def host_of_site(site: str) -> str:
    """The host of a site's folder name: what `site_of` was given.

    >>> host_of_site("127.0.0.1_8000"), host_of_site("[__1]_8000"), host_of_site("my_paper.example.cn")
    ('127.0.0.1:8000', '[::1]:8000', 'my_paper.example.cn')
    """
    address, bracket, tail = site.rpartition("]")
    if bracket:
        return address.replace("_", ":") + bracket + tail.replace("_", ":")
    return re.sub(r"_(?=\d{1,5}$)", ":", site)


def domain_of(host: str) -> str:
    """The domain that a host belongs to: its last two labels, three where the second last is a registry's (`com.cn`).

    An address and a bare name are domains of their own. By the looks of names: the public suffix list would have to be
    downloaded and kept fresh to tell a handful of hosts apart.

    >>> domain_of("news.example.com.cn"), domain_of("news.163.com"), domain_of("127.0.0.1:8000")
    ('example.com.cn', '163.com', '127.0.0.1:8000')
    """
    name, _, port = host.partition(":")
    labels = name.split(".")
    if labels[-1].isdigit() or host.startswith("["):
        return host
    deep = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _REGISTRY_LABELS
    return ".".join(labels[-3:] if deep else labels[-2:]) + (f":{port}" if port else "")


def is_http(url: str) -> bool:
    """Whether the URL is http or https and names a host."""
    return url.lower().startswith(("http://", "https://")) and bool(host_of(url))


def absolute(base: str, href: str) -> str | None:
    """The link target as an absolute http(s) URL without its fragment; None for what is no such URL.

    >>> absolute("http://a.cn/x/", " ../b.html#top ")
    'http://a.cn/b.html'
    >>> absolute("http://a.cn/", "javascript:void(0)") is None
    True
    """
    if len(href) > _LONGEST:
        return None
    if _ROOTED.fullmatch(href) and (origin := _ORIGIN.match(base)):
        return origin[0] + href if host_of(base) else None
    try:
        url = urljoin(base, _clean(href)).partition("#")[0]
    except ValueError:
        return None
    return url if is_http(url) else None


def within(url: str, site_host: str) -> bool:
    """Whether a URL belongs to the site: its host is the site's, a subdomain of it, or its www/mobile twin.

    >>> within("http://m.example.cn/1.html", "www.example.cn"), within("http://evil.cn/", "example.cn")
    (True, False)
    """
    host, bare = host_of(url), _TWIN_HOST.sub("", site_host)
    return host in (site_host, bare) or host.endswith("." + bare)


def canonical(url: str) -> str:
    """One spelling for all addresses of an article: tracking keys, fragment, page suffix and mobile twin folded.

    The scheme stays: some portals answer on one of the two only. `key_of` folds it.

    >>> canonical("https://m.example.cn/news/20230601/123456_2.html?from=share&b=2&a=1#top")
    'https://www.example.cn/news/20230601/123456.html?a=1&b=2'
    """
    url = _clean(url)
    host = host_of(url)
    if not host:
        return url.partition("#")[0].rstrip()
    if not _PLAIN.fullmatch(url):
        url = str(canonicalize_url(url, keep_blank_values=True, keep_fragments=False))
    parts = urlsplit(url)
    query = own_query(parts.query)
    path = _AMP_PATH.sub("", _PAGE_SUFFIX.sub(r"\1\2", _SESSION.sub("", parts.path))) or "/"
    return urlunsplit((parts.scheme, _MOBILE_HOST.sub("www.", host), path, query, ""))


def own_query(query: str) -> str:
    """A query without the keys that say how a reader came or who he is.

    >>> own_query("id=12&from=index&utm_source=x")
    'id=12'
    """
    return "&".join(pair for pair in query.split("&") if pair and not _is_tracking(pair.partition("=")[0]))


@lru_cache(maxsize=4096)
def key_of(url: str) -> str:
    """What two addresses of one page share: the canonical URL without scheme, `www.`, index file and trailing slash.

    Where the server asks for no case, it has none.

    >>> key_of("http://www.example.cn/a/index.html") == key_of("https://example.cn/a/?utm_source=x")
    True
    """
    bare = canonical(url).partition("://")[2]
    bare = _TWIN_HOST.sub("", _INDEX.sub("", bare).rstrip("/"))
    return _in_one_case(bare) if ".as" in bare.lower() else bare


def _in_one_case(key: str) -> str:
    """The key with file name and query keys in lower case where the server takes them in any."""
    if not (found := _ANY_CASE.match(key)):
        return key
    query = sorted(re.sub(r"^[^=]*", lambda name: name[0].lower(), pair) for pair in key[found.end() + 1 :].split("&"))
    return found[0].lower() + (f"?{'&'.join(query)}" if query[0] else "")


def article_id(canonical_url: str) -> str:
    """The record's id: 20 hexadecimal digits (80 bits of SHA-256) of the URL's key."""
    return hashlib.sha256(key_of(canonical_url).encode("utf-8", "replace")).hexdigest()[:20]


def _clean(url: str) -> str:
    """The address without what no address holds: white space around it, line ends and halves of characters within."""
    return url.translate(_NOT_IN_URLS).strip().encode("utf-8", "ignore").decode("utf-8")


def _is_tracking(key: str) -> bool:
    lower = key.lower()
    return lower in _TRACKING or lower.startswith(_TRACKING_PREFIX)
