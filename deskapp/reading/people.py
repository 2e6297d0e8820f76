"""Reading people: one card, its survivor, and whose requests stand under it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from deskapp.domain.masks import SHELTERED_CATEGORIES, SHELTERED_DANGERS
from deskapp.domain.person import Person
from deskapp.domain.person_draft import Told
from deskapp.domain.request import Request
from deskapp.domain.times import moment
from deskapp.reading.requests import request_of
from deskapp.tables.sheltered import SEALED_REQUEST

_PLAIN = (
    "id", "room_id", "number", "name", "id_kind", "id_number", "sex", "address", "language", "notes", "entered_by",
    "status", "merged_into", "version",
)  # fmt: skip


def person_of(row: sqlite3.Row | Mapping[str, Any], *, told_in_confidence: bool = False) -> Person:
    """The value of a row of the table `person`; see `value` for one that is shown in a list."""
    values: dict[str, Any] = {name: row[name] for name in _PLAIN}
    values["day"] = date.fromisoformat(row["day"])
    values["phones"] = tuple(row["phones"].split(",")) if row["phones"] else ()
    values["born"] = date.fromisoformat(row["born"]) if row["born"] else None
    values["minor"] = bool(row["minor"])
    values["entered_at"] = moment(row["entered_at"])
    values["corrected_at"] = moment(row["corrected_at"]) if row["corrected_at"] else None
    return Person(**values, told_in_confidence=told_in_confidence)


def value(connection: sqlite3.Connection, row: sqlite3.Row) -> Person:
    """The value of a row, knowing whether one of the person's requests shelters its applicant."""
    return person_of(row, told_in_confidence=_told_in_confidence(connection, row["id"]))


def _told_in_confidence(connection: sqlite3.Connection, person_id: int) -> bool:
    requests = connection.execute(
        "SELECT category, dangers FROM request WHERE status <> 'undone' AND person_id IN ("
        "WITH RECURSIVE down (id) AS (SELECT ?1 UNION SELECT p.id FROM person AS p JOIN down "
        "ON p.merged_into = down.id) SELECT id FROM down)",
        (person_id,),
    )
    return any(
        category in SHELTERED_CATEGORIES or not SHELTERED_DANGERS.isdisjoint(dangers.split(","))
        for category, dangers in requests
    )


def find(connection: sqlite3.Connection, room_id: int, number: str) -> Person | None:
    """The card with `number`, or None."""
    found = connection.execute(
        "SELECT * FROM person WHERE room_id = ? AND number = ?", (room_id, number)
    ).fetchone()
    return value(connection, found) if found else None


def by_id(connection: sqlite3.Connection, person_id: int) -> Person | None:
    """The card with this key, or None."""
    found = connection.execute("SELECT * FROM person WHERE id = ?", (person_id,)).fetchone()
    return value(connection, found) if found else None


def survivor(connection: sqlite3.Connection, person_id: int) -> Person | None:
    """The card that this one was merged into, through all merges; itself where it was not."""
    found = connection.execute(
        "WITH RECURSIVE up (id, next) AS (SELECT id, merged_into FROM person WHERE id = ? "
        "UNION SELECT p.id, p.merged_into FROM person AS p JOIN up ON p.id = up.next) "
        "SELECT p.* FROM person AS p JOIN up ON p.id = up.id WHERE up.next IS NULL",
        (person_id,),
    ).fetchone()
    return value(connection, found) if found else None


def family(connection: sqlite3.Connection, person_id: int) -> tuple[Person, ...]:
    """The card itself, then all that were merged into it, directly or by way of another."""
    return tuple(
        value(connection, row)
        for row in connection.execute(
            "WITH RECURSIVE down (id) AS (SELECT ?1 "
            "UNION SELECT p.id FROM person AS p JOIN down ON p.merged_into = down.id) "
            "SELECT p.* FROM person AS p JOIN down USING (id) ORDER BY p.id <> ?1, p.id",
            (person_id,),
        )
    )


def active(connection: sqlite3.Connection, room_id: int) -> Iterator[Person]:
    """The cards in use, the newest first, one after the other."""
    for row in connection.execute(
        "SELECT * FROM person WHERE room_id = ? AND status = 'active' ORDER BY id DESC", (room_id,)
    ):
        yield value(connection, row)


def every(connection: sqlite3.Connection, room_id: int) -> Iterator[tuple[Person, str]]:
    """All cards in their order, one after the other, each with the number of the card it was merged into."""
    # nothing is read before somebody asks for the first: an open read would keep writes away
    for row in connection.execute(
        "SELECT p.*, q.number AS above FROM person AS p LEFT JOIN person AS q ON q.id = p.merged_into "
        "WHERE p.room_id = ? ORDER BY p.id",
        (room_id,),
    ):
        yield value(connection, row), row["above"] or ""


def requests_of(
    connection: sqlite3.Connection, people: tuple[int, ...], *, sealed: bool = True
) -> tuple[Request, ...]:
    """The requests of some cards: the open ones first, then the latest closed; with those of `sealed` files."""
    marks, only = ", ".join("?" * len(people)), "" if sealed else f" AND NOT {SEALED_REQUEST}"
    return tuple(
        request_of(row)
        for row in connection.execute(
            f"SELECT * FROM request WHERE person_id IN ({marks}) AND status <> 'undone'{only} ORDER BY desk_order, id",
            people,
        )
    )


def match(execute: Callable[..., Any], room_id: int, told: Told) -> int | None:
    """The key of the card of the same document, else that of the same name and phone; None where there is none.

    `execute` is that of any connection: a write looks in its own transaction.
    """
    if told.document.number:
        found = execute(
            "SELECT id FROM person WHERE room_id = ? AND id_number = ? AND id_number <> '' AND status <> 'undone' "
            "ORDER BY id LIMIT 1",
            (room_id, told.document.number),
        ).fetchone()
        if found:
            return _survivor(execute, found[0])[0]
    if told.phone:
        named = execute(
            "SELECT id, id_number FROM person WHERE room_id = ? AND name = ? AND status <> 'undone' "
            "AND instr(',' || phones || ',', ',' || ? || ',') ORDER BY id",
            (room_id, told.name, told.phone),
        ).fetchall()
        for person_id, id_number in named:
            key, of_survivor = _survivor(execute, person_id)
            # one name, one phone and two documents are two people
            if {told.document.number, ""} >= {id_number, of_survivor} or not told.document.number:
                return key
    return None


def _survivor(execute: Callable[..., Any], person_id: int) -> tuple[int, str]:
    key, id_number = person_id, ""
    above: int | None = person_id
    while above is not None:
        key = above
        id_number, above = execute(
            "SELECT id_number, merged_into FROM person WHERE id = ?", (key,)
        ).fetchone()
    return key, id_number
