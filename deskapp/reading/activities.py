"""Reading activities: one with all that belongs to it, the tally of today, who may be meant."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from deskapp.domain.activity import LISTS, MOMENTS, Activity, Link, Partaker, Told
from deskapp.domain.times import moment, stored
from deskapp.reading.volunteers import SURVIVOR

Read = Callable[..., Any]
"""Runs one SELECT with a tuple of parameters and gives rows that are indexed by name."""

_ACTIVITY = (
    "SELECT a.*, coalesce(t.name, '') AS team, coalesce(r.name, '') AS area FROM activity AS a "
    "LEFT JOIN team AS t ON t.id = a.team_id LEFT JOIN area AS r ON r.id = a.area_id WHERE"
)
_PARTAKERS = (
    "SELECT p.*, coalesce(t.name, '') AS team, coalesce(v.member_no, o.badge, '') AS said_number, "
    "coalesce(o.name, p.name) AS said_name, v.person_id AS behind, coalesce(d.number, '') AS duty "
    "FROM activity_person AS p LEFT JOIN volunteer AS v ON v.id = p.volunteer_id "
    "LEFT JOIN officer AS o ON o.id = p.officer_id LEFT JOIN team AS t ON t.id = p.team_id "
    "LEFT JOIN attendance AS d ON d.id = p.attendance_id WHERE p.activity_id = ? AND p.gone = 0 ORDER BY p.id"
)


def activity_of(row: Mapping[str, Any] | sqlite3.Row) -> Activity:
    """The value of a row of the table `activity`, with or without the name of its team."""
    values = {name: row[name] for name in row.keys() if name not in ("is_open", "desk_order")}  # noqa: SIM118
    for name in ("day", "held_on"):
        values[name] = date.fromisoformat(values[name])
    for name in MOMENTS:
        values[name] = moment(values[name]) if values[name] else None
    for name in LISTS:
        values[name] = tuple(values[name].split(",")) if values[name] else ()
    values["entered_at"] = moment(values["entered_at"])
    return Activity(**values)


def told_of(read: Read, where: str, params: tuple[object, ...]) -> Told | None:
    """The activity for which `where` holds, with all that belongs to it; None where there is none."""
    found = read(f"{_ACTIVITY} {where}", params).fetchone()
    if found is None:
        return None
    one = activity_of(found)
    partakers = tuple(_partaker(read, row) for row in read(_PARTAKERS, (one.id,)).fetchall())
    links = read(
        "SELECT id, number FROM activity_link WHERE activity_id = ? AND gone = 0 ORDER BY id", (one.id,)
    )
    finds = read(
        "SELECT id, number FROM hazard WHERE activity_id = ? AND status <> 'undone' ORDER BY id", (one.id,)
    )
    return Told(one, partakers, _links(links.fetchall()), _links(finds.fetchall()))


def _links(rows: Iterable[Mapping[str, Any]]) -> tuple[Link, ...]:
    return tuple(Link(row["id"], row["number"]) for row in rows)


def _partaker(read: Read, row: Mapping[str, Any]) -> Partaker:
    name, number = row["said_name"], row["said_number"]
    card = row["behind"] or row["person_id"]
    if card is not None:
        person = read(SURVIVOR, (card,)).fetchone()
        name, number = person["name"], number or person["number"]
    return Partaker(
        row["id"], row["role"], row["volunteer_id"], row["officer_id"], row["person_id"], name, number, row["team"],
        row["duty"],
    )  # fmt: skip


def find(connection: sqlite3.Connection, room_id: int, number: str) -> Told | None:
    """The activity with `number`, or None."""
    return told_of(connection.execute, "a.room_id = ? AND a.number = ?", (room_id, number))


def by_id(connection: sqlite3.Connection, activity_id: int) -> Told | None:
    """The activity with this key, or None."""
    return told_of(connection.execute, "a.id = ?", (activity_id,))


def number_of(connection: sqlite3.Connection, activity_id: int) -> str:
    """The number of the activity with this key."""
    found = connection.execute("SELECT number FROM activity WHERE id = ?", (activity_id,)).fetchone()
    return str(found["number"])


def every(connection: sqlite3.Connection, room_id: int) -> Iterator[Told]:
    """All activities of the room, in the order of entry."""
    keys = connection.execute("SELECT id FROM activity WHERE room_id = ? ORDER BY id", (room_id,)).fetchall()
    return (found for row in keys if (found := by_id(connection, row["id"])) is not None)


def card_of(connection: sqlite3.Connection, who: Partaker) -> int | None:
    """The key of the card of somebody who took part or was served; None for an officer and for a bare name."""
    if who.volunteer_id is not None:
        found = connection.execute(
            "SELECT person_id FROM volunteer WHERE id = ?", (who.volunteer_id,)
        ).fetchone()
        return int(found["person_id"])
    return who.person_id


def tally_of(connection: sqlite3.Connection, room_id: int, day: date) -> Told | None:
    """The tally of persuasions of this day that was touched last, or None."""
    found = connection.execute(
        "SELECT a.id FROM activity AS a JOIN history AS h ON h.subject = 'activity' AND h.subject_id = a.id "
        "WHERE a.room_id = ? AND a.held_on = ? AND a.kind = 'persuasion' AND a.status = 'done' "
        "ORDER BY h.id DESC LIMIT 1",
        (room_id, day.isoformat()),
    ).fetchone()
    return by_id(connection, found["id"]) if found else None


def coming(connection: sqlite3.Connection, room_id: int, until: datetime) -> tuple[Activity, ...]:
    """What is under way, and what is planned to begin before `until`, the first one on top."""
    rows = connection.execute(
        f"{_ACTIVITY} a.room_id = ? AND a.desk_order < '2' AND (a.status = 'running' OR a.plan_from < ?) "
        "ORDER BY a.desk_order, a.id",
        (room_id, stored(until)),
    ).fetchall()
    return tuple(activity_of(row) for row in rows)


def led_to(connection: sqlite3.Connection, room_id: int, number: str) -> tuple[Told, ...]:
    """The activities that name a record of another register, the newest first."""
    keys = connection.execute(
        "SELECT a.id FROM activity_link AS l JOIN activity AS a ON a.id = l.activity_id WHERE l.number = ? "
        "AND l.gone = 0 AND a.room_id = ? AND a.status NOT IN ('voided', 'undone') ORDER BY a.id DESC",
        (number, room_id),
    ).fetchall()
    return tuple(found for row in keys if (found := by_id(connection, row["id"])) is not None)
