"""Whether the rows of the file are those that the audit chain binds: none changed, none gone, none put in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

from deskapp.domain.audit import key_name
from deskapp.domain.bound import BEFORE, Bound, read
from deskapp.reading.chain import PAGE, Progress, has_bound, unseen
from deskapp.reading.shapes import Shapes, bound_tables

MOST = 1000
"""So many misfits are named at the most; a file with more of them is not looked through to its end."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A row that is not as the chain binds it."""

    table: str
    key: int
    kind: str
    """`changed`, `gone`, or `strange` for one that no link knows."""
    seq: int
    """The link that binds it; 0 where none does."""


@dataclass(slots=True)
class Rows:
    """What was found about the rows of a file."""

    fit: int = 0
    foreign: int = 0
    """Rows that another key has bound."""
    older: int = 0
    """Rows from before links bound rows."""
    misfits: list[Misfit] = field(default_factory=list)

    @property
    def first(self) -> Misfit | None:
        """The one that the earliest link binds; those that no link knows come last."""
        return min(self.misfits, key=lambda one: (one.seq == 0, one.seq, one.table, one.key), default=None)


@dataclass(slots=True)
class _Seen:
    """Which keys of a table were met, a byte each."""

    marks: bytearray = field(default_factory=bytearray)
    before: int = 0
    """Up to this key rows are older than their binding."""

    def mark(self, key: int) -> bool:
        """Note a key; False where it was met before."""
        if key >= len(self.marks):
            self.marks.extend(bytes(key + 1024 - len(self.marks)))
        new = not self.marks[key]
        self.marks[key] = 1
        return new

    def knows(self, key: int) -> bool:
        return 0 <= key < len(self.marks) and self.marks[key] == 1


class Check:
    """One look through the file: the links from the newest to the oldest, then the tables."""

    def __init__(self, connection: sqlite3.Connection, key: bytes) -> None:
        self._connection = connection
        self._key = key
        self._shapes = Shapes()
        self._tables = {table: _Seen() for table in bound_tables(connection.execute)}
        self._select = {table: f"SELECT * FROM {table} WHERE rowid = ?" for table in self._tables}
        self.rows = Rows()

    def run(self, progress: Progress = unseen) -> Rows:
        """Look at everything."""
        if not has_bound(self._connection):
            return self.rows
        last = int(self._connection.execute("SELECT coalesce(max(seq), 0) FROM audit").fetchone()[0])
        own = key_name(self._key)
        for seq, name, bound in self._links(last):
            for one in read(bound):
                self._look(one, seq, last, own=name == own)
            if seq % PAGE == 0:
                progress(last - seq, last)
            if len(self.rows.misfits) >= MOST:
                return self.rows
        for table, seen in self._tables.items():
            self._strangers(table, seen, last)
        progress(last, last)
        return self.rows

    def _links(self, last: int) -> Iterator[tuple[int, str, str]]:
        """The links that bind something, newest first, a page at a time."""
        sql = (
            "SELECT seq, key_name, bound FROM audit WHERE seq < ? AND bound NOT IN ('', '-') "
            f"ORDER BY seq DESC LIMIT {PAGE}"
        )
        at = last + 1
        while rows := self._connection.execute(sql, (at,)).fetchall():
            yield from rows
            at = rows[-1][0]

    def _look(self, one: Bound, seq: int, last: int, *, own: bool) -> None:
        seen = self._tables.get(one.table)
        if seen is None:
            return  # the chain itself, where it says which links an earlier key has sealed
        if one.digest == BEFORE:
            seen.before = max(seen.before, one.key)
        elif seen.mark(one.key):
            if own:
                self._compare(one, seq, last)
            else:
                self.rows.foreign += 1

    def _compare(self, one: Bound, seq: int, last: int) -> None:
        row = self._connection.execute(self._select[one.table], (one.key,)).fetchone()
        if row is None:
            kind = "" if one.is_gone else "gone"
        elif one.is_gone:
            kind = "strange"
        else:
            shape = self._shapes.of(self._connection.execute, one.table)
            kind = "" if shape.digest(self._key, tuple(row)) == one.digest else "changed"
        if kind and not self._moved(one.table, one.key, last):
            self.rows.misfits.append(Misfit(one.table, one.key, kind, seq))
        elif row is not None:
            self.rows.fit += 1

    def _moved(self, table: str, key: int, last: int) -> bool:
        """Whether the desk itself has written the row after this look began."""
        found = self._connection.execute(
            "SELECT 1 FROM audit WHERE seq > ? AND ' ' || bound LIKE ? LIMIT 1", (last, f"% {table}/{key}/%")
        )
        return found.fetchone() is not None

    def _strangers(self, table: str, seen: _Seen, last: int) -> None:
        for key in self._keys(table):
            if seen.knows(key):
                continue
            if 0 < key <= seen.before:
                self.rows.older += 1
            elif not self._moved(table, key, last):
                self.rows.misfits.append(Misfit(table, key, "strange", 0))

    def _keys(self, table: str) -> Iterator[int]:
        """The keys of all rows, a page at a time."""
        sql = f"SELECT rowid FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT {PAGE}"
        last = -(1 << 63)
        while rows := self._connection.execute(sql, (last,)).fetchall():
            yield from (row[0] for row in rows)
            last = rows[-1][0]
