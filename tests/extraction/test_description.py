from newsarchive.extraction import description


def read(page):
    found = description.read(page.document, page.site)
    return (found.value, found.by) if found else None


class TestRead:
    def test_the_most_trusted_tag_first(self, article):
        plain = '<meta name="description" content="渡船回来了。">'
        assert read(article(head=plain + '<meta property="og:description" content="渡船复航。">')) == (
            "渡船复航。",
            "meta",
        )
        assert read(article(head=plain)) == ("渡船回来了。", "meta")

    def test_what_is_as_long_as_an_article_is_none(self, article):
        head = f'<meta property="og:description" content="{"渡船" * 5_000}"><meta name="description" content="渡船。">'
        assert read(article(head=head)) == ("渡船。", "meta")

    def test_a_page_that_says_nothing_of_itself(self, article):
        assert read(article()) is None

    def test_the_rule_of_the_site(self, article):
        assert read(article("<i>渡船回来了。</i>", read={"description": "i"})) == ("渡船回来了。", "site rule")
