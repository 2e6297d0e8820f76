"""Rows of a list whose order is known and whose words are made only for what is looked at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from deskapp.domain.listing import Column, Row


class LazyRows:
    """A source over ids in their order; `make` gives the cells and the tone of the row at a place."""

    def __init__(
        self, columns: Sequence[Column], ids: Sequence[int], make: Callable[[int], tuple[Sequence[str], str]]
    ) -> None:
        self._columns = tuple(columns)
        self._ids = tuple(ids)
        self._make = make
        self._made: dict[int, Row] = {}

    def _row(self, at: int) -> Row:
        found = self._made.get(at)
        if found is None:
            cells, tone = self._make(at)
            found = self._made[at] = Row((at, self._ids[at]), self._ids[at], tuple(cells), tone)
        return found

    def _between(self, start: int, end: int) -> list[Row]:
        return [self._row(at) for at in range(max(0, start), min(end, len(self._ids)))]

    def columns(self) -> Sequence[Column]:
        """The columns, in the order of the cells."""
        return self._columns

    def count(self, at_most: int | None = None) -> int:
        """How many rows there are."""
        return len(self._ids) if at_most is None else min(at_most, len(self._ids))

    def first(self, limit: int) -> list[Row]:
        """The first rows."""
        return self._between(0, limit)

    def last(self, limit: int) -> list[Row]:
        """The last rows."""
        return self._between(len(self._ids) - max(0, limit), len(self._ids))

    def after(self, key: tuple[object, ...], limit: int) -> list[Row]:
        """The rows that follow `key`."""
        at = self.rank(key) + 1
        return self._between(at, at + limit)

    def before(self, key: tuple[object, ...], limit: int) -> list[Row]:
        """The rows just before `key`."""
        at = self.rank(key)
        return self._between(at - limit, at)

    def rank(self, key: tuple[object, ...]) -> int:
        """How many rows stand before `key`."""
        return int(str(key[0]))

    def near(self, index: int, limit: int) -> tuple[int, list[Row]]:
        """Rows from `index` on."""
        at = max(0, min(index, len(self._ids) - 1))
        return at, self._between(at, at + limit)

    def find(self, id: int) -> Row | None:
        """The row of one record, or None."""
        return self._row(self._ids.index(id)) if id in self._ids else None

    def among(self, ids: Collection[int]) -> set[int]:
        """Those of `ids` that are in this list."""
        return set(self._ids) & set(ids)
