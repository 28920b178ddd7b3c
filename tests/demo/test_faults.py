"""Each fault does what it says, and the portal around it stays as it was."""

from __future__ import annotations

import gzip

import pytest

from newsarchive.demo.faults import BOMB, FAULTS, HUGE, spoil
from newsarchive.demo.portal import build
from newsarchive.demo.server import DemoPortal

BASE = "http://127.0.0.1:1"


@pytest.fixture(scope="module")
def portal():
    return build(BASE)


class TestSpoil:
    def test_without_faults_the_portal_is_the_same(self, portal) -> None:
        assert spoil(portal, ()) is portal

    @pytest.mark.parametrize("name", sorted(set(FAULTS) - {"busy"}))
    def test_the_front_page_leads_into_the_fault_and_articles_stay_as_they_are(self, portal, name) -> None:
        spoilt = spoil(portal, [name])
        front = spoilt.answer("/").body.decode()
        for link in FAULTS[name]().links:
            assert f'<a href="{link}">' in front
            assert spoilt.answer(link).status in (200, 302)
        assert all(spoilt.answer(story.path) == portal.answer(story.path) for story in portal.stories)


class TestBusy:
    def test_some_pages_answer_503_once_and_then_as_ever(self, portal) -> None:
        spoilt = spoil(portal, ["busy"])
        first = [spoilt.answer(story.path) for story in portal.stories]
        second = [spoilt.answer(story.path) for story in portal.stories]
        busy = [resource for resource in first if resource.status == 503]
        assert 5 < len(busy) < 40
        assert all(resource.headers == (("Retry-After", "1"),) for resource in busy)
        assert second == [portal.answer(story.path) for story in portal.stories]


class TestSoft404:
    def test_what_is_missing_comes_with_status_200(self, portal) -> None:
        spoilt = spoil(portal, ["soft_404"])
        assert spoilt.answer("/nowhere.html").status == 200
        assert spoilt.answer("/nowhere.html").body == portal.answer("/nowhere.html").body


class TestCalendar:
    def test_a_month_leads_to_the_next_for_ever(self, portal) -> None:
        spoilt = spoil(portal, ["calendar"])
        address = "/calendar/2023/06/"
        for _ in range(500):
            page = spoilt.answer(address).body.decode()
            address = page.partition('">下个月')[0].rpartition('href="')[2]
        assert address == "/calendar/2065/02/"
        assert 'href="/calendar/2064/12/">上个月' in spoilt.answer("/calendar/2065/01/").body.decode()


class TestSessions:
    def test_a_page_leads_to_addresses_never_seen(self, portal) -> None:
        spoilt = spoil(portal, ["sessions"])
        seen, address = set(), "/s/1/list.html"
        for _ in range(100):
            seen.add(address)
            address = spoilt.answer(address).body.decode().partition('href="')[2].partition('"')[0]
        assert len(seen) == 100


class TestLoop:
    def test_two_addresses_redirect_to_each_other(self, portal) -> None:
        spoilt = spoil(portal, ["loop"])
        first = spoilt.answer("/go/20230601/1.html")
        second = spoilt.answer(dict(first.headers)["Location"])
        assert (first.status, second.status) == (302, 302)
        assert dict(second.headers)["Location"] == "/go/20230601/1.html"


class TestHuge:
    def test_the_page_is_of_forty_megabytes(self, portal) -> None:
        body = spoil(portal, ["huge"]).answer(FAULTS["huge"]().links[0]).body
        assert HUGE - 100 < len(body) < HUGE + 100


class TestBomb:
    def test_a_small_body_unpacks_to_a_very_large_one(self, portal) -> None:
        resource = spoil(portal, ["bomb"]).answer(FAULTS["bomb"]().links[0])
        assert resource.headers == (("Content-Encoding", "gzip"),)
        assert len(resource.body) < BOMB // 500
        assert len(gzip.decompress(resource.body)) == BOMB


class TestServed:
    def test_the_server_sends_status_and_headers_of_a_fault(self, client_of) -> None:
        with DemoPortal("cards", faults=["loop", "soft_404"]) as portal:
            answer = client_of(portal).get("/go/20230601/2.html")
            assert (answer.status, answer.headers["Location"]) == (302, "/go/20230601/1.html")
            assert client_of(portal).get("/nowhere").status == 200
