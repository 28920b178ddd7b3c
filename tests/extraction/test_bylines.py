import pytest

from newsarchive.extraction import bylines


class TestInLine:
    @pytest.mark.parametrize(
        ("line", "found"),
        [
            *(
                ("By Jane Miller and Bob Ray", ["Jane Miller", "Bob Ray"]),
                ("Jane Miller | Updated June 1", ["Jane Miller"]),
            ),
            *(("Written ByJane Miller", ["Jane Miller"]), ("Jane MillerJun 1, 2023", ["Jane Miller"])),
            *(("Jane MillerPublished 10:05", ["Jane Miller"]), ("Posted by jmiller on June 1", ["jmiller"])),
            *(
                ("Von Anna Groß, Port Callan", ["Anna Groß", "Port Callan"]),
                ("Post author By Jane Miller", ["Jane Miller"]),
            ),
            *(
                ("Autor: Ole Berg", ["Ole Berg"]),
                ("1. Juni 2023 | Ole Berg", ["Ole Berg"]),
                ("Loïc Le Goff", ["Loïc Le Goff"]),
            ),
            *(("01.06.2023, 10:05 Uhr von Ole Berg", ["Ole Berg"]), ("Member Login", []), ("Join Callan", [])),
            *(("Jane Miller @janemiller", ["Jane Miller"]), ("By Jane Miller jane@callan.example", ["Jane Miller"])),
            *(("Jane MillerPolitical editor", ["Jane Miller"]), ("By EuroStepJam", ["EuroStepJam"])),
            *(
                ("By Jane Miller, photos by Bob Ray", ["Jane Miller"]),
                ("The Callan Team Full Bio", ["The Callan Team"]),
            ),
            *(("Par Luc Martin avec AFP", ["Luc Martin"]), ("Ein Kommentar von Ole Berg", ["Ole Berg"])),
            *(("Guest Author", []), ("Da Redação", []), ("Door onze redactie", []), ("Haber Merkezi", [])),
            *(("Jane Miller, Senior Editor", ["Jane Miller"]), ("June 1, 2023", []), ("5 min read", []), ("About", [])),
        ],
    )
    def test_the_names_of_a_byline(self, line, found):
        assert bylines.in_line(line) == found

    @pytest.mark.parametrize("unit", ["By ", "A ", "and ", "|", "written by ", "a", "Jan ", " - "])
    def test_time_grows_with_the_line_and_no_faster(self, unit, in_linear_time):
        in_linear_time(bylines.in_line, lambda size: unit * size)


class TestInElements:
    def test_the_most_exact_element_names_them(self, article):
        page = article('<div class="byline">Culture By <a href="/author/jane">Jane Miller</a> June 1</div>')
        assert bylines.in_elements(page.parts) == ["Jane Miller"]

    def test_several_elements_in_a_line(self, article):
        page = article('<p><a rel="author" href="/j">Jane Miller</a>, <a rel="author" href="/b">Bob Ray</a></p>')
        assert bylines.in_elements(page.parts) == ["Jane Miller", "Bob Ray"]

    def test_who_checked_or_photographed_is_no_writer(self, article):
        page = article('<p class="author">Reviewed by Jane Miller</p><p class="author">Photo: Bob Ray</p>')
        assert bylines.in_elements(page.parts) == []

    def test_who_the_line_says_checked_it_is_none(self, article):
        line = '<p><a rel="author">Jane Miller</a> reviewed by <a rel="author">Bob Ray</a></p>'
        assert bylines.in_elements(article(line).parts) == ["Jane Miller"]

    def test_a_role_is_no_name(self, article):
        page = article('<p class="author">Jane Miller, Head of Harbours, Ferries and Piers</p>')
        assert bylines.in_elements(page.parts) == ["Jane Miller"]

    def test_an_element_that_only_tells_its_moment_is_none(self, article):
        assert bylines.in_elements(article('<p>Harbours <time class="author" datetime="2023"></time></p>').parts) == []

    def test_a_channel_in_lower_case_beside_a_name_is_none(self, article):
        page = article('<p class="author">harbours</p><p class="author">Jane Miller</p>')
        assert bylines.in_elements(page.parts) == ["Jane Miller"]

    def test_who_commented_is_none(self, article):
        page = article(below='<div class="comments"><p class="author">Jane Miller</p></div>')
        assert bylines.in_elements(page.parts) == []


