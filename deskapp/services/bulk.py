"""Many new records in one write: their rows, history, links of the chain and index entries, block by block.

What stands in the file afterwards is what the verbs write one record after the other; tests hold the two together.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from sqlmodel import SQLModel

from deskapp.domain.audit import is_bound, seal
from deskapp.domain.bound import Bound
from deskapp.domain.number import number_of
from deskapp.services.audit import Link, extend
from deskapp.services.store import Writing
from deskapp.tables.search import REGISTERS
from deskapp.tables.trail import HistoryRow

Progress = Callable[[int, int], None]
"""Is told how many rows are written, and of how many; what it raises takes all of them back."""

Row = dict[str, Any]
"""The columns of a row that is to be written, its key among them."""

BLOCK = 250
"""Records that are written together: a cancel waits for no more than these."""

_UNTOLD = ("id", "version", "status")
"""Columns whose change no history tells: a step says its states itself."""


@dataclass
class _Table:
    """The rows of one table that wait to be written."""

    name: str
    blank: Row
    """Every column with what it holds where nothing is said."""
    next: int
    rows: list[Row] = field(default_factory=list)

    def write(self, raw: sqlite3.Connection) -> None:
        """Write the rows that wait."""
        insert(raw, self.name, tuple(self.blank), [tuple(row.values()) for row in self.rows])
        self.rows.clear()


def insert(
    raw: sqlite3.Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]
) -> None:
    """Insert rows into a table, all with one statement."""
    if rows:
        marks = ", ".join("?" * len(columns))
        raw.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)


@dataclass
class Bulk:
    """Gathers what one write makes anew; see `flush`.

    Only records that this write makes may be in here. Whoever reads or writes the file beside it calls `flush` first.
    """

    writing: Writing
    progress: Progress
    of: int
    """How many records there will be."""
    done: int = 0
    _tables: dict[str, _Table] = field(default_factory=dict)
    _serials: dict[tuple[str, str], int] = field(default_factory=dict)
    _links: list[Link] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.writing.session.flush()
        held = self.writing.session.connection().connection.driver_connection
        self.raw = cast("sqlite3.Connection", held)
        """The connection of the write: a statement costs a fraction there of what it costs above."""

    # -- what is gathered

    def number(self, prefix: str, day: date) -> str:
        """The next number of the day."""
        at = prefix, day.isoformat()
        if at not in self._serials:
            found = self.raw.execute(
                "SELECT last FROM serial WHERE room_id = ? AND prefix = ? AND day = ?",
                (self.writing.actor.room_id, *at),
            ).fetchone()
            self._serials[at] = found[0] if found else 0
        self._serials[at] += 1
        return number_of(prefix, day, self._serials[at])

    def put(self, kind: type[SQLModel], values: Mapping[str, object]) -> Row:
        """A row of a table with its key; it may be changed until the next `flush`."""
        table = self._table(kind)
        row: Row = {**table.blank, **values}
        row["id"] = table.next
        table.next += 1
        table.rows.append(row)
        return row

    def fresh(self, subject: str, row: Row, step: str, reason: str = "", rows: Sequence[object] = ()) -> None:
        """Keep a new record with its history and its link; `rows` are those beside it."""
        detail = {"rows": list(rows)} if rows else {}
        self._keep(subject, row, step, "", reason, detail, detail)

    def step(
        self, subject: str, row: Row, changes: Mapping[str, object], step: str, reason: str = "",
        rows: Sequence[object] = (),
    ) -> None:  # fmt: skip
        """Change a record that is not written yet, and keep that as a step of its own."""
        before = dict(row)
        row.update(changes)
        row["version"] += 1
        beside = {"rows": list(rows)} if rows else {}
        changed = {
            name: [before[name], value]
            for name, value in row.items()
            if value != before[name] and name not in _UNTOLD
        }
        self._keep(subject, row, step, before["status"], reason, changed | beside, beside)

    def one_more(self) -> None:
        """A record is gathered whole: say how far it is, and write the block where it is full."""
        self.done += 1
        self.progress(self.done, self.of)
        if self.done % BLOCK == 0:
            self.flush()

    # -- what is written

    def flush(self) -> None:
        """Write all that is gathered."""
        self._count_on()
        self.writing.session.flush()
        ranges, bound = [], list[Bound]()
        for table in self._tables.values():
            if table.rows and table.name in REGISTERS:
                ranges.append((table.name, table.rows[0]["id"], table.rows[-1]["id"]))
            bound += self._bound(table)
            table.write(self.raw)
        self._link(bound)
        self.progress(self.done, self.of)
        for subject, first, last in ranges:
            REGISTERS[subject].write(self.raw.execute, first, last, self.raw.executemany)
        self._tables.clear()

    def _bound(self, table: _Table) -> Iterator[Bound]:
        """By what the links hold the rows of a table."""
        if is_bound(table.name):
            shape, key = self.writing.shapes.of(self.raw.execute, table.name), self.writing.key
            for row in table.rows:
                yield Bound(table.name, row["id"], shape.digest(key, [row[name] for name in shape.columns]))

    def _link(self, bound: list[Bound]) -> None:
        """Write the links up to here: what was done before this block stands before it in the chain."""
        writing = self.writing
        links = [*writing.links, *self._links]
        if links:
            extend(
                self.raw.execute, writing.key, writing.actor, writing.at, links, list(writing.changed),
                writing.shapes, bound, self.raw.executemany,
            )  # fmt: skip
            writing.changed.clear()
            writing.links.clear()
            self._links.clear()

    def _count_on(self) -> None:
        """Note up to where the numbers of the day are given."""
        self.raw.executemany(
            "INSERT INTO serial (room_id, prefix, day, last) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (room_id, prefix, day) DO UPDATE SET last = excluded.last",
            [(self.writing.actor.room_id, *at, last) for at, last in self._serials.items()],
        )
        self._serials.clear()

    def _table(self, kind: type[SQLModel]) -> _Table:
        name = str(kind.__tablename__)
        if name not in self._tables:
            blank = {column: kind.model_fields[column].get_default() for column in kind.model_fields}
            # A key is never given twice, also where the record of one is gone.
            (last,) = self.raw.execute(
                f"SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0), "
                f"coalesce((SELECT max(id) FROM {name}), 0))",
                (name,),
            ).fetchone()
            self._tables[name] = _Table(name, blank, last + 1)
        return self._tables[name]

    def _keep(
        self, subject: str, row: Row, step: str, source: str, reason: str, detail: Mapping[str, object],
        beside: Mapping[str, object],
    ) -> None:  # fmt: skip
        writing = self.writing
        told = json.dumps(detail, ensure_ascii=False, sort_keys=True) if detail else ""
        self.put(HistoryRow, {
            "room_id": writing.actor.room_id, "subject": subject, "subject_id": row["id"], "at": writing.at,
            "by_id": writing.actor.officer_id, "step": step, "source": source, "target": row["status"],
            "reason": reason, "detail": told, "write_id": writing.id,
        })  # fmt: skip
        # Sealed now: a later step changes the row.
        content = {**row, **beside} if beside else row
        self._links.append(Link(step, subject, row["id"], seal(writing.key, content)))
