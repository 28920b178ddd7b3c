"""What a reader answers: a value and the name of the reader that won."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A field's value with its reader: "json-ld", "meta", "site rule", "visible byline", "url" ..."""

    value: T
    by: str
