from __future__ import annotations

import pytest

from newsarchive.errors import ArchiveError
from newsarchive.storage.ledger import StoredFile
from newsarchive.storage.recovery import settle


@pytest.fixture
def put(layout):
    layout.articles.mkdir(parents=True)
    layout.raw.mkdir()

    def write(name: str, content: bytes) -> None:
        (layout.folder / name).write_bytes(content)

    return write


def contents(layout):
    return {
        str(path.relative_to(layout.folder)): path.read_bytes() for path in layout.folder.rglob("*") if path.is_file()
    }


class TestSettle:
    def test_a_file_is_cut_back_to_its_committed_length(self, layout, put):
        put("articles/2023-06-01.jsonl", b"one\ntwo\nthr")
        settle(layout, [StoredFile("articles/2023-06-01.jsonl", 8, 8)])
        assert contents(layout) == {"articles/2023-06-01.jsonl": b"one\ntwo\n"}

    def test_a_committed_file_gets_its_final_name(self, layout, put):
        put("raw/a.warc.gz.open", b"one two thr")
        settle(layout, [StoredFile("raw/a.warc.gz", 8, 8)])
        assert contents(layout) == {"raw/a.warc.gz": b"one two "}

    def test_a_file_that_was_never_committed_is_dropped(self, layout, put):
        put("articles/2023-06-01.jsonl.open", b"one\n")
        put("raw/a.warc.gz", b"emptied")
        settle(layout, [StoredFile("raw/a.warc.gz", 0, 0)])
        assert contents(layout) == {}

    def test_somebody_elses_file_is_left_alone(self, layout, put):
        put("articles/2023-06-01.jsonl", b"one\n")
        put("articles/notes.txt", b"mine")
        settle(layout, [])
        assert set(contents(layout)) == {"articles/2023-06-01.jsonl", "articles/notes.txt"}

    @pytest.mark.parametrize("name", ["articles/2023-06-01.jsonl", "raw/a.warc.gz.open", None])
    def test_a_file_shorter_than_committed_stops_before_anything_is_touched(self, layout, put, name):
        put("articles/2023-06-02.jsonl", b"longer\n")
        if name:
            put(name, b"one")
        before = contents(layout)
        final = (name or "articles/2023-06-01.jsonl").removesuffix(".open")
        with pytest.raises(ArchiveError, match="the ledger promises 8"):
            settle(layout, [StoredFile("articles/2023-06-02.jsonl", 3, 3), StoredFile(final, 8, 8)])
        assert contents(layout) == before
