"""A site file's selector on a page -> the elements or strings it points to."""

from __future__ import annotations

from functools import lru_cache

from lxml.cssselect import CSSSelector
from lxml.etree import XPath, _Element

from newsarchive.text import squeeze


@lru_cache(maxsize=1024)
def _compiled(selector: str) -> XPath:
    return XPath(selector) if selector.startswith(("/", "(", ".//")) else CSSSelector(selector, translator="html")


def elements(tree: _Element, selector: str) -> list[_Element]:
    """The elements that the selector matches, in page order; XPath if it begins with "/" or "(", else CSS."""
    found = _compiled(selector)(tree)
    return [each for each in found if isinstance(each, _Element)] if isinstance(found, list) else []


def strings(tree: _Element, selector: str) -> list[str]:
    """The squeezed texts (attribute values, for an XPath that ends in one) that the selector matches, empty ones left out."""
    found = _compiled(selector)(tree)
    values = found if isinstance(found, list) else [found]
    # A meta tag shows nothing; what it says is its content, as a time element says its datetime best.
    texts = [
        (each.get("content") or each.get("datetime") or "".join(map(str, each.itertext())))
        if isinstance(each, _Element)
        else str(each)
        for each in values
    ]
    return [text for text in map(squeeze, texts) if text]
