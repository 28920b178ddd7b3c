"""Raw pages: a Page and how it travelled in, WARC records out, and back again."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from newsarchive.errors import ArchiveError
from newsarchive.records import Page, RawPlace
from newsarchive.storage import warc
from newsarchive.storage.append import AppendFile
from newsarchive.storage.captures import Capture
from newsarchive.storage.coding import decoded
from newsarchive.storage.layout import OPEN
from newsarchive.version import __version__

MAX_BYTES = 1 << 30
"""A WARC file that has grown to this is closed: 1 GB is what the field's tools expect."""

HOLD_PAGES = frozenset({"response", "resource", "conversion"})
"""The types of records that hold a page: in the last two the block is the content itself, without HTTP around it."""

NOT_MODIFIED = 304
_PROFILES = "http://netpreserve.org/warc/1.1/revisit"
# The transfer coding is off when the body gets here; with its header left on, strict readers look for chunks.
_RENAMED = {"transfer-encoding": "X-Crawl-Transfer-Encoding"}
_UNFIT = re.compile(r"[^\w.-]+", re.A)


@dataclass(frozen=True, slots=True)
class Wire:
    """How a page travelled: what a WARC record holds beyond the Page itself.

    `body` is the content as it was sent, Content-Encoding still on it, transfer coding off; headers are (name, value)
    pairs, in latin-1 as HTTP has it; `truncated` is the WARC word ("length", "time", "disconnect") where it was cut.
    `protocol` None: it came without HTTP; `method` None: the request is not known.
    """

    body: bytes
    protocol: str | None = "HTTP/1.1"
    reason: str = ""
    method: str | None = "GET"
    request_headers: tuple[tuple[str, str], ...] = ()
    ip: str | None = None
    truncated: str | None = None


class RawWriter:
    """The WARC files of one site while they grow: one at a time, a new one each day (UTC) and at `max_bytes`.

    `origin` is the name of the file that all pages come from, where another program has fetched them.
    """

    def __init__(
        self,
        folder: Path,
        serial: int,
        *,
        max_bytes: int = MAX_BYTES,
        origin: str = "",
        new_id: Callable[[], uuid.UUID] = uuid.uuid4,
    ):
        self._folder, self._serial, self._max_bytes, self._new_id = folder, serial, max_bytes, new_id
        self._origin = origin
        self._file: AppendFile | None = None
        self._day = self._info = ""
        self.filled: list[AppendFile] = []

    @property
    def files(self) -> list[AppendFile]:
        """The files that may hold something uncommitted, the one that grows last."""
        return [*self.filled, self._file] if self._file else self.filled

    def write(self, page: Page, wire: Wire, moment: datetime, digest: str) -> Capture:
        """Append the page, with the digest of its body, and the request. `moment` dates pages that bear no date."""
        described = [("WARC-Type", "response"), ("WARC-Payload-Digest", digest)]
        if wire.truncated:
            described.append(("WARC-Truncated", wire.truncated))
        if wire.protocol is None:
            place = self._content("resource", page, moment, digest)
        else:
            place = self._exchange(page, wire, moment, described, _response(page, wire, wire.body))
        return Capture(digest, _date(page, moment), place)

    def convert(self, page: Page, moment: datetime) -> Capture:
        """Append what a browser has made of a page, in the place of its body, behind the page as it came."""
        digest = warc.digest(page.body)
        place = self._content("conversion", page, moment, digest)
        return Capture(digest, _date(page, moment), place)

    def revisit(self, page: Page, wire: Wire, moment: datetime, seen: Capture) -> None:
        """Append that the page was found as it was `seen`: its headers, and where its payload is."""
        is_answered = page.status == NOT_MODIFIED
        profile = "server-not-modified" if is_answered else "identical-payload-digest"
        described = [("WARC-Type", "revisit"), ("WARC-Profile", f"{_PROFILES}/{profile}")]
        # Replay tools look the payload up by URL and date, not by digest.
        described += [("WARC-Refers-To-Target-URI", page.url), ("WARC-Refers-To-Date", seen.date)]
        described.append(("WARC-Payload-Digest", seen.digest))
        # With the headers of a 304 in the record, replay tools would answer 304 too and show nothing.
        self._exchange(page, wire, moment, described, b"" if is_answered else _response(page, wire, b""))

    def publish_filled(self) -> None:
        """Give the files that are full, and by now committed, their final name."""
        for file in self.filled:
            file.publish()
        self.filled.clear()

    def publish(self) -> None:
        """Give every file its final name; the next page begins a new one."""
        self.filled, self._file = self.files, None
        self.publish_filled()

    def close(self) -> None:
        """Give the descriptors back and nothing else."""
        for file in self.files:
            file.close()

    def _exchange(self, page: Page, wire: Wire, moment: datetime, described: warc.Headers, response: bytes) -> RawPlace:
        file = self._ready(moment)
        ids = self._id(), self._id()
        common = [("WARC-Target-URI", page.url), ("WARC-Date", _date(page, moment)), ("WARC-Warcinfo-ID", self._info)]
        if wire.ip:
            common.append(("WARC-IP-Address", wire.ip))
        concurrent = [("WARC-Concurrent-To", ids[1])] if wire.method else []
        named = [*described, ("WARC-Record-ID", ids[0]), *common, *concurrent]
        offset = file.append(_member(named, "response", response))
        if wire.method:
            named = [("WARC-Type", "request"), ("WARC-Record-ID", ids[1]), *common, ("WARC-Concurrent-To", ids[0])]
            file.append(_member(named, "request", _request(page.url, wire)))
        return RawPlace(file.path.name, offset)

    def _content(self, kind: str, page: Page, moment: datetime, digest: str) -> RawPlace:
        """Append a record that is content and no HTTP."""
        file = self._ready(moment)
        named = [("WARC-Type", kind), ("WARC-Record-ID", self._id()), ("WARC-Target-URI", page.url)]
        named.append(("WARC-Payload-Digest", digest))
        named += [("WARC-Date", _date(page, moment)), ("WARC-Warcinfo-ID", self._info)]
        named.append(("Content-Type", page.header("Content-Type") or ""))
        return RawPlace(file.path.name, file.append(warc.member(named, page.body)))

    def _ready(self, moment: datetime) -> AppendFile:
        day = moment.astimezone(UTC).strftime("%Y%m%d")
        if self._file and (self._file.size >= self._max_bytes or self._day != day):
            self.filled.append(self._file)
            self._file = None
        if self._file is None:
            self._day = day
            self._file = self._begin(moment)
        return self._file

    def _begin(self, moment: datetime) -> AppendFile:
        stem = _UNFIT.sub("_", re.sub(r"\.w?arc(?:\.gz)?$", "", self._origin))[:80]
        name = f"{moment.astimezone(UTC):%Y%m%d%H%M%S}-{self._serial:05d}{stem and f'-{stem}'}.warc.gz"
        self._serial += 1
        self._info = self._id()
        file = AppendFile(self._folder / name)
        named = [("WARC-Type", "warcinfo"), ("WARC-Record-ID", self._info), ("WARC-Date", warc.date(moment))]
        named += [("WARC-Filename", name), ("Content-Type", "application/warc-fields")]
        fields = [("software", f"newsarchive/{__version__}"), ("format", "WARC File Format 1.1")]
        fields += [("isPartOf", self._origin)] if self._origin else []
        file.append(warc.member(named, warc.header_lines(fields, "utf-8")))
        return file

    def _id(self) -> str:
        return f"<urn:uuid:{self._new_id()}>"


