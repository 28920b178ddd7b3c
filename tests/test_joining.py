from __future__ import annotations

import pytest

from newsarchive.discovery import sequel
from newsarchive.extraction.document import Document, parse
from newsarchive.joining import Joining, gaps, join
from newsarchive.records import Outcome, Page
from newsarchive.sites.defaults import for_host

FIRST = "http://www.example.cn/2023/43188.html"


def document(url: str, *links: tuple[str, str]) -> Document:
    markup = "".join(f"<a href='{href}'>{text}</a>" for href, text in links)
    return parse(Page(url, f"<p>words</p>{markup}".encode()), for_host("www.example.cn"))


def address(tail: str) -> str:
    return FIRST.replace(".html", tail)


class Portal:
    """Answers with pages by their address, with `otherwise` elsewhere; `asked` are the addresses, in order."""

    def __init__(self, *documents: Document, otherwise: Outcome | None = Outcome.GONE):
        self.pages, self.otherwise = {each.page.url: each for each in documents}, otherwise
        self.asked: list[str] = []

    def __call__(self, url: str) -> Document | Outcome | None:
        self.asked.append(url)
        return self.pages.get(url, self.otherwise)


class TestJoin:
    def test_an_article_on_one_page_asks_for_nothing_and_says_nothing(self):
        joining = join(document(FIRST), Portal())
        assert (joining.documents, joining.missing, joining.said()) == ([], {}, None)

    def test_each_page_may_lead_to_the_next(self):
        second, third = document(address("_2.html"), ("43188_3.html", "下一页")), document(address("_3.html"))
        joining = join(document(FIRST, ("43188_2.html", "下一页")), Portal(second, third))
        assert (joining.documents, joining.said()) == ([second, third], "page links")

    def test_no_page_is_asked_for_twice_however_it_is_spelt(self):
        portal = Portal(
            document(address("_2.html").replace("http:", "https:"), ("43188_3.html", "3"), ("43188_2.html", "2")),
            document(address("_3.html")),
        )
        portal.pages |= {url.replace("https:", "http:"): page for url, page in portal.pages.items()}
        join(document(FIRST, ("43188_2.html", "2"), ("43188_3.html", "3")), portal)
        assert portal.asked == [address("_2.html"), address("_3.html")]

    def test_a_page_that_does_not_come_is_said_and_those_behind_it_are_fetched(self):
        third = document(address("_3.html"))
        joining = join(document(FIRST, ("43188_2.html", "2"), ("43188_3.html", "3")), Portal(third))
        assert (joining.documents, joining.missing) == ([third], {2: Outcome.GONE})
        assert joining.said() == "page links; page 2 gone"

    def test_of_what_is_not_known_now_stands_what_was_known_before(self):
        first = document(FIRST, ("43188_2.html", "2"), ("43188_3.html", "3"))
        joining = join(first, Portal(otherwise=None), gaps("page links; page 2 forbidden"))
        assert joining.said() == "page links; page 2 forbidden, page 3 missing"

    def test_the_page_that_shows_all_is_asked_for_instead_of_the_others(self):
        whole = document(address("_all.html"), ("43188_2.html", "2"))
        portal = Portal(whole)
        joining = join(document(FIRST, ("43188_2.html", "2"), ("43188_all.html", "阅读全文")), portal)
        assert (portal.asked, joining.documents) == ([whole.page.url], [whole])
        assert joining.said() == "single-page link"

    def test_where_it_does_not_come_the_others_are(self):
        second = document(address("_2.html"))
        joining = join(document(FIRST, ("43188_2.html", "2"), ("43188_all.html", "阅读全文")), Portal(second))
        assert (joining.documents, joining.said()) == ([second], "page links")

    def test_where_there_are_no_others_it_is_said(self):
        assert join(document(FIRST, ("43188_all.html", "全文")), Portal()).said() == "page links; page 2 gone"

    def test_a_portal_that_always_has_a_next_page_is_left(self):
        joining = Joining(document(FIRST, ("43188_2.html", "下一页")))
        asked = 0
        while url := joining.wanted():
            asked += 1
            joining.take(document(url, (f"43188_{asked + 2}.html", "下一页")))
        assert asked == sequel.PAGES - 1

    @pytest.mark.parametrize("missing", [{2: "gone"}, {3: "forbidden", 4: "missing"}])
    def test_what_was_said_can_be_read_again(self, missing):
        joining = Joining(document(FIRST))
        joining.missing = missing
        assert gaps(joining.said() or "") == missing
