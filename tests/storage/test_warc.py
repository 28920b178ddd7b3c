from __future__ import annotations

import gzip
import io
from datetime import datetime, timedelta, timezone

import pytest

from newsarchive.storage import warc


def file_of(*blocks: bytes) -> io.BytesIO:
    return io.BytesIO(b"".join(warc.member([("WARC-Type", "resource")], block) for block in blocks))


class TestRecords:
    def test_members_come_back_with_offset_end_headers_and_block(self):
        file = file_of(b"one", b"", b"x" * 1_000_000)
        first, second, third = warc.records(file)
        assert (first.offset, second.offset) == (0, first.end)
        assert third.end == len(file.getvalue())
        assert (first.block, second.block, third.block) == (b"one", b"", b"x" * 1_000_000)
        assert first.header("warc-type") == "resource"

    def test_reading_begins_at_any_members_offset(self):
        file = file_of(b"one", b"two", b"three")
        second = list(warc.records(file))[1]
        assert [record.block for record in warc.records(file, second.offset)] == [b"two", b"three"]

    def test_a_file_cut_at_any_byte_is_torn_there(self):
        whole = file_of(b"one", b"two").getvalue()
        second = list(warc.records(io.BytesIO(whole)))[1].offset
        for length in range(second + 1, len(whole)):
            with pytest.raises(warc.TornRecord) as torn:
                list(warc.records(io.BytesIO(whole[:length])))
            assert torn.value.offset == second

    def test_a_flipped_bit_in_the_data_is_found(self):
        whole = bytearray(file_of(b"one" * 100).getvalue())
        for position in range(10, len(whole)):
            whole[position] ^= 4
            with pytest.raises(warc.TornRecord):
                list(warc.records(io.BytesIO(whole)))
            whole[position] ^= 4

    def test_a_gzip_member_that_is_no_record_is_refused(self):
        file = io.BytesIO(gzip.compress(b"hello\r\n\r\nworld"))
        with pytest.raises(warc.TornRecord, match="no WARC record"):
            list(warc.records(file))


class TestHeaderLines:
    def test_a_line_break_in_a_value_cannot_forge_a_header(self):
        assert warc.header_lines([("A", "b\r\nWARC-Type: response")], "utf-8") == b"A: b WARC-Type: response\r\n"


class TestDate:
    def test_dates_are_utc_to_the_microsecond(self):
        moment = datetime(2023, 6, 1, 8, 18, 0, 5, tzinfo=timezone(timedelta(hours=8)))
        assert warc.date(moment) == "2023-06-01T00:18:00.000005Z"


class TestDigest:
    def test_the_digest_is_the_one_of_the_field(self):
        assert warc.digest(b"") == "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"
