"""Rows of a list that are all at hand: settings, people, whatever is short."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from deskapp.domain.listing import Column, Row


class FixedRows:
    """A source over a few rows in their order; their keys are set here."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        self._columns = tuple(columns)
        self._rows = tuple(Row((at, row.id), row.id, row.cells, row.tone) for at, row in enumerate(rows))

    def columns(self) -> Sequence[Column]:
        """The columns, in the order of the cells."""
        return self._columns

    def count(self, at_most: int | None = None) -> int:
        """How many rows there are."""
        return len(self._rows) if at_most is None else min(at_most, len(self._rows))

    def first(self, limit: int) -> list[Row]:
        """The first rows."""
        return list(self._rows[:limit])

    def last(self, limit: int) -> list[Row]:
        """The last rows."""
        return list(self._rows[-limit:]) if limit > 0 else []

    def after(self, key: tuple[object, ...], limit: int) -> list[Row]:
        """The rows that follow `key`."""
        at = self.rank(key) + 1
        return list(self._rows[at : at + limit])

    def before(self, key: tuple[object, ...], limit: int) -> list[Row]:
        """The rows just before `key`."""
        at = self.rank(key)
        return list(self._rows[max(0, at - limit) : at])

    def rank(self, key: tuple[object, ...]) -> int:
        """How many rows stand before `key`."""
        return int(str(key[0]))

    def near(self, index: int, limit: int) -> tuple[int, list[Row]]:
        """Rows from `index` on."""
        at = max(0, min(index, len(self._rows) - 1))
        return at, list(self._rows[at : at + limit])

    def find(self, id: int) -> Row | None:
        """The row of one record, or None."""
        return next((row for row in self._rows if row.id == id), None)

    def among(self, ids: Collection[int]) -> set[int]:
        """Those of `ids` that are in this list."""
        return {row.id for row in self._rows} & set(ids)
