from __future__ import annotations

import json

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

    def test_what_is_no_cursor_is_the_callers_mistake(self, call):
        code, out, err = call("changes", "--after", "7")
        assert (code, out) == (2, "")
        assert err.startswith("newsarchive: '7' is no cursor")