def read(folder: Path, place: RawPlace) -> Page:
    """The page of a place; ArchiveError if there is none."""
    path = _path(folder, place.file)
    try:
        with path.open("rb") as file:
            page = _page(next(warc.records(file, place.offset)))
    except (OSError, warc.TornRecord, StopIteration) as error:
        raise ArchiveError(f"no raw page at byte {place.offset} ({error})", path=path) from error
    if page is None:
        raise ArchiveError(f"no response at byte {place.offset}", path=path)
    return page


def pages(path: Path, offset: int = 0) -> Iterator[tuple[RawPlace, Page]]:
    """The pages of a WARC file in the order of fetching, few in memory at a time; ArchiveError at a damaged record.

    What a browser made of a page takes the place of the page.
    """
    name = path.name.removesuffix(OPEN)
    held: tuple[RawPlace, Page] | None = None
    with path.open("rb") as file:
        try:
            for record in warc.records(file, offset):
                page = _page(record)
                if page is None:
                    continue
                if held and (held[1].url != page.url or record.header("WARC-Type") != "conversion"):
                    yield held
                held = RawPlace(name, record.offset), page
        except warc.TornRecord as error:
            if held:
                yield held
            raise ArchiveError(f"{error}; run `newsarchive verify --repair`", path=path) from error
    if held:
        yield held


def _page(record: warc.Record) -> Page | None:
    kind, media = record.header("WARC-Type"), record.header("Content-Type")
    fetched_at = datetime.fromisoformat(record.header("WARC-Date")) if kind in HOLD_PAGES else None
    url = record.header("WARC-Target-URI").strip("<>")
    if kind in ("resource", "conversion"):
        return Page(url, record.block, headers=(("Content-Type", media),), fetched_at=fetched_at)
    if kind != "response" or not media.startswith("application/http"):
        return None
    first, headers, body = warc.split_http(record.block)
    status = first.split(" ")[1:2]
    encodings = ",".join(value for name, value in headers if name.lower() == "content-encoding")
    return Page(
        url=url,
        body=decoded(body, encodings),
        status=int(status[0]) if status and status[0].isdigit() else 0,
        headers=headers,
        fetched_at=fetched_at,
    )


def _path(folder: Path, name: str) -> Path:
    path = folder / name
    return path if path.exists() else folder / (name + OPEN)


def _date(page: Page, moment: datetime) -> str:
    return warc.date(page.fetched_at or moment)


def _member(named: warc.Headers, kind: str, block: bytes) -> bytes:
    return warc.member([*named, ("Content-Type", f"application/http; msgtype={kind}")], block)


def _response(page: Page, wire: Wire, body: bytes) -> bytes:
    sent = [(_RENAMED.get(name.lower(), name), value) for name, value in page.headers]
    return _http(f"{wire.protocol} {page.status} {wire.reason}", sent, body)


def _request(url: str, wire: Wire) -> bytes:
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    has_host = any(name.lower() == "host" for name, _ in wire.request_headers)
    host = [] if has_host else [("Host", parts.netloc)]
    return _http(f"{wire.method} {target} HTTP/1.1", [*host, *wire.request_headers], b"")


def _http(first: str, headers: warc.Headers, body: bytes) -> bytes:
    line = " ".join(first.splitlines()).encode("latin-1", "replace")
    return b"".join((line, b"\r\n", warc.header_lines(headers, "latin-1"), b"\r\n", body))
