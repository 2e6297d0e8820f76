"""Reading all that a day's sheet is made of, in one read transaction and without SQLModel."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from deskapp.domain.appeal import Appeal
from deskapp.domain.custody import FoundItem
from deskapp.domain.dispute import File
from deskapp.domain.hazard import Hazard
from deskapp.domain.officer import Officer, Room
from deskapp.domain.request import Request
from deskapp.domain.sheet import DutyFigures, SheetInput, ShiftHead, StepFact
from deskapp.domain.sheet_custody import SHOWN as LOST_SHOWN
from deskapp.domain.times import moment, stored
from deskapp.reading import field_records, hazards
from deskapp.reading import room as room_reading
from deskapp.reading.activities import coming
from deskapp.reading.activity_sums import ended
from deskapp.reading.attendances import here
from deskapp.reading.disputes import by_id
from deskapp.reading.requests import request_of

FieldT = TypeVar("FieldT", Appeal, FoundItem, Hazard)

FOLLOWUP_DAYS = 30
"""Days back in which the sheet looks for resolved requests without a follow-up; the list has all."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of writes in the order of the audit chain: those from `first` on and before `cut`."""

    first: int
    cut: int | None
    """None while it goes on."""
    outside: int
    """Writes of it before this one were made while no shift was open."""
    start: datetime
    end: datetime

    @property
    def until(self) -> int:
        """The first write that does not belong to it any more."""
        return _EVER if self.cut is None else self.cut


_EVER = 2**62

_BY_WRITE = "history AS h INDEXED BY history_write"
"""A shift is a few hundred writes; without a word the planner reads all that ever happened to requests.

The bounds stand before `write_id > 0`, which the index needs: the first bound is where SQLite begins to read.
"""


@dataclass(frozen=True, slots=True)
class _When:
    """Conditions on rows: what was entered in the time, what happened in it, and what was open at its end."""

    entered: str
    """On a row of the register `{subject}`."""
    began: str
    """On a duty."""
    step: str
    """On a row `h` of the history, with `params`."""
    write: str
    """On a row of the journal, with `params`."""
    params: tuple[object, ...]
    open: str = "1"
    """On an open record, with `open_params`: what came after a day that is over does not count."""
    open_params: tuple[object, ...] = ()
    history: str = "history AS h"
    """The history, with the index by which it is read."""
    room: str = "room_id"
    """The column of the room; with a plus where its index would lead astray."""
    settled: str = "fulfilled_at IS NOT NULL"
    """On a dispute that waits for a follow-up, with `open_params`."""


def _of_day(room: Room, day: date) -> _When:
    start, end = (stored(at) for at in room.calendar.bounds(day))
    return _When(
        entered=f"day = '{day.isoformat()}'", began=f"duty_day = '{day.isoformat()}'",
        step="h.at >= ? AND h.at < ?", write="at >= ? AND at < ?", params=(start, end),
        open="entered_at < ?", open_params=(end,), settled="fulfilled_at < ?",
    )  # fmt: skip


def _of_span(span: Span) -> _When:
    entered = (
        f"id IN (SELECT subject_id FROM {_BY_WRITE} WHERE write_id >= {span.first} "
        f"AND write_id < {span.until} AND write_id > 0 AND subject = '{{subject}}' AND source = '')"
    )
    return _When(
        entered=entered, began=entered.format(subject="attendance"),
        step="h.write_id >= ? AND h.write_id < ? AND h.write_id > 0", write="id >= ? AND id < ?",
        params=(span.first, span.until), history=_BY_WRITE, room="+room_id",
    )  # fmt: skip


def sheet_input(
    connection: sqlite3.Connection, room: Room, day: date, now: datetime, by: Officer | None = None
) -> SheetInput:
    """What the sheet of `day` is made of; the sheet of a day that is not over is cut off at `now`."""
    start, end = room.calendar.bounds(day)
    connection.execute("BEGIN")
    try:
        given = _given(connection, room, day, _of_day(room, day), (start, end), now, by)
        return replace(given, end=min(end, max(start, now)))
    finally:
        connection.execute("COMMIT")


