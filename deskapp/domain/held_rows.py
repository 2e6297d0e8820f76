"""Rows that are few and held whole, as a source for the shared list."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from deskapp.domain.listing import Column, Row


@dataclass(frozen=True, slots=True)
class HeldRows:
    """A `Source` over rows in their order; each has its place as key."""

    shown: Sequence[Column]
    rows: Sequence[Row] = field(default=())

    @classmethod
    def of(cls, shown: Sequence[Column], rows: Sequence[Row]) -> HeldRows:
        """The rows, each keyed by its place and its id."""
        return cls(shown, tuple(replace(row, key=(place, row.id)) for place, row in enumerate(rows)))

    def columns(self) -> Sequence[Column]:
        """The columns, in the order of the cells."""
        return self.shown

    def count(self, at_most: int | None = None) -> int:
        """How many rows there are; counting stops at `at_most`."""
        return len(self.rows) if at_most is None else min(at_most, len(self.rows))

    def first(self, limit: int) -> list[Row]:
        """The first rows."""
        return list(self.rows[:limit])

    def last(self, limit: int) -> list[Row]:
        """The last rows."""
        return list(self.rows[max(0, len(self.rows) - limit) :])

    def after(self, key: tuple[object, ...], limit: int) -> list[Row]:
        """The rows that follow `key`."""
        start = self.rank(key) + 1
        return list(self.rows[start : start + limit])

    def before(self, key: tuple[object, ...], limit: int) -> list[Row]:
        """The rows just before `key`."""
        end = self.rank(key)
        return list(self.rows[max(0, end - limit) : end])

    def rank(self, key: tuple[object, ...]) -> int:
        """How many rows stand before `key`."""
        return int(str(key[0]))

    def near(self, index: int, limit: int) -> tuple[int, list[Row]]:
        """Rows from `index` on, with the index that was really used."""
        start = max(0, min(index, len(self.rows) - 1))
        return start, list(self.rows[start : start + limit])

    def find(self, id: int) -> Row | None:
        """The row of one record, or None when it is not in this list."""
        return next((row for row in self.rows if row.id == id), None)

    def among(self, ids: Collection[int]) -> set[int]:
        """Those of `ids` that are in this list."""
        return {row.id for row in self.rows} & set(ids)
