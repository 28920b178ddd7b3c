from __future__ import annotations

from pathlib import Path

import pytest

from newsarchive.errors import ArchiveError
from newsarchive.records import Page
from newsarchive.storage import SiteArchive, Wire, examples, raw

SITE = "news.example.cn"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """The folder of a site with three raw pages."""
    with SiteArchive.open(tmp_path, SITE) as archive:
        for number in range(3):
            body = f"<p>页{number}".encode()
            page = Page(f"http://{SITE}/{number}.html", body, headers=(("X-Page", str(number)),))
            archive.keep_page(page, Wire(body))
        archive.commit()
    return tmp_path / SITE


def places(folder: Path) -> list:
    (file,) = folder.glob("raw/*")
    return [place for place, _ in raw.pages(file)]


class TestSave:
    def test_the_pages_of_the_places_are_kept_as_they_came(self, archive: Path, tmp_path: Path) -> None:
        first, _, last = places(archive)
        examples.save(tmp_path, archive / "raw", [last, first, last])
        kept = examples.pages(tmp_path)
        assert [page.url for page in kept.values()] == [f"http://{SITE}/2.html", f"http://{SITE}/0.html"]
        assert [page.header("X-Page") for page in kept.values()] == ["2", "0"]
        assert [page.body.decode() for page in kept.values()] == ["<p>页2", "<p>页0"]

    def test_a_second_time_takes_the_place_of_the_first(self, archive: Path, tmp_path: Path) -> None:
        first, second, _ = places(archive)
        for place in (first, second):
            examples.save(tmp_path, archive / "raw", [place])
        assert [page.url for page in examples.pages(tmp_path).values()] == [f"http://{SITE}/1.html"]
        assert [file.name for file in tmp_path.iterdir() if file.is_file()] == [examples.NAME]


class TestPages:
    def test_without_a_file_there_are_none(self, tmp_path: Path) -> None:
        assert examples.pages(tmp_path) == {}

    def test_a_damaged_file_is_said(self, archive: Path, tmp_path: Path) -> None:
        path = examples.save(tmp_path, archive / "raw", places(archive))
        path.write_bytes(path.read_bytes()[:-9])
        with pytest.raises(ArchiveError, match="record cut off"):
            examples.pages(tmp_path)
