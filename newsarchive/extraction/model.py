"""The body model: a table of features in, for each block the probability that it is the article's out.

Gradient-boosted oblivious trees: every level of a tree asks the same question of all blocks, so a page is judged by a
handful of array operations. Fitted by `benchmarks/train_body.py`; what it was fitted on stands in docs/body_model.md.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from newsarchive.extraction.features import NAMES, Table

WEIGHTS = "body_model.json"


@dataclass(frozen=True, slots=True)
class Model:
    """The trees: `columns` and `borders` (trees, depth) ask, `leaves` (trees, 2 ** depth) answer in log odds."""

    columns: NDArray[np.intp]
    borders: NDArray[np.float32]
    leaves: NDArray[np.float32]
    bias: float

    def score(self, table: Table) -> NDArray[np.float64]:
        """The probability of each row, shape (rows,)."""
        if not len(table):
            return np.zeros(0)
        trees, depth = self.columns.shape
        answers = table[:, self.columns.ravel()] > self.borders.ravel()
        leaf = answers.reshape(len(table), trees, depth) @ (1 << np.arange(depth))
        odds = self.leaves[np.arange(trees), leaf].sum(axis=1) + self.bias
        probability: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-odds.astype(np.float64)))
        return probability


@cache
def shipped() -> Model:
    """The model that comes with the program."""
    data = json.loads((files("newsarchive.extraction") / WEIGHTS).read_text("ascii"))
    number = {name: index for index, name in enumerate(NAMES)}
    return Model(
        columns=np.array(
            [[number[data["features"][each]] for each in tree] for tree in data["columns"]], dtype=np.intp
        ),
        borders=np.array(data["borders"], dtype=np.float32),
        leaves=np.array(data["leaves"], dtype=np.float32),
        bias=data["bias"],
    )
