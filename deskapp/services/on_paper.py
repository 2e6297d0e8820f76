"""Which records stand on a paper that left the desk: what stands there is corrected, not undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from deskapp.domain.officer import Room
from deskapp.domain.times import stored
from deskapp.reading.sheet import FOLLOWUP_DAYS

if TYPE_CHECKING:
    from deskapp.services.store import Writing

SLIP = "slip"
"""Action of the audit chain by which the slip of one record was given away."""

ACTIONS = ("pdf", "print", "export", SLIP)
"""Actions of the audit chain by which something left the desk."""

SHEET = "sheet"
"""Subject in the chain of the sheet of a day; its key is the day as a number, 20261121."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Something that left the desk."""

    day: date | None = None
    """The day of a sheet; None for an export, which has every request, and where the chain does not say."""
    only: tuple[str, int] | None = None
    """Of a slip: the subject and the key of the one record that stands on it."""


Stands = Callable[["Writing", int, Paper], bool]
"""Whether the record with a key stands on a paper; true in doubt."""


def day_key(day: date) -> int:
    """The key of a day's sheet in the chain."""
    return int(day.strftime("%Y%m%d"))


def papers_since(writing: Writing, seq: int) -> list[Paper]:
    """What left this room after the link `seq` of the audit chain."""
    found = writing.session.connection().exec_driver_sql(
        "SELECT DISTINCT subject, subject_id, action = ? FROM audit "
        "WHERE seq > ? AND room_id = ? AND action IN (?, ?, ?, ?)",
        (SLIP, seq, writing.actor.room_id, *ACTIONS),
    )
    return [
        Paper(date.fromisoformat(str(key)) if subject == SHEET else None, (subject, key) if slip else None)
        for subject, key, slip in found
    ]


def requests_on(room: Room) -> Stands:
    """Requests stand on a sheet where it may name or count them: see domain.sheet_summary."""

    def stands(writing: Writing, request_id: int, paper: Paper) -> bool:
        if paper.day is None:
            return True
        start, end = (stored(at) for at in room.calendar.bounds(paper.day))
        long_ago = stored(room.calendar.bounds(paper.day - timedelta(days=FOLLOWUP_DAYS))[0])
        found = writing.session.connection().exec_driver_sql(
            "SELECT 1 FROM request AS r WHERE r.id = ?1 AND (r.day = ?2 OR r.is_open = 1 AND r.entered_at < ?4 "
            "OR r.status = 'resolved' AND r.closed_at >= ?5 AND r.closed_at < ?4 OR EXISTS ("
            "SELECT 1 FROM history AS h WHERE h.subject = 'request' AND h.subject_id = r.id "
            "AND h.at >= ?3 AND h.at < ?4))",
            (request_id, paper.day.isoformat(), start, end, long_ago),
        )
        return found.first() is not None

    return stands


def disputes_on(room: Room) -> Stands:
    """Disputes stand on a sheet where it may name or count them: see domain.sheet_disputes."""

    def stands(writing: Writing, dispute_id: int, paper: Paper) -> bool:
        if paper.day is None:
            return True
        start, end = (stored(at) for at in room.calendar.bounds(paper.day))
        found = writing.session.connection().exec_driver_sql(
            "SELECT 1 FROM dispute AS d WHERE d.id = ?1 AND (d.day = ?2 OR d.desk_order < '1' AND d.entered_at < ?4 "
            "AND (d.is_open = 1 OR d.fulfilled_at < ?4) OR EXISTS (SELECT 1 FROM history AS h "
            "WHERE h.subject = 'dispute' AND h.subject_id = d.id AND h.at >= ?3 AND h.at < ?4))",
            (dispute_id, paper.day.isoformat(), start, end),
        )
        return found.first() is not None

    return stands


def hazards_on(room: Room) -> Stands:
    """Hazards stand on a sheet where it may name or count them: see domain.sheet_hazards."""

    def stands(writing: Writing, hazard_id: int, paper: Paper) -> bool:
        if paper.day is None:
            return True
        start, end = (stored(at) for at in room.calendar.bounds(paper.day))
        found = writing.session.connection().exec_driver_sql(
            "SELECT 1 FROM hazard AS d WHERE d.id = ?1 AND (d.day = ?2 OR d.is_open = 1 AND d.entered_at < ?4 "
            "OR EXISTS (SELECT 1 FROM history AS h WHERE h.subject = 'hazard' AND h.subject_id = d.id "
            "AND h.at >= ?3 AND h.at < ?4))",
            (hazard_id, paper.day.isoformat(), start, end),
        )
        return found.first() is not None

    return stands


