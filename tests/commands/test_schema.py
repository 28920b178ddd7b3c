from __future__ import annotations

import json

from newsarchive import cli


class TestRun:
    def test_it_prints_a_json_schema(self, capsys):
        assert cli.main(["schema"]) == 0
        schema = json.loads(capsys.readouterr().out)
        assert schema["$schema"].startswith("https://json-schema.org/")
        assert schema["properties"]["title"]["description"]
