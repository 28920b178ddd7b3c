import pytest

from newsarchive.extraction.pieces import Kind


def kinds(read):
    return [(piece.kind, piece.text) for piece in read.parts.pieces]


class TestRead:
    @pytest.mark.parametrize(
        ("markup", "kind"),
        [
            *(
                ('<span class="post-author">周文博</span>', Kind.AUTHOR),
                ('<p class="author-name">周文博</p>', Kind.PERSON),
            ),
            *(
                ('<span class="articleSource">周文博</span>', Kind.SOURCE),
                ('<span class="editor">周文博</span>', Kind.EDITOR),
            ),
            *(
                ('<span itemprop="author">周文博</span>', Kind.AUTHOR),
                ('<a rel="author" href="/x">周文博</a>', Kind.AUTHOR),
            ),
            *(
                ('<a href="/author/zhou">周文博</a>', Kind.PERSON),
                ('<p data-testid="author-name">周文博</p>', Kind.PERSON),
            ),
            *(('<span class="entry-date">周文博</span>', Kind.DATE), ("<time>周文博</time>", Kind.DATE)),
        ],
    )
    def test_names_of_elements_say_what_they_hold(self, article, markup, kind):
        assert (kind, "周文博") in kinds(article(f"<div>{markup}</div>"))

    @pytest.mark.parametrize(
        "name", ["author-avatar", "author-bio", "comment-author", "share-source", "related-date", "x"]
    )
    def test_other_names_say_nothing(self, article, name):
        assert kinds(article(f'<div><span class="{name}">周文博</span></div>')) == []

    def test_a_time_element_brings_its_moment(self, article):
        (piece,) = article('<div>刊发 <time datetime="2023-06-01">昨天</time></div>').parts.pieces
        assert (piece.stamp, piece.text) == ("2023-06-01", "昨天")

    def test_a_time_that_stands_bare_among_the_paragraphs_brings_its_moment_too(self, article):
        (piece,) = article('<time datetime="2023-06-01T08:30">昨天</time>' + "<p>大雪封山三日。</p>" * 9).parts.pieces
        assert (piece.stamp, piece.text) == ("2023-06-01T08:30", "昨天")

    def test_an_attribute_for_scripts_brings_a_moment(self, article):
        (piece,) = article('<div><span class="date" data-timestamp="1685585100">昨天</span></div>').parts.pieces
        assert piece.stamp == "1685585100"

    def test_an_abbreviation_brings_the_moment_that_its_title_tells(self, article):
        (piece,) = article('<div>于<abbr class="published" title="2023-06-01T08:30">昨天</abbr></div>').parts.pieces
        assert (piece.stamp, piece.text) == ("2023-06-01T08:30", "昨天")

    def test_an_element_is_one_piece_though_several_lines_lie_in_it(self, article):
        read = article('<div class="byline"><p>周文博</p><p>何雨晴</p></div>')
        assert kinds(read) == [(Kind.AUTHOR, "周文博何雨晴")]

    def test_an_element_around_half_the_page_is_none(self, article):
        lines = "".join(f"<p>第{number}条</p>" for number in range(9))
        assert kinds(article(f'<div class="author">{lines}</div>')) == []
