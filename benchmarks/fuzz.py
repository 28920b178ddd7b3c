"""Any input, bounded time: mutated pages and pages made to hurt, read one after the other.

    python benchmarks/fuzz.py [--pages 20000] [--seed 1]

The labelled pages of ../shared/bench (without them the demo portal's) meet the accidents of `accidents.py`: they are
cut, torn, littered, their tags doubled and dropped. Then come the pages of `hostile.py`, each of some megabytes. A page
may be read or end in NotAnArticle; any other exception, a record that cannot be stored or is out of bounds, or time out
of proportion is a fault, and the exit code is 1. Prints Markdown tables.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from accidents import mutated
from hostile import MEGABYTE, PAGES, P
from jsonschema import Draft202012Validator

import newsarchive
from newsarchive.demo.portal import build
from newsarchive.errors import NotAnArticle

BENCH = Path(__file__).parents[2] / "shared" / "bench"
SETS = ("daniel-zh", "portals-zh", "immortal-zh", "zh-misc", "daniel-other", "fundus-tests", "wcxb-dev")
URL = "http://www.example.cn/news/2023/06/01/100.html"
SECONDS = 2.0
"""CPU time that any page of ten megabytes may take; a larger one takes as much more as it is larger."""

BESIDE = 1_000_000
"""Bytes that a record may have beside its text."""
SCHEMA = Draft202012Validator(json.loads((files("newsarchive") / "record.schema.json").read_text("utf-8")))


def main() -> int:
    """Run both parts; 1 if anything is out of bounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=20_000, metavar="N", help="mutated; 0 for the hostile ones alone")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    read(P.encode())  # the model is loaded once
    faults = [*(_mutated_part(args.pages, args.seed) if args.pages else ()), *_hostile_part()]
    print("\n".join(["", *faults]) if faults else "\nNo fault.")
    return 1 if faults else 0


def _mutated_part(count: int, seed: int) -> Iterator[str]:
    pages, dice = labelled() or demo(), random.Random(seed)
    ends: Counter[str] = Counter()
    slowest, started = 0.0, time.process_time()
    for number in range(count):
        page = mutated(dice.choice(pages), dice)
        end, seconds, fault = read(page)
        ends[end] += 1
        slowest = max(slowest, seconds)
        if fault:
            yield f"mutated page {number} of seed {seed}: {fault}"
    spent = time.process_time() - started
    print(f"{count} mutations of {len(pages)} pages, {1000 * spent / count:.1f} CPU-ms each, slowest {slowest:.2f} s\n")
    print("| end | pages |\n|---|---:|")
    print("\n".join(f"| {end} | {times} |" for end, times in ends.most_common()))


def _hostile_part() -> Iterator[str]:
    print("\n| hostile page | MB | CPU-s | times as long for 4 times as much | end |\n|---|---:|---:|---:|---|")
    for name, make in PAGES.items():
        small, large = make(2.5), make(10.0)
        _, before, _ = read(small.encode())
        end, seconds, fault = read(large.encode())
        print(f"| {name} | {len(large.encode()) / MEGABYTE:.0f} | {seconds:.2f} | {seconds / before:.1f} | {end} |")
        if fault:
            yield f"{name}: {fault}"


def read(page: bytes) -> tuple[str, float, str | None]:
    """How a page ended, the CPU-seconds it took, and what was wrong with that, if anything."""
    started = time.process_time()
    fault = None
    try:
        record = newsarchive.read(page, url=URL)
        end = "read"
        fault = _unstorable(record)
    except NotAnArticle as error:
        end = str(error.outcome)
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is what this looks for
        end, fault = "exception", f"{type(error).__name__}: {error}"
    seconds = time.process_time() - started
    if seconds > SECONDS * max(1.0, len(page) / (10 * MEGABYTE)):
        fault = fault or f"{seconds:.2f} s for {len(page) / MEGABYTE:.1f} MB"
    return end, seconds, fault


def _unstorable(record: newsarchive.Article) -> str | None:
    """What would tear or break the record's line."""
    try:
        line = record.to_json().encode("utf-8")
    except UnicodeEncodeError as error:
        return f"a lone surrogate: {error}"
    if len(line.decode("utf-8").splitlines()) != 1 or b"\\u0000" in line:
        return "a character that tears the line"
    if newsarchive.Article.from_json(line) != record:
        return "another record comes back"
    if error := next(SCHEMA.iter_errors(json.loads(line)), None):
        return f"against the schema: {error.json_path}: {error.message[:100]}"
    beside = len(line) - len(json.dumps(record.text, ensure_ascii=False).encode())
    return f"{beside} bytes beside the text" if beside > BESIDE else None


def labelled() -> list[bytes]:
    """The pages of ../shared/bench; none where it is absent."""
    pages = []
    for name in SETS if BENCH.is_dir() else ():
        with tarfile.open(BENCH / f"{name}.tar.xz") as tar:
            pages += [
                file.read() for member in tar if member.name.endswith(".html") and (file := tar.extractfile(member))
            ]
    return [page for page in pages if len(page) < 400_000]


def demo() -> list[bytes]:
    """The pages of the demo portal."""
    return [page.body for page in build("http://127.0.0.1").resources.values() if page.media.startswith("text/html")]


if __name__ == "__main__":
    sys.exit(main())
