"""A selector of a site file in (CSS, or XPath if it begins with "/" or a parenthesis), a callable on an element out."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, cast

from cssselect import SelectorError
from lxml import etree
from lxml.etree import _Element
from parsel import css2xpath


@lru_cache(maxsize=256)
def compiled(selector: str) -> etree.XPath:
    """The selector as a callable on an element; `::text` and `::attr(name)` as in Scrapy. ValueError if it is none.

    >>> from lxml import html
    >>> compiled("h1.title::text")(html.fromstring("<div><h1 class=title>Snow</h1></div>"))
    ['Snow']
    """
    try:
        return etree.XPath(selector if selector.startswith(("/", "(")) else css2xpath(selector))
    except (SelectorError, etree.XPathError, ValueError) as error:
        raise ValueError(f"not a selector: {selector!r} ({error})") from error


def found(selector: str, tree: _Element) -> list[_Element | str]:
    """What a selector points to in a tree, in page order: elements, or strings for `::text`, `::attr` and the like."""
    result = cast(Any, compiled(selector)(tree))
    return result if isinstance(result, list) else [str(result)]
