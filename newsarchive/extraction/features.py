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
# Each word begins with a letter, not with a look around: then it is found ten times as fast.
TOPICS = {
    "credit": r"来源|來源|稿源|责任编辑|責任編輯|责编|编辑[:：]|編輯[:：]|记者|記者|通讯员|作者|撰文|摄影|攝影|编译"
    r"|校对|source\s*:|b(?<=^b)y\s|edit(?:or|ed)|reporter|автор|источник|πηγή|źródło|a(?<=\ba)utor|quelle:|fuente:"
    r"|fonte:",
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
_LONG = 120  # weight of text outside links from which a line is a long one
_NO_TOPIC = [False] * len(TOPICS)
_HEAD = 200  # characters of a line whose digits and words are looked at
_DATED = 120  # likewise whose dates are
_LINKED = 0.9  # share of linked text from which a line's words name its target's topic, not its own
_HINT_BITS = np.array([[int(hint)] for hint in Hint], dtype=np.int64)

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
_TAG_COLUMNS = np.array([[0] * len(_KINDS), *_TAGS.values()], dtype=np.float32).T
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


_NEAR_NUMBERS = [NAMES.index(name) for name in _NEAR]


def table(layout: Layout, title: str) -> Table:
    """The features of every block, shape (blocks, len(NAMES)); `title` is the text of the page's title tag.

    It is filled column by column, and lies so in memory.
    """
    blocks = layout.blocks
    if not blocks:
        return np.zeros((0, len(NAMES)), dtype=np.float32)
    counted = marks.count([block.text for block in blocks])
    links = np.array([block.links for block in blocks])
    weights = Weights(
        mass=counted.size * (1.0 - links),
        linked=counted.size * links,
        stops=counted.stops,
        dated=[
            numbered and DATE.search(block.text, 0, _DATED) is not None
            for block, numbered in zip(blocks, counted.numbered.tolist(), strict=True)
        ],
    )
    tags = _TAG_COLUMNS[:, [_TAG_NUMBERS.get(block.tag, 0) for block in blocks]]
    topics = np.array([_about(block) for block in blocks]).T
    parts = [
        _own(blocks, counted, weights, tags),
        topics,
        _hints(layout),
        places.table(layout, title, weights).T,
        _since(topics, tags, counted, weights),
        _whole(weights),
    ]
    columns = np.empty((len(NAMES), len(blocks)), dtype=np.float32)
    alone = len(NAMES) - len(_OFFSETS) * len(_NEAR)
    np.concatenate(parts, out=columns[:alone], casting="same_kind")
    columns[alone:] = _near(columns[_NEAR_NUMBERS])
    return columns.T


def _whole(weights: Weights) -> NDArray[np.float64]:
    """The columns that are the same in all rows of a page."""
    mass, linked = float(weights.mass.sum()), float(weights.linked.sum())
    long = float((weights.mass > _LONG).sum())
    told = np.array([[len(weights.mass)], [math.log1p(mass)], [linked / ((mass + linked) or 1.0)], [long]])
    return np.broadcast_to(told, (len(told), len(weights.mass)))


def _own(blocks: list[Block], counted: Marks, weights: Weights, tags: Table) -> Table:
    """What each line is by itself."""
    size, stops, commas = np.log1p([counted.size, counted.stops, counted.commas])
    columns = [
        size,
        [block.links for block in blocks],
        [min(block.anchors, 10) for block in blocks],
        stops,
        commas,
        counted.ends,
        counted.colon,
        counted.digits,
        [block.bold for block in blocks],
        [min(block.line, 20) for block in blocks],
        [block.indented for block in blocks],
        weights.dated,
        *tags,
        1.0 - counted.length / counted.size,
    ]
    found = np.empty((len(columns), len(blocks)), dtype=np.float32)
    for row, column in zip(found, columns, strict=True):
        row[:] = column
    return found


def _about(block: Block) -> list[bool]:
    """Which topics the words of a line name; a link's words name its target's topic, and are not looked at."""
    if block.links > _LINKED:
        return _NO_TOPIC
    text = block.text[:_HEAD].lower()
    return [pattern.search(text) is not None for pattern in _TOPICS]


def _hints(layout: Layout) -> NDArray[np.bool_]:
    """A column a hint: first those of all names around a block, then those of its container alone."""
    containers, blocks = layout.containers, layout.blocks
    around = [block.hints for block in blocks]
    own = [containers[block.container].own_hints if block.container >= 0 else 0 for block in blocks]
    told: NDArray[np.bool_] = (np.array([[around], [own]]) & _HINT_BITS) != 0
    return told.reshape(-1, len(blocks))


def _since(topics: NDArray[np.bool_], tags: Table, counted: Marks, weights: Weights) -> NDArray[np.intp]:
    """How many blocks ago a short line of a topic, a heading or a long text stood, and how soon a long text comes."""
    long = weights.mass > _LONG
    order = list(TOPICS)
    named = topics[[order.index(name) for name in ("related", "legal", "credit", "comment")]]
    heading = tags[list(_KINDS).index("is_heading")] > 0
    before = _ago(np.concatenate([named & (counted.length < _LONG), [heading, long]]))
    return np.concatenate([before, _ago(long[None, ::-1])[:, ::-1]])


def _ago(marks: NDArray[np.bool_]) -> NDArray[np.intp]:
    """For each place in a row how many before it the last mark stands; FAR where there is none, or none so near."""
    index, never = np.arange(marks.shape[1]), -2 * int(FAR)
    last = np.full_like(marks, never, dtype=np.intp)
    np.maximum.accumulate(np.where(marks, index, never)[:, :-1], axis=1, out=last[:, 1:])
    ago: NDArray[np.intp] = np.minimum(index - last, int(FAR))
    return ago


def _near(columns: Table) -> Table:
    """A few columns of the blocks before and after, shape (offsets * columns, blocks); beyond the page's ends -1."""
    found = np.full((len(_OFFSETS), *columns.shape), -1.0, dtype=np.float32)
    for shifted, offset in zip(found, _OFFSETS, strict=True):
        if offset > 0:
            shifted[:, :-offset] = columns[:, offset:]
        else:
            shifted[:, -offset:] = columns[:, :offset]
    return found.reshape(-1, columns.shape[1])
