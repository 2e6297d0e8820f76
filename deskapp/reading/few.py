"""A short list that is read whole: teams, equipment, loans; a `Source` for the shared list."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from deskapp.domain.listing import Column, Row, Sorting


@dataclass(frozen=True, slots=True)
class Entry:
    """One row, and by what it is sorted, by the names of columns; without a value the order of reading holds."""

    row: Row
    values: Mapping[str, Any] = field(default_factory=dict)


class Few:
    """All rows at hand, in the order of `sorting`."""

    def __init__(self, columns: Sequence[Column], entries: Sequence[Entry], sorting: Sorting) -> None:
        self._columns = tuple(columns)
        found = list(entries)
        if any(column.name == sorting.column and column.sortable for column in columns):
            found.sort(key=lambda one: one.values[sorting.column], reverse=sorting.desc)
        self._rows = [replace(one.row, key=(at, one.row.id)) for at, one in enumerate(found)]
        self._places = {row.id: at for at, row in enumerate(self._rows)}

    def columns(self) -> Sequence[Column]:
        """The columns."""
        return self._columns

    def count(self, at_most: int | None = None) -> int:
        """How many rows there are."""
        return len(self._rows) if at_most is None else min(len(self._rows), at_most)

    def first(self, limit: int) -> list[Row]:
        """The first rows."""
        return self._rows[:limit]

    def last(self, limit: int) -> list[Row]:
        """The last rows."""
        return self._rows[max(0, len(self._rows) - limit) :]

    def after(self, key: tuple[Any, ...], limit: int) -> list[Row]:
        """The rows that follow `key`."""
        return self._rows[key[0] + 1 : key[0] + 1 + limit]

    def before(self, key: tuple[Any, ...], limit: int) -> list[Row]:
        """The rows just before `key`."""
        return self._rows[max(0, key[0] - limit) : key[0]]

    def rank(self, key: tuple[Any, ...]) -> int:
        """How many rows stand before `key`."""
        return min(int(key[0]), len(self._rows))

    def near(self, index: int, limit: int) -> tuple[int, list[Row]]:
        """Rows from `index` on, with the index that was really used."""
        start = max(0, min(index, len(self._rows) - 1))
        return start, self._rows[start : start + limit]

    def find(self, id: int) -> Row | None:
        """The row of one record, or None when it is not in this list."""
        at = self._places.get(id)
        return self._rows[at] if at is not None else None

    def among(self, ids: Collection[int]) -> set[int]:
        """Those of `ids` that are in this list."""
        return {id for id in ids if id in self._places}
