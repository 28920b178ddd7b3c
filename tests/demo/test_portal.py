"""Every page of the portal shows what its story says; listings lead to every article; the rest is no article."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import etree

from newsarchive.demo.pages import page_path
from newsarchive.demo.portal import CHANNELS, build
from newsarchive.demo.server import DemoPortal
from newsarchive.demo.stories import read_channel
from newsarchive.text import squeeze

CHANNEL = [read_channel(name) for name in CHANNELS]
LISTINGS = ["index.html", "index_2.html", "index_3.html"]


def links(tree, path):
    return [urljoin(path, href) for href in tree.xpath("//a/@href") if not href.startswith("javascript:")]


class TestArticlePages:
    @pytest.mark.parametrize("channel", CHANNEL, ids=lambda channel: channel.path)
    def test_each_shows_headline_byline_and_every_line_in_its_encoding(self, client, channel) -> None:
        for story in channel.stories:
            trees = [
                client.get(page_path(story.path, number + 1)).tree(channel.encoding) for number in range(story.pages)
            ]
            shown = [squeeze(text) for tree in trees for text in tree.xpath("//body//text()")]
            assert shown.count(story.raw_title) >= len(trees)
            assert story.date_published_raw in "".join(trees[0].itertext())
            for line in (*story.text.split("\n"), *story.removed, *story.captions):
                assert all(cell in shown for cell in line.split("\t")), line

    @pytest.mark.parametrize(
        ("channel", "declared"), [*zip(CHANNEL, ["utf-8", "utf-8", "gb2312", "utf-8"], strict=True)]
    )
    def test_each_declares_an_encoding(self, client, channel, declared) -> None:
        answer = client.get(channel.stories[0].path)
        assert f"charset={declared}".encode() in answer.body.lower().replace(b'"', b"")
        header = answer.headers["Content-Type"]
        assert header == ("text/html" if channel.encoding == "gbk" else "text/html; charset=utf-8")

    def test_the_pages_of_one_article_lead_to_each_other(self, client, demo) -> None:
        for story in (story for story in demo.articles if story.pages > 1):
            second = page_path(story.path, 2)
            encoding = "gbk" if story.channel == "finance" else "utf-8"
            assert second in links(client.get(story.path).tree(encoding), story.path)
            assert story.path in links(client.get(second).tree(encoding), second)


class TestListings:
    @pytest.mark.parametrize("channel", CHANNEL, ids=lambda channel: channel.path)
    def test_a_channel_lists_each_article_once(self, client, channel) -> None:
        found = Counter()
        for name in LISTINGS:
            path = f"/{channel.path}/{name}"
            tree = client.get(path).tree(channel.encoding)
            found.update(set(links(tree, path)) & {story.path for story in channel.stories})
        assert found == Counter(story.path for story in channel.stories)

    @pytest.mark.parametrize("channel", CHANNEL, ids=lambda channel: channel.path)
    def test_each_page_but_the_last_leads_to_the_next(self, client, channel) -> None:
        for name, following in zip(LISTINGS, [*LISTINGS[1:], None], strict=True):
            path = f"/{channel.path}/{name}"
            hrefs = client.get(path).tree(channel.encoding).xpath("//a/@href")
            assert hrefs.count(following) == (2 if following else 0)  # by its number and as the next one

    def test_the_front_page_leads_to_every_channel(self, client) -> None:
        found = links(client.get("/").tree(), "/")
        assert {f"/{channel.path}/" for channel in CHANNEL} <= set(found)

    def test_every_link_of_the_portal_has_an_answer(self, client, demo) -> None:
        for path, resource in demo.portal.resources.items():
            if resource.media.startswith("text/html"):
                tree = client.get(path).tree("gbk" if path.startswith("/finance") else "utf-8")
                inner = [link for link in links(tree, path) if not urlsplit(link).netloc]
                assert [link for link in inner if demo.portal.answer(link).status != 200] == []


class TestFurniture:
    def test_robots_forbids_print_twins_and_names_the_sitemap(self, client, demo) -> None:
        lines = client.get("/robots.txt").body.decode().splitlines()
        assert "Disallow: /print/" in lines
        assert f"Sitemap: {demo.url}sitemap.xml" in lines

    @pytest.mark.parametrize(("path", "tag"), [("/sitemap.xml", "{*}loc"), ("/rss.xml", "link")])
    def test_sitemap_and_feed_name_addresses_of_this_portal(self, client, demo, path, tag) -> None:
        found = [each.text for each in etree.fromstring(client.get(path).body).iter(tag)]
        assert len(found) > 15
        assert all(client.get(urlsplit(url).path).status == 200 for url in found)
        newest = max(demo.articles, key=lambda story: story.published)
        assert demo.url.rstrip("/") + newest.path in found

    @pytest.mark.parametrize("path", ["/about.html", "/tags.html", "/search.html?q=x", "/video/"])
    def test_there_are_pages_that_are_no_articles(self, client, path) -> None:
        assert client.get(path).status == 200

    def test_what_is_not_there_is_said_so(self, client) -> None:
        answer = client.get("/city/20230601/99999.html")
        assert answer.status == 404
        assert "不存在" in answer.body.decode()


class TestBuild:
    def test_the_portal_is_the_same_byte_for_byte(self) -> None:
        first, second = build("http://127.0.0.1:1"), build("http://127.0.0.1:1")
        assert first == second

    def test_all_is_served_by_the_portal_itself(self, demo: DemoPortal) -> None:
        assert demo.portal == build(demo.url.rstrip("/"))
