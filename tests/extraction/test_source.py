import pytest

from newsarchive.extraction import source

HEADLINE = "石桥镇的渡船停航三年后今天复航"
# The lines of the date as portals print them: the line, the source, its link.
BYLINES = [
    ("<div>2023-06-01 10:05 来源：青江晚报</div>", "青江晚报", None),
    (
        '<div>2023-06-01 来源：<a href="/w/">青江晚报</a> 青江 <a href="#">举报</a></div>',
        "青江晚报",
        "http://news.example/w/",
    ),
    (
        '<div>来源: <a href="http://x.example/">人江网</a>－江日报 2023-06-01</div>',
        "人江网－江日报",
        "http://x.example/",
    ),
    ('<div><span class="h-time">2023-06-01</span><span class="aticle-src"> 来源： 青江网</span></div>', "青江网", None),
    ("<div>信息来源：望潮县教育局 发布时间：2023-06-01 浏览：12次</div>", "望潮县教育局", None),
    ("<div>发布于 2023-06-01 稿源:望潮融媒 作者:周文博</div>", "望潮融媒", None),
    ("<div>来源 | 望潮融媒</div>", "望潮融媒", None),
    ("<dl><dt>来源</dt><dd>望潮融媒</dd></dl>", "望潮融媒", None),
    ("<div>供稿：望潮县教育局 2023-06-01</div>", "望潮县教育局", None),
    ("<div>发布机构：望潮县教育局 发布日期：2023-06-01</div>", "望潮县教育局", None),
    ("<div>2023-06-01</div><div>江邊時報</div><div>周文博／台北報導</div>", "江邊時報", None),
    ("<div>2023-06-01</div><div>新聞速報</div><div>江邊醒報／周文博</div>", "江邊醒報", None),
    ("<div>2023-06-01 来源：<a href='#'>青江网</a></div>", "青江网", None),
    ("<div>时间 2023-06-01 10:05 来源 采江网 周文博</div>", "采江网", None),
    ("<div>来源：《江边》杂志</div>", "《江边》杂志", None),
    ("<div>来源：江边日报 - 江边网 2023-06-01</div>", "江边日报 - 江边网", None),
    (
        "<div>来源：<a href='http://x.example/'>江边网</a> - 江边日报 2023-06-01</div>",
        "江边网 - 江边日报",
        "http://x.example/",
    ),
    ("<div>2023年06月01日 10:05 青江日报 我来说两句</div>", "青江日报", None),
    ("<div>2023年06月01日 10:05 《江边周刊》</div>", "江边周刊", None),
    ("<div>2023年06月01日 10:05 江边小站</div>", "江边小站", None),
    ("<div>青江网 周文博 2023-06-01 10:05 评论0条 随时随地看新闻</div>", "青江网", None),
    ('<div>2023-06-01 <span class="source">江边小站</span></div>', "江边小站", None),
    ("<div>2023-06-01 10:05</div><div>摘自青江晚报</div>", "青江晚报", None),
    ("<div><span>来源：采江网</span><span>打印本页</span></div>", "采江网", None),
    ("<div>来源：<em>采江网</em><em>周文博</em> 2023-06-01</div>", "采江网", None),
    ("<div>来源：<em>采江网</em><em>－江日报</em> 2023-06-01</div>", "采江网－江日报", None),
    ("<div>2023-06-01 来源：采江网/周文博</div>", "采江网", None),
    ("<div>2023-06-01 来源：<a href='http://x.example/'>采江网/周文博</a></div>", "采江网", "http://x.example/"),
    ("<div>来源/江边小站</div><div>发布/2023-06-01</div>", "江边小站", None),
    ("<div>Source: Coastwire · June 1, 2023</div>", "Coastwire", None),
]
NONE = [
    "<div>2023-06-01 10:05</div>",
    "<div>2023-06-01 10:05 来源：网络</div>",
    "<div>2023-06-01 来源： 作者：周文博</div>",
    "<div>来源：转载 2023-06-01</div>",
    "<div>2023-06-01 10:05 评论 分享到 字号：大 中 小</div>",
    "<div>2023-06-01 10:05 周文博</div>",
    "<div>图片来源：江边图社</div>",
    "<div>2023-06-01</div><div>新聞速報</div><div>旅行社</div>",
    "<div>2023-06-01</div><div>青江网</div>".replace("</div><div>", "</div><p>江边</p><div>"),
    '<div>来源：size="20" 2023-06-01</div>',
    "<div>2023-06-01 人气：102</div>",
    "<div>2023-06-01 阅读 3.2万</div>",
    "<div>凡本网注明“来源：望潮融媒”的作品，未经授权不得转载。</div>",
    '<div><a href="/author/7">記者周文博／台北報導</a> <span>2023-06-01</span></div>',
]


