"""A layout -> a table of numbers, one row a block: what the body model looks at.

The columns are named in `NAMES`; the weights beside the model were fitted to exactly these, in this order.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsarchive.extraction.hints import Hint
from newsarchive.extraction.layout import Layout
from newsarchive.records import Block
from newsarchive.text import fold, weight

Table = NDArray[np.float32]

_ENDS = re.compile(r"[。！？!?…；;.](?:[\"'”’」』）)\]】]*)$")
_STOPS = re.compile(r"[。！？!?；;…]|\.(?=\s|$)")
_COMMAS = re.compile(r"[，,、：:“”\"「」]")
_DATE = re.compile(
    r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}|\d{1,2}[:：]\d\d|\d{1,2}月\d{1,2}日"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}"
)

# What a line is about by its words: one column each. Columns, not rules: "来源" may well be the article's subject.
TOPICS = {
    "credit": r"来源|來源|稿源|责任编辑|責任編輯|责编|编辑[:：]|編輯[:：]|记者|記者|通讯员|作者|撰文|摄影|攝影|编译|校对"
    r"|source\s*:|^by\s|edit(?:or|ed)|reporter|автор|источник|πηγή|źródło|\bautor|quelle:|fuente:|fonte:",
    "legal": r"声明|聲明|版权|版權|copyright|©|all rights|转载|轉載|侵权|免责|许可|licen[cs]e|icp备|公网安备|不代表|terms of|privacy"
    r"|права защищены|πνευματικά δικαιώματα|prawa zastrzeżone|droits réservés|derechos reservados|rechte vorbehalten",
    "related": r"相关(?:新闻|阅读|报道|链接|文章|专题|推荐|资讯)|相關|推荐阅读|延伸阅读|更多|热门|热点|排行|精彩|猜你喜欢|最新"
    r"|related|read more|most (?:read|popular)|see also|recommended|more from|you may|читайте также|по теме|самое |διαβάστε"
    r"|σχετικ|czytaj|zobacz|powiązane|lesen sie|mehr zum|lire aussi|lea también|leia também|leggi anche",
    "share": r"分享|收藏|打印|字号|微博|微信|扫一扫|二维码|客户端|订阅|share|facebook|twitter|print|e-?mail|newsletter|subscri"
    r"|sign up|follow us|поделит|печат|κοινοποί|εκτύπωση|podziel się|drukuj|teilen|partager|compartir|condividi",
    "comment": r"评论|評論|留言|网友|網友|跟帖|发表|登录|登入|注册|点赞|举报|comment|repl(?:y|ies)|log ?in|register|коммент"
    r"|ответить|σχόλι|komentar|kommentar|comentari|commentaire|commenti|opini[ei]\b|reactie",
}
_TOPICS = tuple(re.compile(pattern) for pattern in TOPICS.values())  # on lower-case text
_HINTS = tuple(Hint)
_FAR = 60.0  # blocks; farther is all the same

_OWN = (
    *("size", "links", "anchors", "stops", "commas", "ends", "colon", "digits", "bold", "line", "indented", "date"),
    *("is_p", "is_li", "is_cell", "is_row", "is_heading", "is_caption", "is_quote", "is_div", "cjk"),
)
_PLACE = (
    *(
        "position",
        "text_before",
        "shape_mass",
        "shape_links",
        "shape_blocks",
        "box_mass",
        "box_links",
        "box_blocks",
        "box_stops",
    ),
    *("up_mass", "up_links", "up_blocks", "up2_mass", "up2_links", "depth", "in_main", "main_mass", "main_links"),
    *(
        "main_before",
        "main_after",
        "main_depth",
        "in_main2",
        "headline_gap",
        "is_headline",
        "in_title",
        "dateline_gap",
        "repeated",
        "twins",
        "dated_twins",
    ),
)
_SINCE = ("since_related", "since_legal", "since_credit", "since_comment", "since_heading", "since_long", "until_long")
_PAGE = ("page_blocks", "page_mass", "page_links", "page_long")
_NEAR = ("size", "links", "stops")
_OFFSETS = (-2, -1, 1, 2, 3)

NAMES: tuple[str, ...] = (
    *_OWN,
    *TOPICS,
    *(f"hint_{hint.name}" for hint in _HINTS),
    *(f"own_{hint.name}" for hint in _HINTS),
    *_PLACE,
    *_SINCE,
    *_PAGE,
    *(f"{name}{offset:+d}" for offset in _OFFSETS for name in _NEAR),
)


@dataclass(slots=True)
class _Sums:
    """Totals over the blocks of a container, a shape or a page."""

    blocks: int = 0
    mass: float = 0.0  # weight of text outside links
    linked: float = 0.0
    stops: int = 0

    def add(self, mass: float, linked: float, stops: int, blocks: int = 1) -> None:
        self.blocks += blocks
        self.mass += mass
        self.linked += linked
        self.stops += stops

    @property
    def links(self) -> float:
        total = self.mass + self.linked
        return self.linked / total if total else 0.0


def table(layout: Layout, title: str) -> Table:
    """The features of every block, shape (blocks, len(NAMES)); `title` is the text of the page's title tag."""
    blocks = layout.blocks
    if not blocks:
        return np.zeros((0, len(NAMES)), dtype=np.float32)
    sizes = [weight(block.text) for block in blocks]
    stops = [len(_STOPS.findall(block.text)) for block in blocks]
    mass = [size * (1.0 - block.links) for size, block in zip(sizes, blocks, strict=True)]
    linked = [size * block.links for size, block in zip(sizes, blocks, strict=True)]
    page, boxes, shapes = _totals(layout, mass, linked, stops)
    own = [_own(block, size, stop) for block, size, stop in zip(blocks, sizes, stops, strict=True)]
    topics = [_about(block) for block in blocks]
    place = _places(layout, title, mass, page, boxes, shapes)
    since = _since(blocks, topics, sizes, mass)
    whole = [float(len(blocks)), math.log1p(page.mass), page.links, float(sum(each > 120 for each in mass))]
    left = np.array([[*a, *b] for a, b in zip(own, topics, strict=True)], dtype=np.float32)
    right = np.array([[*a, *b, *whole] for a, b in zip(place, since, strict=True)], dtype=np.float32)
    rows = np.concatenate([left, _marks(layout), right], axis=1)
    return np.concatenate([rows, _near(rows)], axis=1)


