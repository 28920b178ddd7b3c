import pytest

from newsarchive.extraction import section

HEADLINE = "石桥镇的渡船停航三年后今天复航"


def read(page, title=HEADLINE):
    found = section.read(page.document, page.site, page.parts, title)
    return (found.value, found.by) if found else None


class TestRead:
    @pytest.mark.parametrize(
        "trail",
        [
            '<div><a href="/">首页</a> &gt; <a href="/c/">城事</a> &gt; 正文</div>',
            '<div>当前位置：<a href="/">江边在线</a> &gt;&gt; <a href="/c/">城事</a> &gt;&gt; 正文</div>',
            '<div>您所在的位置： <a href="/">首页</a> » <a href="/n/">新闻</a> » <a href="/c/">城事</a></div>',
            "<div>当前位置：首页-新闻-城事-正文</div>",
            "<h3>首页 - 城事</h3>",
            '<div><a href="/c/">城事</a> &gt;正文 订阅手机报</div>',
            f"<div>首页 / 城事 / {HEADLINE}</div>",
            '<div>您的位置：<a href="/">首页</a> &gt; <a href="/c/">城事</a> 正文</div>',
            "<table><tr><td>本页位置：首页 → 新闻 → <a href=/c/>城事</a></td><td>社会民生</td></tr></table>",
            '<div><a href="/">江边新闻网</a>&gt;&gt;<a href="/c/">城事</a>&gt;&gt;</div>',
            "<ul><li><a href=/>首页</a></li><li><a href=/c/>城事</a></li><li>资讯正文</li></ul>",
            '<script type="application/ld+json">{"@type": "BreadcrumbList", "itemListElement": ['
            '{"name": "首页"}, {"item": {"name": "城事"}}]}</script>',
        ],
    )
    def test_the_last_part_of_the_breadcrumb_below_the_front_page(self, article, trail):
        assert read(article(above=trail)) == ("城事", "breadcrumb")

    @pytest.mark.parametrize("front", ["Inicio", "Startseite", "Accueil", "Главная", "トップ", "홈", "Strona główna"])
    def test_the_front_page_in_other_languages(self, article, front):
        assert read(article(above=f"<div><a href=/>{front}</a> / <a href=/c/>城事</a></div>")) == ("城事", "breadcrumb")

    def test_json_ld_that_was_escaped(self, article):
        told = '{"@type": "NewsArticle", "articleSection": "Arts &amp; Letters"}'
        head = f'<script type="application/ld+json">{told}</script>'
        assert read(article(head=head)) == ("Arts & Letters", "json-ld")

    @pytest.mark.parametrize(
        "line",
        [
            "<div>首页 | 国内 | 国际 | 体育 | 娱乐 | 财经 | 汽车 | 房产</div>",
            "<div><a href=/>首页</a> - <a href=/a/>新闻</a> - 体育 - 娱乐 - 财经 - 汽车 - 房产 - 旅游</div>",
            '<div><a href="/app/">下载江边客户端</a></div>',
        ],
    )
    def test_a_menu_is_no_breadcrumb(self, article, line):
        assert read(article(above=line)) is None

    @pytest.mark.parametrize(
        "line",
        [
            "<div>“← →” 可以实现快速<a href=/n/>翻页</a></div>",
            '<div><a href="/">江边新闻网</a>&gt;&gt;<a href="/n/">国内首页</a>&gt;&gt;</div>',
        ],
    )
    def test_what_only_looks_like_one(self, article, line):
        assert read(article(above=line)) is None

    def test_a_button_below_the_headline_is_none(self, article):
        assert read(article('<p>装一个江边客户端→<a href="/app/">下载</a></p>')) is None

    def test_metadata_where_the_page_shows_none(self, article):
        json_ld = (
            '<script type="application/ld+json">{"@type": "NewsArticle", "articleSection": ["城事", "x"]}</script>'
        )
        assert read(article(head=json_ld)) == ("城事", "json-ld")
        assert read(article(head='<meta property="article:section" content="城事">')) == ("城事", "meta")

    def test_the_rule_of_the_site(self, article):
        assert read(article("<b>城事</b>", read={"section": "b"})) == ("城事", "site rule")
