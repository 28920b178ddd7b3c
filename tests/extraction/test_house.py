from newsarchive.extraction import house


class TestNames:
    def test_the_site_its_publisher_and_its_domain(self, article):
        head = (
            '<meta property="og:site_name" content="Callan Weekly"><script type="application/ld+json">'
            '{"@type": "NewsArticle", "publisher": {"name": "Callan Press"}}</script>'
        )
        page = article(head=head, url="https://www.port-callan.co.uk/1")
        assert house.names(page.document, page.site) == {"callanweekly", "callanpress", "portcallan"}

    def test_a_number_or_two_letters_are_no_name(self, article):
        for url in ("https://www.163.com/1", "https://qq.com/1"):
            page = article(url=url)
            assert house.names(page.document, page.site) == frozenset()
