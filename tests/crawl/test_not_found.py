"""Pages that say "not found" with status 200: known by one request for a page that cannot exist."""

from __future__ import annotations

from newsarchive.crawl.not_found import NAME
from newsarchive.demo.server import DemoPortal

NOTHING = ("您访问的页面可能已被删除、更名或暂时不可用，请检查输入的地址是否正确，或返回首页浏览其他内容。",) * 4


class TestNotFound:
    def test_what_a_portal_shows_where_there_is_nothing_is_no_article(self, program, serve, pages, archived, local):
        nothing = pages.story(0, lines=NOTHING)
        server = serve(pages.portal(5))
        server.routes |= dict.fromkeys((pages.path(1), pages.path(3), f"/2023/0601/{NAME}"), nothing)
        done = program("crawl", server.url, *local)
        assert done.returncode == 0, done.stderr
        assert archived().outcomes() == {"stored": 3, "gone": 2}
        assert server.asked.count(f"/2023/0601/{NAME}") == 1

    def test_nor_is_the_home_page_to_which_it_leads_back(self, program, serve, pages, answer, archived, local):
        home = pages.story(0, lines=NOTHING).replace("</body>", f"{pages.listing(range(1, 4))}</body>")
        server = serve(pages.portal(4, **{"/": home}))
        back = answer(status=302, headers={"Location": "/"})
        server.routes |= {pages.path(2): back, f"/2023/0601/{NAME}": back}
        done = program("crawl", server.url, *local)
        assert done.returncode == 0, done.stderr
        assert archived().outcomes() == {"stored": 2, "gone": 1}

    def test_where_nothing_says_404_nothing_is_learned_and_nobody_asks_twice(
        self, program, serve, pages, archived, local
    ):
        server = serve(pages.portal(4))
        assert program("crawl", server.url, *local).returncode == 0
        assert archived().outcomes() == {"stored": 4}
        assert sum(NAME in path for path in server.asked) == 1

    def test_the_demo_portal_that_never_says_404(self, program, archived, local):
        with DemoPortal(faults=["soft_404"]) as portal:
            done = program("crawl", portal.url, *local)
            assert done.returncode == 0, done.stderr
            assert len(archived().records) == len(portal.articles)
            assert archived().outcomes()["gone"] == 2
