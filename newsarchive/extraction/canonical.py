"""The one address of an article: document in, canonical URL out."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from newsarchive.extraction.document import Document
from newsarchive.extraction.found import Found
from newsarchive.urls import canonical, host_of

_TWIN = re.compile(r"^(?:www|m|wap|mobile|3g|amp)\.")
_ERROR = re.compile(r"/(?:404|error)(?:\.\w{3,5})?/?$")
_SCRIPT = re.compile(r"/[A-Za-z_]{2,20}(?:\.\w{3,5})?$")
_NAME = re.compile(r"\d{4}|[^/]{12}")  # what tells one article; "amp", "print" and "index_2.html" do not


def read(document: Document) -> Found[str]:
    """The page's own word, if it stays on the host and may name an article; else the address it was fetched from.

    A template that names the front page, the channel or an error page on every page would make one article of all.
    """
    told, own = document.canonical_link, document.page.url
    if told and _bare(told) == _bare(own) and not _is_of_many(told, own):
        return Found(canonical(told), "page")
    return Found(canonical(own), "url")


def _is_of_many(told: str, own: str) -> bool:
    """Whether an address cannot be that of one article alone.

    So are the front page, an error page, the folder in which the article lies, and the script that shows all of them
    where the number that tells the article is left out.
    """
    at = urlsplit(told)
    path, below = at.path.rstrip("/"), urlsplit(own).path.rstrip("/")
    if not path or _ERROR.search(path):
        return True
    if path == below:
        numbered = _SCRIPT.search(path) and re.search(r"\d", urlsplit(canonical(own)).query)
        return not at.query and numbered is not None
    return below.startswith(f"{path}/") and _NAME.search(below[len(path) :]) is not None


def _bare(url: str) -> str:
    """The host without the label that tells a mobile twin."""
    return _TWIN.sub("", host_of(url))
