"""The board: what the desk owes of every register by its nearest clock, then what was closed today."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import datetime

from deskapp.domain.clocks import label_of
from deskapp.domain.dispute import File
from deskapp.domain.dispute_codes import STATUS, TYPE
from deskapp.domain.listing import Column, Row, Sorting, Source
from deskapp.domain.officer import Room
from deskapp.domain.text import one_line
from deskapp.domain.words import N_, Words
from deskapp.reading import dispute_orders, request_lists
from deskapp.reading.disputes import for_lists
from deskapp.reading.keyset import KeysetQuery
from deskapp.reading.merged import Merged, Side
from deskapp.reading.request_lists import Connect
from deskapp.reading.request_orders import PRESSING, without_index
from deskapp.reading.row_ids import record_of, row_id

_TEXT = 400
"""Characters of a summary that a line of a list may need."""
_NUMBER = 12
"""Cells of a number with the letters of its register."""
_SHORT = 10
"""The same in a narrow list: JF1121-003."""


def columns(t: Words) -> tuple[Column, ...]:
    """The columns of a list of requests, with room for the letters of a dispute's number; the due time always shows."""
    return tuple(
        replace(column, width=_NUMBER, narrow=_SHORT)
        if column.name == "number"
        else replace(column, min_screen=0)
        if column.name == "due"
        else column
        for column in request_lists.columns(t)
    )


def short_number(file: File, room: Room, now: datetime) -> str:
    """JF-003 for one of today, JF1121-003 for one of this year, JF251121-3 for one of an earlier year."""
    from deskapp.domain.dispute_shown import short_number as serial

    told = serial(file.dispute.number, file.dispute.day, room.calendar.day(now))
    if file.dispute.day.year != room.calendar.day(now).year:  # a narrow list has no room for more
        day, _, number = told.partition("-")
        return f"JF{day}-{int(number)}"
    return f"JF{'-' if '-' not in told else ''}{told}"


def dispute_row(file: File, room: Room, now: datetime, t: Words) -> Row:
    """A dispute in the columns of the board, masked: its nearest clock stands before what it is about."""
    from deskapp.domain.dispute_shown import shown_names, shown_summary  # late: most boards begin without one

    dispute = file.dispute
    waits = bool(dispute.next_clock)
    late = waits and dispute.next_due < now
    grave = dispute.is_open and dispute.risk in ("orange", "red")
    about = one_line(shown_summary(file, t)[:_TEXT])
    said = t(N_("{clock}: {about}"), clock=t(label_of(dispute.next_clock)), about=about) if waits else about
    state = (
        "! " + t("Overdue")
        if late
        else f"{t.marks.states[dispute.status]} {STATUS.label_of(dispute.status, t)}"
    )
    tone = "overdue" if late else "urgent" if grave else "" if waits else "closed"
    cells = (
        state,
        short_number(file, room, now),
        room.calendar.show(dispute.entered_at, now),
        TYPE.label_of(dispute.type, t),
        shown_names(file, t, room.masks),
        said,
        room.calendar.show(dispute.next_due, now) if waits else "",
    )
    return Row((), row_id("dispute", dispute.id), cells, tone)


def board_source(
    connect: Connect, room: Room, now: datetime, t: Words, sorting: Sorting = PRESSING
) -> Source:
    """All open requests and disputes, what is due first on top, then those closed today, the latest first."""
    requests = request_lists.board_source(connect, room, now, t, sorting, columns(t))
    return _both(connect, room, now, t, requests, disputes_of_board(connect, room, now, t, sorting))


def person_source(
    connect: Connect, room: Room, people: tuple[int, ...], now: datetime, t: Words, *, sealed: bool = False
) -> Source:
    """The requests and disputes of a person's cards, as the board sorts them, whenever they were closed.

    What is sealed is among them only for who may seal.
    """
    marks, only = ", ".join("?" * len(people)), "" if sealed else "AND sealed = 0 "
    requests = request_lists.person_source(connect, room, people, now, t, columns(t), sealed=sealed)
    disputes = KeysetQuery(
        connect, columns=columns(t), select="id", table="dispute", order=dispute_orders.orders(PRESSING), row=_key_row,
        where=f"+room_id = ? AND status <> 'undone' {only}AND id IN "
        f"(SELECT dispute_id FROM dispute_party WHERE gone = 0 AND person_id IN ({marks}))",
        params=[room.id, *people],
    )  # fmt: skip
    return _both(connect, room, now, t, requests, disputes)


def _key_row(found: sqlite3.Row) -> Row:
    return Row((), found["id"], ())


def _both(
    connect: Connect, room: Room, now: datetime, t: Words, requests: KeysetQuery, disputes: KeysetQuery
) -> Merged:
    """Requests and keys of disputes as one list."""

    def fill(row: Row) -> Row:
        file = for_lists(connect(), record_of(row.id)[1])
        assert file is not None
        return replace(dispute_row(file, room, now, t), key=row.key)

    def key_of(id: int) -> int | None:
        register, key = record_of(id)
        return key if register == "dispute" else None

    return Merged(
        Side(requests, lambda key: key, lambda row: row if row > 0 else None),
        Side(disputes, lambda key: row_id("dispute", key), key_of, fill),
    )


def disputes_of_board(
    connect: Connect, room: Room, now: datetime, t: Words, sorting: Sorting = PRESSING
) -> KeysetQuery:
    """The disputes of the board, keys alone: what waits for a clock, then those closed today."""
    order = dispute_orders.orders(sorting)
    bound = "likely(desk_order < ?)"
    if sorting != PRESSING:  # what is open is never much: it is found by that bound and sorted
        order, bound = without_index(order), "desk_order < ?"

    return KeysetQuery(
        connect, columns=columns(t), select="id", table="dispute", order=order, row=_key_row,
        where=f"room_id = ? AND {bound}", params=[room.id, request_lists.closed_bound(room, now)],
    )  # fmt: skip
