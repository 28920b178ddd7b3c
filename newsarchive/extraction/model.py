"""The body model: a table of features in, for each block the probability that it is the article's out.

Gradient-boosted oblivious trees: every level of a tree asks the same question of all blocks, so a page is judged by a
handful of array operations. Fitted by `benchmarks/train_body.py`; what it was fitted on stands in docs/body_model.md.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from newsarchive.extraction.features import NAMES, Table

WEIGHTS = "body_model.json"


@dataclass(frozen=True, slots=True)
class Model:
    """The trees, which share half of their questions: each is put to a page once.

    A question is whether a column (`columns`) exceeds a border (`borders`); `asked` (depth, trees) numbers those that
    each level of each tree asks. `leaves` (trees, 2 ** depth) answer in log odds.
    """

    columns: NDArray[np.intp]
    borders: NDArray[np.float32]
    asked: NDArray[np.intp]
    leaves: NDArray[np.float32]
    bias: float

    @classmethod
    def load(cls, data: dict[str, Any]) -> Self:
        """The model as `benchmarks/train_body.py` writes it: the features and borders of each tree, level by level."""
        number = {name: index for index, name in enumerate(NAMES)}
        trees = [
            [(number[data["features"][each]], border) for each, border in zip(columns, borders, strict=True)]
            for columns, borders in zip(data["columns"], data["borders"], strict=True)
        ]
        questions = sorted({question for tree in trees for question in tree})
        place = {question: index for index, question in enumerate(questions)}
        return cls(
            columns=np.array([column for column, _ in questions], dtype=np.intp),
            borders=np.array([border for _, border in questions], dtype=np.float32),
            asked=np.array([[place[question] for question in tree] for tree in trees], dtype=np.intp).T,
            leaves=np.array(data["leaves"], dtype=np.float32),
            bias=data["bias"],
        )

    def score(self, table: Table) -> NDArray[np.float64]:
        """The probability of each row, shape (rows,)."""
        if not len(table):
            return np.zeros(0)
        # One row a question: numpy copies whole rows ten times as fast as it gathers single answers.
        answers = (np.ascontiguousarray(table.T)[self.columns] > self.borders[:, None]).view(np.uint8)
        leaf = answers[self.asked[0]]
        for level, asked in enumerate(self.asked[1:], start=1):
            leaf |= answers[asked] << level
        trees, leaves = self.leaves.shape
        reached = self.leaves.take(leaf.T + leaves * np.arange(trees))
        odds = reached.sum(axis=1) + self.bias
        probability: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-odds.astype(np.float64)))
        return probability


@cache
def shipped() -> Model:
    """The model that comes with the program."""
    return Model.load(json.loads((files("newsarchive.extraction") / WEIGHTS).read_text("ascii")))
