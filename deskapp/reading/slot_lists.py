"""The list of the duty plan: what holds, by the hour at which it begins, with how it is served today."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from deskapp.domain.coverage_card import short_text
from deskapp.domain.listing import Column, Row, Sorting, Source
from deskapp.domain.officer import Room
from deskapp.domain.words import N_, Words
from deskapp.reading.attendance_lists import Connect
from deskapp.reading.keyset import KeysetQuery, Order
from deskapp.reading.slots import by_id, coverage_of

BY_HOUR = Sorting("hours")
"""As the list begins."""


def columns(t: Words) -> tuple[Column, ...]:
    """The columns of the plan."""
    zh = t.language == "zh"
    return (
        Column("hours", N_("From–to"), 20 if zh else 22, sortable=True),
        Column("days", N_("Days"), 14, min_screen=66),
        Column("people", N_("People"), 6, "right"),
        Column("where", N_("Team and place"), 0),
        Column("today", N_("Today"), 8),
    )


def list_source(connect: Connect, room: Room, now: datetime, t: Words, sorting: Sorting = BY_HOUR) -> Source:
    """The slots that hold."""
    served = coverage_of(connect(), room, room.calendar.day(now), now)
    today = {one.slot.id: one for one in served.slots}

    def row(found: sqlite3.Row) -> Row:
        slot = by_id(connect(), found["id"])
        assert slot is not None
        one = today.get(slot.id)
        cells = (
            slot.hours_text(t),
            slot.days_text(t),
            str(slot.people),
            slot.where_text(t),
            short_text(one, t) if one is not None else "",
        )
        tone = {"empty": "overdue", "short": "urgent"}.get(one.state, "") if one is not None else "closed"
        return Row((), slot.id, cells, tone)

    order = (Order("desk_order", sorting.desc, null=False), Order("id", sorting.desc, null=False))
    return KeysetQuery(
        connect, columns=columns(t), select="id", table="slot", order=order, row=row,
        where="room_id = ? AND is_open = 1", params=[room.id],
    )  # fmt: skip
