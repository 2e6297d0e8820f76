"""Reading certificates of service, and the confirmed hours from which one is made."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from deskapp.domain.certificate import STATUS, Certificate, hours_of
from deskapp.domain.listing import Column, Row, Source
from deskapp.domain.masks import outside_name
from deskapp.domain.officer import Room
from deskapp.domain.times import moment
from deskapp.domain.words import N_, Words
from deskapp.reading.keyset import KeysetQuery, Order
from deskapp.reading.volunteers import by_id as volunteer_by_id

Read = Callable[..., Any]
"""Runs one SELECT with a tuple of parameters and gives rows that are indexed by name."""

Connect = Callable[[], sqlite3.Connection]
"""Gives the calling thread its connection."""


def certificate_of(row: Mapping[str, Any] | sqlite3.Row) -> Certificate:
    """The value of a row of the table `certificate`."""
    values = {name: row[name] for name in row.keys() if name not in ("is_open", "desk_order")}  # noqa: SIM118
    for name in ("day", "first", "last"):
        values[name] = date.fromisoformat(values[name])
    values["entered_at"] = moment(values["entered_at"])
    values["corrected_at"] = moment(values["corrected_at"]) if values["corrected_at"] else None
    return Certificate(**values)


def find(connection: sqlite3.Connection, room_id: int, number: str) -> Certificate | None:
    """The certificate with `number`, or None."""
    found = connection.execute(
        "SELECT * FROM certificate WHERE room_id = ? AND number = ?", (room_id, number)
    ).fetchone()
    return certificate_of(found) if found else None


def by_id(connection: sqlite3.Connection, certificate_id: int) -> Certificate | None:
    """The certificate with this key, or None."""
    found = connection.execute("SELECT * FROM certificate WHERE id = ?", (certificate_id,)).fetchone()
    return certificate_of(found) if found else None


def of_volunteer(read: Read, volunteer_id: int) -> tuple[Certificate, ...]:
    """Those of one volunteer, the newest last; undone ones are left out."""
    rows = read(
        "SELECT * FROM certificate WHERE volunteer_id = ? AND status <> 'undone' ORDER BY first, id",
        (volunteer_id,),
    )
    return tuple(certificate_of(row) for row in rows.fetchall())


def covering(connection: sqlite3.Connection, volunteer_id: int | None, day: date) -> tuple[Certificate, ...]:
    """Those in force that count the duties of `day`: what changes there is not what they say any more."""
    if volunteer_id is None:
        return ()
    found = of_volunteer(connection.execute, volunteer_id)
    return tuple(one for one in found if one.status == "issued" and one.first <= day <= one.last)


def every(connection: sqlite3.Connection, room_id: int) -> Iterator[Certificate]:
    """All certificates of the room, in the order of issue."""
    rows = connection.execute("SELECT * FROM certificate WHERE room_id = ? ORDER BY id", (room_id,))
    return (certificate_of(row) for row in rows.fetchall())


def served(read: Read, volunteer_id: int, first: date, last: date) -> list[tuple[str, str, int, int]]:
    """Dimension, type of service, confirmed minutes and times of one volunteer on these days, the most first."""
    rows = read(
        "SELECT c.dimension, c.service, sum(c.minutes) AS minutes, count(DISTINCT a.id) AS times "
        "FROM attendance AS a JOIN attendance_credit AS c ON c.attendance_id = a.id AND c.gone = 0 "
        "WHERE a.volunteer_id = ? AND a.status = 'confirmed' AND a.duty_day BETWEEN ? AND ? "
        "GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2",
        (volunteer_id, first.isoformat(), last.isoformat()),
    )
    return [(row["dimension"], row["service"], row["minutes"], row["times"]) for row in rows.fetchall()]


def times(read: Read, volunteer_id: int, first: date, last: date) -> int:
    """How many confirmed duties with hours there were: one with two parts counts once."""
    row = read(
        "SELECT count(*) AS times FROM attendance WHERE volunteer_id = ? AND status = 'confirmed' AND credited > 0 "
        "AND duty_day BETWEEN ? AND ?",
        (volunteer_id, first.isoformat(), last.isoformat()),
    ).fetchone()
    return int(row["times"])


_NARROW, _WIDE = 72, 100


def columns(t: Words) -> tuple[Column, ...]:
    """The columns of a list of certificates; narrow lists leave out the later of them."""
    zh = t.language == "zh"
    return (
        Column("state", N_("State"), 8 if zh else 10),
        Column("number", N_("Number"), 16),
        Column("member", N_("Member number"), 8 if zh else 13, min_screen=_NARROW),
        Column("name", N_("Name")),
        Column("days", N_("Days of service"), 23, min_screen=_NARROW),
        Column("hours", N_("Hours"), 8, "right"),
        Column("copies", N_("Printed"), 7, "right", min_screen=_WIDE),
    )


def row_of(one: Certificate, connection: sqlite3.Connection, room: Room, now: datetime, t: Words) -> Row:
    """One line of a list, masked; its key is filled in by the query."""
    said, who = one.statement, volunteer_by_id(connection, one.volunteer_id)
    sheltered = who is not None and who.person.is_sheltered(room.calendar.day(now))
    cells = (
        f"{t.marks.states[one.status]} {STATUS.label_of(one.status, t)}", one.number, said.member_no,
        outside_name(said.name, sheltered=sheltered, style=room.masks), f"{one.first} – {one.last}",
        hours_of(one.minutes), str(one.copies),
    )  # fmt: skip
    return Row((), one.id, cells, "" if one.status == "issued" else "muted")


def list_source(
    connect: Connect, room: Room, now: datetime, t: Words, where: str = "1", params: tuple[object, ...] = ()
) -> Source:
    """The certificates of the room, the newest first; undone ones are left out."""

    def row(found: sqlite3.Row) -> Row:
        one = by_id(connect(), found["id"])
        assert one is not None
        return row_of(one, connect(), room, now, t)

    order = (Order("day", desc=True, null=False), Order("id", desc=True, null=False))
    return KeysetQuery(
        connect, columns=columns(t), select="id", table="certificate", order=order, row=row,
        where=f"room_id = ? AND status <> 'undone' AND {where}", params=[room.id, *params],
    )  # fmt: skip
