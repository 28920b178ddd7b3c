"""What a web server can answer with, as frozen data."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Self


@dataclass(frozen=True)
class Resource:
    """One answer: content as sent, with its headers; `modified` is aware, None where the portal does not say."""

    body: bytes
    media: str = "text/html; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    modified: datetime | None = None

    @cached_property
    def etag(self) -> str:
        """The validator of this content, quoted as it is sent."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'

    @classmethod
    def html(cls, text: str, encoding: str = "utf-8", *, modified: datetime | None = None) -> Self:
        """A page; UTF-8 is declared in the header, every other encoding in the page alone, as old portals do."""
        media = "text/html; charset=utf-8" if encoding == "utf-8" else "text/html"
        return cls(text.encode(encoding), media, modified=modified)
