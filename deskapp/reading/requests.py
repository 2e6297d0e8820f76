"""Reading requests: one record, its trail, and the counts of the head row."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from deskapp.domain import kept
from deskapp.domain.request import Action, HistoryRow, Request
from deskapp.domain.times import moment, stored

_MOMENTS = ("occurred_at", "entered_at", "due_at", "next_due")
_LATE = ("receiver_due", "waiting_due", "followup_at", "closed_at", "corrected_at")
_PLAIN = (
    "id", "room_id", "number", "channel", "category", "urgency", "applicant", "phone", "id_number", "address",
    "place", "summary", "entered_by", "first_receiver", "responsible", "status", "outcome", "result",
    "told_where", "receiver", "waiting_for", "receipt", "merged_into", "linked", "followup", "followup_by",
    "reopened", "version", "person_id", "area_id", "recovered", "pressing",
)  # fmt: skip


def request_of(row: sqlite3.Row | Mapping[str, Any]) -> Request:
    """The value of a row of the table `request`."""
    values: dict[str, Any] = {name: row[name] for name in _PLAIN}
    for name in _MOMENTS:
        values[name] = moment(row[name])
    for name in _LATE:
        values[name] = moment(row[name]) if row[name] else None
    values["day"] = date.fromisoformat(row["day"])
    values["dangers"] = tuple(row["dangers"].split(",")) if row["dangers"] else ()
    return Request(**values)


def find(connection: sqlite3.Connection, room_id: int, number: str) -> Request | None:
    """The request with `number`, or None."""
    found = connection.execute(
        "SELECT * FROM request WHERE room_id = ? AND number = ?", (room_id, number)
    ).fetchone()
    return request_of(found) if found else None


def by_id(connection: sqlite3.Connection, request_id: int) -> Request | None:
    """The request with this key, or None."""
    found = connection.execute("SELECT * FROM request WHERE id = ?", (request_id,)).fetchone()
    return request_of(found) if found else None


def history(connection: sqlite3.Connection, subject: str, subject_id: int) -> tuple[HistoryRow, ...]:
    """The steps of a record, oldest first, with the texts that stand apart in their places."""
    apart: dict[int, str | None] = dict(
        connection.execute(
            "SELECT id, text FROM kept_text WHERE subject = ? AND subject_id = ?", (subject, subject_id)
        ).fetchall()
    )
    return tuple(
        HistoryRow(
            moment(row["at"]),
            row["by_id"],
            row["step"],
            row["source"],
            row["target"],
            row["reason"],
            _whole(row["detail"], apart),
            row["write_id"],
        )
        for row in connection.execute(
            "SELECT * FROM history WHERE subject = ? AND subject_id = ? ORDER BY id", (subject, subject_id)
        )
    )


def _whole(detail: str, apart: Mapping[int, str | None]) -> str:
    if not apart or not detail:
        return detail
    return json.dumps(kept.resolve(json.loads(detail), apart.get), ensure_ascii=False)


def actions(connection: sqlite3.Connection, subject: str, subject_id: int) -> tuple[Action, ...]:
    """The action log of a record, oldest first."""
    return tuple(
        Action(moment(row["at"]), row["by_id"], row["kind"], row["text"], row["write_id"])
        for row in connection.execute(
            "SELECT * FROM action_log WHERE subject = ? AND subject_id = ? ORDER BY id", (subject, subject_id)
        )
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of the head row."""

    today: int
    """Requests entered today, voided and undone ones left out."""
    open: int
    """Requests and disputes for which the desk still owes something."""
    overdue: int


def counts(connection: sqlite3.Connection, room_id: int, day: date, now: datetime) -> Counts:
    """Count today's requests, and what is open and overdue of requests and disputes."""
    row = connection.execute(
        "SELECT (SELECT count(*) FROM request WHERE room_id = ?1 AND day = ?2 "
        "AND status NOT IN ('voided', 'undone')), "
        "(SELECT count(*) FROM request WHERE room_id = ?1 AND is_open = 1) "
        "+ (SELECT count(*) FROM dispute WHERE room_id = ?1 AND desk_order < '1'), "
        "(SELECT count(*) FROM request WHERE room_id = ?1 AND is_open = 1 AND next_due < ?3) "
        "+ (SELECT count(*) FROM dispute WHERE room_id = ?1 AND desk_order < '0' || ?3)",
        (room_id, day.isoformat(), stored(now)),
    ).fetchone()
    return Counts(*row)
