from __future__ import annotations

import pytest

from newsarchive.discovery.missing import Missing

FRAME = "<div><a href=/>首页</a><a href=/gn/>国内</a></div>{}<p>示例网版权所有</p>"
GONE = FRAME.format("<h1>您访问的页面不存在</h1><p>/gn/{path}.html 没有找到，现在是 {time}</p>")


@pytest.fixture
def missing(tree):
    return Missing.learn(tree(GONE.format(path="no-such-page", time="08:30")))


class TestIsSame:
    def test_the_same_page_for_another_address_is_told(self, tree, missing):
        assert missing.is_same(tree(GONE.format(path="2023/0601/10001", time="08:31")))

    def test_a_page_in_the_same_frame_is_another(self, tree, missing):
        assert not missing.is_same(tree(FRAME.format("<h1>大雪封山三日</h1><p>" + "山里的雪下了三天三夜。" * 5)))

    def test_a_short_article_is_another(self, tree, missing):
        assert not missing.is_same(tree(FRAME.format("<h1>大雪封山三日村民互助</h1><p>山里的雪下了三天三夜。")))
