"""Reading people: one card, its survivor, and whose requests stand under it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import Any

from deskapp.domain.person import Person
from deskapp.domain.times import moment

_PLAIN = (
    "id", "room_id", "number", "name", "id_kind", "id_number", "sex", "address", "language", "notes", "entered_by",
    "status", "merged_into", "version",
)  # fmt: skip


def person_of(row: sqlite3.Row | Mapping[str, Any]) -> Person:
    """The value of a row of the table `person`."""
    values: dict[str, Any] = {name: row[name] for name in _PLAIN}
    values["day"] = date.fromisoformat(row["day"])
    values["phones"] = tuple(row["phones"].split(",")) if row["phones"] else ()
    values["born"] = date.fromisoformat(row["born"]) if row["born"] else None
    values["minor"] = bool(row["minor"])
    values["entered_at"] = moment(row["entered_at"])
    values["corrected_at"] = moment(row["corrected_at"]) if row["corrected_at"] else None
    return Person(**values)


def find(connection: sqlite3.Connection, room_id: int, number: str) -> Person | None:
    """The card with `number`, or None."""
    found = connection.execute(
        "SELECT * FROM person WHERE room_id = ? AND number = ?", (room_id, number)
    ).fetchone()
    return person_of(found) if found else None


def by_id(connection: sqlite3.Connection, person_id: int) -> Person | None:
    """The card with this key, or None."""
    found = connection.execute("SELECT * FROM person WHERE id = ?", (person_id,)).fetchone()
    return person_of(found) if found else None


def survivor(connection: sqlite3.Connection, person_id: int) -> Person | None:
    """The card that this one was merged into, through all merges; itself where it was not."""
    found = connection.execute(
        "WITH RECURSIVE up (id, next) AS (SELECT id, merged_into FROM person WHERE id = ? "
        "UNION SELECT p.id, p.merged_into FROM person AS p JOIN up ON p.id = up.next) "
        "SELECT p.* FROM person AS p JOIN up ON p.id = up.id WHERE up.next IS NULL",
        (person_id,),
    ).fetchone()
    return person_of(found) if found else None


def family(connection: sqlite3.Connection, person_id: int) -> tuple[Person, ...]:
    """The card itself, then all that were merged into it, directly or by way of another."""
    return tuple(
        person_of(row)
        for row in connection.execute(
            "WITH RECURSIVE down (id) AS (SELECT ?1 "
            "UNION SELECT p.id FROM person AS p JOIN down ON p.merged_into = down.id) "
            "SELECT p.* FROM person AS p JOIN down USING (id) ORDER BY p.id <> ?1, p.id",
            (person_id,),
        )
    )