_DUTY = (
    "(a.duty_day = ?2 OR a.is_open = 1 AND a.in_at < ?4 OR a.status IN ('ended', 'auto_closed') AND a.in_at < ?4 "
    "OR EXISTS (SELECT 1 FROM history AS h WHERE h.subject = 'attendance' AND h.subject_id = a.id AND h.at >= ?3 "
    "AND h.at < ?4))"
)
"""Whether the duty `a` is named or counted on the sheet of a day."""


def duties_on(room: Room) -> Stands:
    """Duties stand on a sheet where it may name or count them: see domain.sheet_duties."""
    return _duties(room, f"SELECT 1 FROM attendance AS a WHERE a.id = ?1 AND {_DUTY}")


_ACTIVITY = (
    "(e.day = ?2 OR e.held_on = ?2 OR e.is_open = 1 AND e.entered_at < ?4 OR EXISTS (SELECT 1 FROM history AS h "
    "WHERE h.subject = 'activity' AND h.subject_id = e.id AND h.at >= ?3 AND h.at < ?4))"
)
"""Whether the activity `e` is named or counted on the sheet of a day."""


def activities_on(room: Room) -> Stands:
    """Activities stand on a sheet where it may name or count them: see domain.sheet_activities."""
    return _duties(room, f"SELECT 1 FROM activity AS e WHERE e.id = ?1 AND {_ACTIVITY}")


def batches_on(room: Room) -> Stands:
    """A write over many duties or records stands on a sheet where one may; an imported roster does not."""
    field = "".join(
        " UNION ALL SELECT 1 FROM journal AS j JOIN history AS mine ON mine.write_id = j.id "
        f"AND mine.subject = '{one}' JOIN {one} AS r ON r.id = mine.subject_id "
        "WHERE j.subject = 'batch' AND j.subject_id = ?1 "
        "AND (r.day = ?2 OR r.is_open = 1 AND r.entered_at < ?4 OR mine.at >= ?3 AND mine.at < ?4)"
        for one in ("hazard", "lead_appeal", "custody", "lost_report")
    )
    return _duties(
        room,
        "SELECT 1 FROM journal AS j JOIN history AS mine ON mine.write_id = j.id AND mine.subject = 'attendance' "
        f"JOIN attendance AS a ON a.id = mine.subject_id WHERE j.subject = 'batch' AND j.subject_id = ?1 AND {_DUTY} "
        "UNION ALL "
        "SELECT 1 FROM journal AS j JOIN history AS mine ON mine.write_id = j.id AND mine.subject = 'activity' "
        f"JOIN activity AS e ON e.id = mine.subject_id WHERE j.subject = 'batch' AND j.subject_id = ?1 AND {_ACTIVITY}"
        + field,
    )


def _duties(room: Room, sql: str) -> Stands:
    def stands(writing: Writing, key: int, paper: Paper) -> bool:
        if paper.day is None:
            return True
        start, end = (stored(at) for at in room.calendar.bounds(paper.day))
        found = writing.session.connection().exec_driver_sql(
            f"{sql} LIMIT 1", (key, paper.day.isoformat(), start, end)
        )
        return found.first() is not None

    return stands


def records_on(room: Room, table: str) -> Stands:
    """Records of field work stand on a sheet where it may name or count them: open ones, and what moved that day."""

    def stands(writing: Writing, key: int, paper: Paper) -> bool:
        if paper.day is None:
            return True
        start, end = (stored(at) for at in room.calendar.bounds(paper.day))
        found = writing.session.connection().exec_driver_sql(
            f"SELECT 1 FROM {table} AS r WHERE r.id = ?1 AND (r.is_open = 1 AND r.entered_at < ?3 OR EXISTS ("
            f"SELECT 1 FROM history AS h WHERE h.subject = '{table}' AND h.subject_id = r.id "
            "AND h.at >= ?2 AND h.at < ?3))",
            (key, start, end),
        )
        return found.first() is not None

    return stands


def never(_writing: Writing, _key: int, _paper: Paper) -> bool:
    """For what no paper shows before it has done something: an officer who was just added."""
    return False


def on_exports(_writing: Writing, _key: int, paper: Paper) -> bool:
    """For what a sheet does not name and an export does: the cards of people."""
    return paper.day is None