def span_input(
    connection: sqlite3.Connection,
    room: Room,
    day: date,
    span: Span,
    head: ShiftHead | None,
    now: datetime,
    by: Officer | None = None,
) -> SheetInput:
    """What the sheet of a shift is made of, as things stand now; the caller holds the file still.

    `day` is the day of the shift.
    """
    given = _given(connection, room, day, _of_span(span), (span.start, span.end), now, by)
    outside = connection.execute(
        f"SELECT r.number FROM {_BY_WRITE} JOIN request AS r ON r.id = h.subject_id WHERE h.write_id >= ? "
        "AND h.write_id < ? AND h.write_id > 0 AND h.room_id = ? AND h.subject = 'request' AND h.source = '' "
        f"UNION ALL SELECT r.number FROM {_BY_WRITE} JOIN dispute AS r ON r.id = h.subject_id WHERE h.write_id >= ? "
        "AND h.write_id < ? AND h.write_id > 0 AND h.room_id = ? AND h.subject = 'dispute' AND h.source = ''",
        (span.first, span.outside, room.id) * 2,
    )
    return replace(given, shift=head, outside=frozenset(row[0] for row in outside))


def _until(found: Sequence[FieldT], before: datetime | None) -> tuple[FieldT, ...]:
    """Those that were entered before the end of the day; all where no end is given."""
    return tuple(one for one in found if before is None or one.entered_at < before)


def _given(
    connection: sqlite3.Connection, room: Room, day: date, when: _When, moments: tuple[datetime, datetime],
    now: datetime, by: Officer | None,
) -> SheetInput:  # fmt: skip
    end = moments[1]
    before = end if when.open_params else None
    entered = _requests(
        connection, f"{when.room} = ? AND {when.entered} ORDER BY id".format(subject="request"), (room.id,)
    )
    still_open = _requests(
        connection, f"room_id = ? AND is_open = 1 AND {when.open} ORDER BY next_due, id",
        (room.id, *when.open_params),
    )  # fmt: skip
    quarrels = _files(
        connection, f"{when.room} = ? AND {when.entered} ORDER BY id".format(subject="dispute"), (room.id,)
    )
    waiting = _files(
        connection, f"room_id = ? AND desk_order < '1' AND {when.open} AND (is_open = 1 OR {when.settled}) "
        "ORDER BY desk_order, id", (room.id, *when.open_params * 2),
    )  # fmt: skip
    seen = {file.dispute.id for file in (*quarrels, *waiting)}
    known = {request.id for request in (*entered, *still_open)}
    others = [
        *_requests(connection, *_stepped(room, "request", when), but=known),
        *_resolved(connection, room, day, end, known),
    ]
    lost, more = field_records.open_reports(connection.execute, room.id, LOST_SHOWN, before)
    return SheetInput(
        room=room,
        day=day,
        start=moments[0],
        end=end,
        now=now,
        officers=room_reading.officers(connection, room.id),
        by=by,
        entered=entered,
        open_then=still_open,
        others=tuple({r.id: r for r in others}.values()),
        steps=_steps(connection, room, "request", when),
        disputes_entered=quarrels,
        disputes_open=waiting,
        disputes_stepped=tuple(
            file
            for file in _files(connection, *_stepped(room, "dispute", when))
            if file.dispute.id not in seen
        ),
        dispute_steps=_steps(connection, room, "dispute", when),
        duties_here=tuple(
            duty for duty in here(connection, room.id) if before is None or duty.attendance.in_at < before
        ),
        duty_figures=_served(connection, room, when, end),
        hazards_open=_until(hazards.where(connection, "h.room_id = ? AND h.is_open = 1", (room.id,)), before),
        hazard_steps=_hazard_steps(connection, room, when),
        activities_done=ended(connection, room.id, when.step, when.params),
        activities_next=coming(connection, room.id, end + timedelta(days=1)),
        appeals_open=_until(field_records.open_appeals(connection.execute, room.id), before),
        custody_open=_until(field_records.open_items(connection.execute, room.id), before),
        lost_open=lost,
        lost_more=more,
        chain_head=room_reading.chain_head(connection),
        practice=room.practice,
    )


