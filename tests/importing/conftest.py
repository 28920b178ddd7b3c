"""What the tests of importing share: WARC files as warcio writes them, imported into an archive of their own."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsarchive.importing.report import FileReport, SiteReport
from newsarchive.importing.run import import_file
from newsarchive.records import Article
from newsarchive.storage import Archive, Layout

SITE = "news.example.cn"
MOMENT = "2013-05-04T03:02:01Z"
TYPE = {"Content-Type": "text/html; charset=utf-8"}


class Writer:
    """A WARC file while it is written; `offsets` are where its records begin."""

    def __init__(self, path: Path, *, gzip: bool = True):
        self.path, self.offsets = path, list[int]()
        self._file = path.open("wb")
        self._writer = WARCWriter(self._file, gzip=gzip)

    def add(
        self,
        url: str,
        body: str | bytes,
        *,
        moment: str = MOMENT,
        status: str = "200 OK",
        headers: Mapping[str, str] = TYPE,
        kind: str = "response",
        **more: str,
    ) -> None:
        """A record; `more` are its headers, `WARC_Truncated="length"`."""
        http = StatusAndHeaders(status, list(headers.items()), protocol="HTTP/1.1") if kind == "response" else None
        named = {"WARC-Date": moment, **{name.replace("_", "-"): value for name, value in more.items()}}
        content = body.encode() if isinstance(body, str) else body
        record = self._writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(content),
            length=len(content),
            http_headers=http,
            warc_headers_dict=named,
            warc_content_type="" if http else headers.get("Content-Type", ""),
        )
        self.offsets.append(self._file.tell())
        self._writer.write_record(record)

    def close(self) -> Path:
        self._file.close()
        return self.path


@dataclass
class Told:
    """A progress that remembers; `then` is done at each step of taking."""

    surveyed_to: list[float] = field(default_factory=list)
    taken: list[int] = field(default_factory=list)

    def surveyed(self, name: str, share: float, pages: int) -> None:
        self.surveyed_to.append(share)

    def took(self, report: SiteReport) -> None:
        self.taken.append(report.done)


@dataclass
class Imports:
    """An archive into which files are imported, and what there is in it."""

    root: Path

    def __call__(self, path: Path, only: str | None = None) -> FileReport:
        return import_file(path, self.root, Told(), only)

    def layout(self, site: str = SITE) -> Layout:
        return Layout(self.root, site)

    def records(self, site: str = SITE) -> list[Article]:
        return list(Archive(self.root).records(site))


@pytest.fixture
def url() -> Callable[[int], str]:
    """The address of a story by its number."""
    return lambda number: f"http://{SITE}/2013/0504/c{100000 + number}.html"


@pytest.fixture
def imports(tmp_path: Path) -> Imports:
    return Imports(tmp_path / "data")


@pytest.fixture
def writer(tmp_path: Path) -> Callable[..., Writer]:
    """Begin a WARC file."""
    return lambda name="old.warc.gz", **options: Writer(tmp_path / name, **options)
