from __future__ import annotations

import base64

import pytest

from newsarchive.demo.families import RENDERED


@pytest.fixture(scope="module")
def portal():
    return RENDERED["browser"]("http://127.0.0.1:1")


def packed(portal, address):
    return base64.b64decode(portal.answer(f"/data{address}").body).decode()


class TestBrowser:
    def test_no_page_says_anything_of_a_story(self, portal):
        for story in portal.stories:
            assert story.title not in portal.answer(story.path).body.decode()
            assert story.path not in portal.answer("/city/").body.decode()

    def test_what_the_script_fetches_says_all(self, portal):
        for story in portal.stories:
            assert f"<h1>{story.raw_title}</h1>" in packed(portal, story.path)

    def test_every_story_is_on_one_page_of_its_list(self, portal):
        lists = [packed(portal, f"/{channel}/{number}") for channel in ("city", "life") for number in (1, 2, 3)]
        for story in portal.stories:
            assert sum(f'href="{story.path}"' in each for each in lists) == 1
        assert ["下一页" in each for each in lists] == [True, True, False] * 2
