"""The files of stories say what they must, and each story differs from every other."""

from __future__ import annotations

from collections import Counter

import pytest

from newsarchive.demo.portal import CHANNELS
from newsarchive.demo.stories import Channel, Kind, Story, read_channel
from newsarchive.text import squeeze

CHANNEL = [read_channel(name) for name in CHANNELS]
STORIES = [story for channel in CHANNEL for story in channel.stories]


class TestReadChannel:
    def test_there_are_four_channels_and_seventy_two_stories_over_five_days(self) -> None:
        assert [len(channel.stories) for channel in CHANNEL] == [18, 18, 18, 18]
        days = Counter(story.date_published[:10] for story in STORIES)
        assert sorted(days) == ["2023-06-01", "2023-06-02", "2023-06-03", "2023-06-04", "2023-06-05"]
        assert min(days.values()) >= 12

    @pytest.mark.parametrize("channel", CHANNEL, ids=lambda channel: channel.path)
    def test_the_newest_story_stands_first(self, channel: Channel) -> None:
        published = [story.published for story in channel.stories]
        assert published == sorted(published, reverse=True)

    def test_no_line_of_text_and_no_address_is_used_twice(self) -> None:
        lines = [line for story in STORIES for line in story.text.split("\n")]
        assert len(set(lines)) == len(lines)
        for name in ("path", "title", "raw_title", "published"):
            assert len({getattr(story, name) for story in STORIES}) == len(STORIES)


class TestStory:
    @pytest.mark.parametrize("story", STORIES, ids=lambda story: story.path)
    def test_every_credit_is_printed_on_its_page(self, story: Story) -> None:
        byline_and_body = "\n".join([story.byline, *(line.text for line in story.lines)])
        printed = (story.source, story.original_source, story.original_title, story.dateline, *story.authors)
        missing = [credit for credit in printed if credit and credit not in byline_and_body]
        assert not missing

    @pytest.mark.parametrize("story", STORIES, ids=lambda story: story.path)
    def test_the_clean_headline_is_part_of_the_printed_one(self, story: Story) -> None:
        assert story.title in story.raw_title

    @pytest.mark.parametrize("story", STORIES, ids=lambda story: story.path)
    def test_its_lines_are_squeezed_and_what_is_cut_is_not_text(self, story: Story) -> None:
        lines = story.text.split("\n")
        assert [squeeze(cell) for line in lines for cell in line.split("\t")] == [
            cell for line in lines for cell in line.split("\t")
        ]
        assert not set(lines) & {*story.removed, *story.captions}

    def test_the_portal_shows_every_hard_case(self) -> None:
        assert sum(story.pages == 2 for story in STORIES) == 4
        assert sum(story.title != story.raw_title for story in STORIES) >= 20
        table = next(story for story in STORIES if any(line.kind is Kind.ROW for line in story.lines))
        assert "\n品种\t5月均价（元/公斤）\t比上月\n鸡蛋\t9.62\t下降6.1%\n" in table.text
        assert sum(story.text.count("\n") == 1 for story in STORIES) == 4  # photo stories of two lines
        assert sum("\n" not in story.text for story in STORIES) >= 6  # a single paragraph

    def test_the_pages_of_a_story_make_up_the_whole(self) -> None:
        story = next(story for story in STORIES if story.pages == 2)
        lines = [line for sheet in story.sheets for line in sheet]
        assert lines == [line for line in story.lines if line.kind is not Kind.TURN]
