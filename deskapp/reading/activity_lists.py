"""The list of activities: what is open first, the next one on top, then the rest, the newest first."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from deskapp.domain.activity import Activity
from deskapp.domain.activity_card import numbers_text, short_text, span_text, state_text
from deskapp.domain.activity_kinds import KIND
from deskapp.domain.dispute_shown import short_number
from deskapp.domain.listing import Column, Row, Sorting, Source
from deskapp.domain.officer import Room
from deskapp.domain.words import N_, Words
from deskapp.reading.activities import activity_of
from deskapp.reading.areas import inside
from deskapp.reading.attendance_lists import Connect
from deskapp.reading.keyset import KeysetQuery, Order

DESK = Sorting("state")
"""As the list begins."""

_ORDERS = {"state": "desk_order", "number": "day || printf('%09d', id)", "when": "held_on"}
SORTS = ("state", "number", "when")
"""The columns by which it can be sorted."""

_NARROW, _WIDE = 72, 100


@dataclass(frozen=True, slots=True)
class ActivityFilter:
    """Which activities a list shows; what is empty does not narrow it."""

    open: bool = False
    kind: str = ""
    status: str = ""
    team_id: int = 0
    area_id: int = 0
    """An area with all under it."""
    from_day: date | None = None
    to_day: date | None = None
    """Days for which it counts, both included."""

    def where(self) -> tuple[str, list[object]]:
        """The condition on the table `activity` and its parameters."""
        parts: list[tuple[str, list[object]]] = [("likely(status <> 'undone')", [])]
        if self.open:
            parts.append(("desk_order < '2'", []))
        for column, value in (("kind", self.kind), ("status", self.status), ("team_id", self.team_id)):
            if value:
                parts.append((f"{column} = ?", [value]))
        if self.area_id:
            parts.append((inside("activity.area_id", str(int(self.area_id))), []))
        if self.from_day:
            parts.append(("likely(held_on >= ?)", [self.from_day.isoformat()]))
        if self.to_day:
            parts.append(("likely(held_on <= ?)", [self.to_day.isoformat()]))
        return " AND ".join(sql for sql, _ in parts), [value for _, found in parts for value in found]


def columns(t: Words) -> tuple[Column, ...]:
    """The columns of the list; narrow lists leave out the later of them."""
    zh = t.language == "zh"
    return (
        Column("state", N_("State"), 11 if zh else 12, sortable=True),
        Column("number", N_("Number"), 8, sortable=True, newest_first=True, min_screen=_NARROW),
        Column("kind", N_("Activity"), 12 if zh else 18),
        Column("when", N_("Time"), 17, sortable=True, newest_first=True),
        Column("what", N_("What and where"), 0),
        Column("numbers", N_("Numbers"), 30, min_screen=_WIDE),
    )


def row_of(one: Activity, room: Room, now: datetime, t: Words) -> Row:
    """One line of the list; nobody is named. Its key is filled in by the query."""
    numbers, what = numbers_text(one, t), short_text(one, t)
    cells = (
        f"! {t(N_('overdue'))}" if one.is_overdue(now) else state_text(one, t),
        short_number(one.number, one.day, room.calendar.day(now)),
        KIND.label_of(one.kind, t),
        span_text(one, room.calendar, now),
        what or numbers,
        numbers,
    )
    tone = "overdue" if one.is_overdue(now) else "" if one.is_open or one.status == "done" else "closed"
    return Row((), one.id, cells, tone)


def list_source(
    connect: Connect, room: Room, chosen: ActivityFilter, now: datetime, t: Words, sorting: Sorting = DESK
) -> Source:
    """The activities that `chosen` lets through."""
    where, params = chosen.where()

    def row(found: sqlite3.Row) -> Row:
        whole = connect().execute("SELECT * FROM activity WHERE id = ?", (found["id"],)).fetchone()
        return row_of(activity_of(whole), room, now, t)

    order = (Order(_ORDERS[sorting.column], sorting.desc, null=False), Order("id", sorting.desc, null=False))
    return KeysetQuery(
        connect, columns=columns(t), select="id", table="activity", order=order, row=row,
        where=f"room_id = ? AND {where}", params=[room.id, *params],
    )  # fmt: skip
