"""`newsarchive report`: what the archive holds and how its last crawls went."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from newsarchive.commands._scope import add_scope, how_many, sites_of
from newsarchive.reporting import measure, render
from newsarchive.storage import Archive
from newsarchive.storage.ledger import Run

HELP = "show what the archive holds: last runs, coverage per day and channel, fields filled, cuts by rule, gaps"
EPILOG = """\
examples:
  newsarchive report                          every site under ./data, its last 31 days
  newsarchive report news.example.cn --days 365
"""
RUNS = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`SITE`, `--days`, `--archive`."""
    add_scope(parser, days=False)
    parser.add_argument("--days", type=how_many, default=31, metavar="N", help="show the last N days; default: 31")


def run(args: argparse.Namespace) -> int:
    """Print a report for each site."""
    archive = Archive(args.archive)
    sites = sites_of(archive, args.site)
    if len(sites) > 1:
        print(f"last run of each site\n{_last_runs(archive, sites)}\n\n")
    print("\n\n\n".join(_report(archive, site, args.days) for site in sites))
    return 0


def _report(archive: Archive, site: str, days: int) -> str:
    numbers = measure.measure(archive.records(site))
    runs = _runs(archive.runs(site))
    if not numbers.articles:
        return f"{site}: no articles\n\nlast runs\n{runs}"
    found = measure.gaps(numbers.days)
    parts = [
        ("last runs", runs),
        ("articles per day and channel", render.coverage(numbers, days)),
        ("days with none or far fewer articles than their neighbours", render.gaps(found) if found else "none"),
        ("fields filled", render.filled(numbers)),
        ("lines cut by rule", render.rules(numbers) if numbers.rules else "none"),
    ]
    changed = numbers.versions - numbers.articles
    head = f"{site}: {numbers.articles} articles, {min(numbers.days)} to {max(numbers.days)}"
    head += f", {changed} later versions" if changed else ""
    return "\n\n".join([head, *(f"{title}\n{body}" for title, body in parts)])


def _last_runs(archive: Archive, sites: Sequence[str]) -> str:
    """The sites that have waited longest for a run come first."""
    last = {site: run for site in sites if (run := archive.last_run(site))}
    runs = sorted(last.items(), key=lambda item: item[1].started_at)
    return _table("site", runs) if runs else "none"


def _runs(runs: Sequence[Run]) -> str:
    return _table("run", [(str(each.number), each) for each in runs[-RUNS:]]) if runs else "none"


def _table(head: str, runs: Sequence[tuple[str, Run]]) -> str:
    outcomes = sorted({outcome for _, run in runs for outcome in run.outcomes})
    rows = [(head, "started (UTC)", "ended", *outcomes, "stopped because")]
    for name, run in runs:
        ended = run.ended_at[11:19] if run.ended_at else "not ended"
        counts = (str(run.outcomes.get(outcome, 0) or "-") for outcome in outcomes)
        rows.append((name, run.started_at[:19].replace("T", " "), ended, *counts, run.note))
    return render.table(rows)
