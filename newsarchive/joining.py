"""The first page of an article in; what to fetch of its further pages, then those that came and what to say of them."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from newsarchive.discovery import sequel
from newsarchive.extraction.document import Document
from newsarchive.records import Outcome

BY_LINKS, BY_WHOLE = "page links", "single-page link"
"""What `read_by` says of `pages`: joined from several, or read from the one that shows the whole article."""

Answer = Document | Outcome | None
"""A further page, or the word in which it ended; None where it is not known how."""

_MISSING = "missing"
_GAP = re.compile(r"page (\d{1,2}) (\w+)")


class Joining:
    """The further pages of an article, come by one after the other; it fetches nothing itself.

    So a crawl, which waits for answers, and a look into the archive, which does not, take the same way through the same
    pages: `while url := joining.wanted(): joining.take(await fetched(url))`. The page that shows the whole article is
    asked for first; if it comes, no other is. Each page may show addresses that those before it did not.

    `documents` are the further pages in order; `missing` holds the numbers of those that did not come (the first page
    is 1), each with the word in which it ended: that of the answer, else the `known` one.
    """

    def __init__(self, first: Document, known: Mapping[int, str] | None = None):
        self.documents: list[Document] = []
        self.missing: dict[int, str] = {}
        self._known = known or {}
        self._waiting: deque[str] = deque()
        self._seen = {_spelling(first.page.url)}
        seen = sequel.read(first.tree, first.page.url)
        self._whole, self._is_whole = seen.whole, False
        self._expect(*filter(None, [seen.whole]), *seen.further)

    def wanted(self) -> str | None:
        """The address of the page to fetch next; None when there is none."""
        return self._waiting[0] if self._waiting and self._number() <= sequel.PAGES else None

    def take(self, answer: Answer) -> None:
        """What came of the page that was wanted."""
        is_whole = self._waiting.popleft() == self._whole
        if isinstance(answer, Document):
            self.documents.append(answer)
            self._expect(*sequel.read(answer.tree, answer.page.url).further)
        elif not (is_whole and self._waiting):  # what the whole page would have shown, the others do
            self.missing[self._number()] = answer or self._known.get(self._number(), _MISSING)
        if is_whole and isinstance(answer, Document):
            self._is_whole = True
            self._waiting.clear()

    def said(self) -> str | None:
        """What `read_by` is to say of the record's `pages`; None for an article on one page."""
        if not self.documents and not self.missing:
            return None
        lacks = ", ".join(f"page {number} {word}" for number, word in self.missing.items())
        return "; ".join(filter(None, (BY_WHOLE if self._is_whole else BY_LINKS, lacks)))

    def _number(self) -> int:
        return len(self.documents) + len(self.missing) + 2

    def _expect(self, *urls: str) -> None:
        for url in urls:
            if _spelling(url) not in self._seen:
                self._seen.add(_spelling(url))
                self._waiting.append(url)


def join(first: Document, find: Callable[[str], Answer], known: Mapping[int, str] | None = None) -> Joining:
    """The further pages of an article as `find` has them by their address; `known` as for `Joining`."""
    joining = Joining(first, known)
    while url := joining.wanted():
        joining.take(find(url))
    return joining


def gaps(said: str) -> dict[int, str]:
    """The pages that are missing by what was said of a record, each with its word.

    >>> gaps("page links; page 2 gone, page 4 failed")
    {2: 'gone', 4: 'failed'}
    """
    return {int(number): word for number, word in _GAP.findall(said)}


def _spelling(url: str) -> str:
    """The address as it is the same for `http` and `https`, for letters and for percent signs."""
    return unquote(url).partition("://")[2]
