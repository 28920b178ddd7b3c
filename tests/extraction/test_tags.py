import pytest

from newsarchive.extraction import tags


def read(page):
    found = tags.read(page.document, page.site, page.parts)
    return (list(found.value), found.by) if found else None


class TestRead:
    @pytest.mark.parametrize(
        "line",
        [
            "<p>标签：<a href=/t/1>渡船</a> <a href=/t/2>石桥镇</a></p>",
            "<p>关键词：渡船 石桥镇</p>",
            "<p>文章关键词: 渡船,石桥镇</p>",
            "<p>标签 <a href=/t/1>渡船</a> <a href=/t/2>石桥镇</a></p>",
            "<div class=tags><a href=/t/1>#渡船</a><a href=/t/2>#石桥镇</a></div>",
            "<p>Tags: 渡船；石桥镇</p>",
        ],
    )
    def test_the_line_of_tags_below_the_text(self, article, line):
        assert read(article(below=line)) == (["渡船", "石桥镇"], "tags line")

    @pytest.mark.parametrize(
        "label",
        [
            *("Schlagwörter:", "Mots-clés :", "Теги:", "Etiquetas:", "タグ：", "태그", "Topics:", "Filed under:"),
            *("Từ khóa:", "Ετικέτες:", "Etiketler:"),
        ],
    )
    def test_that_line_in_other_languages(self, article, label):
        page = article(below=f"<p>{label} <a href=/t/1>Fluss</a>, <a href=/t/2>Fähre</a></p>")
        assert read(page) == (["Fluss", "Fähre"], "tags line")

    def test_topics_without_a_colon_are_a_headline(self, article):
        assert read(article(below="<p>Topics of <a href=/t/1>the day</a></p>")) is None

    def test_several_in_one_meta_tag(self, article):
        assert read(article(head='<meta property="article:tag" content="ferry, river">')) == (
            ["ferry", "river"],
            "meta",
        )

    def test_entities_that_were_escaped_twice(self, article):
        page = article(head='<meta name="keywords" content="salt &amp;amp; bread, river">')
        assert read(page) == (["salt & bread", "river"], "meta")

    @pytest.mark.parametrize("line", ["<p>标签：</p>", "<p>关键词是什么</p>", "<p>标签 渡船</p>", "<p>相关阅读</p>"])
    def test_other_lines_hold_none(self, article, line):
        assert read(article(below=line)) is None

    def test_metadata_where_the_page_shows_none(self, article):
        both = '<meta property="article:tag" content="渡船"><meta property="article:tag" content="石桥镇">'
        json_ld = '<script type="application/ld+json">{"@type": "NewsArticle", "keywords": "渡船, 石桥镇"}</script>'
        words = '<meta name="keywords" content="渡船,石桥镇">'
        assert read(article(head=both + json_ld + words)) == (["渡船", "石桥镇"], "meta")
        assert read(article(head=json_ld + words)) == (["渡船", "石桥镇"], "json-ld")
        assert read(article(head=words)) == (["渡船", "石桥镇"], "meta")

    def test_a_keyword_that_is_the_headline_is_none(self, article):
        page = article(head='<meta name="keywords" content="石桥镇的渡船停航三年后今天复航,渡船">')
        assert read(page) == (["渡船"], "meta")

    def test_each_tag_once(self, article):
        assert read(article(below="<p>标签：渡船,渡船,石桥镇</p>"))[0] == ["渡船", "石桥镇"]

    def test_the_rule_of_the_site(self, article):
        assert read(article("<i>渡船</i><i>石桥镇</i>", read={"tags": "i"})) == (["渡船", "石桥镇"], "site rule")
