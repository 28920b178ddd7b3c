import numpy as np
import pytest

from newsarchive.extraction import body
from newsarchive.extraction.document import parse
from newsarchive.extraction.model import Model
from newsarchive.records import Page
from newsarchive.sites import Cut, Site

LINES = (
    "渡口的石阶重新铺过，老船工把缆绳解开时，岸上站满了人，有人带着孩子，也有人只是想再听一听柴油机的声音。",
    "镇上的人说，渡船停了以后，去对岸赶集要绕二十多里路，如今一刻钟就能到，菜也能卖得新鲜一些。",
    "按照新的班次，渡船每天往返十二趟，逢集的日子再加四趟，票价和停航以前一样，学生不用买票。",
)
LINKS = "".join(f"<li><a href='/{n}.html'>别处的新闻标题第{n}条</a></li>" for n in range(20))
PAGE = (
    "<title>渡船复航</title><div class=nav><a href=/a/>国内</a> <a href=/b/>国际</a></div><h1>渡船复航</h1>"
    f"<div id=text>{''.join(f'<p>{line}</p>' for line in LINES)}<div class=ad><p>扫码下载客户端</p></div></div>"
    f"<ul>{LINKS}</ul><div class=footer>版权所有</div>"
)


def read(**site):
    document = parse(Page("http://news.example/1.html", PAGE.encode()), Site(host="news.example", **site))
    found = body.read(document, Site(host="news.example", **site))
    scored = zip(document.layout.blocks, found.value, strict=True)
    kept = [block.text for block, score in scored if score >= body.THRESHOLD]
    return kept, found.by, found.value


class TestRead:
    def test_the_model_tells_the_text_from_links_and_frame(self):
        kept, by, scores = read()
        assert by == "body model"
        assert [line for line in kept if line in LINES] == list(LINES)
        assert not any("别处的新闻" in line for line in kept)
        assert all(0.0 <= score <= 1.0 for score in scores)

    @pytest.mark.parametrize("selector", ["#text", "//div[@id='text']", "div#text, div.nowhere"])
    def test_the_rule_of_a_site_decides_alone(self, selector):
        kept, by, scores = read(read={"body": selector})
        assert (kept, by) == ([*LINES, "扫码下载客户端"], "site rule")
        assert set(scores) == {0.0, 1.0}

    def test_a_rule_that_finds_nothing_leaves_it_to_the_model(self):
        assert read(read={"body": "#nowhere"})[1] == "body model"

    def test_elements_that_a_site_cuts_are_none_of_it(self):
        kept, _, scores = read(cut=Cut(elements=(".ad", "//p[1]")))
        assert kept == list(LINES[1:])
        assert scores.count(0.0) >= 2

    def test_the_rows_of_a_table_and_the_items_of_a_list_stand_or_fall_together(self):
        rows = "<tr><th>班次<th>开船</tr>" + "".join(f"<tr><td>第{n}班<td>{n + 6}:30</tr>" for n in range(4))
        items = "<li>学生不用买票。<li>自行车另买一张半票，每天早班以前在渡口的小屋里买。"
        page = PAGE.replace("<div class=ad>", f"<table>{rows}</table><ul>{items}</ul><div class=ad>")
        document = parse(Page("http://news.example/1.html", page.encode()), Site(host="news.example"))
        scores = body.read(document, Site(host="news.example")).value
        table = [scores[block.index] for block in document.layout.blocks if block.tag == "tr"]
        listed = [scores[block.index] for block in document.layout.blocks if block.text.startswith(("学生", "自行车"))]
        assert (len(table), len(set(table)), len(listed), len(set(listed))) == (5, 1, 2, 1)

    @pytest.mark.parametrize(
        ("scores", "kept"),
        [
            # Two lines of an article, a list of links, and teasers that are longer than it.
            ([0.95, 0.9, *8 * [0.1], 0.65, 0.6, 0.7], [0, 1]),
            # What is sure stays, however far away it stands, and so does what stands near.
            ([0.95, 0.9, *8 * [0.1], 0.8, 0.85, 0.9], [0, 1, 10, 11, 12]),
            ([0.95, 0.9, *4 * [0.1], 0.65, 0.6, 0.7], [0, 1, 6, 7, 8]),
            # Nothing above the main part is lost: an article of one line may stand there.
            ([0.6, 0.1, *8 * [0.1], 0.95, 0.9, 0.95], [0, 10, 11, 12]),
        ],
    )
    def test_what_stands_apart_below_the_article_must_be_surer_than_its_lines_alone(self, monkeypatch, scores, kept):
        lines = "".join(f"<p>{LINES[number % 3] * (1 + (number > 5))}</p>" for number in range(len(scores)))
        document = parse(Page("http://news.example/1.html", lines.encode()), Site(host="news.example"))
        monkeypatch.setattr(Model, "score", lambda self, table: np.array(scores))
        found = body.read(document, Site(host="news.example")).value
        assert [index for index, score in enumerate(found) if score >= body.THRESHOLD] == kept

    def test_a_page_without_a_block_has_no_scores(self):
        site = Site(host="news.example")
        empty = parse(Page("http://news.example/1.html", b"<div><img src=a.jpg></div>"), site)
        assert list(body.read(empty, site).value) == []
