"""Any input, bounded time: mutated pages and pages made to hurt, read one after the other.

    python benchmarks/fuzz.py [--pages 20000] [--seed 1]

The labelled pages of ../shared/bench are cut at random places, bytes of them flipped, tags doubled and spans torn out;
without them the demo portal's pages are. Then come the hostile pages, each of some megabytes. A page may be read or end
in NotAnArticle; any other exception, a record that cannot be stored, or time out of proportion is a fault, and the exit
code is 1. Prints Markdown tables.
"""

from __future__ import annotations

import argparse
import random
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import newsarchive
from newsarchive.demo.portal import build
from newsarchive.errors import NotAnArticle

BENCH = Path(__file__).parents[2] / "shared" / "bench"
SETS = ("daniel-zh", "portals-zh", "immortal-zh", "zh-misc", "daniel-other", "fundus-tests", "wcxb-dev")
URL = "http://www.example.cn/news/2023/06/01/100.html"
SECONDS = 2.0
"""CPU time that any page of ten megabytes may take; a larger one takes as much more as it is larger."""

MEGABYTE = 1 << 20
LINE = "南山区今天公布了新的科技园区规划，园区将于明年春天开工，预计投资二十亿元。"
P = f"<p>{LINE}</p>"
HEAD = "<html><head><title>南山区公布园区规划</title></head><body><h1>南山区公布园区规划</h1>"


def _fill(unit: str, megabytes: float) -> str:
    return unit * (int(megabytes * MEGABYTE / len(unit.encode())) + 1)


HOSTILE: dict[str, Callable[[float], str]] = {
    "paragraphs": lambda size: HEAD + _fill(P, size),
    "one paragraph": lambda size: f"{HEAD}<p>{_fill(LINE, size)}",
    "lines by br": lambda size: f"{HEAD}<div>{_fill(f'　　{LINE}<br>', size)}",
    "plain text": lambda size: _fill(f"{LINE}\n", size),
    "plain text, one line": lambda size: _fill("word ", size),
    "plain text, tiny lines": lambda size: _fill("ab\n", size),
    "links in a line": lambda size: HEAD + _fill('<a href="/n/1.html">南山区新闻</a> ', size),
    "links in a list": lambda size: HEAD + _fill('<li><a href="/n/1.html">南山区新闻</a></li>', size),
    "rows": lambda size: f"{HEAD}<table>{_fill('<tr><td>a</td><td>b</td></tr>', size)}",
    "one row": lambda size: f"{HEAD}<table><tr>{_fill('<td>a</td>', size)}",
    "images": lambda size: HEAD + P * 5 + _fill("<img src='/a/b.jpg'>", size) + P * 5,
    "images in paragraphs": lambda size: HEAD + _fill(f"{P}<p><img src='/a/b.jpg'></p>", size),
    "images far down": lambda size: HEAD + P * 5 + "<div>" * 440 + _fill("<img src='/a/b.jpg'>", size) + "</div>" * 440,
    "headlines": lambda size: HEAD + _fill("<h1>南山区公布园区规划</h1>", size) + P * 5,
    "bylines": lambda size: HEAD + P * 5 + _fill("<p>2023-06-01 17:34:56 来源:青江身边事</p>", size) + P,
    "editors": lambda size: HEAD + P * 5 + _fill("<p>责任编辑：张三</p>", size),
    "a byline without an end": lambda size: f"{HEAD}<p>{_fill('来源：', size)}</p>" + P * 5,
    "times": lambda size: f"{HEAD}<p>{_fill('2023-06-01 17:34 ', size)}</p>" + P * 5,
    "crumbs": lambda size: f"{HEAD}<div>当前位置：{_fill('首页 > ', size)}</div>" + P * 5,
    "tags": lambda size: f"{HEAD}{P * 5}<div class=tags>标签：{_fill('<a href=/t>南山</a> ', size)}</div>",
    "a title": lambda size: f"<title>{_fill('南山区_', size)}</title>" + P * 5,
    "a title of dashes": lambda size: f"<title>{_fill('- ', size)}</title>" + P * 5,
    "metas": lambda size: _fill("<meta name=a content=b>", size) + P * 5,
    "options": lambda size: f"{HEAD}<select>{_fill('<option>a</option>', size)}</select>" + P * 5,
    "nested div": lambda size: HEAD + _fill("<div>", size) + P * 5,
    "nested b": lambda size: HEAD + _fill("<b>", size) + P * 3,
    "nested p and font": lambda size: HEAD + _fill("<p><font>", size) + P * 3,
    "nested tables": lambda size: HEAD + _fill("<table><tr><td>", size) + P * 3,
    "nested lists": lambda size: HEAD + _fill("<ul><li>", size) + P * 3,
    "nested forms": lambda size: HEAD + _fill("<form>", size) + P * 5,
    "nested in svg": lambda size: HEAD + "<svg>" + _fill("<g>", size) + "</svg>" + P * 5,
    "nested and closed": lambda size: HEAD + _fill("<div>" * 400 + P + "</div>" * 400, size),
    "tags crossed": lambda size: HEAD + _fill("<div><p><span></div></p></span>", size) + P * 5,
    "tags reopened": lambda size: HEAD + _fill("<b><i><u><p>", size) + P * 5,
    "closing tags": lambda size: HEAD + _fill("</b></div>", size) + P * 5,
    "elements without text": lambda size: HEAD + _fill("<i></i>", size) + P * 5,
    "an attribute": lambda size: f'{HEAD}<div class="{_fill("a b ", size)}">{P * 5}</div>',
    "an attribute without an end": lambda size: f'{HEAD}{P * 5}<div class="{_fill("a b ", size)}',
    "a style": lambda size: f'{HEAD}<div style="{_fill("a", size)}">{P * 5}</div>',
    "an address": lambda size: f'{HEAD}{P * 5}<a href="{_fill("/a", size)}">x</a><img src="{_fill("../", size)}">{P}',
    "entities": lambda size: _fill("&amp;&#20013;", size),
    "entities broken": lambda size: _fill("&", size),
    "comments": lambda size: HEAD + _fill("<!-- a -->", size),
    "a comment without an end": lambda size: "<!--" + _fill("-", size),
    "brackets": lambda size: _fill("<", size),
    "empty tags": lambda size: _fill("<></", size),
    "tags without an end": lambda size: HEAD + _fill("<a ", size),
    "NULs": lambda size: _fill("\0", size),
    "NULs between": lambda size: "\0".join(HEAD + _fill(P, min(size, 1))),
    "spaces": lambda size: f"{HEAD}{P * 5}<p>{_fill(' ', size)}a</p>",
    "wide spaces": lambda size: f"{HEAD}{P * 5}<p>{_fill(chr(0x3000) + chr(0xA0), size)}a</p>",
    "JSON-LD, nested": lambda size: f'{HEAD}<script type="application/ld+json">{_fill("[", size)}</script>' + P * 5,
    "JSON-LD, a list": lambda size: (
        HEAD
        + '<script type="application/ld+json">['
        + ",".join(['{"@type":"NewsArticle","headline":"x"}'] * int(size * 25_000))
        + f"]</script>{P * 5}"
    ),
    "JSON-LD, commas": lambda size: f'{HEAD}<script type="application/ld+json">{_fill(",", size)}</script>' + P * 5,
    "state": lambda size: f"{HEAD}<script>window.a={_fill('{a=[', size)}</script>",
    "state, keys": lambda size: f"{HEAD}<script>{_fill('text', size)}:</script>",
    "state, strings": lambda size: f"{HEAD}<script>{_fill('content:`a` text: ', size)}</script>",
}
"""Pages made to hurt, by name: megabytes -> the page."""


