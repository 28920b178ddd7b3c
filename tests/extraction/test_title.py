import pytest

from newsarchive.extraction import title

HEADLINE = "石桥镇的渡船停航三年后今天复航"
ENGLISH = ("The ferry at Port Callan sailed again this morning, three years after the river took its landing.",) * 3
LONG = "The ferry at Port Callan sails again after three years"


def og(text):
    return f'<meta property="og:title" content="{text}">'


def read(page):
    found = title.read(page.document, page.site, page.parts)
    return (found.value, found.by) if found else None


class TestRead:
    def test_the_printed_headline_comes_first(self, article):
        assert read(article(head=og("渡船复航"))) == (HEADLINE, "visible headline")

    def test_metadata_where_no_headline_is_printed(self, article):
        assert read(article(headline="", head=og(HEADLINE))) == (HEADLINE, "meta")

    def test_the_title_tag_last(self, article):
        assert read(article(headline="")) == (f"{HEADLINE}_江边在线", "title tag")

    def test_a_page_without_any_has_none(self, article):
        assert read(article(headline="", title="")) is None

    @pytest.mark.parametrize("heading", ["Blog", "Callan Weekly", "Opinion & Views"])
    def test_a_heading_that_names_site_or_channel_is_none(self, article, heading):
        head = og(LONG) + '<meta property="og:site_name" content="Callan Weekly">'
        page = article(headline=f"<h1>{heading}</h1>", title=f"{LONG} - Callan Weekly", head=head)
        assert read(page) == (LONG, "meta")

    @pytest.mark.parametrize("mark", ["…", "..."])
    def test_the_whole_one_where_it_was_cut_off(self, article, mark):
        cut = LONG[:30] + mark
        assert read(article(headline="", title=LONG, head=og(cut))) == (LONG, "title tag")
        page = article(headline=f"<h1>{cut}</h1>", body=ENGLISH, title=f"{cut} - Callan Weekly", head=og(LONG))
        assert read(page) == (LONG, "meta")
        assert read(article(headline=f"<h1>{cut}</h1>", body=ENGLISH, title=cut)) == (cut, "visible headline")

    def test_capitals_where_the_title_tag_has_none(self, article):
        page = article(headline=f"<h1>{LONG.upper()}</h1>", body=ENGLISH, title=f"{LONG} - Callan Weekly")
        assert read(page) == (LONG, "meta")

    def test_a_short_headline_that_metadata_spin_out_stays(self, article):
        page = article(headline="<h1>The ferry</h1>", title=f"{LONG} - Callan Weekly", head=og(LONG))
        assert read(page) == ("The ferry", "visible headline")

    def test_the_rule_of_the_site(self, article):
        assert read(article("<b>另一个标题</b>", read={"title": "b"})) == ("另一个标题", "site rule")


class TestReadInTheWordsOfMetadata:
    """Where these tell the headline better than the line that prints it."""

    @staticmethod
    def read(article, printed, *, told, headline=None, tag=None):
        ld = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{headline or told}"}}</script>'
        page = article(
            headline=f"<h1>{printed}</h1>", title=tag or f"{told} - Weekly", head=og(told) + ld, body=ENGLISH
        )
        return read(page)[0]

    def test_a_line_in_capitals_gets_its_case_back(self, article):
        assert self.read(article, LONG.upper(), told=LONG) == LONG
        assert self.read(article, LONG.upper(), told=LONG.upper()) == LONG.upper()

    def test_a_kicker_that_stands_in_an_element_of_its_own_is_a_part_of_it(self, article):
        whole = f"Harbours: {LONG}"
        assert self.read(article, LONG, told=whole) == whole
        assert self.read(article, f"<i>Harbours</i> {LONG}", told=whole) == whole

    def test_what_the_newsroom_tells_twice_and_the_title_tag_does_not(self, article):
        assert (
            self.read(article, LONG, told="Callan ferry is back at last", tag=f"{LONG} - x")
            == "Callan ferry is back at last"
        )

    def test_words_for_search_engines_are_not_the_newsrooms(self, article):
        assert self.read(article, LONG, told="Callan ferry times and fares") == LONG

    def test_words_that_only_one_of_them_tells_are_not(self, article):
        assert self.read(article, LONG, told="Callan ferry is back", headline=LONG, tag=f"{LONG} - x") == LONG


class TestWords:
    def words(self, article, headline, tag=f"{LONG} - Callan Weekly"):
        page = article(body=ENGLISH, headline=f"<h1>{headline}</h1>", title=tag)
        return title.words(page.parts.headline.text, page.document, page.parts)

    @pytest.mark.parametrize(
        "headline",
        [
            *(f"<span>LIVE</span> {LONG}", f"<b>Premium</b>{LONG}", f"{LONG} <small>5 November 2023</small>"),
            *(f"{LONG}<span>4 min read</span>", f"{LONG} <a href=/p>Print</a> <a href=/m>E-mail</a>"),
        ],
    )
    def test_elements_at_the_edges_that_no_title_tells_come_off(self, article, headline):
        assert self.words(article, headline) == LONG

    def test_a_time_behind_a_headline_of_few_characters(self, article):
        page = article(headline=f"<h1>{HEADLINE}<i>2023-06-01 10:05</i></h1>")
        assert title.words(page.parts.headline.text, page.document, page.parts) == HEADLINE

    def test_what_the_title_tag_tells_too_is_a_part_of_it(self, article):
        assert self.words(article, f"<span>LIVE</span> {LONG}", tag=f"LIVE {LONG} - Weekly") == f"LIVE {LONG}"

    def test_words_that_are_not_in_an_element_of_their_own_stay(self, article):
        assert self.words(article, f"{LONG} in dock", tag=f"{LONG} - Weekly") == f"{LONG} in dock"

    def test_what_stands_in_brackets_at_the_end_stays(self, article):
        assert self.words(article, f"{LONG} <i>(Photos)</i>") == f"{LONG} (Photos)"

    def test_no_more_than_half_of_it_comes_off(self, article):
        headline = f"{LONG} <span>and the two parishes still argue about the bill for it</span>"
        assert self.words(article, headline) == f"{LONG} and the two parishes still argue about the bill for it"


class TestTell:
    def test_what_metadata_say_each_once(self, article):
        head = og(LONG) + f'<meta name="twitter:title" content="{LONG}"><meta name="dc.title" content="Ferry sails">'
        assert title.tell(article(head=head).document) == [LONG, "Ferry sails"]

    def test_what_is_too_short_or_too_long_is_no_headline(self, article):
        assert title.tell(article(head=og("On") + f'<meta name="dc.title" content="{"x" * 400}">').document) == []


class TestReadOriginal:
    @pytest.mark.parametrize(
        "line",
        [
            "原标题：渡船要回来了",
            "（原标题：渡船要回来了）",
            "【原题：渡船要回来了】",
            "原标题：《渡船要回来了》",
            "原標題:渡船要回来了",
        ],
    )
    def test_the_headline_it_bore_elsewhere(self, article, line):
        assert title.read_original(article(f"<p>{line}</p>").parts) == "渡船要回来了"
        assert title.read_original(article(below=f"<p>{line}</p>").parts) == "渡船要回来了"

    def test_a_page_that_tells_none(self, article):
        assert title.read_original(article("<p>标题：渡船要回来了</p>").parts) is None
