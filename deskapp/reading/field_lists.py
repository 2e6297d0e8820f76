"""The lists of lead appeals, found things and lost reports: what is open on top, or by number; masked."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from deskapp.domain import appeal_card, custody_card, lost_card
from deskapp.domain.appeal import KIND, Appeal
from deskapp.domain.custody import FoundItem
from deskapp.domain.listing import Column, Row, Sorting, Source
from deskapp.domain.lost import LostReport
from deskapp.domain.officer import Room
from deskapp.domain.request_card import View
from deskapp.domain.text import one_line
from deskapp.domain.words import N_, Words
from deskapp.reading import field_records as reading
from deskapp.reading.areas import inside
from deskapp.reading.keyset import KeysetQuery, Order
from deskapp.reading.request_lists import short_number

Connect = Callable[[], sqlite3.Connection]
"""Gives the calling thread its connection."""

DUE = Sorting("due")
"""As each list begins: what is open on top, the nearest day first; then what was closed last."""

_ORDERS = {"due": "desk_order", "number": "id"}

SORTS = tuple(_ORDERS)
"""The columns by which each list can be sorted, with an index."""

_WIDE = 100
_TEXT = 200
"""Characters of a text that a line may need."""


@dataclass(frozen=True, slots=True)
class FieldFilter:
    """Which records a list shows; what is empty does not narrow it."""

    open: bool = False
    overdue: bool = False
    status: str = ""
    kind: str = ""
    from_day: date | None = None
    to_day: date | None = None
    area_id: int = 0
    """An area with all under it."""

    def where(self, due: str, today: date) -> tuple[str, list[object]]:
        """The condition and its parameters; `due` is the column of the day that counts, or nothing."""
        parts: list[tuple[str, list[object]]] = [("status <> 'undone'", [])]
        if self.open or self.overdue:
            parts.append(("desk_order < '1' AND is_open = 1", []))
        if self.overdue:
            parts.append((f"{due} < ?", [today.isoformat()]) if due else ("0", []))
        for column, value in (("status", self.status), ("kind", self.kind)):
            if value:
                parts.append((f"{column} = ?", [value]))
        if self.area_id:
            parts.append((inside("area_id", str(int(self.area_id))), []))
        if self.from_day:
            parts.append(("day >= ?", [self.from_day.isoformat()]))
        if self.to_day:
            parts.append(("day <= ?", [self.to_day.isoformat()]))
        return " AND ".join(sql for sql, _ in parts), [value for _, found in parts for value in found]


def columns(register: str, t: Words) -> tuple[Column, ...]:
    """The columns of a list; narrow lists leave out the later of them."""
    zh = t.language == "zh"
    wide = 12 if zh else {"custody": 15, "lost_report": 20}.get(register, 21)
    state = Column("state", N_("State"), wide, narrow=12)
    number = Column("number", N_("Number"), 10, narrow=8, sortable=True, newest_first=True)
    due = Column("due", DUE_LABELS[register], 12, narrow=10, sortable=True)
    if register == "lead_appeal":
        return (
            state, number, due, Column("kind", KIND.label, 8 if zh else 14, min_screen=_WIDE),
            Column("replies", N_("Replies"), 7, "right"), Column("what", N_("Text of the appeal"), 0),
        )  # fmt: skip
    who = N_("Finder") if register == "custody" else N_("Who looks for it")
    place = N_("Locker") if register == "custody" else N_("Last seen where")
    return (
        state, number, due, Column("place", place, 12 if zh else 14, narrow=8),
        Column("what", N_("What thing it is") if register == "custody" else N_("Who or what"), 0),
        Column("who", who, 10 if zh else 12, min_screen=72),
        Column("features", N_("Colour and features"), 0, min_screen=_WIDE),
    )  # fmt: skip


DUE_LABELS = {"lead_appeal": N_("Runs until"), "custody": N_("Due day"), "lost_report": N_("Last seen")}
_DUES = {"lead_appeal": "expires_on", "custody": "due_on", "lost_report": ""}


def view_of(room: Room, now: datetime, t: Words) -> View:
    """How a list looks at a record."""
    return View({}, room.calendar, now, t, room.masks)


def list_source(
    connect: Connect, room: Room, register: str, chosen: FieldFilter, now: datetime, t: Words, sorting: Sorting = DUE
) -> Source:  # fmt: skip
    """The records of a register that `chosen` lets through."""
    where, params = chosen.where(_DUES[register], room.calendar.day(now))
    view = view_of(room, now, t)

    def row(found: sqlite3.Row) -> Row:
        return row_of(connect(), register, found["id"], view)

    order = [Order("id", sorting.desc, null=False)]
    if sorting.column != "number":
        order.insert(0, Order(_ORDERS[sorting.column], sorting.desc, null=False))
    return KeysetQuery(
        connect, columns=columns(register, t), select="id", table=register, order=tuple(order), row=row,
        where=f"room_id = ? AND {where}", params=[room.id, *params],
    )  # fmt: skip


def row_of(connection: sqlite3.Connection, register: str, key: int, view: View) -> Row:
    """One line of a list; its key is filled in by the query."""
    if register == "lead_appeal":
        appeal = reading.appeal_by_id(connection.execute, key)
        assert appeal is not None
        return _appeal(appeal, view)
    if register == "custody":
        item = reading.item_by_id(connection.execute, key)
        assert item is not None
        return _item(item, view)
    report = reading.report_by_id(connection.execute, key)
    assert report is not None
    return _report(report, view)


def _appeal(one: Appeal, view: View) -> Row:
    t, today = view.words, view.calendar.day(view.now)
    cells = (
        appeal_card.state_text(one, view).partition("  ")[0],
        short_number(one, today),
        _day(one.expires_on, today),
        KIND.label_of(one.kind, t),
        str(len(one.replies)) if one.replies else "",
        one_line(one.text)[:_TEXT],
    )
    return Row((), one.id, cells, _tone(one.status, one.is_open, late=one.ran_out(today)))


def _item(one: FoundItem, view: View) -> Row:
    today = view.calendar.day(view.now)
    late = one.is_late(today)
    cells = (
        custody_card.state_text(one, view).partition("  ")[0],
        short_number(one, today),
        f"{'! ' if late else ''}{_day(one.due_on, today)}" if one.is_open else "",
        one.locker,
        custody_card.what_text(one, view.words),
        custody_card.shown_finder(one, view.masks),
        one_line(one.features)[:_TEXT],
    )
    return Row((), one.id, cells, _tone(one.status, one.is_open, late=late))


def _report(one: LostReport, view: View) -> Row:
    today = view.calendar.day(view.now)
    seen = view.calendar.show(one.last_at or one.entered_at, view.now)
    cells = (
        lost_card.state_text(one, view),
        short_number(one, today),
        seen,
        one.shown_place(),
        lost_card.what_text(one, view.words, view.masks),
        one.shown_owner(view.masks),
        one_line(one.shown_features())[:_TEXT],
    )
    return Row((), one.id, cells, _tone(one.status, one.is_open, late=False, urgent=one.is_minor))


def found_cells(
    connection: sqlite3.Connection, register: str, key: int, room: Room, now: datetime, t: Words
) -> tuple[str, str, str, str, str]:
    """Number, who, state, what it is about and the tone, for the list of all that was found."""
    row = row_of(connection, register, key, view_of(room, now, t))
    by_name = dict(zip((column.name for column in columns(register, t)), row.cells, strict=True))
    return by_name["number"], by_name.get("who", ""), by_name["state"], by_name["what"], row.tone


def _day(day: date | None, today: date) -> str:
    if day is None:
        return ""
    return f"{day:%m-%d}" if day.year == today.year else day.isoformat()


def _tone(status: str, is_open: bool, *, late: bool, urgent: bool = False) -> str:
    if status in ("voided", "undone"):
        return "muted"
    return "overdue" if late else "urgent" if urgent and is_open else "" if is_open else "closed"
