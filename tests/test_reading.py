import json
import re
from datetime import UTC, datetime

import pytest

from newsarchive.errors import NotAnArticle, Unreadable
from newsarchive.extraction.document import parse
from newsarchive.reading import content_hash, read_document, read_page
from newsarchive.records import Outcome, Page
from newsarchive.sites import Cut, Site

SITE = Site(host="news.example.cn", timezone="Asia/Shanghai", language="zh-CN")
LINES = [
    "江边的老船坞今年春天修好了，看船的人说，下水那天要请全镇的人来吃一碗面，面里要有春笋和河虾。",
    "船坞建于一九五八年，最忙的时候一年修过四十七条船，后来河道改了，船少了，门也就锁上了。",
    "去年秋天，镇上凑了十二万元，请来三位老师傅，把塌了的屋顶和朽了的滑道一段一段换过。",
    "“能修好，是因为还有人记得怎么修。”六十九岁的看船人周满福说，他父亲是这里的第一个木匠。",
]
NAVIGATION = "<div class='nav'>" + "".join(f"<a href='/{n}/'>频道{n}</a> " for n in range(12)) + "</div>"
RELATED = (
    "<ul class='related'>"
    + "".join(f"<li><a href='/a/{n}.html'>别处的新闻标题第{n}条</a></li>" for n in range(15))
    + "</ul>"
)
FOOTER = "<div class='footer'>Copyright © 2009-2023 江边在线 版权所有 澜ICP备09900001号</div>"
HEAD = "<h1>江边的老船坞修好了</h1><div class='info'>2023-06-01 17:34 来源：江边晚报 责任编辑：田野</div>"
BODIES = {
    "paragraphs": "".join(f"<p>{line}</p>" for line in LINES),
    "line breaks with full-width indents": "<br><br>".join(f"　　{line}" for line in LINES),
    "bare text in font": "<font id='fontzoom'>" + "<br>".join(LINES) + "</font>",
    "nested tables": "<table><tr><td><table><tr><td>"
    + "".join(f"<p>{x}</p>" for x in LINES)
    + "</td></tr></table></td></tr></table>",
    "sections and spans": "".join(f"<section><section><span>{line}</span></section></section>" for line in LINES),
}


def page(
    body, *, head=HEAD, title="江边的老船坞修好了_江边在线", url="http://news.example.cn/20230601/123456.html", **more
):
    inside = f"{NAVIGATION}{head}<div class='con'>{body}</div>{RELATED}{FOOTER}"
    return Page(url, f"<html><head><title>{title}</title></head><body>{inside}</body></html>".encode(), **more)


class TestBody:
    @pytest.mark.parametrize("form", BODIES)
    def test_the_text_is_the_article_and_only_the_article(self, form):
        assert read_page(page(BODIES[form]), SITE).text.split("\n") == LINES

    def test_a_notice_of_one_line_among_lists_is_an_article(self):
        line = "明天上午八点至十一点，石桥镇渡口检修，渡船停航，请行人绕走新桥。"
        assert read_page(page(f"<p>{line}</p>"), SITE).text == line

    def test_each_line_that_was_cut_is_kept_with_its_rule(self):
        below = "<p>（来源：江边晚报）</p><p>声明：本文仅供参考，版权归原作者所有。</p>"
        body = f"<p>(资料图)</p>{BODIES['paragraphs']}{below}"
        article = read_page(page(body), SITE)
        assert article.text.split("\n") == LINES
        cuts = {cut.text: cut.rule for cut in article.removed}
        assert cuts["(资料图)"] == "picture placeholder"
        assert cuts["（来源：江边晚报）"] == "source credit"
        assert cuts["声明：本文仅供参考，版权归原作者所有。"] == "disclaimer"

    def test_a_text_that_only_a_script_holds_is_read_from_there(self):
        told = {"@type": "NewsArticle", "headline": "江边的老船坞修好了", "articleBody": "\n".join(LINES)}
        script = (
            f"<script type='application/ld+json'>{json.dumps(told, ensure_ascii=False)}</script><div id='app'></div>"
        )
        article = read_page(page(script), SITE)
        assert article.text.split("\n") == LINES
        assert article.read_by["text"] != "body model"

    def test_a_sites_selector_has_the_last_word(self):
        body = f"<div class='main'><p>{LINES[0]}</p></div><div><p>{LINES[1]}</p></div>"
        article = read_page(page(body), Site(host="news.example.cn", read={"body": "div.main"}))
        assert (article.text, article.read_by["text"]) == (LINES[0], "site rule")

    def test_a_sites_own_boilerplate_is_cut(self):
        site = Site(host="news.example.cn", cut=Cut(lines=(re.compile("^渡口热线"),)))
        article = read_page(page(BODIES["paragraphs"] + "<p>渡口热线：天天有人接听，欢迎打来讲讲你的渡船。</p>"), site)
        assert article.text.split("\n") == LINES


