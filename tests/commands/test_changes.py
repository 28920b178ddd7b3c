from __future__ import annotations

import json
from dataclasses import replace

from newsarchive.records import Outcome
from newsarchive.storage import Archive, Entry, SiteArchive
from newsarchive.urls import key_of

SITES = ("a.example.cn", "b.example.cn")


class TestChanges:
    def test_each_record_is_seen_once_by_who_keeps_the_cursor(self, call):
        every = [json.loads(line) for line in call("changes")[1].splitlines()]
        assert [(line["site"], line["record"]["title"], line["record"]["version"]) for line in every] == [
            (SITES[0], "标题0", 1),
            (SITES[0], "标题1", 1),
            (SITES[0], "标题0", 2),
            (SITES[1], "标题0", 1),
            (SITES[1], "标题1", 1),
        ]
        seen, cursor = [], ""
        while lines := call("changes", "--after", cursor, "--limit", "2")[1].splitlines():
            seen += [json.loads(line) for line in lines]
            cursor = seen[-1]["cursor"]
        assert seen == every

    def test_one_site_can_be_asked_for(self, call):
        assert {json.loads(line)["site"] for line in call("changes", SITES[1])[1].splitlines()} == {SITES[1]}

    def test_who_asks_for_it_is_told_in_order_which_pages_are_gone_or_back(self, call, root):
        url = f"http://{SITES[0]}/1.html"
        entry = Entry(url, "article", key_of(url))
        article = next(article for article in Archive(root).records(SITES[0]) if article.url == url)
        for outcome in (Outcome.STORED, Outcome.GONE, Outcome.GONE, Outcome.UNCHANGED):
            with SiteArchive.open(root, SITES[0]) as archive:
                archive.finish(entry, outcome, article=None if outcome is Outcome.GONE else article)
        with SiteArchive.open(root, SITES[0]) as archive:
            archive.store(replace(article, content_hash="later", id="later"))
        records = call("changes", SITES[0])[1].splitlines()
        told = [json.loads(line) for line in call("changes", SITES[0], "--gone")[1].splitlines()]
        assert [line["record"] for line in told if "record" in line] == [json.loads(line)["record"] for line in records]
        assert [next(key for key in line if key not in ("cursor", "site")) for line in told[-3:]] == [
            *("gone", "back", "record")
        ]
        assert told[-3]["gone"].keys() == {"id", "url", "date"}
        assert (told[-3]["gone"]["id"], told[-2]["back"]["url"]) == (article.id, url)
        for number, line in enumerate(told):
            assert [
                json.loads(each)
                for each in call("changes", SITES[0], "--gone", "--after", line["cursor"])[1].splitlines()
            ] == told[number + 1 :]

    def test_what_is_no_cursor_is_the_callers_mistake(self, call):
        code, out, err = call("changes", "--after", "7")
        assert (code, out) == (2, "")
        assert err.startswith("newsarchive: '7' is no cursor")
