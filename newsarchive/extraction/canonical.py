"""The one address of an article: document in, canonical URL out."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from newsarchive.extraction.document import Document
from newsarchive.extraction.found import Found
from newsarchive.urls import canonical, host_of

_TWIN = re.compile(r"^(?:www|m|wap|mobile|3g|amp)\.")


def read(document: Document) -> Found[str]:
    """The page's own word, if it stays on the host and names no front page; else the address it was fetched from."""
    told, own = document.canonical_link, document.page.url
    if told and _bare(told) == _bare(own) and urlsplit(told).path.strip("/"):
        return Found(canonical(told), "page")
    return Found(canonical(own), "url")


def _bare(url: str) -> str:
    """The host without the label that tells a mobile twin."""
    return _TWIN.sub("", host_of(url))
