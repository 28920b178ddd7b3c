"""Labelled pages in, the body model's weights out: newsarchive/extraction/body_model.json.

    python benchmarks/train_body.py [--sets FOLDER] [--out FILE]

Needs `pip install catboost` and the labelled pages (see benchmarks/RESULTS.md); reads only their fit half, so that the
check half stays a judge. docs/body_model.md says what the model is and is not. Takes about five minutes on two cores.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from newsarchive.errors import NotAnArticle
from newsarchive.extraction import features, parts
from newsarchive.extraction.document import Document, parse
from newsarchive.extraction.model import WEIGHTS
from newsarchive.records import Page
from newsarchive.sites import Site

ROOT = Path(__file__).parents[1]
SETS = {  # how much a page of each set counts: Chinese portals come first
    "daniel-zh": 4.0,
    "immortal-zh": 4.0,
    "portals-zh": 4.0,
    "zh-misc": 4.0,
    "daniel-other": 1.0,
    "wcxb-dev": 1.0,
    "fundus-tests": 1.0,
    "trafilatura": 6.0,  # a few snippets a page, not its whole text: a weight a line
}
OTHER_TYPES = {
    "documentation": 0.3,
    "service": 0.3,
}  # pages of wcxb-dev that are no articles; forums count comments as text
UNKNOWN = -1  # a line that no label speaks of
KNOWN_SHARE = 0.8  # of the gold text that must be found again on the page; else the labels are not to be trusted
USUAL_LINES = 120  # lines of a usual page: longer ones count more than one page, but less than their length
SETTINGS: dict[str, Any] = {
    "iterations": 300,
    "depth": 6,
    "learning_rate": 0.12,
    "l2_leaf_reg": 6,
    "border_count": 64,
    "rsm": 0.4,
    "bootstrap_type": "Bernoulli",
    "subsample": 0.7,
    "random_seed": 1,
    "thread_count": 2,
    "allow_writing_files": False,
    "verbose": 100,
}


@dataclass(frozen=True, slots=True)
class Sample:
    """The lines of one page: features (lines, columns), labels (1 article, 0 not, UNKNOWN), the weight of each line."""

    table: features.Table
    labels: np.ndarray
    weight: float


def load_bench(folder: Path) -> ModuleType:
    """The scoring program beside the labelled pages: it loads and halves them, and folds text for comparing."""
    spec = importlib.util.spec_from_file_location("bench", folder / "bench.py")
    if spec is None or spec.loader is None:
        sys.exit(f"no bench.py in {folder}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def samples(bench: ModuleType) -> Iterator[Sample]:
    """Every usable page of the fit half."""
    for name, weight in SETS.items():
        count = 0
        for row, raw in bench.load(name):
            kind = row.get("page_type") or "article"
            share = 1.0 if kind == "article" else OTHER_TYPES.get(kind, 0.0)
            if not bench.fit_half(row) or not share:
                continue
            try:
                document = parse(
                    Page(row.get("url") or f"http://{row.get('host', 'example.com')}/", raw), Site(host="")
                )
            except NotAnArticle:
                continue
            labels = label(bench, document, row, raw)
            known = labels != UNKNOWN
            if known.any():
                table = features.table(document.layout, document.title_tag)[known]
                scale = (USUAL_LINES / known.sum()) ** 0.5 if row.get("text") else 1.0
                yield Sample(table, labels[known], weight * share * scale)
                count += 1
        print(f"{name}: {count} pages", file=sys.stderr, flush=True)


def label(bench: ModuleType, document: Document, row: dict[str, Any], raw: bytes) -> np.ndarray:
    """For each line of a page whether it is the article's: by the gold text where there is one, else by snippets."""
    lines = [bench.plain(block.text) for block in document.layout.blocks]
    if not row.get("text"):
        return by_snippets(bench, lines, row)
    kept, share = align(lines, bench.plain(row["text"]))
    if share < KNOWN_SHARE:
        return np.full(len(lines), UNKNOWN)
    # Some sets count the headline as text, some do not; the reader takes it as a field either way.
    heading = parts.split(document, [False] * len(lines)).headline
    own = {
        bench.headline_of(raw, row["text"]),
        bench.plain(row.get("title")),
        bench.plain(heading.text) if heading else "",
    }
    own = {text for text in own if text and len(text) > 4}
    return np.array([UNKNOWN if line in own else int(index in kept) for index, line in enumerate(lines)])


