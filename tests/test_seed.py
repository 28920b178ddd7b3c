"""The document that this project was created from, in both its forms, field by field; and a twin of our own."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

import pytest

import newsarchive

SEED = Path(__file__).parents[2] / "shared" / "cases" / "seed"
URL = "http://www.example.cn/news/20230601/100.html"
EXACT = ("title", "raw_title", "date_published", "source", "original_source", "authors", "editor", "text")

HEADLINE = "青江港与北屿岛签署通航协议,共建海上一小时生活圈"
BYLINE = "2023-06-01 17:34:56 来源:青江身边事"
TEXT = (
    "6月1日,青江港务集团与北屿岛管委会签署通航协议。双方将聚焦海岛民生需求,通过航线共开、票价共定、码头共管,让岛上居民出岛"
    "更快、更稳、更便宜。",
    "青江市副市长林岸,北屿岛管委会主任何舟等出席签约活动。青江港务集团总经理许帆与北屿岛渔业合作社社长周汐代表双方签字。",
    "北屿岛是青江最大的有人岛。全岛面积31平方公里,常住人口1.2万人,以捕捞、养殖和民宿为业,每年接待游客超60万人次。岛上现有"
    "小学一所、卫生院一所,重病患者须乘船两小时到市区就医,遇大风则停航。当前,北屿岛正加快建设新码头,以安全便捷的航线带动旅游和"
    "渔业发展。",
    "青江港是全国重要的粮食中转港,当前正抢抓港区整体搬迁的机遇,把老港区的三座泊位改为客运码头,并为海岛航线定造四艘新船,"
    "瞄准五年内全部换用电力推进的目标。",
    "此次签约将推动两地深入合作。下一步,双方将发挥客运码头和新船的作用,每天往返的航班由两班增至八班,票价由96元降至45元;"
    "岛上居民凭证半价,学生和急诊病人免费。两地还将共建冷链仓库,让当天捕捞的鱼虾当天上市,努力实现海岛与市区同城同价。",
)
CAPTIONS = {2: "青江市北屿岛", 3: "青江港客运码头"}
CUT = (
    "(资料图)",
    "【来源:青江融媒体中心】",
    "(来源:青江融媒体中心)",
    "声明:此文版权归原作者所有,若有来源错误或者侵犯您的合法权益,您可通过邮箱与我们取得联系,我们将及时进行处理。邮箱地址:post@qingjiang.example",
)
RELATED = tuple(
    f"{place}{event}{tail}"
    for place in ("北屿岛", "老港区", "青江中学", "城西菜场")
    for event, tail in (
        ("今年首批杨梅上市", "_今热点"),
        ("清晨突降冰雹 部分路段积水", " 即时看"),
        ("怎么走?坐几路公交车最方便", "|天天热讯"),
    )
)
FOOTER = "Copyright ©  2015-2022 青江频道网版权所有  备案号:某ICP备00000000号-1   联系邮箱: 000 @example.com"


def as_html() -> str:
    """The twin as a portal's CMS would serve it."""
    body = [
        f"<center><img src='/uploads/head.jpg' /></center><center>{CUT[0]}</center><p>{CUT[1]}</p>",
        *(
            f"<p>　　{escape(line)}</p>"
            + (
                f"<p style='text-align: center;'><img src='/uploads/{number}.jpg'/></p>"
                f"<p style='text-align: center;'>{CAPTIONS[number]}</p>"
                if number in CAPTIONS
                else ""
            )
            for number, line in enumerate(TEXT)
        ),
        f"<p>　　{CUT[2]}</p><p>　　{CUT[3]}</p>",
    ]
    related = "".join(
        f"<li><h3><a href='/news/20230601/{number}.html'>{title}</a></h3><span>2023-06-01</span></li>"
        for number, title in enumerate(RELATED)
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8">
<title>{HEADLINE}|世界新视野_青江频道网</title></head><body>
<div class="topbar"><a href="/">首页</a> <a href="/news/">资讯</a> <a href="/life/">生活</a></div>
<div class="position">当前位置:<a href="/">首页</a> &gt; <a href="/news/">资讯</a> &gt; 正文</div>
<h1>{HEADLINE}|世界新视野</h1><div class="info"><span>{BYLINE[:19]}</span>&nbsp;&nbsp;<span>{BYLINE[20:]}</span></div>
<div class="con_txt">{"".join(body)}</div><div class="tags">标签:</div><ul class="news_list">{related}</ul>
<div class="footer">{FOOTER}</div></body></html>"""


def as_capture() -> str:
    """The twin as a reader sees it."""
    lines = [f"{HEADLINE}|世界新视野", BYLINE, *CUT[:2]]
    for number, line in enumerate(TEXT):
        lines += [line, CAPTIONS[number]] if number in CAPTIONS else [line]
    lines += [*CUT[2:], "标签:"]
    for title in RELATED:
        lines += [title, "2023-06-01"]
    return "\n\n".join([*lines, FOOTER])


def truth_of_twin() -> dict[str, object]:
    return {
        "title": HEADLINE,
        "raw_title": f"{HEADLINE}|世界新视野",
        "date_published": "2023-06-01T17:34:56+08:00",
        "source": "青江身边事",
        "original_source": "青江融媒体中心",
        "authors": [],
        "editor": None,
        "captions": list(CAPTIONS.values()),
        "text": "\n".join(TEXT),
        "section": "资讯",
        "removed": list(CUT),
        "never": ["标签:", "Copyright", "备案号", *RELATED],
    }


def check(body: bytes | str, truth: dict[str, object], *, section: object) -> None:
    record = newsarchive.read(body, url=URL).to_dict()
    assert {name: record[name] for name in EXACT} | {"authors": list(record["authors"])} == {
        name: truth[name] for name in EXACT
    }
    assert record["section"] == section
    assert [image["caption"] for image in record["images"] if image["caption"]] == truth["captions"]
    assert [cut["text"] for cut in record["removed"]] == truth["removed"]
    assert [words for words in truth["never"] if words in record["text"]] == []


@pytest.mark.skipif(not SEED.is_dir(), reason="../shared/cases/seed is not here")
class TestSeed:
    @pytest.fixture
    def truth(self):
        return json.loads((SEED / "expected.json").read_text(encoding="utf-8"))

    def test_the_page_of_the_portal_is_right_in_every_field(self, truth):
        check((SEED / "page.html").read_bytes(), truth, section=truth["section"])

    def test_the_capture_is_right_in_every_field_but_the_section_that_it_does_not_show(self, truth):
        (capture,) = SEED.glob("*.txt")
        check(capture.read_bytes(), truth, section=None)


class TestTwin:
    def test_the_page_is_right_in_every_field(self):
        check(as_html(), truth_of_twin(), section="资讯")

    def test_the_capture_is_right_in_every_field_but_the_section_that_it_does_not_show(self):
        check(as_capture(), truth_of_twin(), section=None)

    def test_the_page_knows_where_its_images_lie_and_the_capture_does_not(self):
        known, lost = (newsarchive.read(form(), url=URL).images for form in (as_html, as_capture))
        assert [image.url for image in known] == [
            f"http://www.example.cn/uploads/{name}.jpg" for name in ("head", 2, 3)
        ]
        assert [image.url for image in lost] == [None, None]

    def test_both_forms_read_the_same(self):
        page, capture = (newsarchive.read(form(), url=URL) for form in (as_html, as_capture))
        assert page.content_hash == capture.content_hash
