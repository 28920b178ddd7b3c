"""A layout -> a table of numbers, one row a block: what the body model looks at.

The columns are named in `NAMES`; the weights beside the model were fitted to exactly these, in this order.
"""

from __future__ import annotations

import math
import re

import numpy as np
from numpy.typing import NDArray

from newsarchive.extraction import marks, places
from newsarchive.extraction.hints import Hint
from newsarchive.extraction.layout import Layout
from newsarchive.extraction.marks import Marks
from newsarchive.extraction.places import DATE, FAR, Weights
from newsarchive.records import Block

Table = NDArray[np.float32]

# What a line is about by its words: one column each. Columns, not rules: "来源" may well be the article's subject.
TOPICS = {
    "credit": r"来源|來源|稿源|责任编辑|責任編輯|责编|编辑[:：]|編輯[:：]|记者|記者|通讯员|作者|撰文|摄影|攝影|编译"
    r"|校对|source\s*:|^by\s|edit(?:or|ed)|reporter|автор|источник|πηγή|źródło|\bautor|quelle:|fuente:|fonte:",
    "legal": r"声明|聲明|版权|版權|copyright|©|all rights|转载|轉載|侵权|免责|许可|licen[cs]e|icp备|公网安备|不代表"
    r"|terms of|privacy|права защищены|πνευματικά δικαιώματα|prawa zastrzeżone|droits réservés|derechos reservados"
    r"|rechte vorbehalten",
    "related": r"相关(?:新闻|阅读|报道|链接|文章|专题|推荐|资讯)|相關|推荐阅读|延伸阅读|更多|热门|热点|排行|精彩"
    r"|猜你喜欢|最新|related|read more|most (?:read|popular)|see also|recommended|more from|you may|читайте также"
    r"|по теме|самое |διαβάστε|σχετικ|czytaj|zobacz|powiązane|lesen sie|mehr zum|lire aussi|lea también|leia também"
    r"|leggi anche",
    "share": r"分享|收藏|打印|字号|微博|微信|扫一扫|二维码|客户端|订阅|share|facebook|twitter|print|e-?mail"
    r"|newsletter|subscri|sign up|follow us|поделит|печат|κοινοποί|εκτύπωση|podziel się|drukuj|teilen|partager"
    r"|compartir|condividi",
    "comment": r"评论|評論|留言|网友|網友|跟帖|发表|登录|登入|注册|点赞|举报|comment|repl(?:y|ies)|log ?in|register"
    r"|коммент|ответить|σχόλι|komentar|kommentar|comentari|commentaire|commenti|opini[ei]\b|reactie",
}
_TOPICS = tuple(re.compile(pattern) for pattern in TOPICS.values())  # on lower-case text
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LONG = 120  # weight of text outside links from which a line is a long one
_NO_TOPIC = (False,) * len(TOPICS)
_HEAD = 200  # characters of a line whose digits and words are looked at
_DATED = 120  # likewise whose dates are
_LINKED = 0.9  # share of linked text from which a line's words name its target's topic, not its own
_HINT_BITS = np.array([int(hint) for hint in Hint], dtype=np.int64)

_OWN = (
    *("size", "links", "anchors", "stops", "commas", "ends", "colon", "digits", "bold", "line", "indented", "date"),
    *("is_p", "is_li", "is_cell", "is_row", "is_heading", "is_caption", "is_quote", "is_div", "cjk"),
)
_KINDS = {
    "is_p": "p",
    "is_li": "li dd dt ul ol",
    "is_cell": "td th",
    "is_row": "tr",
    "is_heading": "h1 h2 h3 h4 h5 h6",
    "is_caption": "figcaption caption figure",
    "is_quote": "blockquote pre",
    "is_div": "div section article center body main",
}
# What each tag says in these columns, of a heading its rank, an h1 the highest; the first row is that of all others.
_TAGS = {
    tag: [(kind == own) * (7 - int(tag[1]) if kind == "is_heading" else 1) for own in _KINDS]
    for kind, tags in _KINDS.items()
    for tag in tags.split()
}
_TAG_ROWS = np.array([[0] * len(_KINDS), *_TAGS.values()], dtype=np.float32)
_TAG_NUMBERS = {tag: number for number, tag in enumerate(_TAGS, start=1)}
_SINCE = ("since_related", "since_legal", "since_credit", "since_comment", "since_heading", "since_long", "until_long")
_PAGE = ("page_blocks", "page_mass", "page_links", "page_long")
_NEAR = ("size", "links", "stops")
_OFFSETS = (-2, -1, 1, 2, 3)

NAMES: tuple[str, ...] = (
    *_OWN,
    *TOPICS,
    *(f"hint_{hint.name}" for hint in Hint),
    *(f"own_{hint.name}" for hint in Hint),
    *places.NAMES,
    *_SINCE,
    *_PAGE,
    *(f"{name}{offset:+d}" for offset in _OFFSETS for name in _NEAR),
)