def by_snippets(bench: ModuleType, lines: list[str], row: dict[str, Any]) -> np.ndarray:
    """Labels of the lines that hold a snippet which must, or must not, be in the text."""
    labels = np.full(len(lines), UNKNOWN)
    for key, value in (("mustnot", 0), ("must", 1)):
        for snippet in map(bench.plain, row.get(key) or ()):
            holders = [
                i
                for i, line in enumerate(lines)
                if len(snippet) >= 4 and snippet in line and len(line) < 6 * len(snippet) + 400
            ]
            if holders and (value == 0 or len(holders) == 1):
                labels[holders] = value
    return labels


def align(lines: list[str], gold: str) -> tuple[set[int], float]:
    """The lines that make up the gold text, in order, and the share of it that they cover.

    The heaviest chain of lines whose places in the gold text rise (a Fenwick tree over places): a line that is found
    twice counts where it fits its neighbours. A long line of which more than half is found counts, too.
    """
    grams = {gold[i : i + 8] for i in range(len(gold) - 7)}
    size = len(gold) + 2
    tree: list[tuple[int, int]] = [(0, -1)] * (size + 1)
    chain: list[tuple[int, int, int]] = []  # line, weight, previous
    for index, line in enumerate(lines):
        found = []
        for start, end, weight in places(line, gold, grams):
            best, at = (0, -1), min(start + 3, size)
            while at > 0:
                best, at = max(best, tree[at]), at - (at & -at)
            found.append((min(end, size - 2) + 1, best[0] + weight, best[1]))
        for end, total, previous in found:
            chain.append((index, total, previous))
            while end <= size:
                tree[end] = max(tree[end], (total, len(chain) - 1))
                end += end & -end
    best, at = (0, -1), size
    while at > 0:
        best, at = max(best, tree[at]), at - (at & -at)
    kept, link = set(), best[1]
    while link >= 0:
        kept.add(chain[link][0])
        link = chain[link][2]
    return kept, sum(len(lines[index]) for index in kept) / max(1, len(gold))


def places(line: str, gold: str, grams: set[str]) -> Iterator[tuple[int, int, int]]:
    """Where a line stands in the gold text: (start, end, weight), up to eight places."""
    start, count = gold.find(line) if line else -1, 0
    while start >= 0 and count < 8:
        # Short lines are found everywhere by chance: their weight grows with the square of their length.
        yield start, start + len(line), len(line) * min(len(line), 8)
        start, count = gold.find(line, start + 1), count + 1
    if not count and len(line) >= 24:
        hits = [line[i : i + 8] in grams for i in range(len(line) - 7)]
        found = int(len(line) * sum(hits) / len(hits))
        if 2 * found > len(line):
            start = gold.find(line[hits.index(True) :][:8])
            yield start, min(len(gold), start + found), found


def export(model: Any, file: Path) -> None:
    """The trees as plain JSON: for each the columns asked, the borders, and the log odds of its leaves."""
    scratch = file.with_suffix(".catboost")
    model.save_model(str(scratch), format="json")
    data = json.loads(scratch.read_text())
    scratch.unlink()
    names = [features.NAMES[each["flat_feature_index"]] for each in data["features_info"]["float_features"]]
    scale, bias = data["scale_and_bias"]
    columns, borders, leaves = [], [], []
    depth = max(len(tree["splits"]) for tree in data["oblivious_trees"])
    for tree in data["oblivious_trees"]:
        spare = depth - len(tree["splits"])  # a shallow tree asks questions that are never answered yes
        columns.append([each["float_feature_index"] for each in tree["splits"]] + [0] * spare)
        borders.append([round(each["border"], 6) for each in tree["splits"]] + [1e9] * spare)
        leaves.append([round(value * scale, 4) for value in tree["leaf_values"]] * 2**spare)
    rows = {
        key: "[\n" + ",\n".join(json.dumps(row, separators=(",", ":")) for row in value) + "]"
        for key, value in (("columns", columns), ("borders", borders), ("leaves", leaves))
    }
    head = f'"features": {json.dumps(names)},\n"bias": {round(bias[0] if isinstance(bias, list) else bias, 6)}'
    file.write_text("{" + head + "".join(f',\n"{key}": {value}' for key, value in rows.items()) + "}\n")


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--sets", type=Path, default=ROOT.parent / "shared" / "bench", help="folder of the labelled pages"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "newsarchive" / "extraction" / WEIGHTS)
    options = parser.parse_args()
    from catboost import CatBoostClassifier

    pages = list(samples(load_bench(options.sets)))
    model = CatBoostClassifier(**SETTINGS)
    weights = np.concatenate([np.full(len(page.labels), page.weight) for page in pages])
    model.fit(
        np.concatenate([page.table for page in pages]),
        np.concatenate([page.labels for page in pages]),
        sample_weight=weights,
    )
    export(model, options.out)


if __name__ == "__main__":
    main()
