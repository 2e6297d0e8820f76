"""The lists of hazards: open ones, what is due first on top, or all, sorted by any column."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from deskapp.domain import search_keys
from deskapp.domain.hazard import Hazard
from deskapp.domain.hazard_codes import CATEGORY, LEVEL, STATUS
from deskapp.domain.listing import Column, Row, Sorting, Source
from deskapp.domain.masks import hide_told
from deskapp.domain.officer import Room
from deskapp.domain.text import one_line
from deskapp.domain.times import stored
from deskapp.domain.words import N_, Words
from deskapp.reading.areas import inside
from deskapp.reading.hazards import by_id
from deskapp.reading.keyset import KeysetQuery, Order
from deskapp.reading.request_lists import short_number
from deskapp.reading.search import condition

_NARROW, _WIDE, _TEXT = 72, 100, 400

DUE = Sorting("due")
"""As the list begins: what is overdue first, then what comes next, what is closed behind."""

SORTS = ("due", "number", "state", "category", "level", "place")
"""The columns by which it can be sorted."""

_ORDERS = {
    "due": "hazard.desk_order", "number": "hazard.day", "state": "hazard.status", "category": "hazard.category",
    "level": "instr('major general minor', hazard.level)", "place": "hazard.place",
}  # fmt: skip

Connect = Callable[[], sqlite3.Connection]
"""Gives the calling thread its connection."""


@dataclass(frozen=True, slots=True)
class HazardFilter:
    """Which hazards a list shows; what is empty does not narrow it."""

    open: bool = False
    overdue: bool = False
    category: str = ""
    level: str = ""
    status: str = ""
    area_id: int = 0
    """An area with all under it."""
    from_day: date | None = None
    to_day: date | None = None
    text: str = ""
    """Words that must all be found, as the find box finds them."""

    def where(self, now: datetime) -> tuple[str, list[object]]:
        """The condition on the table `hazard` and its parameters."""
        parts: list[tuple[str, list[object]]] = [("hazard.status <> 'undone'", [])]
        if self.open or self.overdue:
            parts.append(("hazard.is_open = 1", []))
        if self.overdue:
            parts.append(("hazard.next_due < ?", [stored(now)]))
        for column, code in (("category", self.category), ("level", self.level), ("status", self.status)):
            if code:
                parts.append((f"hazard.{column} = ?", [code]))
        if self.area_id:
            # the key stands in the statement itself: a numbered parameter would shift those of the list
            parts.append((inside("hazard.area_id", str(int(self.area_id))), []))
        if self.from_day:
            parts.append(("hazard.day >= ?", [self.from_day.isoformat()]))
        if self.to_day:
            parts.append(("hazard.day <= ?", [self.to_day.isoformat()]))
        if self.text.strip():
            match = condition(search_keys.words(self.text), "hazard")
            held = "hazard.id IN (SELECT rowid FROM search_hazard WHERE search_hazard MATCH ?)"
            parts.append((held, [match]) if match else ("0", []))
        return " AND ".join(sql for sql, _ in parts), [value for _, found in parts for value in found]


def state_cell(one: Hazard, now: datetime, t: Words) -> str:
    """Shape and word: what is overdue says so, the others say their state."""
    if one.is_overdue(now):
        return "! " + t("Overdue")
    return f"{t.marks.states[one.status]} {STATUS.label_of(one.status, t)}"


def tone(one: Hazard, now: datetime) -> str:
    """How the row is painted; the state cell says the same in words."""
    if one.status in ("voided", "undone"):
        return "muted"
    if not one.is_open:
        return "closed"
    if one.is_overdue(now):
        return "overdue"
    return "urgent" if one.level == "major" else ""


def due_cell(one: Hazard, room: Room, now: datetime) -> str:
    """Until when, short; a deadline is its day."""
    if not one.is_open:
        return ""
    calendar = room.calendar
    day = one.last_day(calendar)
    if day is not None:
        return f"{day:%m-%d}" if day.year == calendar.day(now).year else day.isoformat()
    return calendar.show(one.next_due, now)


def columns(t: Words) -> tuple[Column, ...]:
    """The columns of a list of hazards; narrow lists leave out the later of them."""
    zh = t.language == "zh"
    return (
        Column("state", N_("State"), 11 if zh else 17, narrow=11 if zh else 13, sortable=True),
        Column("number", N_("Number"), 8, sortable=True, newest_first=True),
        Column("due", N_("Due"), 11, sortable=True),
        Column("category", CATEGORY.label, 14 if zh else 16, min_screen=_NARROW, sortable=True),
        Column("level", LEVEL.label, 8 if zh else 14, min_screen=_WIDE, sortable=True),
        Column("place", N_("Place"), 16 if zh else 14, sortable=True),
        Column("what", N_("What is unsafe")),
    )


def row_of(one: Hazard, room: Room, now: datetime, t: Words) -> Row:
    """One line of a list; its key is filled in by the query."""
    cells = (
        state_cell(one, now, t),
        short_number(one, room.calendar.day(now)),
        due_cell(one, room, now),
        CATEGORY.label_of(one.category, t),
        LEVEL.label_of(one.level, t),
        one.place or one.area,
        one_line(hide_told(one.summary)[:_TEXT]),
    )
    return Row((), one.id, cells, tone(one, now))


def orders(sorting: Sorting) -> tuple[Order, ...]:
    """The sort columns of `sorting`."""
    column = _ORDERS[sorting.column]
    return Order(column, sorting.desc, null=False), Order("hazard.id", sorting.desc, null=False)


def list_source(
    connect: Connect, room: Room, chosen: HazardFilter, now: datetime, t: Words, sorting: Sorting = DUE
) -> Source:
    """The hazards that `chosen` lets through."""
    where, params = chosen.where(now)

    def row(found: sqlite3.Row) -> Row:
        whole = by_id(connect(), found["id"])
        assert whole is not None
        return row_of(whole, room, now, t)

    return KeysetQuery(
        connect, columns=columns(t), select="hazard.id", table="hazard", order=orders(sorting), row=row,
        where=f"hazard.room_id = ? AND {where}", params=[room.id, *params],
    )  # fmt: skip
