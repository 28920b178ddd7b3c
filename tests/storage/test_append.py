from __future__ import annotations

import pytest

from newsarchive.errors import ArchiveError
from newsarchive.storage.append import AppendFile


class TestAppendFile:
    def test_a_new_file_bears_the_suffix_until_it_is_published(self, tmp_path):
        file = AppendFile(tmp_path / "a.jsonl")
        assert file.append(b"one\n") == 0
        assert file.append(b"two\n") == 4
        file.sync()
        assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl.open"]
        file.publish()
        assert (tmp_path / "a.jsonl").read_bytes() == b"one\ntwo\n"
        assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]

    def test_a_known_file_grows_behind_its_committed_length(self, tmp_path):
        (tmp_path / "a.jsonl").write_bytes(b"one\n")
        file = AppendFile(tmp_path / "a.jsonl", 4)
        assert file.append(b"two\n") == 4
        file.sync()
        file.publish()
        assert (tmp_path / "a.jsonl").read_bytes() == b"one\ntwo\n"

    def test_more_than_the_buffer_is_written_before_the_sync(self, tmp_path):
        file = AppendFile(tmp_path / "a")
        file.append(b"x" * 3_000_000)
        assert (tmp_path / "a.open").stat().st_size == 3_000_000
        assert file.append(b"y") == 3_000_000
        file.close()

    def test_a_file_that_the_ledger_does_not_know_is_never_written_over(self, tmp_path):
        (tmp_path / "a.jsonl").write_bytes(b"somebody's\n")
        file = AppendFile(tmp_path / "a.jsonl")
        file.append(b"one\n")
        with pytest.raises(ArchiveError, match="not in the ledger"):
            file.sync()
        assert (tmp_path / "a.jsonl").read_bytes() == b"somebody's\n"

    def test_a_file_that_somebody_else_changed_is_refused(self, tmp_path):
        (tmp_path / "a.jsonl").write_bytes(b"one\nby hand\n")
        file = AppendFile(tmp_path / "a.jsonl", 4)
        file.append(b"two\n")
        with pytest.raises(ArchiveError, match="12 bytes, the ledger says 4"):
            file.sync()
