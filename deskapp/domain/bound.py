"""How a link names the rows that it binds: `table/key/digest`, one after the other, with a space between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from deskapp.domain.audit import GONE, NOTHING

BEFORE = "before"
"""Stands in the place of a digest: the rows up to this key are older than their binding, and not bound by it."""


@dataclass(frozen=True, slots=True)
class Bound:
    """One row that a link binds."""

    table: str
    key: int
    """Its integer key."""
    digest: str
    """See `domain.audit.row_digest`; GONE, or BEFORE for all rows up to `key`."""

    def __str__(self) -> str:
        """As it stands in the link."""
        return f"{self.table}/{self.key}/{self.digest}"

    @property
    def is_gone(self) -> bool:
        """Whether the row was taken out."""
        return self.digest == GONE


def written(rows: Iterable[Bound]) -> str:
    """What stands in a link that binds `rows`."""
    return " ".join(map(str, rows)) or NOTHING


def read(text: str) -> Iterator[Bound]:
    """The rows that a link binds; what cannot be read is left out, for the hash of its link does not fit then."""
    for part in text.split():
        table, _, rest = part.partition("/")
        key, _, digest = rest.partition("/")
        if digest and key.isdecimal():
            yield Bound(table, int(key), digest)
