"""Reads of a sorted table by key, never by counting from the start: the same cost at any depth."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from threading import get_ident

from deskapp.domain.listing import Column, Row
from deskapp.reading.pivots import STRIDE, Down, Key, Pivots, sqlite_order


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of the order: a condition, its values, and how many sort columns it holds to one value."""

    condition: str = "1"
    values: tuple[object, ...] = ()
    held: int = 0


_WHOLE = Part()

_AT_ONCE = 500
"""Keys that one statement asks for."""


@dataclass(frozen=True, slots=True)
class Order:
    """One sort column; the last one of a query is the integer id."""

    column: str
    """A column or an indexed expression, compared as SQLite compares by default (BINARY)."""
    desc: bool = False
    null: bool = True
    """Whether the column may be NULL."""


class KeysetQuery:
    """The rows of one SELECT in one order: a `Source` for the shared list."""

    def __init__(
        self,
        connect: Callable[[], sqlite3.Connection],
        *,
        columns: Sequence[Column],
        select: str,
        table: str,
        order: Sequence[Order],
        row: Callable[[sqlite3.Row], Row],
        where: str = "",
        params: Sequence[object] = (),
    ) -> None:
        """`connect` gives the calling thread its connection; the key of `row`'s result is filled in here."""
        if not order or order[-1].column.rpartition(".")[2] not in ("id", "rowid"):
            raise ValueError("the order of a list ends in the id")
        self._connect = connect
        self._columns = tuple(columns)
        self._table = table
        self._order = tuple(order)
        self._row = row
        self._where = f"({where})" if where else "1"
        self._params = list(params)
        self._keys = ", ".join(term.column for term in order)
        self._select = f"{select}, {self._keys}"
        self._pivots = Pivots(self._step, self.sortable)
        self._versions: dict[int, tuple[sqlite3.Connection, tuple[int, int]]] = {}

    def columns(self) -> Sequence[Column]:
        """The columns, in the order of the cells."""
        return self._columns

    @property
    def table(self) -> str:
        """The table that is read."""
        return self._table

    @property
    def order(self) -> tuple[Order, ...]:
        """The columns that the keys of rows are made of."""
        return self._order

    def count(self, at_most: int | None = None) -> int:
        """How many rows there are; counting stops at `at_most`."""
        self._notice_changes()
        if at_most is None:
            sql = f"SELECT count(*) FROM {self._table} WHERE {self._where}"
            return int(self._all(sql, self._params)[0][0])
        return self._count_some(_WHOLE, at_most)

    def first(self, limit: int) -> list[Row]:
        """The first rows."""
        self._notice_changes()
        return self._read([_WHOLE], limit)

    def keys(self, limit: int) -> list[Key]:
        """The keys of the first rows, for one who reads the rows when they are to be seen."""
        return [tuple(row) for row in self._all(self._sql(self._keys, _WHOLE, False), [*self._params, limit])]

    def last(self, limit: int) -> list[Row]:
        """The last rows."""
        return self._read([_WHOLE], limit, backward=True)

    def after(self, key: Key, limit: int) -> list[Row]:
        """The rows that follow `key`."""
        return self._read(self._beyond(key), limit)

    def before(self, key: Key, limit: int) -> list[Row]:
        """The rows just before `key`."""
        return self._read(self._beyond(key, backward=True), limit, backward=True)

    def find(self, id: int) -> Row | None:
        """The row of one record, or None when it is not in this list."""
        found = self._read([Part(f"{self._order[-1].column} = ?", (id,))], 1)
        return found[0] if found else None

    def among(self, ids: Collection[int]) -> set[int]:
        """Those of `ids` that are in this list."""
        found: set[int] = set()
        wanted, column = sorted(ids), self._order[-1].column
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            sql = f"SELECT {column} FROM {self._table} WHERE {self._where} AND {column} IN ({marks})"
            found.update(row[0] for row in self._all(sql, [*self._params, *some]))
        return found

    def rank(self, key: Key) -> int:
        """How many rows stand before `key`, which need not be there any more."""
        self._notice_changes()
        wanted = self.sortable(key)
        at, pivot = self._pivots.before(wanted)
        if pivot is None:
            return 0
        keys = [pivot, *self._keys_after(pivot, STRIDE)]
        return at * STRIDE + bisect_left(keys, wanted, key=self.sortable)

    def near(self, index: int, limit: int) -> tuple[int, list[Row]]:
        """Rows from `index` on, with the index that was really used."""
        self._notice_changes()
        at, rest = divmod(max(0, index), STRIDE)
        key = self._pivots.get(at)
        if key is not None and rest:
            key = self._step(key, rest)
        if key is None:
            rows = self.last(limit)
            return max(0, self.count() - len(rows)), rows
        return at * STRIDE + rest, self._read(self._beyond(key, inclusive=True), limit)

    def walked_to(self, index: int, limit: int) -> list[Row]:
        """Rows from `index` on, by one walk from the start: for a source where each start is dear."""
        sql = self._sql(self._select, _WHOLE, False) + " OFFSET ?"
        return self._made(self._all(sql, [*self._params, limit, max(0, index)]))

    def walked_before(self, key: Key) -> int:
        """How many rows stand before `key`, by one walk."""
        parts = self._beyond(key, backward=True)
        return sum(self._count_all(part) for part in parts)

    def explain(self) -> list[str]:
        """SQLite's plans for the ends and for pages down and up, for a test to look for its index."""
        key = self._step(None, 0)
        if key is None:
            raise ValueError("a plan needs a row to start from")
        plans: list[str] = []
        for backward in (False, True):
            for part in [_WHOLE, *self._beyond(key, backward=backward)]:
                sql = "EXPLAIN QUERY PLAN " + self._sql(self._select, part, backward)
                plans += [str(line[3]) for line in self._all(sql, [*self._params, *part.values, 1])]
        return plans

    # -- one read

    def _read(self, parts: Sequence[Part], limit: int, backward: bool = False) -> list[Row]:
        """Up to `limit` rows out of `parts`, which follow one another in the direction of reading."""
        rows: list[Row] = []
        for part in parts:
            if len(rows) >= limit:
                break
            sql = self._sql(self._select, part, backward)
            found = self._all(sql, [*self._params, *part.values, limit - len(rows)])
            rows += self._made(found)
        if backward:
            rows.reverse()
        return rows

    def _made(self, found: Sequence[sqlite3.Row]) -> list[Row]:
        width = len(self._order)
        return [replace(self._row(one), key=tuple(one)[-width:]) for one in found]

    def _count_all(self, part: Part) -> int:
        sql = f"SELECT count(*) FROM {self._table} WHERE {self._where} AND {part.condition}"
        return int(self._all(sql, [*self._params, *part.values])[0][0])

    def _sql(self, select: str, part: Part, backward: bool) -> str:
        # What is held to one value needs no sorting; SQLite does not see that where it is an expression.
        order = ", ".join(
            f"{term.column} {'DESC' if term.desc != backward else 'ASC'}" for term in self._order[part.held :]
        )
        return (
            f"SELECT {select} FROM {self._table} WHERE {self._where} AND {part.condition} "
            f"ORDER BY {order} LIMIT ?"
        )

    def _beyond(self, key: Key, backward: bool = False, inclusive: bool = False) -> list[Part]:
        """The rows beyond `key`, nearest first, as conditions that each are one stretch of the index.

        First those that share all but the last value, then all but the last two, and so on: unlike one
        comparison joined by OR each of them is an index search, for mixed directions and NULLs as well.
        """
        parts: list[Part] = []
        for at in range(len(self._order) - 1, -1, -1):
            held = [
                f"{term.column} IS NULL" if value is None else f"{term.column} = ?"
                for term, value in zip(self._order[:at], key, strict=False)
            ]
            values = [value for value in key[:at] if value is not None]
            last = at == len(self._order) - 1
            for sign, new in self._steps(at, key[at], backward):
                equal = "=" if last and inclusive and sign in "<>" else ""
                text = " AND ".join([*held, f"{self._order[at].column} {sign}{equal}{' ?' * len(new)}"])
                parts.append(Part(text, (*values, *new), at))
        return parts

    def _steps(self, at: int, value: object, backward: bool) -> Iterator[tuple[str, list[object]]]:
        """The comparisons that go on from `value` in column `at`; NULL is the smallest value of all."""
        if self._order[at].desc == backward:
            yield ("IS NOT NULL", []) if value is None else (">", [value])
        elif value is not None:
            yield "<", [value]
            if self._order[at].null and at < len(self._order) - 1:
                yield "IS NULL", []

    def _all(self, sql: str, values: Sequence[object]) -> list[sqlite3.Row]:
        cursor = self._connect().cursor()
        cursor.row_factory = sqlite3.Row
        return cursor.execute(sql, list(values)).fetchall()

    # -- places, for far jumps and ranks

    def _notice_changes(self) -> None:
        """Forget the pivots when this thread's connection sees that the file has changed."""
        connection = self._connect()
        version = (int(connection.execute("PRAGMA data_version").fetchone()[0]), connection.total_changes)
        known = self._versions.get(get_ident(), (connection, version))
        self._versions[get_ident()] = (connection, version)
        if known != (connection, version):
            self._pivots.clear()

    def _step(self, key: Key | None, rows: int) -> Key | None:
        """The key that stands `rows` rows after `key`, or the first key of all."""
        if key is None:
            found = self._all(self._sql(self._keys, _WHOLE, False), [*self._params, 1])
            return tuple(found[0]) if found else None
        for part in self._beyond(key):
            sql = self._sql(self._keys, part, False) + " OFFSET ?"
            found = self._all(sql, [*self._params, *part.values, 1, rows - 1])
            if found:
                return tuple(found[0])
            rows -= self._count_some(part, rows)
        return None

    def _count_some(self, part: Part, at_most: int) -> int:
        sql = f"SELECT count(*) FROM (SELECT 1 FROM {self._table} WHERE {self._where} AND {part.condition} LIMIT ?)"
        return int(self._all(sql, [*self._params, *part.values, at_most])[0][0])

    def _keys_after(self, key: Key, limit: int) -> list[Key]:
        keys: list[Key] = []
        for part in self._beyond(key):
            if len(keys) >= limit:
                break
            sql = self._sql(self._keys, part, False)
            keys += [tuple(row) for row in self._all(sql, [*self._params, *part.values, limit - len(keys)])]
        return keys

    def sortable(self, key: Key) -> Key:
        """`key` so that Python sorts it as this query does."""
        return tuple(
            Down(sqlite_order(value)) if term.desc else sqlite_order(value)
            for term, value in zip(self._order, key, strict=True)
        )
