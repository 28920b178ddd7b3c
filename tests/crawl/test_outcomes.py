"""Answers and errors: the Outcome and the words for each."""

from __future__ import annotations

import pytest
from scrapy.exceptions import CannotResolveHostError, DownloadCancelledError, DownloadFailedError
from twisted.internet.error import NoRouteError

from newsarchive.crawl.outcomes import PageEnd, of_error, of_status
from newsarchive.records import Outcome


class TestOfStatus:
    @pytest.mark.parametrize(
        ("status", "outcome"),
        [
            *((301, Outcome.FAILED), (401, Outcome.BLOCKED), (403, Outcome.BLOCKED), (404, Outcome.GONE)),
            *((410, Outcome.GONE), (429, Outcome.BLOCKED), (451, Outcome.BLOCKED), (500, Outcome.FAILED)),
        ],
    )
    def test_each_status_has_its_word(self, status: int, outcome: Outcome) -> None:
        end = of_status(status)
        assert end is not None
        assert end[0] is outcome
        assert end[1].startswith(f"answers {status}: ")

    def test_a_page_that_is_there_is_read(self) -> None:
        assert of_status(200) is of_status(206) is None


class TestOfError:
    @pytest.mark.parametrize(
        ("error", "outcome", "words"),
        [
            (PageEnd(Outcome.FORBIDDEN, "robots.txt"), Outcome.FORBIDDEN, "robots.txt"),
            (DownloadCancelledError("x"), Outcome.TOO_LARGE, "larger than DOWNLOAD_MAXSIZE"),
            (CannotResolveHostError("x"), Outcome.FAILED, "there is no host of this name"),
            (NoRouteError(), Outcome.FAILED, "the host cannot be reached"),
            (
                DownloadFailedError("[certificate verify failed]"),
                Outcome.FAILED,
                "the TLS certificate cannot be verified",
            ),
            (ValueError("odd"), Outcome.FAILED, "ValueError: odd"),
        ],
    )
    def test_each_error_has_its_word(self, error: Exception, outcome: Outcome, words: str) -> None:
        assert of_error(error) == (outcome, words)
