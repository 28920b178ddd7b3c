"""`newsarchive rebuild`: the raw pages of an archive read again with today's reader, what changed stored."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator

from newsarchive.commands._scope import a_day, add_scope, how_many, sites_of
from newsarchive.errors import ArchiveError
from newsarchive.rebuilding.difference import Difference
from newsarchive.rebuilding.progress import LineProgress
from newsarchive.rebuilding.report import Report
from newsarchive.rebuilding.rereader import Reading
from newsarchive.rebuilding.run import rebuild
from newsarchive.records import Outcome
from newsarchive.reporting import render
from newsarchive.sites.load import site_for
from newsarchive.storage import Archive

HELP = "read the raw pages again with today's reader; what changed becomes new versions, nothing is fetched"
EPILOG = """\
examples:
  newsarchive rebuild news.example.cn --dry-run    what would change, after an edit of its site.toml or an upgrade
  newsarchive rebuild                              every site under ./data
  newsarchive rebuild --since 2023-01-01           pages that a crawl left out for their date too, from that day on

Records are never deleted or edited: an article that reads differently today gets a new version, with the date and the
raw page of its capture; one that today's reader refuses is only named. Broken off, the same command goes on.

--since and --until do not restrict what is read again. They say of which days articles are taken in that no record was
made of yet: pages that were not read as articles, and with them pages that lay outside the range of their crawl.
"""
SHOWN = 160
"""Characters of a value or line that are printed."""
LINES = 6
"""Lines of an example's text that are printed."""

_SHOWN_AS_LINES = ("text", "removed", "read_by", "content_hash")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`SITE`, `--since`, `--until`, `--dry-run`, `--workers`, `--archive`."""
    add_scope(parser, days=False)
    taken_in = "of pages without a record, take in also what was published"
    parser.add_argument("--since", type=a_day, metavar="DAY", help=f"{taken_in} from this day on (2023-06-01)")
    parser.add_argument("--until", type=a_day, metavar="DAY", help=f"{taken_in} up to this day")
    parser.add_argument("--dry-run", action="store_true", help="only say what would change")
    parser.add_argument("--workers", type=how_many, metavar="N", help="processes that read; default: one for each core")


def run(args: argparse.Namespace) -> int:
    """Rebuild each site; 1 if one could not be, or has raw pages that cannot be read."""
    archive, code = Archive(args.archive), 0
    days = (args.since or "", args.until or "9999-12-31") if args.since or args.until else None
    sites = sites_of(archive, args.site)
    for site in sites:
        site_for(archive.path, site)  # a wrong site file is said before anything is done
    for site in sites:
        progress = LineProgress()
        try:
            report = rebuild(
                archive.path,
                site,
                days=days,
                dry_run=args.dry_run,
                processes=args.workers,
                progress=progress.show,
            )
        except ArchiveError as error:
            print(f"newsarchive: {error}", file=sys.stderr)
            code = 1
            continue
        finally:
            progress.end()
        print("\n\n".join(_parts(report, dry_run=args.dry_run)))
        if report.failures:
            code = 1
    return code


def _parts(report: Report, *, dry_run: bool) -> Iterator[str]:
    yield "\n".join(_head(report, dry_run=dry_run))
    if report.fields:
        rows = [("field", "versions"), *((name, str(count)) for name, count in report.fields.most_common())]
        yield f"fields that changed\n{render.table(rows)}"
    rules = sorted(report.gained | report.lost, key=lambda rule: -report.gained[rule] - report.lost[rule])
    if rules:
        counts = [(rule, str(report.gained[rule]), str(report.lost[rule])) for rule in rules]
        yield f"lines of text, by the rule or reader\n{render.table([('rule', 'gained', 'lost'), *counts])}"
    if report.changes:
        yield "examples\n" + "\n".join(map(_example, report.changes.values()))
    named = (
        ("new records", report.stored, report.new),
        ("refused by today's reader, their records stay", report.refusals, report.refused),
        ("could not be read again", report.failures, report.failed),
    )
    for title, count, examples in named:
        if examples:
            yield "\n".join([f"{title}: {count:,}", *map(_end, examples)])


def _head(report: Report, *, dry_run: bool) -> Iterator[str]:
    mode = " (a dry run, nothing is stored)" if dry_run else ""
    yield f"{report.site}{mode}: {_counts(report.records, 'articles read again')}"
    if report.pages:
        yield f"{report.site}: {_counts(report.pages, 'pages that no record was made of')}"
    if report.is_resumed:
        yield f"{report.site}: went on where a rebuild was broken off; what that one did is not counted here"


def _counts(outcomes: Counter[Outcome], what: str) -> str:
    ends = ", ".join(f"{count:,} {outcome}" for outcome, count in outcomes.most_common())
    return f"{outcomes.total():,} {what}" + (f": {ends}" if ends else "")


def _example(difference: Difference) -> str:
    lines = [f"{difference.after.url}: {', '.join(difference.fields)}"]
    for name in difference.fields:
        if name not in _SHOWN_AS_LINES:
            lines.append(f"  {name}: {_short(getattr(difference.before, name))}")
            lines.append(f"  {' ' * len(name)}> {_short(getattr(difference.after, name))}")
    for sign, found in (("-", difference.lost), ("+", difference.gained)):
        lines += [f"  {sign} {_short(line.text)}  [{line.rule}]" for line in found[:LINES]]
        lines += [f"  {sign} {len(found) - LINES} more lines"] if len(found) > LINES else []
    return "\n".join(lines)


def _end(reading: Reading) -> str:
    return f"  {reading.url}: {reading.outcome}" + (f" ({reading.detail})" if reading.detail else "")


def _short(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