def main() -> int:
    """Run both parts; 1 if anything is out of bounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=20_000, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    read(P.encode())  # the model is loaded once
    faults = [*_mutated_part(args.pages, args.seed), *_hostile_part()]
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
    for name, make in HOSTILE.items():
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
    return None


def mutated(page: bytes, dice: random.Random) -> bytes:
    """The page after one to four accidents."""
    for _ in range(dice.randint(1, 4)):
        page = dice.choice(_ACCIDENTS)(page, dice)
    return page


def _cut_short(page: bytes, dice: random.Random) -> bytes:
    return page[: dice.randrange(len(page) + 1)]


def _begun_late(page: bytes, dice: random.Random) -> bytes:
    return page[dice.randrange(len(page) + 1) :]


def _flipped(page: bytes, dice: random.Random) -> bytes:
    found = bytearray(page)
    for _ in range(dice.randint(1, 40) if found else 0):
        found[dice.randrange(len(found))] = dice.randrange(256)
    return bytes(found)


def _doubled(page: bytes, dice: random.Random) -> bytes:
    tag = dice.choice(
        [b"<div>", b"<p>", b"<a ", b"</div>", b"</p>", b"<table>", b"<script>", b"<h1>", b"</h1>", b"<br"]
    )
    return page.replace(tag, tag * dice.randint(0, 3), dice.randint(1, 200))


def _torn(page: bytes, dice: random.Random) -> bytes:
    first, last = sorted(dice.randrange(len(page) + 1) for _ in range(2))
    return page[:first] + page[last:]


def _swapped(page: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(page) + 1)
    return page[at:] + page[:at]


def _littered(page: bytes, dice: random.Random) -> bytes:
    litter = dice.choice(
        [
            b"\0",
            b"\xff\xfe",
            b"<!--",
            b"]]>",
            b'"',
            b"'",
            b"&#0;",
            b"&#xD800;",
            b"<![CDATA[",
            b"\xe2\x80\xa8",
            b"<title>",
        ]
        + [
            b"<svg>",
            b"<base href='//['>",
            b"<meta charset=utf-7>",
            b"<plaintext>",
            b"<textarea>",
            b"<frameset>",
            b"\x1b$B",
        ]
    )
    for _ in range(dice.randint(1, 20)):
        at = dice.randrange(len(page) + 1)
        page = page[:at] + litter + page[at:]
    return page


_ACCIDENTS = (_cut_short, _begun_late, _flipped, _doubled, _torn, _swapped, _littered)


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
