"""The lists of requests: filters as SQL, the newest first or as the board stands."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from deskapp.domain import search_keys
from deskapp.domain.listing import Column, Row, Sorting
from deskapp.domain.officer import Room
from deskapp.domain.request import Request
from deskapp.domain.request_codes import CATEGORY, STATUS, URGENCY
from deskapp.domain.text import one_line
from deskapp.domain.times import stored
from deskapp.domain.words import N_, Words
from deskapp.reading.keyset import KeysetQuery, Order
from deskapp.reading.request_orders import NEWEST, PRESSING, orders, without_index
from deskapp.reading.requests import request_of
from deskapp.reading.search import condition
from deskapp.tables.sheltered import SEALED_REQUEST

_NARROW = 72
"""Cells of a list from which category and due date have room."""
_WIDE = 100
"""Cells from which the time has room as well."""
_TEXT = 400
"""Characters of a summary that a line of a list may need."""


@dataclass(frozen=True, slots=True)
class RequestFilter:
    """Which requests a list shows; what is empty does not narrow it. Undone ones are in the whole list alone."""

    open: bool = False
    overdue: bool = False
    mine: int = 0
    """Key of the responsible officer who asks."""
    officer: int = 0
    """Key of the responsible officer, whoever asks."""
    category: str = ""
    status: str = ""
    from_day: date | None = None
    to_day: date | None = None
    """Days of entry, both included."""
    text: str = ""
    """Words that must all be found, as the find box finds them."""
    area_id: int = 0
    """An area with all under it."""

    @property
    def narrows(self) -> bool:
        """Whether it lets only what an index finds through: open, overdue, a category, days, an area."""
        indexed = self.open or self.overdue or self.category or self.from_day or self.to_day or self.area_id
        return bool(indexed) and not self.text

    def where(self, now: datetime) -> tuple[str, list[object]]:
        """The condition on the table `request` and its parameters."""
        parts: list[tuple[str, list[object]]] = []
        if self.open or self.overdue:
            parts.append(("is_open = 1", []))
        if self.overdue:
            parts.append(("next_due < ?", [stored(now)]))
        if self.mine:
            parts.append(("responsible = ?", [self.mine]))
        if self.officer:
            parts.append(("responsible = ?", [self.officer]))
        if self.category:
            parts.append(("category = ?", [self.category]))
        if self.status:
            parts.append(("likely(status = ?)", [self.status]))
        if self.from_day:
            parts.append(("likely(day >= ?)", [self.from_day.isoformat()]))
        if self.to_day:
            parts.append(("likely(day <= ?)", [self.to_day.isoformat()]))
        if self.area_id:
            from deskapp.reading.areas import inside  # late: the first frame needs none

            # likely(): the order of the list leads the way; its own index is taken where few records are in it
            parts.append((f"likely({inside('request.area_id', str(int(self.area_id)))})", []))
        if self.text.strip():
            match = condition(search_keys.words(self.text), "request")
            held = "request.id IN (SELECT rowid FROM search_request WHERE search_request MATCH ?)"
            parts.append((held, [match]) if match else ("0", []))
        if parts:
            parts.append(("likely(status <> 'undone')", []))
        return " AND ".join(sql for sql, _ in parts) or "1", [value for _, found in parts for value in found]


def state_cell(request: Request, now: datetime, t: Words) -> str:
    """Shape and word: overdue and urgent ones say so, the others say their state."""
    if request.is_overdue(now):
        return "! " + t("Overdue")
    if request.is_open and request.urgency != "normal":
        return f"! {URGENCY.label_of(request.urgency, t)}"
    return f"{t.marks.states[request.status]} {STATUS.label_of(request.status, t)}"


def tone(request: Request, now: datetime) -> str:
    """How the row is painted; the state cell says the same in words."""
    if request.status in ("voided", "merged", "undone"):
        return "muted"
    if not request.is_open:
        return "closed"
    if request.is_overdue(now):
        return "overdue"
    return "" if request.urgency == "normal" else "urgent"


def columns(t: Words) -> tuple[Column, ...]:
    """The columns of a list of requests; narrow lists leave out the later of them."""
    return (
        Column("state", N_("State"), 10 if t.language == "zh" else 13, sortable=True),
        Column("number", N_("Number"), 10, sortable=True, newest_first=True),
        Column("time", N_("Entered"), 11, min_screen=_WIDE, sortable=True, newest_first=True),
        Column(
            "category", N_("Category"), 10 if t.language == "zh" else 11, min_screen=_NARROW, sortable=True
        ),
        Column("who", N_("Name"), 8, sortable=True),
        Column("what", N_("What is it"), sortable=True),
        Column("due", N_("Due"), 11, "right", min_screen=_NARROW, sortable=True),
    )


class Numbered(Protocol):
    """A record of any register."""

    @property
    def number(self) -> str:
        """Its number."""
        ...

    @property
    def day(self) -> date:
        """The day of its number."""
        ...


def short_number(record: Numbered, today: date) -> str:
    """The number in a list: 003 for one of today, 1121-003 for one of this year."""
    serial = record.number.rpartition("-")[2]
    if record.day == today:
        return serial
    day = f"{record.day:%m%d}" if record.day.year == today.year else f"{record.day:%y%m%d}"
    return f"{day}-{serial}"


def row_of(request: Request, room: Room, now: datetime, t: Words) -> Row:
    """One line of a list, masked; its key is filled in by the query."""
    today = room.calendar.day(now)
    return Row(
        (),
        request.id,
        (
            state_cell(request, now, t),
            short_number(request, today),
            room.calendar.show(request.entered_at, now),
            CATEGORY.label_of(request.category, t),
            request.shown_name(today, t, room.masks),
            one_line(request.told_outside(today, t)[:_TEXT]),
            room.calendar.show(request.next_due, now) if request.is_open else "",
        ),
        tone(request, now),
    )


Connect = Callable[[], sqlite3.Connection]
"""Gives the calling thread its connection."""


FEW = 5000
"""Rows that are sorted for each page; a longer list goes through the index of its order."""


def list_source(
    connect: Connect, room: Room, chosen: RequestFilter, now: datetime, t: Words, sorting: Sorting = NEWEST
) -> KeysetQuery:
    """The requests that `chosen` lets through, the newest first unless sorted otherwise."""
    where, params = chosen.where(now)
    if holds_few(connect(), chosen):
        # +: what holds the words is found first and sorted then, whatever else an index offers
        where, order = f"+room_id = ? AND {where}", without_index(orders(sorting))
        return _query(connect, room, now, t, where, [room.id, *params], order)
    where, params, order = f"room_id = ? AND {where}", [room.id, *params], orders(sorting)
    if (sorting != NEWEST or chosen.area_id) and chosen.narrows and _few(connect(), where, params):
        where, order = where.replace("likely", "") if chosen.area_id else where, without_index(order)
    return _query(connect, room, now, t, where, params, order)


def holds_few(connection: sqlite3.Connection, chosen: RequestFilter) -> bool:
    """Whether words are looked for that so few requests hold that they can be sorted."""
    match = condition(search_keys.words(chosen.text), "request")
    if not match:
        return False
    sql = "SELECT count(*) FROM (SELECT 1 FROM search_request WHERE search_request MATCH ? LIMIT ?)"
    return int(connection.execute(sql, (match, FEW + 1)).fetchone()[0]) <= FEW


def _few(connection: sqlite3.Connection, where: str, params: list[object]) -> bool:
    """Whether so few rows pass that they are sorted in no time; the filter's own index finds them."""
    plain = where.replace("likely", "")
    counted = f"SELECT count(*) FROM (SELECT 1 FROM request WHERE {plain} LIMIT ?)"
    return int(connection.execute(counted, [*params, FEW + 1]).fetchone()[0]) <= FEW