def read(page):
    found = source.read(page.document, page.site, page.parts)
    return (found.value.name, found.value.url) if found else (None, None)


class TestRead:
    @pytest.mark.parametrize(("byline", "name", "url"), BYLINES)
    def test_the_source_of_the_byline(self, article, byline, name, url):
        assert read(article(byline)) == (name, url)

    @pytest.mark.parametrize("byline", NONE)
    def test_a_byline_without_one(self, article, byline):
        assert read(article(byline)) == (None, None)

    def test_a_label_below_the_text_comes_before_a_word_by_the_date(self, article):
        page = article("<div>2023-06-01 国内频道</div>", below="<div>本文来源：青江晚报 责任编辑：罗静</div>")
        assert read(page) == ("青江晚报", None)

    def test_a_person_below_the_text_is_no_source(self, article):
        page = article("<div>2023-06-01 《江边周刊》</div>", below="<p>来源: 何雨晴</p>")
        assert read(page) == ("江边周刊", None)

    def test_metadata_tell_it_where_the_page_prints_none(self, article):
        assert read(article(head='<meta name="source" content="青江晚报">')) == ("青江晚报", None)

    def test_hidden_fields_and_scripts_tell_it_where_metadata_are_silent(self, article):
        assert read(article("<input type=hidden id=source value=青江晚报>")) == ("青江晚报", None)
        head = f'<script>window.DATA = {{"title": "{HEADLINE}", "media": "青江晚报"}}</script>'
        assert read(article(head=head)) == ("青江晚报", None)
        assert read(article("<input type=hidden id=source value=web>")) == (None, None)

    def test_what_metadata_of_a_platform_tell_is_an_account(self, article):
        head = '<meta name="source" content="江边小站">'
        for url, account in (("https://www.toutiao.com/a6/", True), ("http://news.example/1", False)):
            page = article(head=head, url=url)
            assert source.read(page.document, page.site, page.parts).value.account is account

    def test_the_rule_of_the_site_comes_first(self, article):
        page = article("<div>来源：青江网</div><b>来源：青江晚报</b>", read={"source": "b"})
        assert source.read(page.document, page.site, page.parts).value.name == "青江晚报"

    def test_a_label_inside_the_text_is_left_to_the_text(self, article):
        assert read(article(body=("据江边人说，来源：不明的船只停在对岸，看起来像是很久没有人用过了。",) * 3)) == (
            None,
            None,
        )


