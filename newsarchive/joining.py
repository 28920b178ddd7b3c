"""The first page of an article in; what to fetch of its further pages, then those that came and what to say of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from urllib.parse import unquote

from newsarchive.discovery import sequel
from newsarchive.extraction.document import Document
from newsarchive.records import Outcome

BY_LINKS, BY_WHOLE = "page links", "single-page link"
"""What `read_by` says of `pages`: joined from several, or read from the one that shows the whole article."""

Answer = Document | Outcome
"""A further page, or the word in which it ended."""


class Joining:
    """The further pages of an article, come by one after the other; it fetches nothing itself.

    So a crawl, which waits for answers, and a look into the archive, which does not, take the same way through the same
    pages: `while url := joining.wanted(): joining.take(await fetched(url))`. The page that shows the whole article is
    asked for first; if it comes, no other is. Each page may show addresses that those before it did not.

    `documents` are the further pages in order; `missing` holds the numbers of those that did not come (the first page
    is 1), each with the word in which it ended.
    """

    def __init__(self, first: Document):
        self.documents: list[Document] = []
        self.missing: dict[int, Outcome] = {}
        self._seen = {_spelling(first.page.url)}
        self._waiting: deque[str] = deque()
        self._whole = sequel.whole_page(first.tree, first.page.url)
        self._is_whole = False
        if self._whole:
            self._waiting.append(self._whole)
            self._seen.add(_spelling(self._whole))
        self._expect(first)

    def wanted(self) -> str | None:
        """The address of the page to fetch next; None when there is none."""
        return self._waiting[0] if self._waiting and self._number() <= sequel.PAGES else None

    def take(self, answer: Answer) -> None:
        """What came of the page that was wanted."""
        is_whole = self._waiting.popleft() == self._whole
        if isinstance(answer, Document):
            self.documents.append(answer)
            if is_whole:
                self._is_whole = True
                self._waiting.clear()
            else:
                self._expect(answer)
        elif not (is_whole and self._waiting):  # what the whole page would have shown, the others do
            self.missing[self._number()] = answer

    def said(self) -> str | None:
        """What `read_by` is to say of the record's `pages`; None for an article on one page."""
        if not self.documents and not self.missing:
            return None
        gaps = ", ".join(f"page {number} {outcome}" for number, outcome in self.missing.items())
        return "; ".join(filter(None, (BY_WHOLE if self._is_whole else BY_LINKS, gaps)))

    def _number(self) -> int:
        return len(self.documents) + len(self.missing) + 2

    def _expect(self, document: Document) -> None:
        for url in sequel.further_pages(document.tree, document.page.url):
            if _spelling(url) not in self._seen:
                self._seen.add(_spelling(url))
                self._waiting.append(url)


def join(first: Document, find: Callable[[str], Answer]) -> Joining:
    """The further pages of an article as `find` has them by their address."""
    joining = Joining(first)
    while url := joining.wanted():
        joining.take(find(url))
    return joining


def _spelling(url: str) -> str:
    """The address as it is the same for `http` and `https`, for letters and for percent signs."""
    return unquote(url).partition("://")[2]
