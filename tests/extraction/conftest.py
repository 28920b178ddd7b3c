from dataclasses import dataclass

import pytest

from newsarchive.extraction import parts
from newsarchive.extraction.document import Document, parse
from newsarchive.extraction.parts import Parts
from newsarchive.records import Page
from newsarchive.sites import Site

HEADLINE = "石桥镇的渡船停航三年后今天复航"
BODY = (
    "渡口的石阶重新铺过，老船工把缆绳解开时，岸上站满了人，有人带着孩子，也有人只是想再听一听柴油机的声音。",
    "镇上的人说，渡船停了以后，去对岸赶集要绕二十多里路，如今一刻钟就能到，菜也能卖得新鲜一些。",
    "按照新的班次，渡船每天往返十二趟，逢集的日子再加四趟，票价和停航以前一样，学生不用买票。",
)
ENGLISH = (
    "The ferry at Port Callan sailed again this morning, three years after the river swept its old landing away.",
    "Its new pier was paid for by the two parishes, which had argued about the bill for most of that time.",
    "Twelve crossings are planned each day, and four more on market days; the fare is what it was before.",
)


@dataclass(frozen=True)
class Read:
    """A page, what we know of its site, and its parts."""

    document: Document
    site: Site
    parts: Parts


@pytest.fixture
def article():
    """Make a page of pieces of markup: around the headline, around and inside the text, in the head."""

    def make(
        byline="",
        *,
        body=BODY,
        headline=f"<h1>{HEADLINE}</h1>",
        title=f"{HEADLINE}_江边在线",
        head="",
        above="",
        first="",
        last="",
        below="",
        url="http://news.example/a/1024.html",
        lang="",
        read=None,
        fetched_at=None,
    ):
        text = "".join(f"<p>{line}</p>" for line in body)
        html = (
            f"<!DOCTYPE html><html lang='{lang}'><head><meta charset=utf-8><title>{title}</title>{head}</head><body>"
            f"<div class=nav><a href=/a/>国内</a> <a href=/b/>国际</a></div>{above}<div class=main>{headline}{byline}"
            f"<div id=text>{first}{text}{last}</div>{below}</div></body></html>"
        )
        site = Site(host="news.example", read=read or {})
        document = parse(Page(url, html.encode(), fetched_at=fetched_at), site)
        layout = document.layout
        inside = {each.index for each in layout.containers if each.element.get("id") == "text"}
        kept = [any(above.index in inside for above in layout.above(block)) for block in layout.blocks]
        return Read(document, site, parts.split(document, kept))

    return make


@pytest.fixture
def in_linear_time():
    """Call with a function and a string made from a size: ten times the size must not take a hundred times the time."""
    import time

    def check(function, make, size=2_000):
        def seconds(text):
            start = time.process_time()
            function(text)
            return time.process_time() - start

        small = min(seconds(make(size)) for _ in range(3))
        # Other work on the machine can make one measurement look long, but not three.
        large = (seconds(make(10 * size)) for _ in range(3))
        assert any(spent < max(40 * small, 0.05) for spent in large), (
            f"{small:.4f} s, and 40 times that for ten times as much"
        )

    return check
