import numpy as np
import pytest

from newsarchive.extraction.features import NAMES
from newsarchive.extraction.model import Model, shipped

# Two trees of two levels: is the block a paragraph, is it large? And once more, asked the other way round.
TREES = {
    "features": ["is_p", "size"],
    "columns": [[0, 1], [1, 0]],
    "borders": [[0.5, 3.0], [3.0, 0.5]],
    "leaves": [[-4.0, -1.0, 0.0, 4.0], [0.0, 0.5, 0.25, 0.0]],
    "bias": 0.5,
}


def row(**told):
    return [told.get(name, 0.0) for name in NAMES]


class TestScore:
    @pytest.mark.parametrize(
        ("block", "odds"),
        [
            ({}, -4.0 + 0.0 + 0.5),
            ({"is_p": 1.0}, -1.0 + 0.25 + 0.5),
            ({"size": 5.0}, 0.0 + 0.5 + 0.5),
            ({"is_p": 1.0, "size": 5.0}, 4.0 + 0.0 + 0.5),
            ({"size": 3.0}, -4.0 + 0.0 + 0.5),
        ],
    )
    def test_the_first_question_of_a_tree_is_the_lowest_bit_of_its_leaf(self, block, odds):
        (score,) = Model.load(TREES).score(np.array([row(**block)], dtype=np.float32))
        assert score == pytest.approx(1 / (1 + np.exp(-odds)))

    def test_each_row_is_judged_by_itself(self):
        table = np.array([row(), row(is_p=1.0), row(size=5.0)], dtype=np.float32)
        model = Model.load(TREES)
        assert model.score(table).tolist() == [model.score(table[[index]])[0] for index in range(3)]

    def test_a_page_without_blocks_has_no_scores(self):
        assert shipped().score(np.zeros((0, len(NAMES)), dtype=np.float32)).shape == (0,)


class TestLoad:
    def test_a_question_that_trees_share_is_put_once(self):
        assert Model.load(TREES).columns.shape == (2,)
