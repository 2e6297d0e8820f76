"""The list of repeats and the requests behind one of them, as sources for the shared list."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import date, datetime

from deskapp.domain.held_rows import HeldRows
from deskapp.domain.listing import Column, Row, Source
from deskapp.domain.officer import Room
from deskapp.domain.repeat_list import KINDS, Repeat, repeats
from deskapp.domain.request import WITHHELD
from deskapp.domain.request_codes import CASE_REPORT, CATEGORY
from deskapp.domain.text import one_line
from deskapp.domain.words import N_, Words
from deskapp.reading.keyset import KeysetQuery, Order
from deskapp.reading.repeats import entered_in
from deskapp.reading.request_lists import columns as request_columns
from deskapp.reading.request_lists import row_of
from deskapp.reading.requests import request_of

Connect = Callable[[], sqlite3.Connection]
"""Gives the calling thread its connection."""

_TEXT = 400
"""Characters of a summary that a line may need."""


def repeats_in(
    connection: sqlite3.Connection, room: Room, first: date, last: date, days: int
) -> tuple[Repeat, ...]:
    """The repeats among the requests that were entered from `first` to `last`, both included."""
    return repeats(entered_in(connection, room.id, first, last), days)


def columns(t: Words) -> tuple[Column, ...]:
    """The columns of the list of repeats."""
    return (
        Column("kind", N_("Repeat"), 10 if t.language == "zh" else 12),
        Column("name", N_("Who, what or where")),
        Column("note", N_("Phone or category"), 17, min_screen=72),
        Column("count", N_("Times"), 5, "right"),
        Column("open", N_("Open"), 5, "right"),
        Column("last", N_("Last"), 11, "right", min_screen=60),
    )


def cells(repeat: Repeat, room: Room, now: datetime, t: Words) -> tuple[str, ...]:
    """A repeat as the list shows it."""
    return (
        t(KINDS[repeat.kind]),
        name_of(repeat, t),
        CATEGORY.label_of(repeat.note, t) if repeat.kind == "matter" else repeat.note,
        str(repeat.count),
        str(repeat.open or ""),
        room.calendar.show(repeat.last, now),
    )


def name_of(repeat: Repeat, t: Words) -> str:
    """The person, the place, or the first words of the matter."""
    if repeat.kind == "matter" and repeat.note == CASE_REPORT:
        return t(WITHHELD)
    if repeat.kind == "matter" and not repeat.name:
        return t(N_("{kind} (text not shown)"), kind=CATEGORY.label_of(repeat.note, t))
    return one_line(repeat.name[:_TEXT]) or t(N_("Unnamed"))


def repeat_source(found: Sequence[Repeat], room: Room, now: datetime, t: Words) -> Source:
    """The repeats in their order; the id of a row is its place, counted from 1."""
    rows = [
        Row((), place, cells(one, room, now, t), "" if one.open else "closed")
        for place, one in enumerate(found, 1)
    ]
    return HeldRows.of(columns(t), rows)


def behind_source(connect: Connect, room: Room, repeat: Repeat, now: datetime, t: Words) -> Source:
    """The requests behind a repeat, the newest first."""
    return KeysetQuery(
        connect,
        columns=request_columns(t),
        select="*",
        table="request",
        order=(Order("id", desc=True),),
        row=lambda found: row_of(request_of(found), room, now, t),
        where=f"id IN ({', '.join('?' * len(repeat.requests))})",
        params=repeat.requests,
    )
