from __future__ import annotations

import contextlib
import gzip

import pytest

from newsarchive.records import Article
from newsarchive.storage import Archive, compaction
from newsarchive.storage.unit import UnitOfWork

DAY = "2023-06-01"


@pytest.fixture
def compress(layout):
    def run(day: str, suffix: str) -> tuple[int, int]:
        with contextlib.closing(UnitOfWork.open(layout)) as unit:
            return compaction.compress(unit, day, suffix)

    return run


@pytest.fixture
def fill(opened, make):
    def store(*numbers: int, text: str = "正文") -> None:
        with opened() as archive:
            for number in numbers:
                make.archive(archive, number, text=text)

    return store


def titles(layout):
    return [article.title for article in Archive(layout.root).records()]


class TestCompress:
    @pytest.mark.parametrize("suffix", [".gz", ".zst"])
    def test_a_compressed_day_reads_as_before_and_takes_late_articles(self, layout, fill, compress, suffix):
        fill(1, 2)
        size = layout.day_file(DAY).stat().st_size
        assert compress(DAY, suffix)[0] == size
        assert [path.name for path in layout.articles.iterdir()] == [f"{DAY}.jsonl{suffix}"]
        assert titles(layout) == ["标题1", "标题2"]
        fill(3)
        assert titles(layout) == ["标题1", "标题2", "标题3"]
        compress(DAY, ".gz")
        assert [path.name for path in layout.articles.iterdir()] == [f"{DAY}.jsonl{suffix}"]
        fill(4)
        assert titles(layout) == ["标题1", "标题2", "标题3", "标题4"]
        assert [change.article.title for change in Archive(layout.root).changes()] == titles(layout)

    def test_gzip_accepts_the_file(self, layout, fill, compress):
        fill(1)
        compress(DAY, ".gz")
        fill(2)
        compress(DAY, ".gz")
        lines = gzip.decompress((layout.articles / f"{DAY}.jsonl.gz").read_bytes()).splitlines()
        assert [Article.from_json(line).title for line in lines] == ["标题1", "标题2"]

    def test_a_file_that_turns_up_under_the_old_name_is_not_ours_to_drop(self, layout, fill, compress, opened):
        fill(1)
        compress(DAY, ".gz")
        layout.day_file(DAY).write_text("somebody's\n")
        opened().close()
        assert layout.day_file(DAY).read_text() == "somebody's\n"

    def test_a_day_without_a_growing_file_is_left_alone(self, layout, fill, compress):
        fill(1)
        compress(DAY, ".gz")
        content = (layout.articles / f"{DAY}.jsonl.gz").read_bytes()
        assert compress(DAY, ".gz") == (0, 0)
        assert compress("2023-06-09", ".gz") == (0, 0)
        assert (layout.articles / f"{DAY}.jsonl.gz").read_bytes() == content


class TestWriteLast:
    def test_only_last_versions_are_written_and_the_day_is_left_as_it_is(self, layout, fill):
        fill(1, 2)
        fill(1, text="改了")
        archive = Archive(layout.root)
        before = layout.day_file(DAY).read_bytes()
        path = compaction.write_last(archive, layout.site, DAY, archive.superseded(layout.site))
        articles = [Article.from_json(line) for line in path.read_bytes().splitlines()]
        assert [(article.title, article.version) for article in articles] == [("标题2", 1), ("标题1", 2)]
        assert layout.day_file(DAY).read_bytes() == before
        assert archive.days(layout.site) == [DAY]

    def test_a_day_of_last_versions_needs_no_second_file(self, layout, fill):
        fill(1)
        assert compaction.write_last(Archive(layout.root), layout.site, DAY, {}) is None
        assert [path.name for path in layout.articles.iterdir()] == [f"{DAY}.jsonl"]
