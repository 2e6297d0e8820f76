"""Reading disputes: one file with all that belongs to it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from deskapp.domain.dispute import (
    Dispute,
    File,
    Instalment,
    Mediator,
    Paper,
    Party,
    Session,
    Signal,
    Visit,
)
from deskapp.domain.identity import born_of, is_minor
from deskapp.domain.times import moment

T = TypeVar("T")

Read = Callable[..., Any]
"""Runs one SELECT with a tuple of parameters and gives rows that are indexed by name."""

_MOMENTS = ("occurred_at", "first_sign_at", "entered_at", "next_due")
_LATE = (
    "accepted_at", "first_action_at", "receiver_due", "agreed_at", "fulfilled_at", "breached_at", "closed_at",
    "corrected_at",
)  # fmt: skip
_DAYS = ("deadline", "effective_on")
_FLAGS = ("threat", "domestic_violence", "petition_risk", "sealed", "signed")
_DERIVED = ("is_open", "desk_order")


def dispute_of(row: Mapping[str, Any] | sqlite3.Row) -> Dispute:
    """The value of a row of the table `dispute`."""
    values = {name: row[name] for name in row.keys() if name not in _DERIVED}  # noqa: SIM118 - a sqlite3.Row
    for name in _MOMENTS:
        values[name] = moment(values[name])
    for name in _LATE:
        values[name] = moment(values[name]) if values[name] else None
    for name in _DAYS:
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    for name in _FLAGS:
        values[name] = bool(values[name])
    values["day"] = date.fromisoformat(values["day"])
    return Dispute(**values)


def parts_of(connection: sqlite3.Connection, people: tuple[int, ...]) -> tuple[tuple[File, str], ...]:
    """The disputes in which some cards have a part, the nearest clock first, each with the role, a code."""
    marks = ", ".join("?" * len(people))
    rows = connection.execute(
        "SELECT d.id, p.role FROM dispute_party AS p JOIN dispute AS d ON d.id = p.dispute_id "
        f"WHERE p.gone = 0 AND p.person_id IN ({marks}) AND d.status <> 'undone' ORDER BY d.desk_order, d.id, p.id",
        people,
    ).fetchall()
    found = ((by_id(connection, row[0]), str(row[1])) for row in rows)
    return tuple((file, role) for file, role in found if file is not None)


def find(connection: sqlite3.Connection, room_id: int, number: str) -> File | None:
    """The file with `number`, or None."""
    return file_of(connection.execute, "room_id = ? AND number = ?", (room_id, number))


def of_request(connection: sqlite3.Connection, request_id: int) -> str:
    """The number of the dispute that a request turned into, the last of several; empty where there is none."""
    found = connection.execute(
        "SELECT number FROM dispute WHERE request_id = ? AND status <> 'undone' ORDER BY id DESC LIMIT 1",
        (request_id,),
    ).fetchone()
    return str(found["number"]) if found else ""


def by_id(connection: sqlite3.Connection, dispute_id: int) -> File | None:
    """The file with this key, or None."""
    return file_of(connection.execute, "id = ?", (dispute_id,))


def for_lists(connection: sqlite3.Connection, dispute_id: int) -> File | None:
    """The file with this key as lists show it: the dispute and its parties alone."""
    found = connection.execute("SELECT * FROM dispute WHERE id = ?", (dispute_id,)).fetchone()
    if found is None:
        return None
    dispute = dispute_of(found)
    return File(dispute, _rows(connection.execute, dispute, _PARTIES, lambda row: _party(row, dispute)))


def number_of_request(connection: sqlite3.Connection, request_id: int) -> str:
    """The number of the dispute that was made of a request; empty where there is none that counts."""
    found = connection.execute(
        "SELECT number FROM dispute WHERE request_id = ? AND status NOT IN ('undone', 'voided') ORDER BY id DESC",
        (request_id,),
    ).fetchone()
    return str(found["number"]) if found else ""


def every(connection: sqlite3.Connection, room_id: int) -> Iterator[File]:
    """All files of the room, in the order of entry."""
    keys = connection.execute("SELECT id FROM dispute WHERE room_id = ? ORDER BY id", (room_id,)).fetchall()
    return (file for row in keys if (file := by_id(connection, row["id"])) is not None)


def file_of(read: Read, where: str, params: tuple[object, ...]) -> File | None:
    """The file of the dispute for which `where` holds, or None."""
    found = read(f"SELECT * FROM dispute WHERE {where}", params).fetchone()
    if found is None:
        return None
    dispute = dispute_of(found)
    return File(
        dispute,
        _rows(read, dispute, _PARTIES, lambda row: _party(row, dispute)),
        _rows(read, dispute, _of("mediator"), _mediator),
        _rows(read, dispute, _of("session"), _session),
        _rows(read, dispute, _of("instalment"), _instalment),
        _rows(read, dispute, _of("visit"), _visit),
        _rows(read, dispute, _of("signal"), _signal),
        _rows(read, dispute, _of("paper"), _paper),
    )


_PARTIES = (
    "SELECT p.*, c.name, c.born, c.minor, c.id_number FROM dispute_party AS p JOIN person AS c "
    "ON c.id = p.person_id WHERE p.dispute_id = ? AND p.gone = 0 ORDER BY p.id"
)


def _of(child: str) -> str:
    return f"SELECT * FROM dispute_{child} WHERE dispute_id = ? AND gone = 0 ORDER BY id"


def _rows(read: Read, dispute: Dispute, sql: str, make: Callable[[sqlite3.Row], T]) -> tuple[T, ...]:
    return tuple(make(row) for row in read(sql, (dispute.id,)).fetchall())


def _party(row: sqlite3.Row, dispute: Dispute) -> Party:
    born = date.fromisoformat(row["born"]) if row["born"] else born_of(row["id_number"])
    return Party(
        id=row["id"],
        person_id=row["person_id"],
        name=row["name"],
        role=row["role"],
        stands_by=row["stands_by"],
        mandate=bool(row["mandate"]),
        own_living=bool(row["own_living"]),
        minor=bool(row["minor"]) or is_minor(born, dispute.day),
        born=born,
        willing=row["willing"],
    )


def _mediator(row: sqlite3.Row) -> Mediator:
    return Mediator(
        row["id"], row["kind"], row["officer_id"], row["name"], row["body"], row["task"], row["contact"]
    )


def _session(row: sqlite3.Row) -> Session:
    return Session(
        row["id"], row["seq"], row["place"], moment(row["from_at"]), moment(row["to_at"]), row["attendees"],
        row["course"], row["result"], row["override"],
    )  # fmt: skip


def _instalment(row: sqlite3.Row) -> Instalment:
    paid_on = date.fromisoformat(row["paid_on"]) if row["paid_on"] else None
    return Instalment(
        row["id"], row["seq"], date.fromisoformat(row["due_on"]), row["amount"], row["paid"], paid_on,
        row["note"],
    )  # fmt: skip


def _visit(row: sqlite3.Row) -> Visit:
    done_at = moment(row["done_at"]) if row["done_at"] else None
    return Visit(row["id"], date.fromisoformat(row["due_on"]), done_at, row["by"], row["result"], row["note"])


def _signal(row: sqlite3.Row) -> Signal:
    params = tuple((str(name), str(value)) for name, value in json.loads(row["params"] or "[]"))
    answered_at = moment(row["answered_at"]) if row["answered_at"] else None
    return Signal(
        row["id"], row["kind"], params, row["risk"], moment(row["at"]), row["answer"], row["word"], answered_at,
        row["answered_by"],
    )  # fmt: skip


def _paper(row: sqlite3.Row) -> Paper:
    return Paper(row["id"], row["kind"], row["number"], moment(row["at"]), row["copies"])
