"""Each family leads to all of its articles by its own means, and to none by another."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import lxml.html
import pytest
from lxml import etree

from newsarchive.demo.families import FAMILIES
from newsarchive.demo.server import DemoPortal
from newsarchive.demo.stories import Kind
from newsarchive.text import squeeze


@pytest.fixture(scope="module")
def family() -> Iterator:
    """The portal of a family, served until the tests of this module are over."""
    served: dict[str, DemoPortal] = {}

    def serve(name: str) -> DemoPortal:
        if name not in served:
            served[name] = DemoPortal(name)
        return served[name]

    yield serve
    for portal in served.values():
        portal.close()


@pytest.fixture
def visit(family, client_of):
    """(tree of a page of a family, None where there is none)."""

    def ask(name: str, path: str):
        answer = client_of(family(name)).get(path)
        encoding = "gbk" if b"gb2312" in answer.body else "utf-8"
        return lxml.html.document_fromstring(answer.body.decode(encoding)) if answer.status == 200 else None

    return ask


def links(tree, path: str) -> list[str]:
    return [urljoin(path, href) for href in tree.xpath("//a/@href") if not href.startswith("javascript:")]


def paths(portal: DemoPortal, channel: str | None = None) -> list[str]:
    return [story.path for story in portal.articles if channel in (None, story.channel)]


class TestEveryFamily:
    @pytest.mark.parametrize("name", FAMILIES)
    def test_it_serves_each_article_with_all_of_its_text(self, family, name) -> None:
        portal = family(name)
        for story in portal.articles:
            body = portal.portal.answer(story.path).body
            shown = body.decode("gbk" if b"gb2312" in body else "utf-8")
            first = [line for line in story.sheets[0] if line.kind is Kind.TEXT]
            assert all(squeeze(lxml.html.fromstring(f"<p>{line.text}</p>").text_content()) in shown for line in first)

    @pytest.mark.parametrize("name", FAMILIES)
    def test_it_is_the_same_byte_for_byte(self, name) -> None:
        assert FAMILIES[name]("http://127.0.0.1:1") == FAMILIES[name]("http://127.0.0.1:1")

    @pytest.mark.parametrize("name", ["api", "script"])
    def test_lists_of_the_browser_are_empty_pages_without_one(self, family, visit, name) -> None:
        for channel in {story.channel for story in family(name).articles}:
            found = links(visit(name, f"/{channel}/"), f"/{channel}/")
            assert not set(found) & set(paths(family(name)))


class TestCards:
    def test_pages_by_query_lead_to_every_article_once(self, family, visit) -> None:
        for channel in ("city", "life"):
            found: list[str] = []
            address = f"/{channel}/"
            while address:
                tree = visit("cards", address)
                found += [urljoin(address, href) for href in tree.xpath("//div[@class='card']/a/@href")]
                address = next((urljoin(address, href) for href in tree.xpath("//a[@rel='next']/@href")), None)
            assert sorted(found) == sorted(paths(family("cards"), channel))
            assert all(re.fullmatch(r"/article/\d+", path) for path in found)


class TestDays:
    def test_each_day_lists_its_articles_and_leads_to_the_day_before(self, family, visit) -> None:
        address, found = "/scroll-news/2023/0605/news.shtml", []
        assert address in links(visit("days", "/"), "/")
        while (tree := visit("days", address)) is not None:
            found += [link for link in links(tree, address) if link in paths(family("days"))]
            address = urljoin(address, tree.xpath("//a[text()='前一天']/@href")[0])
        assert sorted(found) == sorted(paths(family("days")))
        assert address == "/scroll-news/2023/0531/news.shtml"


class TestPaper:
    def test_the_front_page_forwards_and_each_sheet_of_a_day_leads_to_the_others_and_the_day_before(
        self, family, visit
    ):
        address, found = "/html/2023-06/05/node_2.htm", []
        assert address in visit("paper", "/").xpath("//meta[@http-equiv]/@content")[0]
        while address:
            tree = visit("paper", address)
            for sheet in tree.xpath("//table[@class='sheets']//a/@href"):
                shown = links(visit("paper", sheet), sheet)
                found += [link for link in shown if link in paths(family("paper"))]
            address = next(iter(tree.xpath("//a[text()='上一期']/@href")), None)
        assert sorted(found) == sorted(paths(family("paper")))


class TestApi:
    @pytest.mark.parametrize(("channel", "wrapped"), [("city", False), ("finance", True)])
    def test_the_address_in_the_script_leads_to_every_article(self, family, client_of, channel, wrapped) -> None:
        client = client_of(family("api"))
        page = client.get(f"/{channel}/").body.decode()
        address = re.search(r'Api = "([^"]+)"', page)[1]
        found: list[str] = []
        for number in range(1, 10):
            text = client.get(address.replace("{page}", str(number))).body.decode()
            rows = json.loads(text.removeprefix("show(").removesuffix(");"))["data"]["list"]
            assert text.startswith("show(") is wrapped
            found += [row["url"] for row in rows]
            if not rows:
                break
        assert number == 4
        assert sorted(found) == sorted(paths(family("api"), channel))

    def test_times_are_unix_times(self, family, client_of) -> None:
        answer = client_of(family("api")).get("/api/list.json?channel=city&page=1&size=7")
        times = {row["url"]: row["ctime"] for row in json.loads(answer.body)["data"]["list"]}
        assert times == {
            story.path: story.published.timestamp() for story in family("api").articles if story.path in times
        }


class TestMore:
    @pytest.mark.parametrize(("channel", "means"), [("city", "//a/@href"), ("life", "//button/@data-url")])
    def test_lists_grow_until_every_article_was_shown(self, family, visit, channel, means) -> None:
        found: list[str] = []
        addresses = [f"/{channel}/"]
        for address in addresses:
            tree = visit("more", address)
            found += [link for link in links(tree, address) if link in paths(family("more"))]
            addresses += [href for href in tree.xpath(means) if "more?page" in href]
        assert sorted(found) == sorted(paths(family("more"), channel))


class TestScript:
    def test_rows_in_the_script_lead_to_every_article(self, family, client_of) -> None:
        for channel in ("city", "life"):
            page = client_of(family("script")).get(f"/{channel}/").body.decode()
            rows = json.loads(re.search(r"var rows = (\[.*?\]);\n", page)[1])
            assert sorted(row["url"] for row in rows) == sorted(paths(family("script"), channel))

    def test_the_article_stands_in_the_state_alone(self, family, visit) -> None:
        story = family("script").articles[0]
        tree = visit("script", story.path)
        state = tree.xpath("//script[contains(., '__INITIAL_STATE__=')]/text()")[0]
        values = json.loads(state.removeprefix("window.__INITIAL_STATE__=").removesuffix(";"))["article"]
        assert values["title"] == story.raw_title
        content = lxml.html.fragment_fromstring(values["content"], create_parent="div")
        assert [each.text_content() for each in content][: len(story.text.split("\n"))] == story.text.split("\n")
        for script in tree.xpath("//script"):
            script.drop_tree()
        assert story.text.split("\n")[0] not in tree.text_content()


class TestFeeds:
    @pytest.mark.parametrize(
        ("channel", "address", "urls_of"),
        [
            ("city", "/city/rss.xml", lambda body: etree.fromstring(body).xpath("//item/link/text()")),
            ("life", "/life/atom.xml", lambda body: etree.fromstring(body).xpath("//@href")),
            ("finance", "/finance/feed.json", lambda body: [item["url"] for item in json.loads(body)["items"]]),
        ],
    )
    def test_a_feed_names_every_article_of_its_channel(self, family, client_of, channel, address, urls_of) -> None:
        client = client_of(family("feeds"))
        assert address in client.get(f"/{channel}/").body.decode()
        urls = urls_of(client.get(address).body)
        assert sorted(urlsplit(url).path for url in urls) == sorted(paths(family("feeds"), channel))

    def test_the_sitemap_index_leads_to_the_rest_through_gzip_files(self, family, client_of) -> None:
        client = client_of(family("feeds"))
        index = re.search(r"Sitemap: (\S+)", client.get("/robots.txt").body.decode())[1]
        files = [each.text for each in etree.fromstring(client.get(urlsplit(index).path).body).iter("{*}loc")]
        bodies = [gzip.decompress(client.get(urlsplit(file).path).body) for file in files]
        urls = [each.text for body in bodies for each in etree.fromstring(body).iter("{*}loc")]
        assert len(files) == 5
        assert sorted(urlsplit(url).path for url in urls) == sorted(paths(family("feeds"), "en"))