def _own(block: Block, size: int, stops: int) -> list[float]:
    text, tag = block.text, block.tag
    length = len(text)
    return [
        math.log1p(size),
        block.links,
        float(min(block.anchors, 10)),
        math.log1p(stops),
        math.log1p(len(_COMMAS.findall(text))),
        float(_ENDS.search(text[-4:]) is not None),
        float(text[-1] in ":："),
        sum(map(str.isdigit, text[:200])) / min(length, 200),
        block.bold,
        float(min(block.line, 20)),
        float(block.indented),
        float(_DATE.search(text[:120]) is not None),
        float(tag == "p"),
        float(tag in ("li", "dd", "dt", "ul", "ol")),
        float(tag in ("td", "th")),
        float(tag == "tr"),
        float(tag[0] == "h" and tag[1:].isdigit()) * (7 - int(tag[1:]) if tag[1:].isdigit() else 0),
        float(tag in ("figcaption", "caption", "figure")),
        float(tag in ("blockquote", "pre")),
        float(tag in ("div", "section", "article", "center", "body", "main")),
        1.0 - length / size if size > length else 0.0,
    ]


def _about(block: Block) -> list[float]:
    """Which topics the words of a line name; a link's words name its target's topic, and are not looked at."""
    if block.links > _LINKED:
        return _NO_TOPIC
    text = block.text[:200].lower()
    return [float(pattern.search(text) is not None) for pattern in _TOPICS]