class TestAccount:
    @pytest.mark.parametrize(
        ("byline", "url"),
        [
            ("<div><span>江边小站</span> <span>2023-06-01 08:18:23</span></div>", "https://www.toutiao.com/a6/"),
            ('<div>2023-06-01 08:18 · <a href="/c/user/9/">江边小站</a></div>', "https://www.toutiao.com/a6/"),
            ("<div><p>江边小站</p><p>06-01 15:10</p></div>", "https://baijiahao.baidu.com/s?id=1"),
            ('<div><p class="author-name">江边小站</p><p>2023-06-01</p></div>', "http://news.example/1"),
            ("<div><p>江边小站</p><p>关注</p><p>2023-06-01 08:18</p></div>", "https://www.toutiao.com/a6/"),
            (
                "<div><p>江边小站</p><p>发布时间：2023-06-01 优质渡船领域创作者</p></div>",
                "https://baijiahao.baidu.com/s?id=1",
            ),
            ("<div><p>2023-06-01 08:18</p><p>网易号 江边小站</p></div>", "https://www.163.com/dy/article/1.html"),
            (
                '<div>2023-06-01 来源: <a href="/m/">江边小站</a> <a>举报</a></div>',
                "https://www.163.com/dy/article/1.html",
            ),
            ("<div>2023-06-01 来源: 江边小站</div>", "https://www.sohu.com/a/1_2"),
            ("<div><p>江边小站</p><p>2023-06-01 10:20 来自江边省</p></div>", "https://ishare.ifeng.com/c/s/1"),
            (
                '<div><a href="https://author.baidu.com/home"><p>江边小站</p></a><p>2023-06-01 江边官方账号</p></div>',
                "https://baijiahao.baidu.com/s?id=1",
            ),
        ],
    )
    def test_who_publishes_on_a_platform_is_an_account(self, article, byline, url):
        page = article(byline, url=url, head='<meta itemprop="dateUpdate" content="2023-06-01 08:18:23">')
        found = source.read(page.document, page.site, page.parts)
        assert (found.value.name, found.value.account) == ("江边小站", True)

    @pytest.mark.parametrize("name", ["首席渡船评论", "江嗅", "TechRiver"])
    def test_names_that_look_like_something_else(self, article, name):
        page = article(f'<p class="author-name">{name}</p><p>2023-06-01</p>', url="https://baijiahao.baidu.com/s?id=1")
        assert source.read(page.document, page.site, page.parts).value.name == name

    def test_a_credit_in_brackets_is_not_the_pages(self, article):
        byline = "<div><p>（来源：望潮图社）</p><p>江边小站</p><p>2023-06-01 08:18</p></div>"
        page = article(byline, url="https://www.toutiao.com/a6/")
        assert source.read(page.document, page.site, page.parts).value.name == "江边小站"

    def test_an_account_may_bear_the_name_of_a_person(self, article):
        page = article("<div><p>周文博</p><p>2023-06-01 08:18</p></div>", url="https://www.toutiao.com/a6/")
        found = source.read(page.document, page.site, page.parts)
        assert (found.value.name, found.value.account) == ("周文博", True)

    def test_a_newspaper_in_a_byline_is_none(self, article):
        page = article('<div class="byline"><span class="author">青江晚报</span> 2023-06-01</div>')
        assert source.read(page.document, page.site, page.parts).value.account is False


class TestReadOriginal:
    @pytest.mark.parametrize(
        "line",
        [
            "【来源：望潮融媒】",
            "(来源:望潮融媒)",
            "本文来源：望潮融媒",
            "转自：望潮融媒",
            "（来源：望潮融媒 周文博）",
            "本文来自望潮融媒",
            "本文转载自望潮融媒，版权归原作者所有。",
            "据《望潮晚报》",
            "（据望潮晚报报道）",
            "（望潮晚报）",
        ],
    )
    def test_the_origin_credited_in_the_text(self, article, line):
        page = article("<div>2023-06-01 来源：青江晚报</div>", below=f"<p>{line}</p>")
        assert source.read_original(page.parts, "青江晚报") in ("望潮融媒", "望潮晚报")

    @pytest.mark.parametrize(
        "line",
        [
            "本文来自微信公众号：望潮融媒（ID：wc），作者：周文博",
            "来源 | 望潮融媒（ID：wc）",
            "本文首发于公众号“望潮融媒”",
        ],
    )
    @pytest.mark.parametrize("place", ["first", "last"])
    def test_a_line_of_the_text_that_tells_where_it_comes_from(self, article, line, place):
        page = article("<div>2023-06-01 来源：青江晚报</div>", **{place: f"<p>{line}</p>"})
        assert source.read_original(page.parts, "青江晚报") == "望潮融媒"

    def test_a_medium_in_the_bracket_that_ends_the_text(self, article):
        page = article(last="<p>明年还要再添一条新船。（望潮晚报）</p>")
        assert source.read_original(page.parts, "青江晚报") == "望潮晚报"

    @pytest.mark.parametrize("line", ["来源：周文博", "（周文博）", "（完）", "据了解", "据江边人说", "来源不明的包裹"])
    def test_persons_and_phrases_are_none(self, article, line):
        assert source.read_original(article(below=f"<p>{line}</p>").parts, "青江晚报") is None

    def test_the_source_itself_is_no_origin(self, article):
        page = article(below="<p>（来源：青江晚报）</p>")
        assert source.read_original(page.parts, "青江晚报") is None

    def test_a_picture_credit_is_none(self, article):
        assert source.read_original(article(below="<p>来源图片：望潮图社</p>").parts, None) is None
