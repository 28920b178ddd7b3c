from __future__ import annotations

import json

import pytest

from newsarchive.discovery import cdx
from newsarchive.records import Link
from newsarchive.sites import Site, Source

SITE = Site(host="a.cn")
INDEX = "http://old.example.org/web/cdx?url=a.cn/*"
ONE, TWO = "http://a.cn/20130504/123456.html", "http://a.cn/20130504/123457.html"

ROWS = [
    ("cn,a)/20130504/123456.html", "20130601000000", ONE, "text/html", "200"),
    ("cn,a)/20130504/123456.html", "20130504030201", ONE, "text/html", "200"),
    ("cn,a)/20130504/123457.html", "20130504030202", TWO, "text/html", "200"),
    ("cn,a)/20130504/123458.html", "20130504030203", "http://a.cn/20130504/123458.html", "text/html", "404"),
    ("cn,a)/20130504/123459.html", "20130504030204", "http://a.cn/20130504/123459.html", "warc/revisit", "-"),
    ("cn,a)/logo.png", "20130504030205", "http://a.cn/logo.png", "image/png", "200"),
    ("cn,a)/gn", "20130504030206", "http://a.cn/gn/", "text/html", "200"),
    ("cn,b)/20130504/123456.html", "20130504030207", "http://b.cn/20130504/123456.html", "text/html", "200"),
]
WANTED = (Link(ONE, "20130504030201"), Link(TWO, "20130504030202"))


def lines():
    head = " CDX N b a m s k r M S V g\n"
    return head + "\n".join(" ".join((*row, "ABCDEF", "-", "-", "100", "0", "x.warc.gz")) for row in ROWS)


def cdxj():
    fields = ("url", "mime", "status")
    return "\n".join(f"{key} {moment} {json.dumps(dict(zip(fields, row, strict=True)))}" for key, moment, *row in ROWS)


def objects():
    fields = ("urlkey", "timestamp", "url", "mime", "status")
    return "\n".join(json.dumps(dict(zip(fields, row, strict=True))) for row in ROWS)


def table():
    return json.dumps([["urlkey", "timestamp", "original", "mimetype", "statuscode"], *ROWS])


class TestRead:
    @pytest.mark.parametrize("form", [lines, cdxj, objects, table])
    def test_the_first_capture_of_each_article_is_found_in_every_form(self, form):
        assert cdx.read(form().encode(), INDEX, SITE).articles == WANTED

    def test_a_resume_key_leads_on(self):
        body = json.dumps([["urlkey", "timestamp", "original"], [], ["cn,a)/2 2013"]])
        first = cdx.read(body.encode(), INDEX, SITE).next_page
        assert first == f"{INDEX.replace('/*', '%2F%2A')}&resumeKey=cn%2Ca%29%2F2+2013"
        assert cdx.read(body.encode(), first, SITE).next_page == first

    def test_pages_are_counted_on_until_one_is_empty(self):
        source = Source(url=f"{INDEX}&page={{page:0}}", kind="cdx")
        assert cdx.read(lines().encode(), f"{INDEX}&page=0", SITE, source).next_page == f"{INDEX}&page=1"
        assert cdx.read(b"", f"{INDEX}&page=1", SITE, source).next_page is None

    @pytest.mark.parametrize(
        "body", [b"", b"<html>not found</html>", b"{broken", b'{"message": "no such url"}', b"\xff"]
    )
    def test_what_is_no_index_has_nothing(self, body):
        assert cdx.read(body, INDEX, SITE).articles == ()

    def test_a_broken_table_has_nothing(self):
        assert cdx.read(b'[["urlkey", "timestamp"', INDEX, SITE).articles == ()