def closed_bound(room: Room, now: datetime) -> str:
    """Where in the order of the board what was closed today ends."""
    return f"1{99_999_999 - int(room.calendar.day(now).strftime('%Y%m%d')):08d}~"


def board_source(
    connect: Connect,
    room: Room,
    now: datetime,
    t: Words,
    sorting: Sorting = PRESSING,
    shown: Sequence[Column] = (),
) -> KeysetQuery:
    """All open requests, what is due first on top, then those closed today, the latest first."""
    params: list[object] = [room.id, closed_bound(room, now)]
    if sorting == PRESSING:
        # likely(): else SQLite takes this bound for the best way in, and a page would walk the whole board.
        where, order = "room_id = ? AND likely(desk_order < ?)", orders(sorting)
    else:  # what is open is never much: in another order it is found by that bound and sorted
        where, order = "room_id = ? AND desk_order < ?", without_index(orders(sorting))
    return _query(connect, room, now, t, where, params, order, shown)


def person_source(
    connect: Connect,
    room: Room,
    people: tuple[int, ...],
    now: datetime,
    t: Words,
    shown: Sequence[Column] = (),
    *,
    sealed: bool = False,
) -> KeysetQuery:
    """The requests of a person's cards: the open ones first, what is due next on top, then the latest closed.

    Those whose file is sealed are among them only where `sealed` says so.
    """
    marks, only = ", ".join("?" * len(people)), "" if sealed else f" AND NOT {SEALED_REQUEST}"
    # +: else SQLite takes the order of the board for the best way in, and walks all of it
    return _query(
        connect, room, now, t, f"+room_id = ? AND person_id IN ({marks}) AND status <> 'undone'{only}",
        [room.id, *people], (Order("desk_order"), Order("id")), shown,
    )  # fmt: skip


def _query(
    connect: Connect, room: Room, now: datetime, t: Words, where: str, params: list[object],
    order: tuple[Order, ...], shown: Sequence[Column] = (),
) -> KeysetQuery:  # fmt: skip
    return KeysetQuery(
        connect,
        columns=shown or columns(t),
        select="*",
        table="request",
        order=order,
        row=lambda found: row_of(request_of(found), room, now, t),
        where=where,
        params=params,
    )
