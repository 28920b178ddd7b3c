import pytest

from newsarchive.extraction.parts import Parts

HEADLINE = "石桥镇的渡船停航三年后今天复航"


def headline(read):
    return read.parts.headline.text if read.parts.headline else None


class TestHeadline:
    def test_the_line_that_the_title_tag_holds(self, article):
        assert headline(article(headline=f"<div>{HEADLINE}</div>")) == HEADLINE

    def test_a_heading_before_a_plain_line_with_the_same_words(self, article):
        read = article(above=f"<div>{HEADLINE}</div>")
        assert read.parts.headline.tag == "h1"

    def test_a_headline_that_the_title_tag_cuts_off(self, article):
        assert headline(article(title="石桥镇的渡船停航三年后今…")) == HEADLINE

    def test_metadata_tell_it_where_the_title_tag_names_the_channel(self, article):
        head = f'<meta property="og:title" content="{HEADLINE}">'
        assert headline(article(headline=f"<div>{HEADLINE}</div>", title="城事频道", head=head)) == HEADLINE

    def test_the_heading_right_above_the_text_where_nothing_tells_it(self, article):
        read = article(headline=f"<h3>{HEADLINE}</h3>", title="城事频道", above="<h3>活动通知</h3>" + "<p>栏目</p>" * 8)
        assert headline(read) == HEADLINE

    def test_the_last_h1_above_the_text(self, article):
        read = article(title="江边在线", above="<h1>江边在线新闻中心</h1>")
        assert headline(read) == HEADLINE

    def test_a_list_of_headlines_that_begins_with_it_is_none(self, article):
        rotating = HEADLINE + "".join(f"第{number}条别的新闻也在这里滚动" for number in range(9))
        assert headline(article(above=f"<div>{rotating}</div>")) == HEADLINE

    @pytest.mark.parametrize(
        ("lines", "title", "expected"),
        [
            (
                "石桥镇政府<br>关于渡船停航三年后复航的<br>决定",
                "石桥镇政府关于渡船停航三年后复航的　决定_石桥在线",
                "石桥镇政府关于渡船停航三年后复航的决定",
            ),
            (
                "The ferry is back<br>after years",
                "The ferry is back after years | Bridge",
                "The ferry is back after years",
            ),
            # A kicker that the title tag sets apart, and what it does not tell, are no part of it.
            (
                "城事报道<br>石桥镇的渡船停航三年后复航",
                "城事报道 - 石桥镇的渡船停航三年后复航",
                "石桥镇的渡船停航三年后复航",
            ),
            (
                "石桥镇的渡船停航三年后复航<br>老船工解开缆绳",
                "石桥镇的渡船停航三年后复航",
                "石桥镇的渡船停航三年后复航",
            ),
        ],
    )
    def test_lines_that_the_title_tag_tells_in_one_are_one(self, article, lines, title, expected):
        assert headline(article(headline=f"<p><b>{lines}</b></p>", title=title)) == expected

    def test_a_paragraph_that_begins_with_its_words_is_none(self, article):
        title = "The ferry at Port Callan sailed again"
        line = f"{title} this morning, three years after the river took its landing."
        assert article(headline="", title=title, body=(line, line, line)).parts.headline is None

    def test_a_caption_is_none(self, article):
        read = article(headline="", above=f"<figcaption>{HEADLINE}</figcaption>")
        assert headline(read) is None

    def test_a_page_without_any_has_none(self, article):
        assert headline(article(headline="", title="")) is None


class TestByline:
    def test_lines_below_the_headline_come_before_those_above_it(self, article):
        read = article("<p>青江晚报</p>", above="<p>城事</p>")
        assert [block.text for block in read.parts.byline][:2] == ["青江晚报", HEADLINE]
        assert "城事" in [block.text for block in read.parts.byline]

    def test_a_line_that_the_text_kept_belongs_to_it_where_it_can_be_nothing_else(self, article):
        for line in ("2023-06-01 10:05 来源：青江晚报", "索引号：01 发布机构：望潮县教育局"):
            assert line in [block.text for block in article(first=f"<p>{line}</p>").parts.byline]

    def test_a_line_of_the_text_does_not(self, article):
        read = article()
        assert not {block.text for block in read.parts.byline} & {block.text for block in read.parts.body}


class TestClosing:
    def test_lines_below_the_text(self, article):
        read = article(below="<p>责任编辑：罗静</p>")
        assert [block.text for block in read.parts.closing] == ["责任编辑：罗静"]

    @pytest.mark.parametrize(
        "line",
        [
            "<li><a href=/1/>责任编辑：一份被忘记的职业</a></li>",
            "<div class=comment><p>来源：我家就在河边</p></div>",
            "<p>下一篇：<a href=/2/>作者：何雨晴的新书</a></p>",
        ],
    )
    def test_readers_and_headlines_of_other_articles_credit_nobody(self, article, line):
        assert article(below=line).parts.closing == ()


class TestIsChinese:
    @pytest.mark.parametrize(
        ("line", "chinese", "east_asian"),
        [
            ("渡口的石阶重新铺过，老船工把缆绳解开时，岸上站满了人。", True, True),
            ("渡し船は三年ぶりに今日から運航を再開した。町の人たちが集まった。", False, True),
            ("The ferry at Port Callan sailed again this morning.", False, False),
        ],
    )
    def test_the_script_of_the_text_tells(self, article, line, chinese, east_asian):
        parts: Parts = article(body=(line,)).parts
        assert (parts.is_chinese, parts.is_east_asian) == (chinese, east_asian)
