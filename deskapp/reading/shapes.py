"""The columns of tables as far as the audit chain needs them: which stand in a row's digest, and which are left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from deskapp.domain.audit import is_bound, row_digest

Execute = Callable[..., Any]
"""Runs one statement, with a tuple of parameters where it has some, and gives a cursor."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What is known of a table."""

    table: str
    columns: tuple[str, ...]
    defaults: tuple[object, ...]

    def filled(self, row: Sequence[object]) -> Mapping[str, object]:
        """The columns of a row whose value is not the declared default, with their values."""
        return {
            name: value
            for name, value, default in zip(self.columns, row, self.defaults, strict=True)
            if value != default
        }

    def digest(self, key: bytes, row: Sequence[object]) -> str:
        """By what a link binds the row."""
        return row_digest(key, self.table, self.filled(row))


@dataclass(slots=True)
class Shapes:
    """The tables of one file, each looked at once."""

    known: dict[str, Shape] = field(default_factory=dict)

    def of(self, execute: Execute, table: str) -> Shape:
        """One table."""
        if table not in self.known:
            self.known[table] = _shape(execute, table)
        return self.known[table]


def _shape(execute: Execute, table: str) -> Shape:
    found = execute(f"PRAGMA table_info({table})").fetchall()
    return Shape(
        table, tuple(row[1] for row in found),
        tuple(execute(f"SELECT {row[4]}").fetchone()[0] if row[4] is not None else None for row in found),
    )  # fmt: skip


def digests(
    execute: Execute, shapes: Shapes, key: bytes, rows: Iterable[tuple[str, int]]
) -> Iterable[tuple[str, int, str | None]]:
    """The digest of each row as it stands now; None for one that is not there."""
    for table, row_key in rows:
        found = execute(f"SELECT * FROM {table} WHERE rowid = ?", (row_key,)).fetchone()
        yield table, row_key, shapes.of(execute, table).digest(key, tuple(found)) if found else None


def bound_tables(execute: Execute) -> tuple[str, ...]:
    """The tables of the file whose rows links bind, by name."""
    found = execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return tuple(row[0] for row in found if is_bound(row[0]))
