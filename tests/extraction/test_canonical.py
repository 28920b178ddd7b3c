import pytest

from newsarchive.extraction import canonical

OWN = "http://news.example/a/1024_2.html?utm_source=x"


def read(article, link, own=OWN):
    head = f'<link rel="canonical" href="{link}">' if link else ""
    found = canonical.read(article(head=head, url=own).document)
    return found.value, found.by


class TestRead:
    def test_the_pages_own_word(self, article):
        assert read(article, "http://news.example/a/1024.html") == ("http://news.example/a/1024.html", "page")
        assert read(article, "/a/1024.html") == ("http://news.example/a/1024.html", "page")

    def test_a_twin_on_the_mobile_host_is_the_same_page(self, article):
        assert read(article, "http://www.news.example/a/1024.html")[1] == "page"

    @pytest.mark.parametrize("link", [None, "http://news.example/", "http://other.example/a/1024.html", "javascript:;"])
    def test_the_address_where_it_says_nothing_that_can_be_true(self, article, link):
        assert read(article, link) == ("http://news.example/a/1024_2.html", "url")

    @pytest.mark.parametrize(
        ("link", "own"),
        [
            ("/a/", "/a/1024.html"),
            ("/news", "/news/2026/the-ferry-sails-again"),
            ("/404.html", "/a/1024.html"),
            ("/show.php", "/show.php?id=1024"),
        ],
        ids=["its folder", "a channel", "an error page", "the script without its number"],
    )
    def test_what_a_template_says_on_every_page_is_no_articles(self, article, link, own):
        assert read(article, link, f"http://news.example{own}") == (f"http://news.example{own}", "url")

    @pytest.mark.parametrize(
        ("link", "own"),
        [
            ("/a/1024", "/a/1024/amp"),
            ("/a/1024", "/a/1024/print.html"),
            ("/a/1024.html", "/a/1024.html?page=2"),
            ("/show.php?id=1024", "/show.php?id=1024&page=2"),
        ],
    )
    def test_a_twin_below_the_article_is_the_article(self, article, link, own):
        assert read(article, link, f"http://news.example{own}") == (f"http://news.example{link}", "page")