class TestFields:
    def test_the_record_of_a_usual_page(self):
        article = read_page(page(BODIES["paragraphs"], fetched_at=datetime(2023, 6, 2, tzinfo=UTC)), SITE)
        assert article.title == article.raw_title == "江边的老船坞修好了"
        assert (article.date_published, article.date_published_raw) == ("2023-06-01T17:34:00+08:00", "2023-06-01 17:34")
        assert (article.source, article.editor, article.authors) == ("江边晚报", "田野", ())
        assert (article.language, article.site) == ("zh-CN", "news.example.cn")
        assert article.date_fetched == "2023-06-02T00:00:00+00:00"
        assert article.raw is None
        assert article.version == 1

    def test_each_field_says_which_reader_gave_it(self):
        read_by = read_page(page(BODIES["paragraphs"]), SITE).read_by
        assert {"title", "date_published", "source", "editor", "text", "canonical_url"} <= set(read_by)

    def test_the_hash_is_of_title_and_text_alone(self):
        first = read_page(page(BODIES["paragraphs"]), SITE)
        second = read_page(page(BODIES["paragraphs"], head=HEAD.replace("田野", "钱维")), SITE)
        assert first.content_hash == second.content_hash == content_hash(first.title, first.text)
        assert content_hash(first.title, first.text + "。") != first.content_hash

    def test_the_id_is_that_of_the_canonical_address(self):
        urls = (
            "http://news.example.cn/20230601/123456.html",
            "http://news.example.cn/20230601/123456_2.html?from=share",
        )
        assert len({read_page(page(BODIES["paragraphs"], url=url), SITE).id for url in urls}) == 1


class TestFurtherPages:
    def test_text_images_and_cuts_are_joined_in_order(self):
        parts = [f"<p>{LINES[n]}</p><p>{LINES[n + 1]}</p><p><img src='/p/{n}.jpg'></p>" for n in (0, 2)]
        first, second = (parse(page(part, head=HEAD.replace("责任编辑：田野", "")), SITE) for part in parts)
        article = read_document(first, SITE, further=[second])
        assert article.text.split("\n") == LINES
        assert article.pages == 2
        assert [image.url[-5:] for image in article.images] == ["0.jpg", "2.jpg"]

    def test_a_page_that_shows_what_another_does_adds_nothing(self):
        first, other = (parse(page(f"<p>{LINES[n]}</p><p>{LINES[n + 1]}</p>"), SITE) for n in (0, 2))
        again = parse(page(f"<p>{LINES[0]}</p><p>{LINES[1]}</p>"), SITE)
        assert read_document(first, SITE, further=[other, again]).text.split("\n") == LINES

    @pytest.mark.parametrize("last", [LINES[1], LINES[1][:20] + "……"])
    def test_the_page_that_shows_all_takes_the_place_of_the_first(self, last):
        first = parse(page(f"<p>{LINES[0]}</p><p>{last}</p>"), SITE)
        whole = parse(page("".join(f"<p>{line}</p>" for line in LINES), url="http://news.example.cn/1_all.html"), SITE)
        article = read_document(first, SITE, further=[whole], said="single-page link")
        assert (article.text.split("\n"), article.pages, article.url) == (LINES, 1, first.page.url)
        assert article.read_by["pages"] == "single-page link"

    def test_an_editor_may_stand_on_the_last_page_alone(self):
        first = parse(page(f"<p>{LINES[0]}</p><p>{LINES[1]}</p>", head="<h1>江边的老船坞修好了</h1>"), SITE)
        second = parse(page(f"<p>{LINES[2]}</p><p>{LINES[3]}</p><p>（责任编辑：钱维）</p>", head=""), SITE)
        assert read_document(first, SITE, further=[second]).editor == "钱维"


class TestHeadline:
    def test_a_page_without_one_goes_by_its_first_line(self):
        body = "".join(f"<p>{line}</p>" for line in LINES)
        article = read_page(Page("http://news.example.cn/20230601/123456.html", body.encode()), SITE)
        assert (article.raw_title, article.read_by["title"]) == (LINES[0][:100], "first line")


class TestRefusal:
    def refused(self, body):
        with pytest.raises(NotAnArticle) as error:
            read_page(Page("http://news.example.cn/", body.encode()), SITE)
        return error.value.outcome

    def test_a_page_of_links_is_a_listing(self):
        assert self.refused(f"<html><body>{NAVIGATION}{RELATED}{RELATED}</body></html>") == Outcome.LISTING

    def test_a_page_without_text_is_no_article(self):
        assert self.refused("<html><body><img src='a.jpg'></body></html>") in (Outcome.NOT_ARTICLE, Outcome.TOO_SHORT)

    @pytest.mark.parametrize("body", [b"", b"   \n", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40])
    def test_what_is_no_text_is_unreadable(self, body):
        with pytest.raises(Unreadable):
            read_page(Page("http://news.example.cn/", body), SITE)
