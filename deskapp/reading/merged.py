"""Two sorted tables read as one list: each by its own index, whatever their sizes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from deskapp.domain.listing import Column, Row
from deskapp.reading.keyset import KeysetQuery, Order
from deskapp.reading.pivots import Key

_LAST = 2**62
"""Behind every key of a record."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two tables: its query, the row of the list for a record, and the records of such rows."""

    query: KeysetQuery
    row_id: Callable[[int], int]
    """The number of a record in the list, for its key in the table."""
    key_of: Callable[[int], int | None]
    """The other way round; None for a row of another table."""
    fill: Callable[[Row], Row] = lambda row: row
    """Puts the cells into a row that is shown; a row that is only compared needs none."""


class Merged:
    """A `Source` for the shared list; rows of equal sort values stand by table, then by id.

    The key of a row is its sort values, the place of its table, and its id.
    """

    def __init__(self, first: Side, second: Side) -> None:
        """Both queries have the same columns and as many sort columns, in the same directions."""
        self._sides = (first, second)
        self._first = first.query

    def columns(self) -> Sequence[Column]:
        """The columns, in the order of the cells."""
        return self._first.columns()

    @property
    def table(self) -> str:
        """The first table, whose numbers are asked for."""
        return self._first.table

    @property
    def order(self) -> tuple[Order, ...]:
        """The sort columns of the first table."""
        return self._first.order

    def count(self, at_most: int | None = None) -> int:
        """How many rows there are; counting stops at `at_most`."""
        count = sum(side.query.count(at_most) for side in self._sides)
        return count if at_most is None else min(at_most, count)

    def first(self, limit: int) -> list[Row]:
        """The first rows."""
        return self._filled(self._merge([side.query.first(limit) for side in self._sides])[:limit])

    def last(self, limit: int) -> list[Row]:
        """The last rows."""
        rows = self._merge([side.query.last(limit) for side in self._sides])
        return self._filled(rows[max(0, len(rows) - limit) :])

    def after(self, key: Key, limit: int) -> list[Row]:
        """The rows that follow `key`."""
        found = [side.query.after(self._key(key, at), limit) for at, side in enumerate(self._sides)]
        return self._filled(self._merge(found)[:limit])

    def before(self, key: Key, limit: int) -> list[Row]:
        """The rows just before `key`."""
        found = [side.query.before(self._key(key, at), limit) for at, side in enumerate(self._sides)]
        rows = self._merge(found)
        return self._filled(rows[max(0, len(rows) - limit) :])

    def find(self, id: int) -> Row | None:
        """The row of one record, or None when it is not in this list."""
        for at, side in enumerate(self._sides):
            key = side.key_of(id)
            found = side.query.find(key) if key is not None else None
            if found is not None:
                return self._filled([self._told(found, at)])[0]
        return None

    def among(self, ids: Collection[int]) -> set[int]:
        """Those of `ids` that are in this list."""
        found: set[int] = set()
        for side in self._sides:
            keys = [key for id in ids if (key := side.key_of(id)) is not None]
            found.update(side.row_id(key) for key in side.query.among(keys))
        return found

    def rank(self, key: Key) -> int:
        """How many rows stand before `key`, which need not be there any more."""
        return sum(side.query.rank(self._key(key, at)) for at, side in enumerate(self._sides))

    def near(self, index: int, limit: int) -> tuple[int, list[Row]]:
        """Rows from `index` on, with the index that was really used."""
        count = self.count()
        if index >= count:
            rows = self.last(limit)
            return count - len(rows), rows
        starts = self._split(index)
        found = []
        for side, start in zip(self._sides, starts, strict=True):
            at, rows = side.query.near(start, limit)
            found.append(rows[start - at :])
        return index, self._filled(self._merge(found)[:limit])

    # -- keys and the order of both

    def _key(self, key: Key, side: int) -> Key:
        """Where `key` stands among the rows of one table; a key without a table counts as it is in both."""
        if len(key) == len(self.order):
            return key
        *values, of, id = key
        if of == side:
            return (*values, id)
        # Rows of a later table with equal values all follow, those of an earlier one all precede.
        follows = side > int(str(of))
        return (*values, 0 if follows != self.order[-1].desc else _LAST)

    def _told(self, row: Row, side: int) -> Row:
        *values, id = row.key
        return replace(row, key=(*values, side, id), id=self._sides[side].row_id(int(str(id))))

    def _merge(self, found: Sequence[Sequence[Row]]) -> list[Row]:
        rows = [
            (self._sides[at].query.sortable(row.key), at, row)
            for at, some in enumerate(found)
            for row in some
        ]
        rows.sort(key=lambda one: (one[0][:-1], one[1], one[0][-1]))
        return [self._told(row, at) for _, at, row in rows]

    def _filled(self, rows: Sequence[Row]) -> list[Row]:
        return [self._sides[int(str(row.key[-2]))].fill(row) for row in rows]

    def _split(self, index: int) -> tuple[int, int]:
        """How many of the first `index` rows are of the first table, and how many of the second."""
        first, second = (side.query for side in self._sides)
        low, high = 0, min(index, second.count())
        while low < high:  # the smallest `low` whose row of the second table is not among the first `index`
            middle = (low + high) // 2
            *values, id = second.near(middle, 1)[1][0].key
            if middle + first.rank(self._key((*values, 1, id), 0)) < index:
                low = middle + 1
            else:
                high = middle
        return index - low, low
