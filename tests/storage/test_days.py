from __future__ import annotations

import gzip

import pytest
from backports import zstd

from newsarchive.errors import ArchiveError
from newsarchive.storage.days import DayFiles
from newsarchive.storage.ledger import StoredFile

DAY = "2023-06-01"
SQUEEZE = {".gz": gzip.compress, ".zst": zstd.compress}


def committed(folder, **contents):
    return {f"{folder.name}/{name}": StoredFile(f"{folder.name}/{name}", *sizes) for name, sizes in contents.items()}


class TestDays:
    def test_days_are_sorted_and_other_files_left_out(self, tmp_path):
        for name in (
            "2023-06-02.jsonl",
            "2023-06-01.jsonl.gz",
            "2023-06-02.jsonl.zst",
            "2023-06-02.last.jsonl",
            "notes",
        ):
            (tmp_path / name).touch()
        assert DayFiles(tmp_path, None).days() == ["2023-06-01", "2023-06-02"]
        assert DayFiles(tmp_path / "missing", None).days() == []


class TestLines:
    def test_only_committed_lines_are_given(self, tmp_path):
        (tmp_path / f"{DAY}.jsonl").write_bytes(b"one\ntwo\nthree\n")
        files = DayFiles(tmp_path, committed(tmp_path, **{f"{DAY}.jsonl": (8, 8)}))
        assert list(files.lines(DAY)) == [b"one\n", b"two\n"]

    def test_a_torn_line_is_never_given(self, tmp_path):
        (tmp_path / f"{DAY}.jsonl").write_bytes(b"one\ntw")
        assert list(DayFiles(tmp_path, None).lines(DAY)) == [b"one\n"]
        files = DayFiles(tmp_path, committed(tmp_path, **{f"{DAY}.jsonl": (6, 6)}))
        assert list(files.lines(DAY)) == [b"one\n"]

    def test_a_committed_file_is_read_before_it_has_its_name(self, tmp_path):
        (tmp_path / f"{DAY}.jsonl.open").write_bytes(b"one\ntwo\n")
        assert list(DayFiles(tmp_path, None).lines(DAY)) == []
        files = DayFiles(tmp_path, committed(tmp_path, **{f"{DAY}.jsonl": (4, 4)}))
        assert (files.days(), list(files.lines(DAY))) == ([DAY], [b"one\n"])

    @pytest.mark.parametrize("suffix", [".gz", ".zst"])
    def test_a_compressed_day_goes_on_in_its_growing_file(self, tmp_path, suffix):
        squeezed = SQUEEZE[suffix](b"one\n") + SQUEEZE[suffix](b"two\n")
        (tmp_path / f"{DAY}.jsonl{suffix}").write_bytes(squeezed + b"tail")
        (tmp_path / f"{DAY}.jsonl").write_bytes(b"three\nfour\n")
        sizes = {f"{DAY}.jsonl{suffix}": (len(squeezed), 8), f"{DAY}.jsonl": (6, 6)}
        files = DayFiles(tmp_path, committed(tmp_path, **sizes))
        assert list(files.lines(DAY)) == [b"one\n", b"two\n", b"three\n"]
        assert [files.line(DAY, *place) for place in ((0, 4), (4, 4), (8, 6))] == [b"one\n", b"two\n", b"three\n"]

    @pytest.mark.parametrize("suffix", [".gz", ".zst"])
    def test_a_damaged_compressed_file_gives_one_line(self, tmp_path, suffix):
        (tmp_path / f"{DAY}.jsonl{suffix}").write_bytes(SQUEEZE[suffix](b"one\n")[:-3])
        with pytest.raises(ArchiveError, match="is damaged"):
            list(DayFiles(tmp_path, None).lines(DAY))