def table(layout: Layout, title: str) -> Table:
    """The features of every block, shape (blocks, len(NAMES)); `title` is the text of the page's title tag."""
    blocks = layout.blocks
    if not blocks:
        return np.zeros((0, len(NAMES)), dtype=np.float32)
    counted = marks.count([block.text for block in blocks])
    links = np.array([block.links for block in blocks])
    weights = Weights(
        mass=counted.size * (1.0 - links),
        linked=counted.size * links,
        stops=counted.stops,
        dated=[_is_dated(block, numbered) for block, numbered in zip(blocks, counted.numbered.tolist(), strict=True)],
    )
    topics = np.array([_about(block) for block in blocks])
    rows = np.concatenate(
        [
            _own(blocks, counted, weights),
            topics,
            _hints(layout),
            places.table(layout, title, weights),
            _since(blocks, topics, weights.mass),
            _whole(weights),
        ],
        axis=1,
        dtype=np.float32,
    )
    return np.concatenate([rows, _near(rows)], axis=1)


def _whole(weights: Weights) -> NDArray[np.float64]:
    """The columns that are the same in all rows of a page."""
    mass, linked = float(weights.mass.sum()), float(weights.linked.sum())
    long = float((weights.mass > _LONG).sum())
    return np.tile(
        [len(weights.mass), math.log1p(mass), linked / ((mass + linked) or 1.0), long], (len(weights.mass), 1)
    )


def _own(blocks: list[Block], counted: Marks, weights: Weights) -> Table:
    """What each line is by itself."""
    columns = [
        np.log1p(counted.size),
        [block.links for block in blocks],
        [min(block.anchors, 10) for block in blocks],
        np.log1p(counted.stops),
        np.log1p(counted.commas),
        counted.ends,
        counted.colon,
        counted.digits,
        [block.bold for block in blocks],
        [min(block.line, 20) for block in blocks],
        [block.indented for block in blocks],
        weights.dated,
        *_TAG_ROWS[[_TAG_NUMBERS.get(block.tag, 0) for block in blocks]].T,
        1.0 - counted.length / counted.size,
    ]
    return np.array(columns, dtype=np.float32).T


def _is_dated(block: Block, numbered: bool) -> bool:
    return numbered and DATE.search(block.text[:_DATED]) is not None


def _about(block: Block) -> tuple[bool, ...]:
    """Which topics the words of a line name; a link's words name its target's topic, and are not looked at."""
    if block.links > _LINKED:
        return _NO_TOPIC
    text = block.text[:_HEAD].lower()
    return tuple(pattern.search(text) is not None for pattern in _TOPICS)


def _hints(layout: Layout) -> Table:
    """A column a hint: first those of all names around a block, then those of its container alone."""
    around = np.array([block.hints for block in layout.blocks], dtype=np.int64)
    own = np.array(
        [layout.containers[b.container].own_hints if b.container >= 0 else 0 for b in layout.blocks], dtype=np.int64
    )
    return np.concatenate([(each[:, None] & _HINT_BITS) != 0 for each in (around, own)], axis=1).astype(np.float32)


def _since(blocks: list[Block], topics: NDArray[np.bool_], mass: NDArray[np.float64]) -> NDArray[np.float64]:
    """How many blocks ago a short line of a topic, a heading or a long text stood, and how soon a long text comes."""
    short = np.array([len(block.text) < _LONG for block in blocks])
    order = list(TOPICS)
    named = [short & topics[:, order.index(name)] for name in ("related", "legal", "credit", "comment")]
    heading = np.array([block.tag in _HEADINGS for block in blocks])
    long = mass > _LONG
    before, behind = _ago(np.stack([*named, heading, long])), _ago(long[None, ::-1])[:, ::-1]
    return np.concatenate([before, behind]).T


def _ago(marks: NDArray[np.bool_]) -> NDArray[np.float64]:
    """For each place in a row how many before it the last mark stands; FAR where there is none, or none so near."""
    index, never = np.arange(marks.shape[1]), -2 * int(FAR)
    last = np.maximum.accumulate(np.where(marks, index, never), axis=1)
    before = np.concatenate([np.full((len(marks), 1), never), last[:, :-1]], axis=1)
    ago: NDArray[np.float64] = np.minimum(index - before, FAR)
    return ago


def _near(rows: Table) -> Table:
    """A few columns of the blocks before and after; beyond the page's ends -1."""
    columns = [rows[:, NAMES.index(name)] for name in _NEAR]
    return np.stack([_shift(column, offset) for offset in _OFFSETS for column in columns], axis=1)


def _shift(column: NDArray[np.float32], offset: int) -> NDArray[np.float32]:
    """The column seen from `offset` rows earlier or later; -1 beyond the ends."""
    result = np.full_like(column, -1.0)
    if offset > 0:
        result[:-offset] = column[offset:]
    elif len(column) > -offset:
        result[-offset:] = column[:offset]
    return result
