"""A ledger made to say what the files hold: day files and WARC files in, rows out; what only a ledger knows is kept."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urljoin

from newsarchive.records import Article, Outcome
from newsarchive.storage import revisits, warc
from newsarchive.storage.captures import url_hash
from newsarchive.storage.days import DayFiles, uncompress
from newsarchive.storage.departures import Departed, Departures
from newsarchive.storage.layout import COMPRESSED, OPEN, Layout
from newsarchive.storage.ledger import Ledger
from newsarchive.storage.verify import holds_page, is_revisit, warc_files
from newsarchive.urls import key_of

_OK, _GONE, _LEADS = "200", ("404", "410"), ("301", "302", "303", "307", "308")
_LEADS_ON = 10  # redirects one behind the other that a crawl follows
_TABLES = (
    "CREATE TEMP TABLE line(article, version, content_hash, day, offset, length, crc, raw_file, raw_offset, fetched)",
    "CREATE TEMP TABLE page(file, offset, url, digest, date)",
    "CREATE TEMP TABLE entry(key, url, section, title, date, article, fetched, again)",
)
_SAME = "line.article = records.article AND line.version = records.version"
_STEPS = (
    # What is lost is fetched again, and in full: a portal that answers "not modified" would leave the hole open.
    (
        "articles to be fetched again",
        "UPDATE frontier SET state = 0, due = 0 WHERE state = 2 AND article IN"
        f" (SELECT article FROM records WHERE NOT EXISTS (SELECT 1 FROM line WHERE {_SAME}))",
    ),
    ("pages to be asked for in full", "UPDATE captures SET etag = NULL, last_modified = NULL WHERE changes() > 0"),
    ("records lost", f"DELETE FROM records WHERE NOT EXISTS (SELECT 1 FROM line WHERE {_SAME})"),
    (
        "records in another place",
        "UPDATE records SET day = line.day, offset = line.offset, length = line.length, crc = line.crc FROM line"
        f" WHERE {_SAME} AND (records.day, records.offset, records.length, records.crc)"
        " <> (line.day, line.offset, line.length, line.crc)",
    ),
    (
        "records taken in",
        "INSERT INTO records(article, version, content_hash, day, offset, length, crc, raw_file, raw_offset)"
        " SELECT article, version, content_hash, day, offset, length, crc,"
        " (SELECT id FROM files WHERE name = 'raw/' || line.raw_file), raw_offset FROM line"
        f" WHERE NOT EXISTS (SELECT 1 FROM records WHERE {_SAME}) ORDER BY fetched, version, day, offset",
    ),
    (
        "records without their raw page",
        "UPDATE records SET raw_file = NULL, raw_offset = NULL WHERE raw_offset IS NOT NULL AND (raw_file IS NULL OR"
        " NOT EXISTS (SELECT 1 FROM page WHERE page.file = raw_file AND page.offset = raw_offset))",
    ),
    (
        "raw pages that are back",
        "UPDATE records SET raw_file = page.file, raw_offset = page.offset FROM line, files, page"
        f" WHERE {_SAME} AND records.raw_offset IS NULL AND files.name = 'raw/' || line.raw_file"
        " AND page.file = files.id AND page.offset = line.raw_offset",
    ),
    (
        "captures lost",
        "DELETE FROM captures WHERE NOT EXISTS"
        " (SELECT 1 FROM page WHERE page.file = captures.file AND page.offset = captures.offset)",
    ),
    (
        "captures taken in",
        "INSERT OR REPLACE INTO captures(url, digest, date, file, offset) SELECT url, digest, date, file, offset"
        " FROM page WHERE url IS NOT NULL AND url NOT IN (SELECT url FROM captures) ORDER BY date, file, offset",
    ),
    (
        "frontier entries made from records",
        "INSERT OR IGNORE INTO frontier(kind, key, url, section, title, date, depth, page, state, due, tries, outcome,"
        " article, first_at, finished_at, again_at) SELECT 'article', key, url, section, title, date, 0, 1, 2, 0, 0,"
        f" '{Outcome.STORED}', article, fetched, fetched, again FROM entry",
    ),
)


def reindex(ledger: Ledger, layout: Layout, now: datetime) -> Counter[str]:
    """Bring a ledger in line with the files of its folder, in one transaction; how many rows of what were changed.

    Records keep their number in commit order where the ledger knows them; the others are numbered by date of fetching.
    """
    run, run_many = ledger.connection.execute, ledger.connection.executemany
    changed: Counter[str] = Counter()
    for table in _TABLES:
        run(table)
    run("CREATE INDEX temp.line_article ON line(article, version)")
    run("CREATE INDEX temp.page_place ON page(file, offset)")
    ledger.begin()
    _list_files(ledger, layout)
    answers = _Answers()
    run_many("INSERT INTO page VALUES (?, ?, ?, ?, ?)", _pages(ledger, layout, answers))
    files = DayFiles(layout.articles, None)
    for day in files.days():
        run_many("INSERT INTO line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _lines(files, day))
        articles = (Article.from_json(line) for line in files.lines(day))
        run_many(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (_entry(article, day, now) for article in articles)
        )
    for name, sql in _STEPS:
        changed[name] += run(sql).rowcount
    changed["captures that redirects lead to"] = _put_leads(ledger, answers.leads)
    changed["articles known to be gone"] = _put_departures(ledger, answers.gone)
    ledger.drop_empty_files()
    ledger.commit()
    for table in ("line", "page", "entry"):
        run(f"DROP TABLE temp.{table}")
    return +changed


def _list_files(ledger: Ledger, layout: Layout) -> None:
    files = DayFiles(layout.articles, None)
    ledger.connection.execute("UPDATE files SET length = 0, content = 0")
    for day in files.days():
        for suffix in ("", *COMPRESSED):
            path = layout.articles / f"{day}.jsonl{suffix}"
            if path.exists():
                size = path.stat().st_size
                content = len(uncompress(path.read_bytes(), suffix)[0]) if suffix else size
                ledger.set_file(f"articles/{path.name}", size, content)
    for path in warc_files(layout):
        size = path.stat().st_size
        ledger.set_file(f"raw/{path.name.removesuffix(OPEN)}", size, size)


@dataclass(frozen=True, slots=True)
class _Answers:
    """Answers other than a page, the last of each URL (by its hash): `gone` and when, and where one `leads` to."""

    gone: dict[bytes, str] = field(default_factory=dict)
    leads: dict[bytes, bytes] = field(default_factory=dict)

    def take(self, record: warc.Record, url: bytes, status: str) -> None:
        """Take an answer into account."""
        if status in _GONE:
            self.gone[url] = record.header("WARC-Date")
        elif status in _LEADS and (location := _location(record)):
            self.leads[url] = url_hash(location)
        elif status == _OK:
            self.gone.pop(url, None)
            self.leads.pop(url, None)


def _pages(ledger: Ledger, layout: Layout, answers: _Answers) -> Iterator[tuple[int, int, bytes | None, str, str]]:
    """A row for each page; `answers` is filled on the way."""
    for path in warc_files(layout):
        number = ledger.file_id(f"raw/{path.name.removesuffix(OPEN)}")
        with path.open("rb") as file:
            for part in warc.survey(file):
                if not holds_page(part) and not is_revisit(part):
                    continue
                url, status = url_hash(part.header("WARC-Target-URI")), _status(part)
                answers.take(part, url, status)
                if holds_page(part):
                    known = (part.header("WARC-Payload-Digest"), part.header("WARC-Date"))
                    yield number, part.offset, url if status == _OK else None, *known


def _status(record: warc.Record) -> str:
    """What an answer says of itself; a revisit record and a page without HTTP stand for a page that was there."""
    is_response = record.header("WARC-Type") == "response"
    return "".join(warc.split_http(record.block[:20])[0].split(" ")[1:2]) if is_response else _OK


def _location(record: warc.Record) -> str | None:
    """Where a redirect leads."""
    _, headers, _ = warc.split_http(record.block)
    found = next((value for name, value in headers if name.lower() == "location"), None)
    return urljoin(record.header("WARC-Target-URI"), found) if found else None


def _put_leads(ledger: Ledger, leads: dict[bytes, bytes]) -> int:
    """Let the captures of the pages that redirects led to, by some others or at once, stand for where they began."""
    run, count = ledger.connection.execute, 0
    for url in leads:
        target = url
        for _ in range(_LEADS_ON):
            target = leads.get(target, target)
        sql = "INSERT OR IGNORE INTO captures(url, digest, date, file, offset)"
        count += run(f"{sql} SELECT ?, '', date, file, offset FROM captures WHERE url = ?", (url, target)).rowcount
    return count


def _put_departures(ledger: Ledger, gone: dict[bytes, str]) -> int:
    """Put down which articles are gone by what their pages answered last; how many that was not known of."""
    if not gone:
        return 0
    run, departures, count = ledger.connection.execute, Departures(ledger), 0
    for article, url in run(
        "SELECT article, url FROM frontier WHERE kind = 'article' AND article IS NOT NULL"
    ).fetchall():
        if (date := gone.get(url_hash(url))) and departures.put(Departed(article, url, date)):
            run("UPDATE frontier SET outcome = ?, again_at = NULL WHERE article = ?", (Outcome.GONE, article))
            count += 1
    return count


def _lines(files: DayFiles, day: str) -> Iterator[tuple[str | int | float | None, ...]]:
    offset = 0
    for line in files.lines(day):
        article = Article.from_json(line)
        place = (day, offset, len(line), zlib.crc32(line))
        raw = (article.raw.file, article.raw.offset) if article.raw else (None, None)
        yield article.id, article.version, article.content_hash, *place, *raw, _fetched(article, day).timestamp()
        offset += len(line)


def _entry(article: Article, day: str, now: datetime) -> tuple[str | float | None, ...]:
    fetched = _fetched(article, day)
    again = revisits.next_look(fetched, now, article.date_published)
    told = (article.section, article.title, article.date_published)
    moments = (fetched.timestamp(), again.timestamp() if again else None)
    return key_of(article.url), article.url, *told, article.id, *moments


def _fetched(article: Article, day: str) -> datetime:
    try:
        moment = datetime.fromisoformat(article.date_fetched or day)
    except ValueError:
        moment = datetime.fromisoformat(day)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
