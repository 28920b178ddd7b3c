import json

import pytest

from newsarchive.extraction import authors

HEADLINE = "石桥镇的渡船停航三年后今天复航"
ENGLISH = ("The ferry at Port Callan sailed again this morning, three years after the river took its landing.",) * 3


def ld(author, **more):
    told = {"@type": "NewsArticle", "author": author, **more}
    return f'<script type="application/ld+json">{json.dumps(told)}</script>'


def read(page, **known):
    found = authors.read(page.document, page.site, page.parts, **known)
    return list(found.value) if found else []


class TestReadOfAChinesePage:
    def test_the_byline_before_the_text_before_metadata(self, article):
        head = ld({"name": "李小明"})
        line = "江讯社青江6月1日电（记者何雨晴）渡船今天复航，岸上站满了人，有人带着孩子。"
        assert read(article("<p>作者：周文博</p>", body=(line,), head=head)) == ["周文博"]
        assert read(article(body=(line,), head=head)) == ["何雨晴"]
        assert read(article(head=head)) == ["李小明"]

    def test_metadata_that_name_the_source_are_not_believed(self, article):
        assert read(article(head='<meta name="article:author" content="青江晚报">')) == []
        assert read(article(head=ld({"name": "参考江报"}))) == []

    def test_a_person_in_an_element_for_authors(self, article):
        assert read(article('<p><span class="author-name">周文博</span> 2023-06-01</p>')) == ["周文博"]

    def test_the_account_writes_itself_where_nobody_else_is_named(self, article):
        assert read(article(), account="江边小站") == ["江边小站"]
        assert read(article("<p>作者：周文博</p>"), account="江边小站") == ["周文博"]

    def test_the_editor_is_none(self, article):
        page = article("<p>2023-06-01 罗静</p>")
        assert read(page) == ["罗静"]
        assert read(page, besides=["罗静"]) == []

    def test_who_is_called_the_author_may_edit_too(self, article):
        assert read(article("<p>作者：罗静 编辑：罗静</p>"), besides=["罗静"]) == ["罗静"]

    def test_who_put_the_article_up_comes_after_whom_the_text_credits(self, article):
        byline = "<p>发布者：罗静 2023-06-01</p>"
        assert read(article(byline)) == ["罗静"]
        assert read(article(byline, last="<p>（周文博）</p>")) == ["周文博"]

    def test_hidden_fields_and_scripts_where_the_page_prints_none(self, article):
        assert read(article("<input type=hidden name=author value=周文博>")) == ["周文博"]
        assert read(article(head=f'<script>var a = {{"title": "{HEADLINE}", "author": "周文博"}}</script>')) == [
            "周文博"
        ]


