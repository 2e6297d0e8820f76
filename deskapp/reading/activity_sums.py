"""Adding activities up: one grouped pass over an index, by kind, area and team."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date

from deskapp.domain.activity_sums import SUMMED, Kept, Sums

JOINT = "officers > 0 AND volunteers + others > 0"
"""An officer took part, and somebody else with them."""

_ADDED = (
    "count(*), sum(volunteers + officers + others), "
    f"sum({JOINT}), sum(CASE WHEN {JOINT} THEN volunteers + officers + others ELSE 0 END), "
    + ", ".join(f"sum({name})" for name in SUMMED)
)
SUMS = (
    f"SELECT kind, area_id, team_id, {_ADDED} FROM activity "
    "WHERE room_id = ? AND held_on BETWEEN ? AND ? AND status = 'done' GROUP BY kind, area_id, team_id"
)
"""By the day on which it was held; answered from one index."""
_ENDED = (
    f"SELECT kind, NULL, NULL, {_ADDED} FROM activity WHERE id IN (SELECT h.subject_id FROM history AS h "
    "WHERE h.room_id = ? AND h.subject = 'activity' AND {when} AND h.target = 'done' AND h.source <> 'done' "
    "AND h.step NOT IN ('undo', 'redo')) AND status = 'done' GROUP BY kind ORDER BY min(id)"
)
"""By when it was entered as done, for a shift; the day on which it was held may be another."""


def sums(connection: sqlite3.Connection, room_id: int, first: date, last: date) -> tuple[Sums, ...]:
    """What was done on the days from `first` to `last`, by kind, area and team."""
    rows = connection.execute(SUMS, (room_id, first.isoformat(), last.isoformat())).fetchall()
    return tuple(Sums(*row) for row in rows)


def ended(
    connection: sqlite3.Connection, room_id: int, when: str, params: Sequence[object]
) -> tuple[Sums, ...]:
    """What was entered as done in a time, by kind; `when` is a condition on a row `h` of the history."""
    rows = connection.execute(_ENDED.format(when=when), (room_id, *params)).fetchall()
    return tuple(Sums(*row) for row in rows)


def plan_kept(connection: sqlite3.Connection, room_id: int, kind: str, first: str, last: str) -> Kept:
    """What came of what was planned to begin from one stored moment to before another."""
    counts = dict(
        connection.execute(
            "SELECT status, count(*) FROM activity WHERE room_id = ? AND kind = ? AND plan_from >= ? AND plan_from < ? "
            "AND status NOT IN ('voided', 'undone') GROUP BY status",
            (room_id, kind, first, last),
        ).fetchall()
    )
    done, running, missed, waiting = (
        counts.get(name, 0) for name in ("done", "running", "missed", "planned")
    )
    return Kept(done + running + missed + waiting, done, running, missed, waiting)


def persons_served(connection: sqlite3.Connection, room_id: int, first: date, last: date) -> tuple[int, int]:
    """How many people were served, each once, and how often: a card is one person, so is a name without one."""
    found = connection.execute(
        "SELECT count(DISTINCT coalesce('c' || p.person_id, 'n' || p.name)), count(*) FROM activity AS a "
        "JOIN activity_person AS p ON p.activity_id = a.id AND p.role = 'served' AND p.gone = 0 "
        "WHERE a.room_id = ? AND a.held_on BETWEEN ? AND ? AND a.status = 'done' AND a.served > 0",
        (room_id, first.isoformat(), last.isoformat()),
    ).fetchone()
    return int(found[0]), int(found[1])


def by_member(
    connection: sqlite3.Connection, room_id: int, kind: str, what: str, first: date, last: date
) -> dict[int, int]:
    """A number of a kind for each volunteer who took part: persuasions of one member, for one."""
    assert what in SUMMED
    rows = connection.execute(
        f"SELECT p.volunteer_id, sum(a.{what}) FROM activity AS a JOIN activity_person AS p ON p.activity_id = a.id "
        "AND p.gone = 0 AND p.role = 'member' AND p.volunteer_id IS NOT NULL "
        "WHERE a.room_id = ? AND a.kind = ? AND a.held_on BETWEEN ? AND ? AND a.status = 'done' GROUP BY 1",
        (room_id, kind, first.isoformat(), last.isoformat()),
    ).fetchall()
    return {row[0]: row[1] for row in rows}
