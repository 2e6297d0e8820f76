"""The lists of disputes: open ones, the nearest clock first, or all, the newest first."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from deskapp.domain import search_keys
from deskapp.domain.clocks import label_of
from deskapp.domain.dispute import File
from deskapp.domain.dispute_codes import RISK, STATUS, TYPE
from deskapp.domain.dispute_shown import short_number, shown_names, shown_summary
from deskapp.domain.listing import Column, Row, Sorting, Source
from deskapp.domain.officer import Room
from deskapp.domain.text import one_line
from deskapp.domain.times import stored
from deskapp.domain.words import N_, Words
from deskapp.reading.areas import inside
from deskapp.reading.dispute_orders import NEAREST, NEWEST, orders, without_index
from deskapp.reading.disputes import for_lists
from deskapp.reading.keyset import KeysetQuery, Order
from deskapp.reading.search import condition

if TYPE_CHECKING:
    from deskapp.domain.figures import Figure, Period

_NARROW, _WIDE, _TEXT = 72, 100, 400


@dataclass(frozen=True, slots=True)
class DisputeFilter:
    """Which disputes a list shows; what is empty does not narrow it."""

    open: bool = False
    overdue: bool = False
    mine: int = 0
    type: str = ""
    status: str = ""
    from_day: date | None = None
    to_day: date | None = None
    text: str = ""
    """Words that must all be found, as the find box finds them."""
    area_id: int = 0
    """An area with all under it."""

    def where(self, now: datetime) -> tuple[str, list[object]]:
        """The condition on the table `dispute` and its parameters."""
        parts: list[tuple[str, list[object]]] = [("likely(status <> 'undone')", [])]
        if self.open:
            parts.append(("is_open = 1", []))
        if self.overdue:
            parts.append(("next_clock <> '' AND next_due < ?", [stored(now)]))
        if self.mine:
            parts.append(("responsible = ?", [self.mine]))
        for column, code in (("type", self.type), ("status", self.status)):
            if code:
                parts.append((f"{column} = ?", [code]))
        if self.from_day:
            parts.append(("likely(day >= ?)", [self.from_day.isoformat()]))
        if self.to_day:
            parts.append(("likely(day <= ?)", [self.to_day.isoformat()]))
        if self.area_id:
            parts.append((inside("dispute.area_id", str(int(self.area_id))), []))
        if self.text.strip():
            match = condition(search_keys.words(self.text), "dispute")
            held = "dispute.id IN (SELECT rowid FROM search_dispute WHERE search_dispute MATCH ?)"
            parts.append((held, [match]) if match else ("0", []))
        return " AND ".join(text for text, _ in parts), [value for _, values in parts for value in values]


def columns(t: Words) -> tuple[Column, ...]:
    """The columns of a list of disputes; narrow lists leave out the later of them."""
    zh = t.language == "zh"
    return (
        Column("state", N_("State"), 10 if zh else 14, narrow=10, sortable=True),
        Column("number", N_("Number"), 10, sortable=True, newest_first=True),
        Column("risk", N_("Level"), 5 if zh else 6, sortable=True, newest_first=True),
        Column("type", N_("Matter"), 10 if zh else 12, min_screen=_WIDE, sortable=True),
        Column("who", N_("Parties"), 16, narrow=8),
        Column("what", N_("What is it"), sortable=True),
        Column("clock", N_("Clock"), 12 if zh else 14, min_screen=_NARROW if zh else _WIDE, sortable=True),
        Column("due", N_("Due"), 11, "right", sortable=True),
    )


def row_of(file: File, room: Room, now: datetime, t: Words) -> Row:
    """One line of a list, masked; its key is filled in by the query."""
    dispute, today = file.dispute, room.calendar.day(now)
    waits = bool(dispute.next_clock)
    late = waits and dispute.next_due < now
    state = (
        "! " + t(N_("Overdue"))
        if late
        else f"{t.marks.states[dispute.status]} {STATUS.label_of(dispute.status, t)}"
    )
    risk = RISK.label_of(dispute.risk, t).partition(":")[0].partition("：")[0]
    tone = (
        "overdue" if late
        else "muted" if dispute.status in ("voided", "undone")
        else "urgent" if dispute.is_open and dispute.risk in ("orange", "red")
        else "" if waits or dispute.is_open
        else "closed"
    )  # fmt: skip
    cells = (
        state,
        short_number(dispute.number, dispute.day, today),
        risk,
        TYPE.label_of(dispute.type, t),
        shown_names(file, t, room.masks),
        one_line(shown_summary(file, t)[:_TEXT]),
        t(label_of(dispute.next_clock)) if waits else "",
        room.calendar.show(dispute.next_due, now) if waits else "",
    )
    return Row((), dispute.id, cells, tone)


Connect = Callable[[], sqlite3.Connection]
"""Gives the calling thread its connection."""


def open_source(
    connect: Connect, room: Room, now: datetime, t: Words, sorting: Sorting = NEAREST
) -> KeysetQuery:
    """What waits for a clock: open, or fulfilled and still to be visited; the nearest first, and nothing closed."""
    params: list[object] = [room.id, "1"]
    if sorting == NEAREST:
        return _query(
            connect, room, now, t, "room_id = ? AND likely(desk_order < ?)", params, orders(sorting)
        )
    # What is open is never much: in another order it is found by that bound and sorted.
    order = without_index(orders(sorting))
    return _query(connect, room, now, t, "room_id = ? AND desk_order < ?", params, order)


def list_source(
    connect: Connect, room: Room, chosen: DisputeFilter, now: datetime, t: Words, sorting: Sorting = NEWEST
) -> KeysetQuery:
    """The disputes that `chosen` lets through, the newest first unless sorted otherwise."""
    where, params = chosen.where(now)
    return _query(connect, room, now, t, f"room_id = ? AND {where}", [room.id, *params], orders(sorting))


def behind_source(
    connect: Connect, room: Room, figure: Figure, period: Period, now: datetime, t: Words
) -> Source:
    """The disputes from which a figure was counted, the newest first."""
    from deskapp.reading.figures import records_of

    where, params = records_of(room, period, figure)
    order = (Order("day", desc=True, null=False), Order("id", desc=True))
    return _query(connect, room, now, t, where, params, order)


def _query(
    connect: Connect, room: Room, now: datetime, t: Words, where: str, params: list[object],
    order: tuple[Order, ...],
) -> KeysetQuery:  # fmt: skip
    def row(found: sqlite3.Row) -> Row:
        file = for_lists(connect(), found["id"])
        assert file is not None
        return row_of(file, room, now, t)

    return KeysetQuery(
        connect, columns=columns(t), select="id", table="dispute", order=order, row=row, where=where,
        params=params,
    )  # fmt: skip
