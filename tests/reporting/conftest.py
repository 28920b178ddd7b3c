"""Records made for counting."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsarchive.records import Article


@pytest.fixture
def article() -> Callable[..., Article]:
    """An article with what matters to the test; the rest is the same each time."""

    def make(**values: object) -> Article:
        url = "http://news.example/a/1.html"
        fixed = {
            "id": "1",
            "url": url,
            "canonical_url": url,
            "site": "news.example",
            "title": "标题",
            "raw_title": "标题",
        }
        return Article(**(fixed | {"text": "正文。", "date_fetched": "2023-06-09T00:00:00Z"} | values))

    return make