_NO_TOPIC = [0.0] * len(TOPICS)
_LINKED = 0.9


def _marks(layout: Layout) -> Table:
    """A column a hint: first those of all names around a block, then those of its container alone."""
    around = np.array([block.hints for block in layout.blocks], dtype=np.int64)
    own = np.array(
        [layout.containers[b.container].own_hints if b.container >= 0 else 0 for b in layout.blocks], dtype=np.int64
    )
    return np.concatenate([(each[:, None] & _HINT_BITS) != 0 for each in (around, own)], axis=1).astype(np.float32)


_HINT_BITS = np.array([int(hint) for hint in Hint], dtype=np.int64)


def _totals(
    layout: Layout, mass: list[float], linked: list[float], stops: list[int]
) -> tuple[_Sums, list[_Sums], dict[int, _Sums]]:
    page, boxes, shapes = _Sums(), [_Sums() for _ in layout.containers], {}
    for block in layout.blocks:
        values = mass[block.index], linked[block.index], stops[block.index]
        page.add(*values)
        if block.container >= 0:
            boxes[block.container].add(*values)
            shapes.setdefault(layout.containers[block.container].shape, _Sums()).add(*values)
    for container in reversed(layout.containers):
        if container.parent >= 0:
            box = boxes[container.index]
            boxes[container.parent].add(box.mass, box.linked, box.stops, box.blocks)
    return page, boxes, shapes


def _mains(layout: Layout, mass: list[float]) -> tuple[int, int]:
    """The container whose own lines carry most text, paragraphs counted to their parent; and the next wider one of weight.

    The idea is Arc90's readability: a paragraph votes for its parent, half for its grandparent.
    """
    votes: Counter[int] = Counter()
    for block in layout.blocks:
        vote = mass[block.index] - 20.0
        if vote <= 0 or block.container < 0:
            continue
        container = layout.containers[block.container]
        home = container if container.tag not in ("p", "li", "blockquote", "h2", "h3", "span") else None
        first = container.index if home else container.parent
        votes[first] += vote
        if first >= 0 and (second := layout.containers[first].parent) >= 0:
            votes[second] += vote * 0.5
    votes.pop(-1, None)
    if not votes:
        return -1, -1
    main = max(votes, key=lambda index: (votes[index] * (1.0 - 0.0), -index))
    return main, layout.containers[main].parent


def _places(
    layout: Layout, title: str, mass: list[float], page: _Sums, boxes: list[_Sums], shapes: dict[int, _Sums]
) -> list[list[float]]:
    blocks, containers = layout.blocks, layout.containers
    count, total = len(blocks), page.mass or 1.0
    main, wider = _mains(layout, mass)
    none = _Sums()
    main_box = boxes[main] if main >= 0 else none
    main_first, main_last = (containers[main].first, containers[main].last) if main >= 0 else (0, count)
    wide_first, wide_last = (containers[wider].first, containers[wider].last) if wider >= 0 else (0, count)
    folded_title = fold(title)
    folded = [fold(block.text) if len(block.text) < 200 else "" for block in blocks]
    seen = Counter(folded)
    headline = _headline(blocks, folded, folded_title)
    dateline = next((b.index for b in blocks[max(headline, 0) :] if len(b.text) < 120 and _DATE.search(b.text)), -1)
    twins = _twins(layout)
    before = 0.0
    rows = []
    for block, text in zip(blocks, folded, strict=True):
        i = block.index
        box = boxes[block.container] if block.container >= 0 else none
        parent = containers[block.container].parent if block.container >= 0 else -1
        up = boxes[parent] if parent >= 0 else none
        grand = containers[parent].parent if parent >= 0 else -1
        up2 = boxes[grand] if grand >= 0 else none
        container = containers[block.container] if block.container >= 0 else None
        shape = shapes[container.shape] if container else none
        rows.append(
            [
                i / count,
                before / total,
                shape.mass / total,
                shape.links,
                math.log1p(shape.blocks),
                box.mass / total,
                box.links,
                math.log1p(box.blocks),
                math.log1p(box.stops),
                up.mass / total,
                up.links,
                math.log1p(up.blocks),
                up2.mass / total,
                up2.links,
                float(container.depth if container else 0),
                float(main_first <= i < main_last),
                main_box.mass / total,
                main_box.links,
                _clip(i - main_first),
                _clip(main_last - i),
                float(container.depth - containers[main].depth if container and main >= 0 else 0),
                float(wide_first <= i < wide_last),
                _clip(i - headline) if headline >= 0 else -_FAR - 1,
                float(bool(text) and len(text) > 4 and text == folded[headline]) if headline >= 0 else 0.0,
                float(len(text) > 4 and text in folded_title),
                _clip(i - dateline) if dateline >= 0 else -_FAR - 1,
                float(min(seen[text], 5)) if text else 1.0,
                *(twins[block.container] if block.container >= 0 else (0.0, 0.0)),
            ]
        )
        before += mass[i]
    return rows


