"""An answer, or what went wrong on the way to one, in; the Outcome and the words for it out."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from twisted.internet.error import ConnectError

from newsarchive.records import Outcome


class PageEnd(IgnoreRequest):
    """A page that ends before it reaches the spider: forbidden, too large, a redirect that leads nowhere."""

    def __init__(self, outcome: Outcome, detail: str):
        super().__init__(detail)
        self.outcome, self.detail = outcome, detail


class NotNow(IgnoreRequest):
    """A page that cannot be fetched in this run; it waits in the frontier for at least `after` seconds."""

    def __init__(self, detail: str, *, after: float = 0.0):
        super().__init__(detail)
        self.detail, self.after = detail, after


_STATUSES = {
    401: (Outcome.BLOCKED, "wants a login"),
    403: (Outcome.BLOCKED, "refuses us"),
    404: (Outcome.GONE, "there is no such page"),
    410: (Outcome.GONE, "the page is gone"),
    429: (Outcome.BLOCKED, "says we ask too often"),
    451: (Outcome.BLOCKED, "may not be shown for legal reasons"),
}
SOFT_404 = (Outcome.GONE, "answers 200, with the page that this portal shows where there is none")
_ERRORS: tuple[tuple[type[Exception], str], ...] = (
    (CannotResolveHostError, "there is no host of this name"),
    (DownloadConnectionRefusedError, "the host refuses the connection"),
    (DownloadTimeoutError, "no answer in time"),
    (ResponseDataLossError, "the answer broke off"),
    (ConnectError, "the host cannot be reached"),
)


def of_status(status: int) -> tuple[Outcome, str] | None:
    """How a page with this HTTP status ends; None for one that is to be read.

    >>> of_status(200), of_status(404)
    (None, (<Outcome.GONE: 'gone'>, 'answers 404: there is no such page'))
    """
    if 200 <= status < 300:
        return None
    outcome, words = _STATUSES.get(status, (Outcome.FAILED, "no usable answer"))
    return outcome, f"answers {status}: {words}"


def of_error(error: BaseException | None) -> tuple[Outcome, str]:
    """How a page ends whose download raised this."""
    if isinstance(error, PageEnd):
        return error.outcome, error.detail
    if isinstance(error, DownloadCancelledError):
        return Outcome.TOO_LARGE, "larger than DOWNLOAD_MAXSIZE"
    if "certificate verify failed" in str(error):
        return Outcome.FAILED, "the TLS certificate cannot be verified"
    for kind, words in _ERRORS:
        if isinstance(error, kind):
            return Outcome.FAILED, words
    return Outcome.FAILED, f"{type(error).__name__}: {error}"
