from __future__ import annotations

import gzip
import subprocess
import sys
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from newsarchive.errors import ArchiveError
from newsarchive.records import RawPlace
from newsarchive.storage import raw, warc
from newsarchive.storage.raw import RawWriter, Wire

MOMENT = datetime(2023, 6, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def writer(tmp_path):
    numbers = iter(range(1, 1000))
    return RawWriter(tmp_path, 7, new_id=lambda: uuid.UUID(int=next(numbers)))


def finish(writer):
    for file in writer.files:
        file.sync()
    writer.publish()


def write(writer, page, wire, moment=MOMENT):
    return writer.write(page, wire, moment, warc.digest(wire.body)).place


def by_warcio(path):
    with path.open("rb") as file:
        return [(record, record.raw_stream.read()) for record in ArchiveIterator(file, check_digests="raise")]


class TestRawWriter:
    def test_a_page_comes_back_as_it_was(self, tmp_path, make, writer):
        page = make.page(1)
        place = write(writer, page, make.wire(page))
        finish(writer)
        assert place.file == "20230601120000-00007.warc.gz"
        assert raw.read(tmp_path, place) == page

    def test_a_page_can_be_read_before_its_file_has_its_final_name(self, tmp_path, make, writer):
        page = make.page(1)
        place = write(writer, page, make.wire(page))
        writer.files[0].sync()
        assert [path.name for path in tmp_path.iterdir()] == [place.file + ".open"]
        assert raw.read(tmp_path, place) == page
        writer.close()

    def test_the_record_holds_what_was_sent(self, tmp_path, make, writer):
        headers = (("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("Server", "caf\xe9"), ("Content-Encoding", "gzip"))
        page = make.page(1, b"<html>", status=203, headers=headers)
        wire = Wire(gzip.compress(b"<html>"), protocol="HTTP/1.0", reason="Non-Authoritative", ip="127.0.0.1")
        write(writer, page, wire)
        finish(writer)
        response, block = by_warcio(next(tmp_path.iterdir()))[1]
        assert block == wire.body
        assert response.http_headers.protocol == "HTTP/1.0"
        assert response.http_headers.statusline == "203 Non-Authoritative"
        assert response.http_headers.headers == list(headers)
        assert response.rec_headers.get_header("WARC-IP-Address") == "127.0.0.1"
        assert response.rec_headers.get_header("WARC-Date") == "2023-06-01T12:00:00.250000Z"

    def test_the_request_is_kept_with_its_query_and_points_to_the_response(self, tmp_path, make, writer):
        page = make.page(1)
        object.__setattr__(page, "url", "http://news.example.cn/list?page=2&a=%20")
        write(writer, page, make.wire(page, request_headers=(("User-Agent", "newsarchive"),)))
        finish(writer)
        _, (response, _), (request, _) = by_warcio(next(tmp_path.iterdir()))
        assert request.http_headers.protocol == "GET"
        assert request.http_headers.statusline == "/list?page=2&a=%20 HTTP/1.1"
        assert request.http_headers.headers == [("Host", "news.example.cn"), ("User-Agent", "newsarchive")]
        assert request.rec_headers.get_header("WARC-Concurrent-To") == response.rec_headers.get_header("WARC-Record-ID")
        assert response.rec_headers.get_header("WARC-Target-URI") == page.url

    def test_a_page_that_was_cut_says_so(self, tmp_path, make, writer):
        page = make.page(1)
        write(writer, page, make.wire(page, truncated="length"))
        finish(writer)
        response, _ = by_warcio(next(tmp_path.iterdir()))[1]
        assert response.rec_headers.get_header("WARC-Truncated") == "length"

    def test_a_transfer_coding_that_is_off_is_not_announced(self, tmp_path, make, writer):
        page = make.page(1, headers=(("Transfer-Encoding", "chunked"),))
        write(writer, page, make.wire(page))
        finish(writer)
        response, _ = by_warcio(next(tmp_path.iterdir()))[1]
        assert response.http_headers.headers == [("X-Crawl-Transfer-Encoding", "chunked")]

    def test_a_new_file_begins_each_day_and_when_one_is_full(self, tmp_path, make):
        writer = RawWriter(tmp_path, 1, max_bytes=4000)
        page = make.page(1)
        places = [write(writer, page, make.wire(page)) for _ in range(6)]
        places.append(write(writer, page, make.wire(page), MOMENT + timedelta(days=1)))
        finish(writer)
        names = sorted(path.name for path in tmp_path.iterdir())
        assert len(names) > 2
        assert names[-1].startswith("20230602")
        assert {place.file for place in places} == set(names)
        for place in places:
            assert raw.read(tmp_path, place) == page
        for path in tmp_path.iterdir():
            assert by_warcio(path)[0][0].rec_headers.get_header("WARC-Filename") == path.name

    def test_gzip_warcio_and_fastwarc_accept_the_file(self, tmp_path, make, writer):
        for number in range(20):
            page = make.page(number, b"x" * number)
            write(writer, page, make.wire(page))
        finish(writer)
        path = next(tmp_path.iterdir())
        subprocess.run(["gzip", "-t", path], check=True)
        assert len(by_warcio(path)) == 41
        for judge in (["warcio", "check"], ["fastwarc", "check", "--verify-payloads", "--quiet"]):
            subprocess.run([Path(sys.executable).with_name(judge[0]), *judge[1:], path], check=True)


class TestPages:
    def test_every_page_is_given_with_its_place_in_the_order_of_fetching(self, tmp_path, make, writer):
        written = [make.page(number) for number in range(5)]
        places = [write(writer, page, make.wire(page)) for page in written]
        finish(writer)
        path = next(tmp_path.iterdir())
        assert list(raw.pages(path)) == list(zip(places, written, strict=True))
        assert [place for place, _ in raw.pages(path, places[3].offset)] == places[3:]

    def test_a_file_cut_off_gives_its_whole_pages_and_then_an_error(self, tmp_path, make, writer):
        for number in range(3):
            write(writer, make.page(number), make.wire(make.page(number)))
        finish(writer)
        path = next(tmp_path.iterdir())
        path.write_bytes(path.read_bytes()[:-5])
        found = []
        with pytest.raises(ArchiveError, match="record cut off"):
            found.extend(place for place, _ in raw.pages(path))
        assert len(found) == 0 or len(found) == 3


class TestWithoutHttp:
    def test_a_page_without_http_is_a_resource_record_and_comes_back_as_it_was(self, tmp_path, make, writer):
        page = make.page(1)
        place = write(writer, page, make.wire(page, protocol=None, method=None))
        finish(writer)
        assert raw.read(tmp_path, place) == page
        (_, (record, content)) = by_warcio(tmp_path / place.file)
        assert (record.rec_type, record.content_type, content) == ("resource", "text/html", page.body)

    def test_where_the_request_is_not_known_none_is_made_up(self, tmp_path, make, writer):
        place = write(writer, make.page(1), make.wire(make.page(1), method=None))
        finish(writer)
        records = [record for record, _ in by_warcio(tmp_path / place.file)]
        assert [record.rec_type for record in records] == ["warcinfo", "response"]
        assert records[1].rec_headers.get_header("WARC-Concurrent-To") is None

    def test_what_a_browser_made_of_a_page_lies_behind_it_and_takes_its_place(self, tmp_path, make, writer):
        sent, other = make.page(1, b"<html></html>"), make.page(2)
        built = make.page(1, "<html>渡口</html>".encode(), headers=(("Content-Type", "text/html; charset=utf-8"),))
        write(writer, sent, make.wire(sent))
        place = writer.convert(built, MOMENT).place
        write(writer, other, make.wire(other))
        finish(writer)
        assert raw.read(tmp_path, place) == built
        assert [page for _, page in raw.pages(tmp_path / place.file)] == [built, other]
        kinds = [record.rec_type for record, _ in by_warcio(tmp_path / place.file)]
        assert kinds == ["warcinfo", "response", "request", "conversion", "response", "request"]


class TestOrigin:
    @pytest.mark.parametrize(
        ("origin", "name"),
        [
            ("old.warc.gz", "20230601120000-00001-old.warc.gz"),
            ("CC-MAIN-2013.arc.gz", "20230601120000-00001-CC-MAIN-2013.warc.gz"),
            ("../旧 站.warc", "20230601120000-00001-.._.warc.gz"),
        ],
    )
    def test_files_are_named_after_the_file_their_pages_come_from(self, tmp_path, make, origin, name):
        writer = RawWriter(tmp_path, 1, origin=origin)
        place = write(writer, make.page(1), make.wire(make.page(1)))
        finish(writer)
        assert place.file == name
        (_, info), *_ = by_warcio(tmp_path / name)
        assert f"isPartOf: {origin}".encode() in info


class TestRead:
    def test_content_encodings_are_undone(self, tmp_path, make, writer):
        page = make.page(1, b"text", headers=(("Content-Encoding", "gzip"),))
        place = write(writer, page, Wire(gzip.compress(b"text")))
        finish(writer)
        assert raw.read(tmp_path, place).body == b"text"

    @pytest.mark.parametrize("place", [RawPlace("missing.warc.gz", 0), RawPlace("20230601120000-00007.warc.gz", 5)])
    def test_a_place_where_no_page_is_gives_an_error(self, tmp_path, make, writer, place):
        write(writer, make.page(1), make.wire(make.page(1)))
        finish(writer)
        with pytest.raises(ArchiveError, match="no raw page"):
            raw.read(tmp_path, place)
