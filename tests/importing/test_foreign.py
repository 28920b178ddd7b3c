from __future__ import annotations

import gzip

import pytest

from newsarchive.importing import foreign
from newsarchive.importing.foreign import Damage, Found

BODY = "<html><title>渡口</title></html>" * 200


def read(path):
    """The offsets of the records of a file, and its damages."""
    with foreign.opened(path) as file:
        found = list(foreign.records(file))
    return [each.offset for each in found if isinstance(each, Found)], [
        each for each in found if isinstance(each, Damage)
    ]


@pytest.fixture(params=["old.warc.gz", "old.warc"])
def five(request, writer, url):
    """A file of five records, compressed or not."""
    file = writer(request.param, gzip=request.param.endswith(".gz"))
    for number in range(5):
        file.add(url(number), BODY)
    file.close()
    return file


class TestRecords:
    def test_each_record_is_found_where_it_begins(self, five):
        assert read(five.path) == (five.offsets, [])

    def test_the_begin_of_the_content_is_shown(self, five):
        with foreign.opened(five.path) as file:
            first = next(foreign.records(file))
        assert first.head == BODY.encode()[: foreign.HEAD]

    def test_a_file_cut_off_gives_its_whole_records_and_says_where_the_torn_one_begins(self, five):
        five.path.write_bytes(five.path.read_bytes()[: five.offsets[4] + 200])
        offsets, (damage,) = read(five.path)
        assert (offsets, damage.offset) == (five.offsets[:4], five.offsets[4])

    def test_behind_damaged_bytes_the_next_record_is_found(self, five, capsys):
        content = bytearray(five.path.read_bytes())
        content[five.offsets[2] + 2 : five.offsets[2] + 60] = b"\xff" * 58
        five.path.write_bytes(content)
        offsets, (damage,) = read(five.path)
        assert (offsets, damage.offset) == (five.offsets[:2] + five.offsets[3:], five.offsets[2])
        assert capsys.readouterr().err == ""

    def test_a_lost_piece_in_the_middle_of_a_record_costs_that_record_alone(self, five):
        content = five.path.read_bytes()
        hole = five.offsets[3] - 50
        five.path.write_bytes(content[: hole - 20] + content[hole:])
        offsets, damages = read(five.path)
        assert offsets == [*five.offsets[:2], *(offset - 20 for offset in five.offsets[3:])]
        assert [damage.offset for damage in damages] == [five.offsets[2]]

    def test_padding_at_the_end_is_no_damage(self, five):
        five.path.write_bytes(five.path.read_bytes() + b"\0" * 300)
        assert read(five.path) == (five.offsets, [])

    def test_what_is_no_warc_file_has_no_records(self, tmp_path):
        (tmp_path / "page.html").write_text(BODY)
        offsets, damages = read(tmp_path / "page.html")
        assert offsets == []
        assert len(damages) == 1


class TestOpened:
    def test_a_file_compressed_as_a_whole_is_unpacked(self, writer, url):
        file = writer("old.warc", gzip=False)
        for number in range(3):
            file.add(url(number), BODY)
        packed = file.close().with_name("whole.warc.gz")
        packed.write_bytes(gzip.compress(file.path.read_bytes()))
        assert read(packed) == (file.offsets, [])

    def test_cut_off_it_gives_what_there_is(self, writer, url):
        file = writer("old.warc", gzip=False)
        for number in range(3):
            file.add(url(number), "".join(map(chr, range(0x4E00 + number, 0x9000))))
        packed = file.close().with_name("whole.warc.gz")
        packed.write_bytes(gzip.compress(file.path.read_bytes())[:-2000])
        offsets, (damage,) = read(packed)
        assert (offsets, damage.offset) == (file.offsets[:2], file.offsets[2])


class TestAt:
    def test_records_are_read_in_any_order(self, five, url):
        with foreign.opened(five.path) as file:
            for number in (3, 0, 4):
                record = foreign.at(file, five.offsets[number])
                assert record.rec_headers.get_header("WARC-Target-URI") == url(number)
                assert record.raw_stream.read() == BODY.encode()


class TestArc:
    def test_the_format_before_warc_is_read_too(self, tmp_path):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + BODY.encode()
        version = b"1 0 Heritrix\nURL IP-address Archive-date Content-type Archive-length\n"
        head = b"filedesc://old.arc 0.0.0.0 20050101120000 text/plain %d\n" % len(version) + version + b"\n"
        record = b"http://news.example.cn/1.html 10.0.0.1 20050102030405 text/html %d\n" % len(http) + http + b"\n"
        (tmp_path / "old.arc").write_bytes(head + record)
        with foreign.opened(tmp_path / "old.arc") as file:
            found = [each for each in foreign.records(file) if isinstance(each, Found)]
        assert [each.record.rec_type for each in found] == ["warcinfo", "response"]
        assert found[1].record.rec_headers.get_header("WARC-Date") == "2005-01-02T03:04:05Z"
