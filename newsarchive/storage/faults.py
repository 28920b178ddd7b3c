"""The lines of a day held against the rows of the ledger: which are what was committed, and what the others are."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from operator import attrgetter

from newsarchive.records import Article, content_hash
from newsarchive.storage import daily
from newsarchive.storage.ledger import StoredRecord

Holds = Callable[[str, int], bool]
"""Whether a version of an article, by id and number, is held in another place."""


class Fault(StrEnum):
    """What can be wrong with a site's folder, in one or two words."""

    LEDGER = "ledger"  # missing, or damaged
    SHORT = "cut off"  # a file shorter than committed, or missing
    TAIL = "not committed"  # bytes behind the committed end: what a killed crawl leaves, and the next one cuts
    FOREIGN_FILE = "foreign file"  # not in the ledger
    DAMAGED_LINE = "damaged line"  # not what was committed, or no record
    MOVED_LINE = "moved line"  # what was committed, but in another place
    EDITED_LINE = "edited line"  # a record that the ledger does not know, with another text or title than once it had
    FOREIGN_LINE = "foreign line"  # a record that the ledger does not know
    DUPLICATE = "duplicate"  # a version that is there twice
    WRONG_DAY = "wrong day"  # a foreign record in the file of another day
    LOST_LINE = "lost line"  # a record of the ledger that is not in its file
    DAMAGED_RAW = "damaged raw page"  # bytes of a WARC file that are no record, or not what their digest says
    LOST_RAW = "lost raw page"  # a record's raw page that is not in its place


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a day: where it begins, which version of which article it holds ("" and 0 for none), what is wrong."""

    offset: int
    data: bytes
    article: str = ""
    version: int = 0
    fault: Fault | None = None
    problem: str = ""


def judge_lines(day: str, content: bytes, rows: Sequence[StoredRecord] | None, holds: Holds) -> Iterator[Line]:
    """Every line of a day's content, then a line without data for each row whose line is not there.

    Without a ledger (`rows` None) a line is right if it is a record of the day whose text was not edited.
    """
    lines = list(_lines(content))
    expected = {row.offset: row for row in rows or ()}
    lost = dict(expected)
    for line in lines:
        if line.offset in expected and _is(expected[line.offset], line):
            del lost[line.offset]
    moved = {(row.crc, row.length): row for row in lost.values()}
    for line in lines:
        row = expected.get(line.offset)
        if row and _is(row, line):
            yield Line(line.offset, line.data, row.article, row.version)
            continue
        row = moved.pop((zlib.crc32(line.data), len(line.data)), None)
        if row:
            del lost[row.offset]
            problem = f"belongs at byte {row.offset}"
            yield Line(line.offset, line.data, row.article, row.version, Fault.MOVED_LINE, problem)
        else:
            stranger = _judge_stranger(day, line, holds)
            is_right = rows is None and stranger.fault is Fault.FOREIGN_LINE
            yield replace(stranger, fault=None, problem="") if is_right else stranger
    for row in sorted(lost.values(), key=attrgetter("offset")):
        problem = f"version {row.version} of {row.article} is not there"
        yield Line(row.offset, b"", row.article, row.version, Fault.LOST_LINE, problem)


def _lines(content: bytes) -> Iterator[Line]:
    offset = 0
    for data in io.BytesIO(content):
        yield Line(offset, data)
        offset += len(data)


def _is(row: StoredRecord, line: Line) -> bool:
    return row.length == len(line.data) and row.crc == zlib.crc32(line.data)


def _judge_stranger(day: str, line: Line, holds: Holds) -> Line:
    def found(fault: Fault, problem: str) -> Line:
        return replace(line, fault=fault, problem=problem)

    if not line.data.endswith(b"\n"):
        return found(Fault.DAMAGED_LINE, "breaks off")
    try:
        article = Article.from_json(line.data)
    except (ValueError, TypeError, KeyError) as error:
        return found(Fault.DAMAGED_LINE, f"is no record ({error})")
    if daily.day_of(article) not in (day, None):
        return found(Fault.WRONG_DAY, f"belongs to {daily.day_of(article)}")
    if holds(article.id, article.version):
        return found(Fault.DUPLICATE, f"version {article.version} of {article.id} is held elsewhere")
    fault, problem = Fault.FOREIGN_LINE, f"{article.id} is not in the ledger"
    if article.content_hash != content_hash(article.title, article.text):
        fault, problem = (
            Fault.EDITED_LINE,
            f"the title or text of {article.id} is not what its content_hash was made of",
        )
    return Line(line.offset, line.data, article.id, article.version, fault, problem)
