"""Reading all that a day's sheet is made of, in one read transaction and without SQLModel."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from deskapp.domain.dispute import File
from deskapp.domain.officer import Officer, Room
from deskapp.domain.request import Request
from deskapp.domain.sheet import DutyFigures, SheetInput, StepFact
from deskapp.domain.times import moment, stored
from deskapp.reading import hazards
from deskapp.reading import room as room_reading
from deskapp.reading.activities import coming
from deskapp.reading.activity_sums import ended
from deskapp.reading.attendances import here
from deskapp.reading.disputes import by_id
from deskapp.reading.requests import request_of

FOLLOWUP_DAYS = 30
"""Days back in which the sheet looks for resolved requests without a follow-up; the list has all."""


def sheet_input(
    connection: sqlite3.Connection, room: Room, day: date, now: datetime, by: Officer | None = None
) -> SheetInput:
    """What the sheet of `day` is made of; the sheet of a day that is not over is cut off at `now`."""
    start, end = room.calendar.bounds(day)
    connection.execute("BEGIN")
    try:
        entered = _requests(connection, "room_id = ? AND day = ? ORDER BY id", (room.id, day.isoformat()))
        still_open = _requests(
            connection, "room_id = ? AND is_open = 1 AND entered_at < ? ORDER BY next_due, id",
            (room.id, stored(end)),
        )  # fmt: skip
        steps = _steps(connection, room, "request", start, end)
        quarrels = _files(connection, "room_id = ? AND day = ? ORDER BY id", (room.id, day.isoformat()))
        waiting = _files(
            connection, "room_id = ? AND desk_order < '1' AND entered_at < ? AND (is_open = 1 OR fulfilled_at < ?) "
            "ORDER BY desk_order, id", (room.id, stored(end), stored(end)),
        )  # fmt: skip
        seen = {file.dispute.id for file in (*quarrels, *waiting)}
        stepped = _files(
            connection, _STEPPED.format(subject="dispute"), (room.id, stored(start), stored(end))
        )
        known = {request.id for request in (*entered, *still_open)}
        others = [
            *_requests(connection, _STEPPED.format(subject="request"), (room.id, stored(start), stored(end))),
            *_resolved(connection, room, day, end),
        ]
        return SheetInput(
            room=room,
            day=day,
            start=start,
            end=min(end, max(start, now)),
            now=now,
            officers=room_reading.officers(connection, room.id),
            by=by,
            entered=entered,
            open_then=still_open,
            others=tuple({r.id: r for r in others if r.id not in known}.values()),
            steps=steps,
            disputes_entered=quarrels,
            disputes_open=waiting,
            disputes_stepped=tuple(file for file in stepped if file.dispute.id not in seen),
            dispute_steps=_steps(connection, room, "dispute", start, end),
            duties_here=tuple(duty for duty in here(connection, room.id) if duty.attendance.in_at < end),
            duty_figures=_served(connection, room, day, end),
            hazards_open=hazards.where(
                connection, "h.room_id = ? AND h.is_open = 1 AND h.entered_at < ?", (room.id, stored(end))
            ),
            hazard_steps=_hazard_steps(connection, room, start, end),
            activities_done=ended(connection, room.id, start, end),
            activities_next=coming(connection, room.id, end + timedelta(days=1)),
            chain_head=room_reading.chain_head(connection),
            practice=room.practice,
        )
    finally:
        connection.execute("COMMIT")


def _hazard_steps(
    connection: sqlite3.Connection, room: Room, start: datetime, end: datetime
) -> tuple[StepFact, ...]:
    """The steps of hazards that are neither voided nor undone now."""
    steps = _steps(connection, room, "hazard", start, end)
    gone = {
        row["number"]
        for row in connection.execute(
            f"SELECT number FROM hazard WHERE status IN ('voided', 'undone') AND {_STEPPED.format(subject='hazard')}",
            (room.id, stored(start), stored(end)),
        )
    }
    return tuple(step for step in steps if step.number not in gone)


_STEPPED = (
    "id IN (SELECT subject_id FROM history WHERE room_id = ? AND subject = '{subject}' "
    "AND at >= ? AND at < ? AND step <> 'view') ORDER BY id"
)


def _served(connection: sqlite3.Connection, room: Room, day: date, end: datetime) -> DutyFigures:
    """What volunteers served on `day`, and what of any day until then waits to be confirmed."""
    came, minutes, credited = connection.execute(
        "SELECT count(*), coalesce(sum(CASE WHEN out_at IS NULL THEN 0 ELSE "
        "CAST((julianday(out_at) - julianday(in_at)) * 1440 + 0.001 AS INTEGER) END), 0), coalesce(sum(credited), 0) "
        "FROM attendance WHERE room_id = ? AND duty_day = ? AND status NOT IN ('voided', 'undone', 'rejected')",
        (room.id, day.isoformat()),
    ).fetchone()
    ended, closed = (
        connection.execute(
            "SELECT count(*) FROM attendance WHERE room_id = ? AND status = ? AND in_at < ?",
            (room.id, status, stored(end)),
        ).fetchone()[0]
        for status in ("ended", "auto_closed")
    )
    return DutyFigures(came, minutes, credited, ended, closed)


def _files(connection: sqlite3.Connection, where: str, params: Sequence[object]) -> tuple[File, ...]:
    keys = connection.execute(f"SELECT id FROM dispute WHERE {where}", params).fetchall()
    return tuple(file for row in keys if (file := by_id(connection, row["id"])) is not None)


def _requests(connection: sqlite3.Connection, where: str, params: Sequence[object]) -> tuple[Request, ...]:
    return tuple(
        request_of(row) for row in connection.execute(f"SELECT * FROM request WHERE {where}", params)
    )


def _resolved(connection: sqlite3.Connection, room: Room, day: date, end: datetime) -> tuple[Request, ...]:
    """Resolved and not followed up, closed in the last weeks before `end`; found through the order of the board."""
    return _requests(
        connection, "room_id = ? AND desk_order > '1' AND desk_order < ? AND status = 'resolved' "
        "AND followup = '' AND closed_at < ? ORDER BY closed_at, id",
        (
            room.id,
            f"1{99_999_999 - int((day - timedelta(days=FOLLOWUP_DAYS)).strftime('%Y%m%d')):08d}~",
            stored(end),
        ),
    )  # fmt: skip


def _steps(
    connection: sqlite3.Connection, room: Room, subject: str, start: datetime, end: datetime
) -> tuple[StepFact, ...]:
    return tuple(
        StepFact(
            row["number"], moment(row["at"]), row["by_id"], row["step"], row["source"], row["target"],
            row["reason"],
        )
        for row in connection.execute(
            f"SELECT r.number, h.* FROM history AS h JOIN {subject} AS r ON r.id = h.subject_id "
            f"WHERE h.room_id = ?1 AND h.subject = '{subject}' AND h.at >= ?2 AND h.at < ?3 "
            "AND h.step NOT IN ('correct', 'undo', 'redo', 'view') AND h.write_id NOT IN ("
            "SELECT of_id FROM journal WHERE room_id = ?1 AND at >= ?2 AND at < ?3 AND of_id > 0 "
            "GROUP BY of_id HAVING sum(kind = 'undo') > sum(kind = 'redo')) ORDER BY h.id",
            (room.id, stored(start), stored(end)),
        )
    )  # fmt: skip
