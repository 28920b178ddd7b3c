from __future__ import annotations

import json


class TestCompact:
    def test_days_with_later_versions_get_a_file_of_last_ones(self, call, root):
        assert call("compact")[1].splitlines()[0].startswith("a.example.cn: 1 of 2 days have superseded versions")
        (last,) = root.glob("*/articles/*.last.jsonl")
        assert [json.loads(line)["version"] for line in last.read_bytes().splitlines()] == [2]

    def test_compressed_days_export_as_before(self, call, root):
        before = call("export")[1]
        code, out, _ = call("compact", "--compress", "gz", "--until", "2023-06-01")
        assert (code, out.count("1 days compressed")) == (0, 2)
        assert len(list(root.glob("*/articles/*.gz"))) == 2
        assert call("export")[1] == before
        assert call("verify")[0] == 0
