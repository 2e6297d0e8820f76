"""Cards and earlier matters for tests of repeats."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from deskapp import db


def write(path: Path, sql: str, *values: object) -> int:
    """Write past the services; gives the key of a new row."""
    with closing(db.connect(path, durable=False)) as connection:
        return int(connection.execute(sql, values).lastrowid or 0)


def a_card(path: Path, name: str, phones: str, *, id_number: str = "", merged_into: int | None = None) -> int:
    """A card past the services."""
    return write(
        path,
        "INSERT INTO person (room_id, number, day, name, phones, id_number, entered_at, entered_by, status, "
        "merged_into) VALUES (1, 'RY-20200101-' || printf('%03d', (SELECT count(*) + 1 FROM person)), "
        "'2026-11-21', ?, ?, ?, '2026-11-21', 1, ?, ?)",
        name, phones, id_number, "merged" if merged_into else "active", merged_into,
    )  # fmt: skip


def link(path: Path, card: int, into: int) -> None:
    """Link a card to another."""
    write(path, "UPDATE person SET status = 'merged', merged_into = ? WHERE id = ?", into, card)


def give(path: Path, number: str, card: int) -> None:
    """Say that a request is of the person of a card."""
    write(path, "UPDATE request SET person_id = ? WHERE number = ?", card, number)
