"""Calls that are answered from a duty, inside one write: out to a request, a dispute or an incident, and back."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import select

from deskapp.domain.attendance_steps import DutyMove
from deskapp.domain.dispute import PREFIX as DISPUTE
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.text import clean, narrow, one_line
from deskapp.domain.times import stored
from deskapp.domain.words import N_
from deskapp.services.keeping import key_of
from deskapp.services.store import Writing
from deskapp.tables.attendance import AttendanceRow, CallRow
from deskapp.tables.dispute import DisputeRow
from deskapp.tables.request import RequestRow

GONE = ("voided", "undone")
"""States of what counts nowhere."""


def open_call(writing: Writing, row: AttendanceRow, done: DutyMove) -> list[object]:
    """Keep that somebody went out to a call; gives what undo needs. Raises DeskError."""
    request_id, dispute_id = _answered(writing, row.room_id, narrow(done.said["request"]).upper())
    call = CallRow(
        attendance_id=key_of(row), request_id=request_id, dispute_id=dispute_id,
        incident_no=one_line(done.said["incident"])[:60],
        out_at=max(stored(done.at) if done.at else writing.at, row.in_at),
    )  # fmt: skip
    writing.session.add(call)
    writing.session.flush()
    return ["call", call.id, {"gone": [1, 0]}]


def close_calls(writing: Writing, row: AttendanceRow, at: datetime) -> list[object]:
    """Who signs out while out on a call is back from it; gives what undo needs."""
    rows: list[object] = []
    for call in writing.session.exec(
        select(CallRow).where(CallRow.attendance_id == row.id, CallRow.gone == 0, CallRow.back_at == None)  # noqa: E711
    ).all():
        back = max(stored(at), call.out_at)
        rows.append(["call", call.id, {"back_at": [None, back]}])
        call.back_at = back
        writing.session.add(call)
    return rows


def _answered(writing: Writing, room_id: int, number: str) -> tuple[int | None, int | None]:
    """The keys of the request and of the dispute that a number means: one of them, or none. Raises DeskError."""
    if not number:
        return None, None
    found: RequestRow | DisputeRow | None
    if number.startswith(f"{DISPUTE}-"):
        found = writing.session.exec(
            select(DisputeRow).where(DisputeRow.room_id == room_id, DisputeRow.number == number)
        ).first()
    else:
        found = writing.session.exec(
            select(RequestRow).where(RequestRow.room_id == room_id, RequestRow.number == number)
        ).first()
    if found is None:
        raise DeskError(
            N_("There is no record {number}. Look it up: deskapp list requests, deskapp list disputes, or F5."),
            code=Exit.NOT_FOUND, field="request", number=clean(number)[:40],
        )  # fmt: skip
    if found.status in GONE:
        raise DeskError(
            N_("{number} is void: nobody is sent there. Type the number of another one. What you typed is kept."),
            field="request", number=number,
        )  # fmt: skip
    return (None, found.id) if isinstance(found, DisputeRow) else (found.id, None)