class TestPrinted:
    @pytest.mark.parametrize(
        ("line", "found"),
        [
            *(("By Jane Miller · June 1, 2023", ["Jane Miller"]), ("June 1, 2023 | By Jane Miller", ["Jane Miller"])),
            *(("Story by Jane Miller", ["Jane Miller"]), ("Text: Ole Berg", ["Ole Berg"]), ("By the river", [])),
            *(("Photographs by Piet Rosendal · June 2", ["Piet Rosendal"]), ("Sort by date", [])),
        ],
    )
    def test_names_behind_words_that_announce_them(self, article, line, found):
        assert bylines.printed(article(f"<p>{line}</p>").parts) == found

    @pytest.mark.parametrize(
        ("line", "found"),
        [
            *(("Posted on June 1, 2023 by Jane Miller", ["Jane Miller"]), ("Analysis by Jane Miller", ["Jane Miller"])),
            *(("Author: Jane Miller Date: 1 June 2023", ["Jane Miller"]), ("Oprac. Jan Nowak", ["Jan Nowak"])),
            *(("Publié le 1 juin 2023 à 15h30 par Luc Martin", ["Luc Martin"]), ("A cura di Ugo Neri", ["Ugo Neri"])),
            *(("Texto: Ana Ruiz Fotos: José Gil", ["Ana Ruiz"]), ("Teksti: Ari Virta Kuva: Liisa Salo", ["Ari Virta"])),
            *(("Napsal Petr Novák, 1. června 2023", ["Petr Novák"]), ("Szerző: Kovács János", ["Kovács János"])),
            *(
                ("Текст: Иван Петров Фото: Анна Белова", ["Иван Петров"]),
                ("Подготовил Иван Петров", ["Иван Петров"]),
                ("от Иван Петров", ["Иван Петров"]),
            ),
            *(("Συντάκτης: Νίκος Παππάς", ["Νίκος Παππάς"]), ("Yazar: Ayşe Kaya", ["Ayşe Kaya"])),
            *(("بقلم: أحمد حسن", ["أحمد حسن"]), ("מאת דנה לוי", ["דנה לוי"]), ("लेखक: राम कुमार", ["राम कुमार"])),
            *(("Penulis: Budi Santoso Editor: Sri Wati", ["Budi Santoso"]), ("Tác giả: Lê Phương", ["Lê Phương"])),
        ],
    )
    def test_other_ways_to_announce_them(self, article, line, found):
        assert bylines.printed(article(f"<p>{line}</p>").parts) == found

    @pytest.mark.parametrize(
        "line", ["Photo: Bob Ray", "Photos by Bob Ray", "Foto: Anna Berg", "Sponsored by Callan Boats"]
    )
    def test_who_took_the_pictures_is_no_writer(self, article, line):
        assert bylines.printed(article(f"<p>{line}</p>").parts) == []

    @pytest.mark.parametrize("label", ["Written by", "By:", "Author", "Writer", "Words by"])
    def test_a_label_in_a_line_of_its_own(self, article, label):
        assert bylines.printed(article(f"<p>{label}</p><p>Jane Miller</p>").parts) == ["Jane Miller"]

    def test_below_the_text(self, article):
        page = article(below="<p>Reporting by Jane Miller and Bob Ray; editing by Clara Voss</p>")
        assert bylines.printed(page.parts) == ["Jane Miller", "Bob Ray"]


class TestLone:
    def test_a_name_beside_a_date(self, article):
        assert bylines.lone(article("<p>Jane Miller</p><p>June 1, 2023</p>").parts) == ["Jane Miller"]
        assert bylines.lone(article("<p>Jane Miller • June 1, 2023</p>").parts) == ["Jane Miller"]

    def test_a_name_above_a_role(self, article):
        assert bylines.lone(article("<p>Jane Miller</p><p>Senior Writer</p>").parts) == ["Jane Miller"]

    def test_two_words_without_a_date_may_be_anything(self, article):
        assert bylines.lone(article("<p>Harbour News</p>").parts) == []

    def test_words_of_the_headline_are_no_name(self, article):
        page = article("<p>Ferry Back</p><p>June 1, 2023</p>", headline="<h1>Ferry Back In Service</h1>", title="x")
        assert bylines.lone(page.parts) == []


class TestSignedBelow:
    def test_a_bold_name_right_below_the_text(self, article):
        assert bylines.signed(article(below="<p><b>Lê Phương</b></p>").parts) == ["Lê Phương"]
        assert bylines.signed(article(below="<p><b>Related Topics</b></p>").parts) == []
