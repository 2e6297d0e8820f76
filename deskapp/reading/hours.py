"""Reading hours: per member, team, dimension or type of service, of the duties that began in a period.

Presence is from sign-in to sign-out; of it counts what an officer confirmed; the rest waits for a look. What was not
counted, voided or undone stands in none of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from deskapp.domain.figures import Period
from deskapp.domain.listing import Row, Source
from deskapp.domain.officer import Room
from deskapp.domain.person import Person
from deskapp.domain.team import Team
from deskapp.domain.tree import tree
from deskapp.domain.words import Words
from deskapp.reading.attendance_lists import columns, row_of
from deskapp.reading.attendances import by_id
from deskapp.reading.keyset import KeysetQuery, Order
from deskapp.reading.people import person_of
from deskapp.reading.volunteers import SURVIVOR, teams

Connect = Callable[[], sqlite3.Connection]
"""Gives the calling thread its connection."""

BY = ("member", "team", "dimension", "service")
"""By what hours are added up."""

GUEST = 0
"""In the place of a member's key: helpers who are in no register."""

NO_TEAM = 0
"""In the place of a team's key."""

COUNTED = "status NOT IN ('voided', 'undone', 'rejected')"
"""The condition of duties that stand in any sum."""

SPENT = (
    "sum(CASE WHEN out_at IS NOT NULL "
    "THEN CAST((julianday(out_at) - julianday(in_at)) * 1440 + 0.001 AS INTEGER) END)"
)
"""Whole minutes from sign-in to sign-out, added up; nothing where nobody signed out."""
PRESENT = f"coalesce({SPENT}, 0)"

_SUMS = (
    f"sum(credited) AS confirmed, {PRESENT} AS present, sum(status = 'confirmed') AS times, "
    "sum(status IN ('ended', 'auto_closed')) AS waiting, count(*) AS duties"
)


@dataclass(frozen=True, slots=True)
class Sum:
    """What one line adds up; minutes, and duties."""

    key: str
    """Of a member or a team the integer key, else the code."""
    confirmed: int = 0
    present: int = 0
    times: int = 0
    """Duties that were confirmed."""
    waiting: int = 0
    """Duties that wait for an officer's word."""
    duties: int = 0
    depth: int = 0
    """Of a team: how far down it stands in the tree."""
    name: str = ""
    """Of a team its name."""

    def __add__(self, other: Sum) -> Sum:
        return Sum(
            self.key, self.confirmed + other.confirmed, self.present + other.present, self.times + other.times,
            self.waiting + other.waiting, self.duties + other.duties, self.depth, self.name,
        )  # fmt: skip


def sums(connection: sqlite3.Connection, room_id: int, by: str, period: Period) -> tuple[Sum, ...]:
    """The lines of a period: members and codes with the most hours first, teams as their tree.

    A team holds what those under it did. Guests stand in one line of the members.
    """
    if by == "team":
        return _by_team(connection, room_id, period)
    if by == "member":
        found = _grouped(connection, room_id, "coalesce(volunteer_id, 0)", period)
    else:
        found = _by_credit(connection, room_id, by, period)
    return tuple(sorted(found, key=lambda one: (-one.confirmed, -one.present, one.key)))


def total(connection: sqlite3.Connection, room_id: int, period: Period) -> Sum:
    """All of a period in one sum."""
    found = _grouped(connection, room_id, "0", period)
    return found[0] if found else Sum("0")


def _params(room_id: int, period: Period) -> tuple[object, ...]:
    return room_id, period.first.isoformat(), period.last.isoformat()


def _grouped(connection: sqlite3.Connection, room_id: int, key: str, period: Period) -> list[Sum]:
    rows = connection.execute(
        f"SELECT {key} AS key, {_SUMS} FROM attendance "
        f"WHERE room_id = ? AND duty_day BETWEEN ? AND ? AND {COUNTED} GROUP BY 1",
        _params(room_id, period),
    )
    return [
        Sum(str(row["key"]), row["confirmed"], row["present"], row["times"], row["waiting"], row["duties"])
        for row in rows.fetchall()
    ]


def _by_team(connection: sqlite3.Connection, room_id: int, period: Period) -> tuple[Sum, ...]:
    own = {int(one.key): one for one in _grouped(connection, room_id, "coalesce(team_id, 0)", period)}
    known = [(depth, team) for depth, team in tree(teams(connection, room_id, closed=True))]
    found = [_with_those_below(at, known, own) for at in range(len(known))]
    found = [
        one for one, (_, team) in zip(found, known, strict=True) if team.status == "active" or one.duties
    ]
    return (*found, *(one for key, one in own.items() if key == NO_TEAM))


