import pytest

from newsarchive.extraction import canonical

OWN = "http://news.example/a/1024_2.html?utm_source=x"


def read(article, link):
    head = f'<link rel="canonical" href="{link}">' if link else ""
    found = canonical.read(article(head=head, url=OWN).document)
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
