"""The mark of a rebuild that was broken off."""

from __future__ import annotations

from newsarchive.rebuilding import mark
from newsarchive.rebuilding.plan import Mark


class TestMark:
    def test_it_is_read_as_it_was_written_by_the_same_reader_only(self):
        text = mark.dump(Mark(7, 3, 9), "a")
        assert mark.load(text, "a") == Mark(7, 3, 9)
        assert mark.load(text, "b") == Mark()

    def test_without_one_all_is_to_be_done(self):
        assert mark.load(None, "a") == mark.load("", "a") == Mark()


class TestReaderOf:
    def test_it_changes_with_the_site_file_and_with_nothing_else(self, tmp_path):
        file = tmp_path / "site.toml"
        without = mark.reader_of(file)
        file.write_text('[cut]\nlines = ["a"]\n')
        assert mark.reader_of(file) == mark.reader_of(file) != without
