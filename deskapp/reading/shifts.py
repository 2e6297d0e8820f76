"""Reading shifts: the one that is open, what its sheet is made of, and what changed since somebody's last one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.number import read_number
from deskapp.domain.officer import Officer, Room
from deskapp.domain.sheet import SheetInput, ShiftHead
from deskapp.domain.shift import PREFIX, Entry, Member, Shift
from deskapp.domain.text import clean
from deskapp.domain.times import moment, stored
from deskapp.domain.words import N_
from deskapp.reading.sheet import Span, span_input


def shift_of(connection: sqlite3.Connection, row: sqlite3.Row) -> Shift:
    """The shift of a row, with its people and all that counts of what was said."""
    members = connection.execute(
        "SELECT officer_id, role FROM shift_member WHERE shift_id = ? AND gone = 0 ORDER BY id", (row["id"],)
    )
    entries = connection.execute(
        "SELECT * FROM handover_entry WHERE shift_id = ? AND gone = 0 ORDER BY id", (row["id"],)
    )
    return Shift(
        id=row["id"], room_id=row["room_id"], number=row["number"], day=date.fromisoformat(row["day"]),
        status=row["status"], starts_at=_moment(row["starts_at"]), ends_at=_moment(row["ends_at"]),
        cutoff_at=_moment(row["cutoff_at"]), from_write=row["from_write"], open_write=row["open_write"],
        cut_write=row["cut_write"], outgoing=row["outgoing"], sent_at=_moment(row["sent_at"]),
        incoming=row["incoming"], accepted_at=_moment(row["accepted_at"]), self_reason=row["self_reason"],
        reason=row["reason"], snapshot=row["snapshot"], content=row["content"], digest=row["digest"],
        copies=row["copies"], entered_at=moment(row["entered_at"]), entered_by=row["entered_by"],
        version=row["version"], members=tuple(Member(*one) for one in members),
        entries=tuple(
            Entry(e["kind"], e["about"], e["text"], e["expected"], e["found"], moment(e["at"]), e["by_id"])
            for e in entries
        ),
    )  # fmt: skip


def _moment(text: str | None) -> datetime | None:
    return moment(text) if text else None


def _one(connection: sqlite3.Connection, where: str, params: Iterable[object]) -> Shift | None:
    row = connection.execute(f"SELECT * FROM shift WHERE {where} LIMIT 1", tuple(params)).fetchone()
    return shift_of(connection, row) if row is not None else None


def open_shift(connection: sqlite3.Connection, room_id: int) -> Shift | None:
    """The shift that is open, or None."""
    return _one(connection, "room_id = ? AND status = 'open'", (room_id,))


def frozen_shift(connection: sqlite3.Connection, room_id: int) -> Shift | None:
    """The shift whose handover is under way, or None."""
    return _one(connection, "room_id = ? AND status IN ('handing_over', 'pending_accept')", (room_id,))


def planned_shift(connection: sqlite3.Connection, room_id: int) -> Shift | None:
    """The next shift, as far as it was made."""
    return _one(connection, "room_id = ? AND status = 'planned'", (room_id,))


def last_sealed(connection: sqlite3.Connection, room_id: int) -> Shift | None:
    """The handover that was sealed last, or None."""
    return _one(connection, "room_id = ? AND digest <> '' ORDER BY cut_write DESC", (room_id,))


def beside(connection: sqlite3.Connection, shift: Shift, by: int) -> Shift | None:
    """The shift before (`by` -1) or after (1) in the order of their beginnings; the next one not begun is none."""
    sign, order = ("<", "DESC") if by < 0 else (">", "")
    where = (
        f"room_id = ? AND from_write IS NOT NULL AND status <> 'planned' AND id {sign} ? ORDER BY id {order}"
    )
    return _one(connection, where, (shift.room_id, shift.id))


def by_id(connection: sqlite3.Connection, shift_id: int) -> Shift | None:
    """The shift with this key, or None."""
    return _one(connection, "id = ?", (shift_id,))


def find(connection: sqlite3.Connection, room: Room, text: str, today: date) -> Shift:
    """The shift of a number as typed. Raises DeskError where there is none."""
    number = read_number(text, PREFIX, today)
    found = _one(connection, "room_id = ? AND number = ?", (room.id, number))
    if found is None:
        raise DeskError(
            N_("There is no handover {number}. Look: deskapp list handovers"),
            code=Exit.NOT_FOUND, number=clean(number)[:40],
        )  # fmt: skip
    return found


def closed_by(connection: sqlite3.Connection, shift_id: int) -> int:
    """The key of the leader who closed a shift without relief; 0 where nobody did."""
    found = connection.execute(
        "SELECT by_id FROM history WHERE subject = 'shift' AND subject_id = ? AND step = 'close' "
        "ORDER BY id DESC LIMIT 1",
        (shift_id,),
    ).fetchone()
    return int(found[0]) if found else 0


# -- what a shift holds


def has_shifts(connection: sqlite3.Connection, room_id: int) -> bool:
    """Whether this room works in shifts: one was opened once."""
    found = connection.execute("SELECT 1 FROM shift WHERE room_id = ? LIMIT 1", (room_id,))
    return found.fetchone() is not None


def first_write_at(connection: sqlite3.Connection, at: datetime) -> int:
    """The first write that was made at `at` or later, found in the audit chain; one more than the last if none was."""
    low, high = 1, int(connection.execute("SELECT coalesce(max(seq), 0) + 1 FROM audit").fetchone()[0])
    wanted = stored(at)
    while low < high:
        middle = (low + high) // 2
        row = connection.execute("SELECT at FROM audit WHERE seq = ?", (middle,)).fetchone()
        if row is None or row[0] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


def span_of(shift: Shift, now: datetime) -> Span:
    """The writes and moments of a shift that has begun."""
    assert shift.from_write is not None
    assert shift.starts_at is not None
    outside = shift.from_write if shift.open_write is None else shift.open_write
    return Span(
        shift.from_write, shift.cut_write, outside, shift.starts_at,
        shift.cutoff_at or max(now, shift.starts_at),
    )  # fmt: skip


def unrelieved(connection: sqlite3.Connection, room: Room, now: datetime) -> Span:
    """The writes since the last cut-off while no shift is open; before the first one those of today."""
    last = connection.execute(
        "SELECT cut_write, cutoff_at FROM shift WHERE room_id = ? AND cut_write IS NOT NULL ORDER BY cut_write DESC",
        (room.id,),
    ).fetchone()
    if last is not None:
        return Span(last[0], None, last[0], moment(last[1]), max(now, moment(last[1])))
    start = room.calendar.bounds(room.calendar.day(now))[0]
    first = first_write_at(connection, start)
    return Span(first, None, first, start, now)


def input_of(
    connection: sqlite3.Connection, room: Room, shift: Shift, head: ShiftHead, now: datetime,
    by: Officer | None = None,
) -> SheetInput:  # fmt: skip
    """What the sheet of a shift is made of, as things stand now; the caller holds the file still."""
    given = span_input(connection, room, shift.day, span_of(shift, now), head, now, by)
    return replace(given, told=frozenset(e.about for e in shift.said("tell") if e.text))


def input_between(
    connection: sqlite3.Connection, room: Room, day: date, now: datetime, by: Officer | None = None
) -> SheetInput:
    """What the sheet of the time without a shift is made of; the caller holds the file still."""
    span = unrelieved(connection, room, now)
    return span_input(connection, room, day, span, None, now, by)


def open_duties(connection: sqlite3.Connection, room_id: int, cut_write: int | None) -> tuple[str, ...]:
    """Numbers of the duties entered before the cut-off that go on, by the order of writes; none without a cut-off."""
    found = connection.execute(
        "SELECT a.number FROM attendance AS a WHERE a.room_id = ? AND a.is_open = 1 AND coalesce(("
        "SELECT h.write_id FROM history AS h WHERE h.subject = 'attendance' AND h.subject_id = a.id "
        "ORDER BY h.id LIMIT 1), 0) < ? ORDER BY a.in_at, a.id",
        (room_id, cut_write),
    )
    return tuple(row[0] for row in found)


# -- what changed since somebody was here


def last_served(connection: sqlite3.Connection, room_id: int, officer_id: int) -> Shift | None:
    """The last sealed shift in which an officer served, handed over or took over; None for somebody new."""
    return _one(
        connection, "room_id = ? AND digest <> '' AND (outgoing = ? OR EXISTS (SELECT 1 FROM shift_member AS m "
        "WHERE m.shift_id = shift.id AND m.officer_id = ? AND m.gone = 0)) ORDER BY cut_write DESC",
        (room_id, officer_id, officer_id),
    )  # fmt: skip


def shift_at(connection: sqlite3.Connection, room_id: int, write: int) -> str:
    """The number of the shift that holds a write; empty where none does."""
    found = connection.execute(
        "SELECT number FROM shift WHERE room_id = ? AND from_write <= ? AND (cut_write IS NULL OR cut_write > ?)",
        (room_id, write, write),
    ).fetchone()
    return str(found[0]) if found else ""
