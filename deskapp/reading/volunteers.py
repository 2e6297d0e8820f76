"""Reading volunteers: one with all that belongs to one, the teams and the equipment."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from deskapp.domain.equipment import Equipment
from deskapp.domain.team import Team
from deskapp.domain.times import moment
from deskapp.domain.volunteer import Dossier, Honour, Loan, Membership, Training, Volunteer
from deskapp.reading.people import person_of

Read = Callable[..., Any]
"""Runs one SELECT with a tuple of parameters and gives rows that are indexed by name."""

_DERIVED = ("is_open", "desk_order")
_LISTS = ("identity", "roles")
_DAYS = ("insurance_until", "pledged_on", "joined_on", "left_on", "leave_until")

SURVIVOR = (
    "WITH RECURSIVE up (id, next) AS (SELECT id, merged_into FROM person WHERE id = ? "
    "UNION SELECT p.id, p.merged_into FROM person AS p JOIN up ON p.id = up.next) "
    "SELECT p.* FROM person AS p JOIN up ON p.id = up.id WHERE up.next IS NULL"
)


def _plain(row: Mapping[str, Any] | sqlite3.Row) -> dict[str, Any]:
    values = {name: row[name] for name in row.keys() if name not in _DERIVED}  # noqa: SIM118 - a sqlite3.Row
    values["day"] = date.fromisoformat(values["day"])
    values["entered_at"] = moment(values["entered_at"])
    values["corrected_at"] = moment(values["corrected_at"]) if values["corrected_at"] else None
    return values


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def volunteer_of(row: Mapping[str, Any] | sqlite3.Row) -> Volunteer:
    """The value of a row of the table `volunteer`."""
    values = _plain(row)
    for name in _LISTS:
        values[name] = tuple(values[name].split(",")) if values[name] else ()
    for name in _DAYS:
        values[name] = _day(values[name])
    return Volunteer(**values)


def find(connection: sqlite3.Connection, room_id: int, number: str) -> Dossier | None:
    """The volunteer with the record number `number`, or with that member number."""
    return dossier_of(connection.execute, "room_id = ? AND number = ?", (room_id, number)) or dossier_of(
        connection.execute,
        "room_id = ? AND member_no = ? AND status NOT IN ('voided', 'undone')",
        (room_id, number),
    )


def by_id(connection: sqlite3.Connection, volunteer_id: int) -> Dossier | None:
    """The volunteer with this key, or None."""
    return dossier_of(connection.execute, "id = ?", (volunteer_id,))


def of_person(connection: sqlite3.Connection, person_id: int) -> Volunteer | None:
    """The volunteer whose card this is, or None."""
    found = connection.execute(
        "SELECT * FROM volunteer WHERE person_id = ? AND status NOT IN ('voided', 'undone')", (person_id,)
    ).fetchone()
    return volunteer_of(found) if found else None


def every(connection: sqlite3.Connection, room_id: int) -> Iterator[Dossier]:
    """All volunteers of the room, in the order of entry."""
    keys = connection.execute("SELECT id FROM volunteer WHERE room_id = ? ORDER BY id", (room_id,)).fetchall()
    return (found for row in keys if (found := by_id(connection, row["id"])) is not None)


def dossier_of(read: Read, where: str, params: tuple[object, ...]) -> Dossier | None:
    """The volunteer for whom `where` holds, with all that belongs to one; None where there is none."""
    found = read(f"SELECT * FROM volunteer WHERE {where}", params).fetchone()
    if found is None:
        return None
    one = volunteer_of(found)
    key = (one.id,)
    return Dossier(
        one,
        person_of(read(SURVIVOR, (one.person_id,)).fetchone()),
        tuple(_membership(row) for row in read(_TEAMS, key).fetchall()),
        tuple(_training(row) for row in read(_beside("training"), key).fetchall()),
        tuple(_honour(row) for row in read(_beside("honour"), key).fetchall()),
        tuple(_loan(row) for row in read(f"{_LOANS} l.volunteer_id = ? ORDER BY l.id", key).fetchall()),
    )


_TEAMS = (
    "SELECT m.*, t.name FROM volunteer_team AS m JOIN team AS t ON t.id = m.team_id "
    "WHERE m.volunteer_id = ? AND m.gone = 0 ORDER BY m.to_on IS NOT NULL, m.from_on, m.id"
)
_LOANS = (
    "SELECT l.*, e.kind, e.name FROM equipment_loan AS l JOIN equipment AS e ON e.id = l.equipment_id "
    "WHERE l.gone = 0 AND"
)


def _beside(child: str) -> str:
    return f"SELECT * FROM volunteer_{child} WHERE volunteer_id = ? AND gone = 0 ORDER BY on_day, id"


def _membership(row: sqlite3.Row) -> Membership:
    return Membership(
        row["id"],
        row["team_id"],
        row["name"],
        row["post"],
        date.fromisoformat(row["from_on"]),
        _day(row["to_on"]),
    )


def _training(row: sqlite3.Row) -> Training:
    return Training(
        row["id"], row["subject"], date.fromisoformat(row["on_day"]), row["minutes"], _day(row["expires_on"]),
        row["teacher"],
    )  # fmt: skip


def _honour(row: sqlite3.Row) -> Honour:
    return Honour(row["id"], row["kind"], row["title"], date.fromisoformat(row["on_day"]), row["given_by"])


def _loan(row: sqlite3.Row) -> Loan:
    back = moment(row["back_at"]) if row["back_at"] else None
    return Loan(
        row["id"], row["equipment_id"], row["volunteer_id"], f"{row['kind']} {row['name']}".strip(), row["count"],
        moment(row["out_at"]), _day(row["due_on"]), row["attendance_id"], back, row["result"], row["note"],
    )  # fmt: skip


# -- teams


_TEAM = (
    "SELECT t.*, (SELECT count(*) FROM volunteer_team AS m JOIN volunteer AS v ON v.id = m.volunteer_id "
    "WHERE m.team_id = t.id AND m.gone = 0 AND m.to_on IS NULL AND v.is_open = 1) AS members FROM team AS t WHERE"
)


def team_of(row: sqlite3.Row) -> Team:
    """The value of a row of the table `team`, with the number of its people."""
    return Team(**_plain(row))


def teams(connection: sqlite3.Connection, room_id: int, *, closed: bool = False) -> tuple[Team, ...]:
    """The teams of the room in the order of entry; those that were disbanded where they are wanted."""
    wanted = "status <> 'undone'" if closed else "status = 'active'"
    rows = connection.execute(f"{_TEAM} t.room_id = ? AND t.{wanted} ORDER BY t.id", (room_id,))
    return tuple(team_of(row) for row in rows.fetchall())


def find_team(connection: sqlite3.Connection, room_id: int, said: str) -> Team | None:
    """The team of a name or a number; of several teams of one name that which serves."""
    found = connection.execute(
        f"{_TEAM} t.room_id = ? AND (t.number = ? OR t.name = ?) ORDER BY t.status <> 'active', t.id DESC LIMIT 1",
        (room_id, said.upper(), said),
    ).fetchone()
    return team_of(found) if found else None


def team_by_id(connection: sqlite3.Connection, team_id: int) -> Team | None:
    """The team with this key, or None."""
    found = connection.execute(f"{_TEAM} t.id = ?", (team_id,)).fetchone()
    return team_of(found) if found else None


# -- equipment


def equipment_of(row: Mapping[str, Any] | sqlite3.Row) -> Equipment:
    """The value of a row of the table `equipment`."""
    return Equipment(**_plain(row))


def equipment(connection: sqlite3.Connection, room_id: int) -> tuple[Equipment, ...]:
    """All equipment of the room, kind by kind."""
    rows = connection.execute(
        "SELECT * FROM equipment WHERE room_id = ? AND status <> 'undone' ORDER BY kind, name, id", (room_id,)
    )
    return tuple(equipment_of(row) for row in rows.fetchall())


def find_equipment(connection: sqlite3.Connection, room_id: int, number: str) -> Equipment | None:
    """The equipment with `number`, or None."""
    found = connection.execute(
        "SELECT * FROM equipment WHERE room_id = ? AND number = ?", (room_id, number)
    ).fetchone()
    return equipment_of(found) if found else None


def equipment_by_id(connection: sqlite3.Connection, equipment_id: int) -> Equipment | None:
    """The equipment with this key, or None."""
    found = connection.execute("SELECT * FROM equipment WHERE id = ?", (equipment_id,)).fetchone()
    return equipment_of(found) if found else None


def loans_of(connection: sqlite3.Connection, equipment_id: int) -> tuple[Loan, ...]:
    """What was handed out of one kind: what is still out first, then what came back last."""
    rows = connection.execute(
        f"{_LOANS} l.equipment_id = ? ORDER BY l.back_at IS NOT NULL, "
        "CASE WHEN l.back_at IS NULL THEN l.out_at END, l.back_at DESC, l.id LIMIT 200",
        (equipment_id,),
    )
    return tuple(_loan(row) for row in rows.fetchall())


def loans(connection: sqlite3.Connection, room_id: int) -> tuple[Loan, ...]:
    """What is in somebody's hands now, what has been out longest first."""
    rows = connection.execute(
        f"{_LOANS} e.room_id = ? AND l.back_at IS NULL ORDER BY l.out_at, l.id", (room_id,)
    )
    return tuple(_loan(row) for row in rows.fetchall())