class TestReadElsewhere:
    def test_an_account_in_json_ld_comes_after_a_full_name_that_the_page_prints(self, article):
        page = article("<p>By Jane Miller</p>", body=ENGLISH, head=ld({"@type": "Person", "name": "jmiller"}))
        assert read(page) == ["Jane Miller"]
        assert read(article(body=ENGLISH, head=ld({"@type": "Person", "name": "jmiller"}))) == ["jmiller"]

    @pytest.mark.parametrize("name", ['name="author"', 'property="article:author"', 'itemprop="author"'])
    def test_a_meta_tag_for_each(self, article, name):
        head = "".join(f'<meta {name} content="{each}">' for each in ("Jane Miller", "Bob Ray"))
        assert read(article(body=ENGLISH, head=head)) == ["Jane Miller", "Bob Ray"]

    def test_a_role_of_the_system_names_nobody(self, article):
        assert read(article(body=ENGLISH, head='<meta name="author" content="admin">')) == []

    def test_the_first_whom_elements_name_that_show_nothing(self, article):
        byline = "".join(
            f'<div itemprop="author" itemscope><meta itemprop="name" content="{name}"></div>'
            for name in ("Jane Miller", "Bob Ray")
        )
        assert read(article(byline, body=ENGLISH)) == ["Jane Miller"]

    @pytest.mark.parametrize(
        ("told", "found"),
        [
            *(({"@type": "Person", "name": "Jane Miller"}, ["Jane Miller"]), ("Jane Miller", ["Jane Miller"])),
            *(([{"name": "Jane Miller"}, {"name": "Bob Ray"}], ["Jane Miller", "Bob Ray"]),),
            *(({"name": ["Jane Miller", "Bob Ray"]}, ["Jane Miller", "Bob Ray"]),),
            *(({"name": "Jane Miller &amp; Bob Ray"}, ["Jane Miller", "Bob Ray"]),),
            *(([{"name": "Jane Miller"}, {"@type": "Organization", "name": "dpa"}], ["Jane Miller"]),),
            *(({"name": "https://news.example/jane"}, []), ({"name": ""}, []), (None, []), ({"name": None}, [])),
        ],
    )
    def test_json_ld(self, article, told, found):
        assert read(article(body=ENGLISH, head=ld(told))) == found

    def test_an_agency_counts_where_nobody_else_is_named(self, article):
        head = ld({"@type": "Organization", "name": "Coastwire News"})
        assert read(article(body=ENGLISH, head=head)) == ["Coastwire News"]
        assert read(article("<p>By Jane Miller</p>", body=ENGLISH, head=head)) == ["Jane Miller"]

    def test_a_reference_is_followed(self, article):
        person = (
            '<script type="application/ld+json">{"@type": "Person", "@id": "#jane", "name": "Jane Miller"}</script>'
        )
        assert read(article(body=ENGLISH, head=ld({"@id": "#jane"}) + person)) == ["Jane Miller"]
        assert read(article(body=ENGLISH, head=ld({"@id": "#bob"}) + person)) == []

    def test_an_organisation_is_one_though_its_name_looks_like_two_persons(self, article):
        head = ld({"@type": "Organization", "name": "Harbours and Ferries Trust"})
        assert read(article(body=ENGLISH, head=head)) == ["Harbours and Ferries Trust"]

    def test_a_full_name_in_metadata_comes_before_a_word_in_an_element(self, article):
        page = article(
            '<p class="author">Harbours</p>', body=ENGLISH, head='<meta name="author" content="Jane Miller">'
        )
        assert read(page) == ["Jane Miller"]
        assert read(article('<p class="author">jmiller</p>', body=ENGLISH)) == ["jmiller"]

    def test_a_name_that_signs_the_text(self, article):
        assert read(article(body=ENGLISH, last="<p><b>Jane Miller</b></p>")) == ["Jane Miller"]
        assert read(article(body=ENGLISH, last="<p>Jane Miller</p>")) == []

    def test_the_publisher_is_no_author(self, article):
        house = {"@type": "Organization", "name": "Callan Weekly"}
        assert read(article(body=ENGLISH, head=ld(house, publisher=house))) == []

    @pytest.mark.parametrize(
        ("head", "byline"),
        [
            ("", '<p class="byline">By Jane Miller</p>'),
            ("", "<p>By Jane Miller · June 1, 2023</p>"),
            ('<meta name="author" content="Jane Miller">', ""),
            ('<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Jane Miller">', ""),
            ("", "<p>Jane Miller</p><p>June 1, 2023</p>"),
        ],
    )
    def test_other_readers_where_it_is_silent(self, article, head, byline):
        assert read(article(byline, body=ENGLISH, head=head)) == ["Jane Miller"]

    @pytest.mark.parametrize("content", ["https://facebook.com/jane", "@jane", "www.news.example", "5 minutes"])
    def test_addresses_are_no_names(self, article, content):
        label = '<meta name="twitter:label1" content="Reading time">'
        page = article(
            body=ENGLISH, head=f'<meta name="article:author" content="{content}">' * (content[0] != "5") + label
        )
        assert read(page) == []

    def test_a_scholarly_page_names_each_in_a_tag(self, article):
        head = '<meta name="citation_author" content="Jane Miller"><meta name="citation_author" content="Ray, Bob">'
        assert read(article(body=ENGLISH, head=head)) == ["Jane Miller", "Bob Ray"]


class TestRead:
    def test_the_rule_of_the_site_comes_first(self, article):
        page = article("<i>作者：周文博 何雨晴</i><p>作者：李小明</p>", read={"authors": "i"})
        assert read(page) == ["周文博", "何雨晴"]

    def test_a_page_that_names_nobody(self, article):
        assert read(article()) == []
