"""Encodings with every mix of declarations: the labelled pages re-encoded, decoded again, compared.

    python benchmarks/encodings.py [--pages 40]

Needs ../shared/bench. Each page is encoded in every encoding that can hold its language, then declared rightly,
wrongly, twice and differently, or not at all. A page is right if the text is the one that was encoded; it may end
as Unreadable. More than one reading in 200 that is not right makes the exit code 1. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from newsarchive.errors import Unreadable
from newsarchive.extraction.encoding import decode

BENCH = Path(__file__).parents[2] / "shared" / "bench"
RIGHT = 0.995
"""The share of pages that must be decoded right."""
LEAST = 30
"""Bytes beyond ASCII that a page must have: of fewer nobody can say which encoding they are in."""
BELOW_0X80 = ("hz", "iso2022_jp_ext", "utf-16", "utf-16-le", "utf-16-be")
"""Encodings that are told by escapes, a mark or zeros."""

# Set, beginning of the page's id or its language -> encodings.
LANGUAGES = {
    "simplified Chinese": ("daniel-zh", "", ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "hz")),
    "traditional Chinese": ("daniel-zh", "", ("big5hkscs",)),
    "Japanese": ("fundus-tests", "jp", ("utf-8", "cp932", "euc_jp", "iso2022_jp_ext", "utf-16")),
    "Korean": ("fundus-tests", "kr", ("utf-8", "cp949", "euc_kr")),
    "Polish": ("daniel-other", "pl", ("utf-8", "cp1250", "iso8859-2")),
    "Greek": ("daniel-other", "el", ("utf-8", "cp1253", "iso8859-7")),
    "Russian": ("daniel-other", "ru", ("utf-8", "cp1251", "koi8-r", "iso8859-5", "cp866")),
    "English": ("daniel-other", "en", ("utf-8", "cp1252", "utf-16-be")),
    "Turkish": ("fundus-tests", "tr", ("utf-8", "cp1254")),
    "German": ("fundus-tests", "de", ("utf-8", "cp1252", "iso8859-15")),
    "Spanish": ("fundus-tests", "es", ("utf-8", "cp1252")),
}
METAS = (None, "the right one", "utf-8", "gb2312", "iso-8859-1", "big5", "windows-1251")
HEADERS = (None, "the right one", "utf-8", "ISO-8859-1")
_DECLARATION = re.compile(r"""(?:charset|encoding)\s*=\s*["']?[\w-]+["']?""", re.I)


def main() -> int:
    """Decode the matrix; 1 if too little of it is right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=40, metavar="N", help="of each language; default: 40")
    most = parser.parse_args().pages
    if not BENCH.is_dir():
        print(f"skipped: there are no labelled pages under {BENCH}")
        return 0
    total: Counter[str] = Counter()
    print(
        "| language | encoding | pages | readings | right | unreadable | wrong | CPU-ms a page |\n|---|---|"
        + "---:|" * 6
    )
    for language, (name, of, codecs) in LANGUAGES.items():
        pages = list(labelled(name, of))[:most]
        for codec in codecs:
            ends, spent, count = readings(pages, codec)
            total += ends
            cost = 1000 * spent / max(1, ends.total())
            row = " | ".join(str(number) for number in (ends.total(), ends["right"], ends["unreadable"], ends["wrong"]))
            print(f"| {language} | {codec} | {count} | {row} | {cost:.1f} |", flush=True)
    share = total["right"] / total.total()
    print(f"\n{share:.2%} of {total.total()} readings right, {total['unreadable']} unreadable, {total['wrong']} wrong")
    return int(share < RIGHT)


def labelled(name: str, of: str) -> Iterator[str]:
    """The texts of a set's pages, of one language or country where `of` names it."""
    with tarfile.open(BENCH / f"{name}.tar.xz") as tar:
        truth = tar.extractfile("truth.jsonl")
        rows = (
            {row["id"]: row for row in map(json.loads, truth.read().decode().rstrip("\n").split("\n"))} if truth else {}
        )
        for member in tar:
            row = rows.get(Path(member.name).name.removesuffix(".html"))
            if row is None or not (row["id"].startswith(of) or row.get("lang") == of):
                continue
            file = tar.extractfile(member)
            try:
                yield decode(file.read())[0] if file else ""
            except Unreadable:
                continue


def readings(pages: list[str], codec: str) -> tuple[Counter[str], float, int]:
    """How the readings of all pages in one encoding ended, the CPU-seconds they took, and of how many pages."""
    ends: Counter[str] = Counter()
    spent, used = 0.0, 0
    for page in pages:
        bare = _DECLARATION.sub("", page).encode(codec, "ignore")
        if sum(byte > 0x7F for byte in bare) < LEAST and codec not in BELOW_0X80:
            continue
        used += 1
        for meta, header in product(METAS, HEADERS):
            body = _declared(bare.decode(codec), meta, codec).encode(codec, "ignore")
            label = _label(codec) if header == "the right one" else header
            started = time.process_time()
            try:
                text, _ = decode(body, header=f"text/html; charset={label}" if label else "text/html")
                end = "right" if text == body.decode(codec) else "wrong"
            except Unreadable:
                end = "unreadable"
            spent += time.process_time() - started
            ends[end] += 1
    return ends, spent, used


def _declared(page: str, meta: str | None, codec: str) -> str:
    if meta is None and codec != "hz":
        return page
    label = _label(codec) if meta in (None, "the right one") else meta
    return f'<meta http-equiv="Content-Type" content="text/html; charset={label}">{page}'


def _label(codec: str) -> str:
    """How pages call an encoding."""
    return {"gb18030": "gb2312", "big5hkscs": "big5", "cp932": "Shift_JIS", "cp949": "euc-kr", "hz": "hz-gb-2312"}.get(
        codec, re.sub(r"^cp(?=125)", "windows-", re.sub(r"^iso(?=8859)", "iso-", codec)).replace("utf-8-sig", "utf-8")
    )


if __name__ == "__main__":
    sys.exit(main())
