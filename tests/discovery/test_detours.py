from __future__ import annotations

import pytest

from newsarchive.discovery import detours

HERE = "http://www.example.cn/"


class TestOf:
    @pytest.mark.parametrize(
        "markup",
        [
            "<meta http-equiv=Refresh content='0; URL=/gn/'>",
            "<script>window.location.href = '/gn/';</script>",
            "<iframe src=/gn/></iframe>",
            "<script>var api = '/gn/?page={page}'; load(api)</script>".replace(
                "/gn/?page={page}", "/gn/list?page={page}"
            ),
            "<script src=/js/news-list.js></script>",
        ],
    )
    def test_a_page_without_a_list_leads_on(self, tree, markup):
        (address,) = detours.of(tree(markup), HERE)
        assert address.startswith(HERE)

    @pytest.mark.parametrize(
        "markup",
        [
            "<meta http-equiv=refresh content=300>",
            "<meta name=description content='0; url=/gn/'>",
            "<script src=/js/jquery.min.js></script><script src=/js/share.js></script>",
            "<iframe src='about:blank'></iframe>",
            "<p>" + "山里的雪下了三天三夜。" * 30 + "</p><script>function go() { location.href = '/gn/' }</script>",
            "<script>location.href = '/'</script>",
        ],
    )
    def test_other_pages_do_not(self, tree, markup):
        assert detours.of(tree(markup), HERE) == ()
