"""The lists of volunteers: who belongs to the register by member number, or sorted by any column."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from deskapp.domain import search_keys
from deskapp.domain.listing import Column, Row, Sorting, Source
from deskapp.domain.masks import phone_tail
from deskapp.domain.officer import Room
from deskapp.domain.volunteer import Dossier
from deskapp.domain.volunteer_card import state_text
from deskapp.domain.volunteer_codes import ROLE
from deskapp.domain.volunteer_warnings import Limits, warnings
from deskapp.domain.words import N_, Words
from deskapp.reading.keyset import KeysetQuery, Order
from deskapp.reading.search import condition
from deskapp.reading.volunteers import by_id

_NARROW, _WIDE = 72, 100

_LIFE = "applicant active leave suspended left voided undone"

MEMBERS = Sorting("member")
"""As the list begins."""

SORTS = ("member", "name", "team", "state", "joined", "insured")
"""The columns by which it can be sorted."""

_ORDERS = {
    "member": "volunteer.desk_order",
    "name": "coalesce(person.name, '')",
    "team": "coalesce(team.name, '')",
    "state": f"instr('{_LIFE}', volunteer.status)",
    "joined": "coalesce(volunteer.joined_on, '')",
    "insured": "coalesce(volunteer.insurance_until, '')",
}

TABLE = "volunteer CROSS JOIN person ON person.id = volunteer.person_id LEFT JOIN team ON team.id = volunteer.team_id"
"""What is read: the entries with the person and the usual team."""

Connect = Callable[[], sqlite3.Connection]
"""Gives the calling thread its connection."""


@dataclass(frozen=True, slots=True)
class VolunteerFilter:
    """Which volunteers a list shows; what is empty does not narrow it."""

    open: bool = False
    """Those who belong to the register."""
    status: str = ""
    role: str = ""
    team_id: int = 0
    """A team with all its sub-teams."""
    text: str = ""
    """Words that must all be found."""

    def where(self) -> tuple[str, list[object]]:
        """The condition on the table `volunteer` and its parameters."""
        parts: list[tuple[str, list[object]]] = [("volunteer.status <> 'undone'", [])]
        if self.open:
            parts.append(("volunteer.is_open = 1", []))
        if self.status:
            parts.append(("volunteer.status = ?", [self.status]))
        if self.role:
            parts.append(("instr(',' || volunteer.roles || ',', ',' || ? || ',')", [self.role]))
        if self.team_id:
            inside = (
                "volunteer.id IN (WITH RECURSIVE down (id) AS (SELECT ? UNION SELECT t.id FROM team AS t "
                "JOIN down ON t.parent_id = down.id) SELECT m.volunteer_id FROM volunteer_team AS m JOIN down "
                "ON m.team_id = down.id WHERE m.gone = 0 AND m.to_on IS NULL)"
            )
            parts.append((inside, [self.team_id]))
        if self.text.strip():
            match = condition(search_keys.words(self.text), "volunteer")
            held = "volunteer.id IN (SELECT rowid FROM search_volunteer WHERE search_volunteer MATCH ?)"
            parts.append((held, [match]) if match else ("0", []))
        return " AND ".join(sql for sql, _ in parts), [value for _, found in parts for value in found]


def columns(t: Words) -> tuple[Column, ...]:
    """The columns of a list of volunteers; narrow lists leave out the later of them."""
    zh = t.language == "zh"
    return (
        Column("state", N_("State"), 8 if zh else 15, sortable=True),
        Column("member", N_("Member number"), 8 if zh else 13, sortable=True),
        Column("name", N_("Name"), 10, sortable=True),
        Column("phone", N_("Phone"), 11, min_screen=_NARROW),
        Column("team", N_("Team"), 0, sortable=True),
        Column("roles", N_("Volunteer role"), 14, min_screen=_WIDE),
        Column("joined", N_("Joined on"), 10, min_screen=_WIDE, sortable=True, newest_first=True),
        Column("insured", N_("Insured until"), 13 if not zh else 10, min_screen=_NARROW, sortable=True),
    )


def row_of(found: Dossier, room: Room, limits: Limits, now: datetime, t: Words) -> Row:
    """One line of a list, masked; its key is filled in by the query."""
    one, person, today = found.volunteer, found.person, room.calendar.day(now)
    sheltered = person.is_sheltered(today)
    warned = one.status == "active" and bool(warnings(found, limits, today))
    until = one.insurance_until.isoformat() if one.insurance_until else ""
    cells = (
        state_text(one.status, t),
        one.member_no,
        person.shown_name(today, t, room.masks),
        phone_tail(person.phones[0]) if person.phones and not sheltered else "",
        " / ".join(held.team for held in found.teams),
        " · ".join(ROLE.label_of(code, t) for code in one.roles),
        one.joined_on.isoformat() if one.joined_on else "",
        f"! {until}".strip() if warned else until,
    )
    tone = "urgent" if warned else "" if one.status == "active" else "closed" if one.is_open else "muted"
    return Row((), one.id, cells, tone)


def orders(sorting: Sorting) -> tuple[Order, ...]:
    """The sort columns of `sorting`."""
    column = _ORDERS[sorting.column]
    return Order(column, sorting.desc, null=False), Order("volunteer.id", sorting.desc, null=False)


def list_source(
    connect: Connect, room: Room, limits: Limits, chosen: VolunteerFilter, now: datetime, t: Words,
    sorting: Sorting = MEMBERS,
) -> Source:  # fmt: skip
    """The volunteers that `chosen` lets through."""
    where, params = chosen.where()
    return _query(connect, room, limits, where, params, now, t, sorting)


def among_source(
    connect: Connect, room: Room, limits: Limits, where: str, params: list[object], now: datetime, t: Words
) -> Source:
    """The volunteers for whom `where` holds, a condition on the table `volunteer` alone; by member number."""
    inside = f"volunteer.id IN (SELECT id FROM volunteer WHERE {where})"
    return _query(connect, room, limits, inside, params, now, t, MEMBERS)


def _query(
    connect: Connect, room: Room, limits: Limits, where: str, params: list[object], now: datetime, t: Words,
    sorting: Sorting,
) -> Source:  # fmt: skip

    def row(found: sqlite3.Row) -> Row:
        whole = by_id(connect(), found["id"])
        assert whole is not None
        return row_of(whole, room, limits, now, t)

    return KeysetQuery(
        connect, columns=columns(t), select="volunteer.id", table=TABLE, order=orders(sorting), row=row,
        where=f"volunteer.room_id = ? AND {where}", params=[room.id, *params],
    )  # fmt: skip
