"""What the page says of its article in a sentence or two: document in, text out."""

from __future__ import annotations

from newsarchive.extraction import select
from newsarchive.extraction.document import Document
from newsarchive.extraction.found import Found
from newsarchive.sites import Site

_META = ("og:description", "description", "twitter:description", "dc.description")

_LONGEST = 5_000  # characters; what is longer is the article itself, or a trap


def read(document: Document, site: Site) -> Found[str] | None:
    """The description by the site's rule, else in the page's metadata."""
    if (selector := site.read.get("description")) and (texts := select.strings(document.tree, selector)):
        return Found(texts[0], "site rule")
    return next(
        (Found(text, "meta") for name in _META if _LONGEST > len(text := document.meta.get(name, "")) > 0), None
    )
