"""What is archived, shown again by pywb: the field's own replay tool finds every page and sends the bytes that came."""

from __future__ import annotations

import gzip
from datetime import timedelta

import pytest

HOUR = timedelta(hours=1).total_seconds()
BODY = "<html><head><title>渡口</title></head><body>渡口重新开航</body></html>".encode("gb18030")
TYPE = ("Content-Type", "text/html; charset=gb2312")


@pytest.fixture
def kept(opened, clock, make, layout, replay):
    """Archives pages, one an hour, each (url, body as sent, status, headers): the pywb over them, and their moments."""

    def keep(*pages):
        moments = []
        with opened() as archive:
            for url, body, status, headers in pages:
                page = make.page(0, body, status=status, headers=headers, fetched_at=clock())
                object.__setattr__(page, "url", url)
                archive.keep_page(page, make.wire(page))
                moments.append(f"{clock():%Y%m%d%H%M%S}")
                clock.forward(HOUR)
        return replay(layout.raw), moments

    return keep


@pytest.mark.slow
class TestReplay:
    def test_a_page_is_shown_byte_for_byte_with_its_status_and_headers(self, kept, make):
        """A query, a coding of the content, a redirect and an error among them."""
        plain, packed, queried = make.url(1), make.url(2), f"{make.url(3)}?page=2&a=%20"
        moved, missing = make.url(4), make.url(5)
        pywb, moments = kept(
            (plain, BODY, 200, (TYPE, ("Set-Cookie", "a=1"), ("X-Cache", "HIT"))),
            (packed, gzip.compress(BODY), 200, (TYPE, ("Content-Encoding", "gzip"))),
            (queried, b"the second page", 200, (TYPE, ("Transfer-Encoding", "chunked"))),
            (moved, b"", 301, (("Location", plain),)),
            (missing, b"not here", 404, (TYPE,)),
        )
        shown = [
            pywb.page(url, moment)
            for url, moment in zip((plain, packed, queried, moved, missing), moments, strict=True)
        ]
        assert [page.status for page in shown] == [200, 200, 200, 301, 404]
        # pywb undoes the coding of the content for clients that do not ask for it.
        assert [page.body for page in shown] == [BODY, BODY, b"the second page", b"", b"not here"]
        assert shown[0].headers["Content-Type"] == TYPE[1]
        assert shown[0].headers["X-Cache"] == "HIT"
        assert shown[3].headers["Location"].endswith(plain)

    def test_an_unchanged_page_is_shown_at_each_moment_with_the_payload_behind_it(self, kept, make):
        url, changed = make.url(1), BODY + b"<!-- changed -->"
        pywb, moments = kept(
            (url, BODY, 200, (TYPE, ("ETag", '"1"'))),
            (url, BODY, 200, (TYPE, ("ETag", '"2"'))),  # identical
            (url, b"", 304, (("ETag", '"2"'),)),
            (url, changed, 200, (TYPE, ("ETag", '"3"'))),
            (url, b"", 304, (("ETag", '"3"'),)),
        )
        assert [line["timestamp"] for line in pywb.cdx(url)] == moments
        assert [line["mime"] for line in pywb.cdx(url)] == [
            "text/html",
            "warc/revisit",
            "warc/revisit",
            "text/html",
            "warc/revisit",
        ]
        shown = [pywb.page(url, moment) for moment in moments]
        assert [(page.status, page.body) for page in shown] == [(200, BODY)] * 3 + [(200, changed)] * 2
