from __future__ import annotations

import pytest

from newsarchive.errors import CallerError
from newsarchive.storage.cursor import Cursor


class TestCursor:
    def test_an_empty_cursor_is_before_the_first_record(self):
        assert Cursor.parse("").position("a.cn", "x1") == 0
        assert str(Cursor.parse("")) == ""

    def test_its_text_brings_it_back(self):
        cursor = Cursor.parse("").moved("127.0.0.1_8000", "x1", 7).moved("a.cn", "y2", 3).moved("a.cn", "y2", 4)
        assert str(cursor) == "127.0.0.1_8000:7@x1,a.cn:4@y2"
        assert Cursor.parse(str(cursor)) == cursor
        assert cursor.position("a.cn", "y2") == 4

    @pytest.mark.parametrize("text", ["12", "a.cn", "a.cn:x@y", "a.cn:1@y;b.cn:2@z"])
    def test_what_is_no_cursor_is_the_callers_mistake(self, text):
        with pytest.raises(CallerError, match="is no cursor"):
            Cursor.parse(text)

    def test_a_cursor_of_a_ledger_before_it_was_rebuilt_is_refused(self):
        with pytest.raises(CallerError, match="was rebuilt"):
            Cursor.parse("a.cn:3@old").position("a.cn", "new")
