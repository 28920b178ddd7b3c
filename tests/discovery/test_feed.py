from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.discovery import feed
from newsarchive.records import Link
from newsarchive.sites import Articles, defaults

URL = "http://www.example.cn/rss.xml"
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>示例网</title><link>http://www.example.cn/</link>
<item><title><![CDATA[大雪&amp;封山]]></title><link>http://www.example.cn/2023/0601/1.html?from=rss</link>
<pubDate>Thu, 01 Jun 2023 08:30:00 +0800</pubDate></item>
<item><title>新桥通车</title><link>/gn/2</link><guid isPermaLink="false">x2</guid></item>
<item><title>别家的</title><link>http://other.cn/3.html</link></item>
<item><title>只有号</title><guid>http://www.example.cn/4.html</guid></item>
</channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><item><title>大雪封山</title><link>http://www.example.cn/1.html</link>
<dc:date>2023-06-01T08:30:00+08:00</dc:date></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom">
<link rel="self" href="/a.xml"/><link rel="next" href="/a.xml?p=2"/>
<entry><title type="html">大雪封山</title><link rel="edit" href="/edit/1"/><link href="/1.html"/>
<updated>2023-06-02T00:00:00Z</updated><published>2023-06-01T00:00:00Z</published></entry></feed>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "next_url": "/feed.json?p=2", "items": [
{"id": "1", "url": "http://www.example.cn/1.html", "title": "大雪封山",
"date_published": "2023-06-01T08:30:00+08:00"}]}"""


@pytest.fixture
def read(site):
    return lambda text, encoding="utf-8", site=site: feed.read(text.encode(encoding), URL, site)


class TestRead:
    def test_rss_tells_address_title_and_date(self, read):
        assert read(RSS).articles == (
            Link(
                "http://www.example.cn/2023/0601/1.html?from=rss",
                "大雪&amp;封山",
                "Thu, 01 Jun 2023 08:30:00 +0800",
            ),
            Link("http://www.example.cn/gn/2", "新桥通车"),
            Link("http://www.example.cn/4.html", "只有号"),
        )

    def test_rss_1_tells_the_same(self, read):
        assert read(RDF).articles == (Link("http://www.example.cn/1.html", "大雪封山", "2023-06-01T08:30:00+08:00"),)

    def test_atom_tells_the_day_of_publication_and_the_next_page(self, read):
        found = read(ATOM)
        assert found.articles == (Link("http://www.example.cn/1.html", "大雪封山", "2023-06-01T00:00:00Z"),)
        assert found.next_page == "http://www.example.cn/a.xml?p=2"

    def test_a_json_feed_tells_the_same(self, read):
        found = read(JSON)
        assert found.articles == (Link("http://www.example.cn/1.html", "大雪封山", "2023-06-01T08:30:00+08:00"),)
        assert found.next_page == "http://www.example.cn/feed.json?p=2"

    def test_the_declared_encoding_is_heeded(self, read):
        assert read(RSS.replace("UTF-8", "gb2312"), "gb18030").articles[1].title == "新桥通车"

    def test_broken_markup_is_mended(self, read):
        assert len(read(RSS.replace("</rss>", "").replace("新桥通车", "新桥 & 通车")).articles) == 3

    def test_the_rules_of_the_site_hold(self, read, site):
        ruled = replace(site, articles=Articles(deny=(re.compile("/gn/"),)))
        assert len(read(RSS, site=ruled).articles) == 2

    def test_nothing_outside_is_loaded(self, read, tmp_path):
        (tmp_path / "secret").write_text("geheim")
        text = RSS.replace("<rss", f'<!DOCTYPE r [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><rss').replace(
            "新桥通车", "&x;"
        )
        assert "geheim" not in str(read(text))

    @given(st.binary(max_size=200))
    def test_any_bytes_may_come(self, body):
        site = defaults.for_host("www.example.cn")
        for start in (b"", b"{", b"<rss>", b'<?xml version="1.0"?><feed>'):
            assert feed.read(start + body, URL, site).listings == ()