def _stepped(room: Room, subject: str, when: _When) -> tuple[str, tuple[object, ...]]:
    where = (
        f"id IN (SELECT h.subject_id FROM {when.history} WHERE h.room_id = ? AND h.subject = '{subject}' "
        f"AND {when.step} AND h.step <> 'view') ORDER BY id"
    )
    return where, (room.id, *when.params)


def _served(connection: sqlite3.Connection, room: Room, when: _When, end: datetime) -> DutyFigures:
    """What volunteers served in the time, and what of any day until then waits to be confirmed."""
    came, minutes, credited = connection.execute(
        "SELECT count(*), coalesce(sum(CASE WHEN out_at IS NULL THEN 0 ELSE "
        "CAST((julianday(out_at) - julianday(in_at)) * 1440 + 0.001 AS INTEGER) END), 0), coalesce(sum(credited), 0) "
        f"FROM attendance WHERE {when.room} = ? AND {when.began} AND status NOT IN ('voided', 'undone', 'rejected')",
        (room.id,),
    ).fetchone()
    ended, closed = (
        connection.execute(
            "SELECT count(*) FROM attendance WHERE room_id = ? AND status = ? AND in_at < ?",
            (room.id, status, stored(end)),
        ).fetchone()[0]
        for status in ("ended", "auto_closed")
    )
    return DutyFigures(came, minutes, credited, ended, closed)


def _hazard_steps(connection: sqlite3.Connection, room: Room, when: _When) -> tuple[StepFact, ...]:
    """The steps of hazards that are neither voided nor undone now."""
    where, params = _stepped(room, "hazard", when)
    gone = {
        row["number"]
        for row in connection.execute(
            f"SELECT number FROM hazard WHERE status IN ('voided', 'undone') AND {where}", params
        )
    }
    return tuple(step for step in _steps(connection, room, "hazard", when) if step.number not in gone)


def _files(connection: sqlite3.Connection, where: str, params: Sequence[object]) -> tuple[File, ...]:
    keys = connection.execute(f"SELECT id FROM dispute WHERE {where}", params).fetchall()
    return tuple(file for row in keys if (file := by_id(connection, row["id"])) is not None)


def _requests(
    connection: sqlite3.Connection,
    where: str,
    params: Sequence[object],
    *,
    but: AbstractSet[int] = frozenset(),
) -> tuple[Request, ...]:
    """The requests for which `where` holds, but those that were read already."""
    rows = connection.execute(f"SELECT * FROM request WHERE {where}", params)
    return tuple(request_of(row) for row in rows if row["id"] not in but)


def _resolved(
    connection: sqlite3.Connection, room: Room, day: date, end: datetime, but: AbstractSet[int]
) -> tuple[Request, ...]:
    """Resolved and not followed up, closed in the last weeks before `end`; found through the order of the board."""
    return _requests(
        connection, "room_id = ? AND desk_order > '1' AND desk_order < ? AND status = 'resolved' "
        "AND followup = '' AND closed_at < ? ORDER BY closed_at, id",
        (
            room.id,
            f"1{99_999_999 - int((day - timedelta(days=FOLLOWUP_DAYS)).strftime('%Y%m%d')):08d}~",
            stored(end),
        ),
        but=but,
    )  # fmt: skip


def _steps(connection: sqlite3.Connection, room: Room, subject: str, when: _When) -> tuple[StepFact, ...]:
    return tuple(
        StepFact(
            row["number"], moment(row["at"]), row["by_id"], row["step"], row["source"], row["target"],
            row["reason"],
        )
        for row in connection.execute(
            f"SELECT r.number, h.* FROM {when.history} JOIN {subject} AS r ON r.id = h.subject_id "
            f"WHERE h.room_id = ? AND h.subject = '{subject}' AND {when.step} "
            "AND h.step NOT IN ('correct', 'undo', 'redo', 'view') AND h.write_id NOT IN ("
            f"SELECT of_id FROM journal WHERE room_id = ? AND {when.write} AND of_id > 0 "
            "GROUP BY of_id HAVING sum(kind = 'undo') > sum(kind = 'redo')) ORDER BY h.id",
            (room.id, *when.params, room.id, *when.params),
        )
    )  # fmt: skip
