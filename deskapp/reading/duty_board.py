"""What the duty board reads: who is here, the longest first, what waits for an officer, who was forgotten."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from deskapp.domain.attendance import Duty
from deskapp.domain.attendance_card import board_text, hours_text, state_text
from deskapp.domain.attendance_codes import MODE
from deskapp.domain.listing import Column, Row, Sorting, Source
from deskapp.domain.officer import Room
from deskapp.domain.text import clean, narrow
from deskapp.domain.times import stored
from deskapp.domain.volunteer import Dossier
from deskapp.domain.words import N_, Words
from deskapp.reading.attendance_lists import Connect
from deskapp.reading.attendances import by_id, open_of
from deskapp.reading.keyset import KeysetQuery, Order
from deskapp.reading.volunteer_lists import VolunteerFilter
from deskapp.reading.volunteers import by_id as volunteer_by_id
from deskapp.reading.volunteers import find

LONGEST = Sorting("since")
"""Who has been here longest stands first."""

_NARROW, _WIDE = 72, 100


@dataclass(frozen=True, slots=True)
class Counts:
    """What stands above the duty board."""

    here: int = 0
    out: int = 0
    """Of those, out on a call."""
    came: int = 0
    """Duties that began today."""
    ended: int = 0
    closed: int = 0
    """What waits for an officer's word: signed out, and closed by the desk."""


def counts(connection: sqlite3.Connection, room: Room, now: datetime) -> Counts:
    """The numbers of this moment."""
    found = connection.execute(
        "SELECT (SELECT count(*) FROM attendance WHERE room_id = ?1 AND is_open = 1), "
        "(SELECT count(*) FROM attendance WHERE room_id = ?1 AND is_open = 1 AND status = 'out_on_call'), "
        "(SELECT count(*) FROM attendance WHERE room_id = ?1 AND duty_day = ?2 "
        "AND status NOT IN ('voided', 'undone')), "
        "(SELECT count(*) FROM attendance WHERE room_id = ?1 AND status = 'ended'), "
        "(SELECT count(*) FROM attendance WHERE room_id = ?1 AND status = 'auto_closed')",
        (room.id, room.calendar.day(now).isoformat()),
    ).fetchone()
    return Counts(*found)


def forgotten(connection: sqlite3.Connection, room_id: int, now: datetime, hours: int) -> int:
    """How many nobody signed out of, or saw, for longer than a duty lasts."""
    found = connection.execute(
        "SELECT count(*) FROM attendance WHERE room_id = ? AND is_open = 1 AND seen_at < ?",
        (room_id, stored(now - timedelta(hours=hours))),
    ).fetchone()
    return int(found[0])


def columns(t: Words) -> tuple[Column, ...]:
    """The columns of the board; narrow lists leave out the later of them."""
    zh = t.language == "zh"
    return (
        Column("state", N_("State"), 14 if zh else 15, narrow=8 if zh else 10),
        Column("member", N_("No."), 6, min_screen=_NARROW),
        Column("name", N_("Name"), 10),
        Column("mode", N_("Kind of duty"), 10 if zh else 18, min_screen=_WIDE),
        Column("since", N_("Since"), 11, sortable=True, newest_first=True),
        Column("lasted", N_("Lasted"), 8 if zh else 7, "right"),
        Column("what", N_("Call, team, equipment"), 0),
    )


def row_of(duty: Duty, room: Room, now: datetime, hours: int, t: Words) -> Row:
    """One line of the board, masked; its key is filled in by the query."""
    one, show = duty.attendance, room.calendar.show
    late = now - one.in_at > timedelta(hours=hours)
    cells = (
        state_text(duty, t),
        duty.member_no or t(N_("guest")),
        duty.shown_name(room.calendar.day(now), t, room.masks, bare=True),
        MODE.label_of(one.mode, t),
        show(one.in_at, now),
        hours_text(one.minutes(now), t),
        board_text(duty, t, late=late, since=lambda at: show(at, now)),
    )
    return Row((), one.id, cells, "urgent" if late else "")


def here_source(
    connect: Connect, room: Room, hours: int, now: datetime, t: Words, sorting: Sorting = LONGEST
) -> Source:
    """Everybody who is here now; `hours` is the longest duty that needs no look."""

    def row(found: sqlite3.Row) -> Row:
        duty = by_id(connect(), found["id"])
        assert duty is not None
        return row_of(duty, room, now, hours, t)

    order = (Order("in_at", sorting.desc, null=False), Order("id", sorting.desc, null=False))
    return KeysetQuery(
        connect, columns=columns(t), select="id", table="attendance", order=order, row=row,
        where="room_id = ? AND is_open = 1", params=[room.id],
    )  # fmt: skip


def meant(connection: sqlite3.Connection, room_id: int, typed: str) -> tuple[Dossier, ...]:
    """Who of the register may be meant by a number, a name, its pinyin or the tail of a phone; ten at most."""
    said = narrow(clean(typed)).upper()
    if not said:
        return ()
    exact = find(connection, room_id, said)
    if exact is not None:
        return (exact,)
    where, params = VolunteerFilter(open=True, text=typed).where()
    rows = connection.execute(
        f"SELECT volunteer.id FROM volunteer WHERE volunteer.room_id = ? AND {where} "
        "ORDER BY volunteer.desk_order LIMIT 10",
        (room_id, *params),
    )
    return tuple(one for row in rows.fetchall() if (one := volunteer_by_id(connection, row[0])) is not None)


# -- the roll of a team

ON_ROLL = Sorting("member")
"""A roll begins in the order of the member numbers."""


def roll_columns(t: Words) -> tuple[Column, ...]:
    """The columns of a roll."""
    return (
        Column("here", N_("Here"), 14 if t.language == "zh" else 16),
        Column("member", N_("Member number"), 10 if t.language == "zh" else 14, sortable=True),
        Column("name", N_("Name"), 12),
        Column("team", N_("Team"), 0),
    )


def roll_source(
    connect: Connect, room: Room, team_id: int, now: datetime, t: Words, sorting: Sorting = ON_ROLL
) -> Source:
    """The active people of a team and of those under it; who is on duty already says since when."""
    where, params = VolunteerFilter(status="active", team_id=team_id).where()

    def row(found: sqlite3.Row) -> Row:
        whole, duty = volunteer_by_id(connect(), found["id"]), open_of(connect(), found["id"])
        assert whole is not None
        since = room.calendar.show(duty.attendance.in_at, now) if duty else ""
        cells = (
            f"{t.marks.states['on_duty']} {since}" if duty else "",
            whole.volunteer.member_no,
            whole.person.shown_name(room.calendar.day(now), t, room.masks),
            " / ".join(held.team for held in whole.teams),
        )
        return Row((), whole.volunteer.id, cells, "closed" if duty else "")

    order = (
        Order("volunteer.desk_order", sorting.desc, null=False),
        Order("volunteer.id", sorting.desc, null=False),
    )
    return KeysetQuery(
        connect, columns=roll_columns(t), select="volunteer.id", table="volunteer", order=order, row=row,
        where=f"volunteer.room_id = ? AND {where}", params=[room.id, *params],
    )  # fmt: skip
