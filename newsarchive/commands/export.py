"""`newsarchive export`: the records of an archive on one stream, as JSON Lines or CSV."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from typing import Any

from newsarchive.commands._scope import add_scope, days_between, sites_of
from newsarchive.records import FIELD_ORDER
from newsarchive.storage import Archive

HELP = "write records to stdout as JSON Lines or CSV: last versions, by site and day"
EPILOG = """\
examples:
  newsarchive export --since 2023-06-01 --until 2023-06-30 > june.jsonl
  newsarchive export news.example.cn --format csv --fields id,date_published,title,text > articles.csv
  newsarchive export --fields id,url,gone            since when a page answers 404 or 410; null if it does not

The fields are those of `newsarchive schema` and `gone`, which no record holds: records never change.
"""
GONE = "gone"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`SITE`, `--since`, `--until`, `--format`, `--fields`, `--all-versions`, `--archive`."""
    add_scope(parser)
    parser.add_argument("--format", choices=("jsonl", "csv"), default="jsonl", help="default: jsonl")
    parser.add_argument("--fields", type=_fields, default=FIELD_ORDER, metavar="A,B", help="default: all, as stored")
    parser.add_argument("--all-versions", action="store_true", help="every version of an article, not only the last")


def run(args: argparse.Namespace) -> int:
    """Print the records."""
    records = _records(Archive(args.archive), args)
    if args.format == "jsonl":
        for record in records:
            print(json.dumps(record, ensure_ascii=False))
        return 0
    writer = csv.DictWriter(sys.stdout, args.fields, lineterminator="\n")
    writer.writeheader()
    for record in records:
        writer.writerow({name: _cell(value) for name, value in record.items()})
    return 0


def _records(archive: Archive, args: argparse.Namespace) -> Iterator[dict[str, Any]]:
    for site in sites_of(archive, args.site):
        last = {} if args.all_versions else archive.superseded(site)
        gone = archive.gone(site) if GONE in args.fields else {}
        for day in days_between(archive, site, args):
            for article in archive.records(site, day):
                if article.version == last.get(article.id, article.version):
                    record = {**article.to_dict(), GONE: gone.get(article.id)}
                    yield {name: record[name] for name in args.fields}


def _cell(value: Any) -> Any:
    """Lists and objects as JSON: a cell holds one value."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | tuple | dict) else value


def _fields(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(","))
    known = (*FIELD_ORDER, GONE)
    wrong = [name for name in names if name not in known]
    if wrong:
        raise argparse.ArgumentTypeError(f"'{wrong[0]}' is no field of a record; there are: {', '.join(known)}")
    return names
