"""A site file's selector on a page -> the elements or strings it points to."""

from __future__ import annotations

from lxml.etree import _Element

from newsarchive.sites import selectors
from newsarchive.text import squeeze


def elements(tree: _Element, selector: str) -> list[_Element]:
    """The elements that the selector matches, in page order; XPath if it begins with "/" or "(", else CSS."""
    return [each for each in selectors.found(selector, tree) if isinstance(each, _Element)]


def strings(tree: _Element, selector: str) -> list[str]:
    """The squeezed texts (or attribute values) that the selector matches, empty ones left out."""
    values = selectors.found(selector, tree)
    # A meta tag shows nothing; what it says is its content, as a time element says its datetime best.
    texts = [
        (each.get("content") or each.get("datetime") or "".join(map(str, each.itertext())))
        if isinstance(each, _Element)
        else str(each)
        for each in values
    ]
    return [text for text in map(squeeze, texts) if text]
