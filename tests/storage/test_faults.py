from __future__ import annotations

import zlib

import pytest

from newsarchive.storage import daily
from newsarchive.storage.faults import Fault, judge_lines
from newsarchive.storage.ledger import StoredRecord

DAY = "2023-06-01"


@pytest.fixture
def lines(make):
    return [daily.line_of(make.article(number)) for number in range(3)]


@pytest.fixture
def rows(make, lines):
    """What the ledger says of the three lines one after the other."""
    found, offset = [], 0
    for number, line in enumerate(lines):
        place = (DAY, offset, len(line), zlib.crc32(line))
        found.append(StoredRecord(make.article(number).id, 1, "", *place, None))
        offset += len(line)
    return found


def judged(lines, rows, *, held=()):
    found = judge_lines(DAY, b"".join(lines), rows, lambda article, version: (article, version) in held)
    return [line.fault for line in found]


class TestJudgeLines:
    def test_lines_in_their_place_are_right(self, lines, rows):
        assert judged(lines, rows) == [None, None, None]

    def test_a_changed_byte_is_a_damaged_line_and_a_lost_one(self, lines, rows, make):
        lines[1] = lines[1].replace("正文".encode(), "止文".encode())
        held = {(make.article(1).id, 1)}
        assert judged(lines, rows, held=held) == [None, Fault.DUPLICATE, None, Fault.LOST_LINE]
        lines[1] = b"x" + lines[1][1:]
        assert judged(lines, rows) == [None, Fault.DAMAGED_LINE, None, Fault.LOST_LINE]

    def test_a_line_in_another_place_is_known_by_its_checksum(self, lines, rows):
        assert judged([lines[2], lines[0], lines[1]], rows) == [Fault.MOVED_LINE] * 3

    def test_a_missing_line_is_named(self, lines, rows):
        assert judged(lines[:2], rows) == [None, None, Fault.LOST_LINE]

    def test_strangers_are_told_apart(self, lines, rows, make):
        foreign, elsewhere = daily.line_of(make.article(7)), daily.line_of(make.article(8, day="2023-06-02"))
        twice, torn = daily.line_of(make.article(9)), b'{"id": "10"'
        found = judged([*lines, foreign, elsewhere, twice, b"{}\n", torn], rows, held={(make.article(9).id, 1)})
        strangers = [Fault.FOREIGN_LINE, Fault.WRONG_DAY, Fault.DUPLICATE, Fault.DAMAGED_LINE, Fault.DAMAGED_LINE]
        assert found == [None, None, None, *strangers]

    def test_without_a_ledger_every_record_of_the_day_is_right(self, lines, make):
        elsewhere = daily.line_of(make.article(8, day="2023-06-02"))
        assert judged([*lines, elsewhere], None) == [None, None, None, Fault.WRONG_DAY]

    def test_without_a_ledger_an_edited_text_is_told_by_its_hash(self, lines):
        lines[1] = lines[1].replace("正文".encode(), "止文".encode())
        assert judged(lines, None) == [None, Fault.EDITED_LINE, None]