def _with_those_below(at: int, known: list[tuple[int, Team]], own: Mapping[int, Sum]) -> Sum:
    depth, team = known[at]
    found = Sum(str(team.id), depth=depth, name=team.name)
    for place in range(at, len(known)):
        below, other = known[place]
        if place > at and below <= depth:
            break
        found += own.get(other.id, Sum(""))
    return found


def _by_credit(connection: sqlite3.Connection, room_id: int, by: str, period: Period) -> list[Sum]:
    rows = connection.execute(
        f"SELECT c.{by} AS key, sum(c.minutes) AS minutes, count(DISTINCT a.id) AS times "
        "FROM attendance AS a JOIN attendance_credit AS c ON c.attendance_id = a.id AND c.gone = 0 "
        "WHERE a.room_id = ? AND a.duty_day BETWEEN ? AND ? AND a.status = 'confirmed' GROUP BY 1",
        _params(room_id, period),
    )
    return [
        Sum(row["key"], row["minutes"], times=row["times"], duties=row["times"]) for row in rows.fetchall()
    ]


def member_of(connection: sqlite3.Connection, volunteer_id: int) -> tuple[str, Person] | None:
    """Member number and card of a volunteer."""
    found = connection.execute(
        "SELECT member_no, person_id FROM volunteer WHERE id = ?", (volunteer_id,)
    ).fetchone()
    if found is None:
        return None
    return found["member_no"], person_of(connection.execute(SURVIVOR, (found["person_id"],)).fetchone())


def minutes_of(connection: sqlite3.Connection, volunteer_id: int) -> Mapping[str, int]:
    """All minutes that were ever confirmed for a volunteer, by dimension."""
    rows = connection.execute(
        "SELECT c.dimension, sum(c.minutes) AS minutes FROM attendance AS a JOIN attendance_credit AS c "
        "ON c.attendance_id = a.id AND c.gone = 0 WHERE a.volunteer_id = ? AND a.status = 'confirmed' GROUP BY 1",
        (volunteer_id,),
    )
    return {row["dimension"]: row["minutes"] for row in rows.fetchall()}


def team_keys(connection: sqlite3.Connection, room_id: int, team_id: int) -> frozenset[int]:
    """A team and all teams under it."""
    inside, every = {team_id}, teams(connection, room_id, closed=True)
    while more := {one.id for one in every if one.parent_id in inside} - inside:
        inside |= more
    return frozenset(inside)


def where_of(
    connection: sqlite3.Connection, room_id: int, by: str, key: str, period: Period
) -> tuple[str, list[object]]:
    """The condition on `attendance` of the duties behind a line, and its parameters."""
    where = f"room_id = ? AND duty_day BETWEEN ? AND ? AND {COUNTED}"
    params: list[object] = list(_params(room_id, period))
    if by == "member":
        return (f"{where} AND volunteer_id = ?", [*params, int(key)]) if int(key) else (
            f"{where} AND volunteer_id IS NULL", params)  # fmt: skip
    if by == "team":
        if int(key) == NO_TEAM:
            return f"{where} AND team_id IS NULL", params
        inside: Iterable[int] = sorted(team_keys(connection, room_id, int(key)))
        return f"{where} AND team_id IN ({', '.join(map(str, inside))})", params
    credit = (
        "EXISTS (SELECT 1 FROM attendance_credit AS c WHERE c.attendance_id = attendance.id AND c.gone = 0 "
        f"AND c.{by} = ?)"
    )
    return f"{where} AND status = 'confirmed' AND {credit}", [*params, key]


def behind_source(
    connect: Connect, room: Room, where: str, params: list[object], now: datetime, t: Words
) -> Source:
    """The duties for which `where` holds, the newest first."""

    def row(found: sqlite3.Row) -> Row:
        duty = by_id(connect(), found["id"])
        assert duty is not None
        return row_of(duty, room, now, t)

    order = (Order("duty_day", desc=True, null=False), Order("id", desc=True, null=False))
    return KeysetQuery(
        connect, columns=columns(t), select="id", table="attendance", order=order, row=row, where=where,
        params=params,
    )  # fmt: skip
