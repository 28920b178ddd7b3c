"""The cursor of `changes`: how far a consumer has read in the ledger of each site; text in, text out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from newsarchive.errors import CallerError

_PART = re.compile(r"([^,@:\s]+):(\d+)@(\w+)")


@dataclass(frozen=True, slots=True)
class Cursor:
    """For each site the identity of its ledger and the number of the last record that was read.

    >>> str(Cursor.parse("a.cn:12@5f3c9a01").moved("b.cn", "77aa0123", 3))
    'a.cn:12@5f3c9a01,b.cn:3@77aa0123'
    """

    places: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The cursor of its text; "" is before the first record. CallerError for what is none."""
        places = {}
        for part in filter(None, text.split(",")):
            match = _PART.fullmatch(part.strip())
            if match is None:
                raise CallerError(f"'{part}' is no cursor; give one that `changes` printed, or '' to begin")
            places[match[1]] = (int(match[2]), match[3])
        return cls(places)

    def position(self, site: str, identity: str) -> int:
        """The number of the last record read of a site, 0 for none; CallerError if it was another ledger's."""
        number, known = self.places.get(site, (0, identity))
        if known != identity:
            problem = f"the ledger of {site} was rebuilt since that cursor was given: its records may come again or not"
            raise CallerError(f"{problem}; begin anew with --after ''")
        return number

    def moved(self, site: str, identity: str, number: int) -> Self:
        """The cursor behind a record."""
        return type(self)({**self.places, site: (number, identity)})

    def __str__(self) -> str:
        return ",".join(f"{site}:{number}@{identity}" for site, (number, identity) in sorted(self.places.items()))
