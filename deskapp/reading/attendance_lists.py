"""The lists of duties: who is here, what waits for an officer's word, or all, the newest first."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from deskapp.domain.attendance import Duty
from deskapp.domain.attendance_card import flags_text, hours_text, state_text
from deskapp.domain.attendance_codes import MODE
from deskapp.domain.listing import Column, Row, Sorting, Source
from deskapp.domain.officer import Room
from deskapp.domain.words import N_, Words
from deskapp.reading.areas import inside
from deskapp.reading.attendances import by_id
from deskapp.reading.keyset import KeysetQuery, Order

_NARROW, _WIDE = 72, 100

NEWEST = Sorting("from", desc=True)
"""As a list of all duties begins."""

WAITING = Sorting("from")
"""As what waits for an officer is listed: the oldest first."""

_ORDERS = {"from": "in_at", "state": "desk_order"}

SORTS = tuple(_ORDERS)
"""The columns by which it can be sorted, each with an index."""

Connect = Callable[[], sqlite3.Connection]
"""Gives the calling thread its connection."""


@dataclass(frozen=True, slots=True)
class AttendanceFilter:
    """Which duties a list shows; what is empty does not narrow it."""

    open: bool = False
    """Of people who are here."""
    review: bool = False
    """That wait for an officer's word."""
    status: str = ""
    volunteer_id: int = 0
    team_id: int = 0
    from_day: date | None = None
    to_day: date | None = None
    """Days on which the duty began, both included."""
    area_id: int = 0
    """An area with all under it."""

    def where(self) -> tuple[str, list[object]]:
        """The condition on the table `attendance` and its parameters."""
        parts: list[tuple[str, list[object]]] = [("likely(status <> 'undone')", [])]
        if self.open:
            parts.append(("is_open = 1", []))
        if self.review:
            parts.append(
                ("desk_order >= '1' AND desk_order < '2' AND likely(status IN ('ended', 'auto_closed'))", [])
            )
        for column, value in (
            ("status", self.status),
            ("volunteer_id", self.volunteer_id),
            ("team_id", self.team_id),
        ):
            if value:
                parts.append((f"{column} = ?", [value]))
        if self.area_id:
            parts.append((inside("attendance.area_id", str(int(self.area_id))), []))
        if self.from_day:
            parts.append(("likely(duty_day >= ?)", [self.from_day.isoformat()]))
        if self.to_day:
            parts.append(("likely(duty_day <= ?)", [self.to_day.isoformat()]))
        return " AND ".join(sql for sql, _ in parts), [value for _, found in parts for value in found]


def columns(t: Words) -> tuple[Column, ...]:
    """The columns of a list of duties; narrow lists leave out the later of them."""
    zh = t.language == "zh"
    return (
        Column("state", N_("State"), 18 if zh else 19, sortable=True),
        Column("member", N_("Member number"), 8 if zh else 13),
        Column("name", N_("Name"), 10),
        Column("team", N_("Team"), 0, min_screen=_NARROW),
        Column("mode", N_("Kind of duty"), 10 if zh else 18, min_screen=_WIDE),
        Column("from", N_("On duty from"), 11, sortable=True, newest_first=True),
        Column("to", N_("To"), 11),
        Column("hours", N_("Hours"), 9, "right"),
        Column("flags", N_("To be looked at"), 0, min_screen=_WIDE),
    )


_REVIEW = ("state", "name", "from", "to", "hours", "flags", "team", "member", "mode")
"""The columns of what waits for an officer, what is odd about it before the rest."""


def review_columns(t: Words) -> tuple[Column, ...]:
    """The same columns in the order in which an officer looks at them."""
    zh = t.language == "zh"
    known = {column.name: column for column in columns(t)}
    changed = {
        "state": replace(known["state"], width=16 if zh else 19),
        "hours": replace(known["hours"], width=8 if zh else 7),
        "flags": replace(known["flags"], min_screen=_NARROW),
        "team": replace(known["team"], width=12, min_screen=_WIDE),
        "member": replace(known["member"], min_screen=_WIDE + 10),
        "mode": replace(known["mode"], min_screen=_WIDE + 20),
    }
    return tuple(changed.get(name, known[name]) for name in _REVIEW)


def row_of(duty: Duty, room: Room, now: datetime, t: Words, shown: Sequence[Column] = ()) -> Row:
    """One line of a list, masked, in the order of the columns `shown`; its key is filled in by the query."""
    one, show = duty.attendance, room.calendar.show
    minutes = one.credited if one.status == "confirmed" else one.minutes(now)
    cells: tuple[str, ...] = (
        state_text(duty, t),
        duty.member_no,
        duty.shown_name(room.calendar.day(now), t, room.masks),
        duty.team,
        MODE.label_of(one.mode, t),
        show(one.in_at, now),
        show(one.out_at, now) if one.out_at else "",
        hours_text(minutes, t) if one.out_at or one.is_open else "",
        f"! {flags_text(duty, t)}" if one.flags else "",
    )
    tone = "urgent" if one.waits and one.flags else "" if one.is_open or one.waits else "closed"
    if shown:
        by_name = dict(zip((column.name for column in columns(t)), cells, strict=True))
        cells = tuple(by_name[column.name] for column in shown)
    return Row((), one.id, cells, "muted" if one.status in ("voided", "undone") else tone)


def list_source(
    connect: Connect, room: Room, chosen: AttendanceFilter, now: datetime, t: Words, sorting: Sorting = NEWEST,
    shown: Sequence[Column] = (),
) -> Source:  # fmt: skip
    """The duties that `chosen` lets through."""
    where, params = chosen.where()

    def row(found: sqlite3.Row) -> Row:
        duty = by_id(connect(), found["id"])
        assert duty is not None
        return row_of(duty, room, now, t, shown)

    # What waits stands together in the order of the desk, by when it began.
    column = "desk_order" if chosen.review else _ORDERS[sorting.column]
    order = (Order(column, sorting.desc, null=False), Order("id", sorting.desc, null=False))
    return KeysetQuery(
        connect, columns=shown or columns(t), select="id", table="attendance", order=order, row=row,
        where=f"room_id = ? AND {where}", params=[room.id, *params],
    )  # fmt: skip
