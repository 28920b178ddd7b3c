from __future__ import annotations

import pytest
from lxml import html

from newsarchive.sites import defaults


@pytest.fixture
def site():
    """A site of which nothing is known but its host."""
    return defaults.for_host("www.example.cn")


@pytest.fixture
def tree():
    """Markup -> tree, as a page of the site has it."""
    return lambda markup: html.document_fromstring(f"<html><body>{markup}</body></html>")