def _twins(layout: Layout) -> list[tuple[float, float]]:
    """For each container: how many like it, of several lines each, stand side by side around it; and the share with a date.

    Comments and teasers come as a row of twins, each with a name or headline, a date and a text; paragraphs are single lines.
    """
    dated = [0] * (len(layout.blocks) + 1)
    for block in layout.blocks:
        dated[block.index + 1] = dated[block.index] + (len(block.text) < 120 and _DATE.search(block.text) is not None)
    groups: dict[tuple[int, int], list[int]] = {}
    for container in layout.containers:
        if container.last - container.first >= 2:
            group = groups.setdefault((container.parent, container.shape), [0, 0])
            group[0] += 1
            group[1] += dated[container.last] > dated[container.first]
    found: list[tuple[float, float]] = []
    for container in layout.containers:
        above = found[container.parent] if container.parent >= 0 else (0.0, 0.0)
        count, dates = (
            groups.get((container.parent, container.shape), (0, 0)) if container.last - container.first >= 2 else (0, 0)
        )
        own = math.log1p(count - 1) if count > 1 else 0.0
        found.append((own, dates / count) if own > above[0] else above)
    return found


def _headline(blocks: list[Block], folded: list[str], title: str) -> int:
    """The block that prints the headline: the longest text that the title tag contains, headings first; -1 for none."""
    best, found = 0.0, -1
    for block, text in zip(blocks, folded, strict=True):
        if len(text) >= 4 and text in title and block.links < 0.5:
            score = len(text) * (2.0 if block.tag in ("h1", "h2") else 1.0)
            if score > best:
                best, found = score, block.index
    if found < 0:
        found = next((block.index for block in blocks if block.tag == "h1"), -1)
    return found


def _since(blocks: list[Block], topics: list[list[float]], sizes: list[int], mass: list[float]) -> list[list[float]]:
    """For each block: how many blocks ago a short line of a kind, a heading, or a long text stood; and how soon one comes."""
    order = list(TOPICS)
    kinds = [order.index(name) for name in ("related", "legal", "credit", "comment")]
    last = [-_FAR * 2] * 6
    rows: list[list[float]] = []
    for block, row in zip(blocks, topics, strict=True):
        i = block.index
        rows.append([min(_FAR, i - each) for each in last])
        if sizes[i] < 120:
            for slot, kind in enumerate(kinds):
                if row[kind]:
                    last[slot] = i
        if block.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            last[4] = i
        if mass[i] > 100:
            last[5] = i
    following = _FAR * 2
    for i in range(len(blocks) - 1, -1, -1):
        rows[i].append(min(_FAR, following - i) if following < _FAR * 2 or i > 0 else _FAR)
        if mass[i] > 100:
            following = i
    return rows


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


def _clip(distance: int) -> float:
    return float(max(-_FAR, min(_FAR, distance)))
