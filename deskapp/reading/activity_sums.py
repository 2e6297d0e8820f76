"""Adding activities up: what was done in a time, and plan against done."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from deskapp.domain.activity_sums import SUMMED, Kept, Sums

JOINT = "officers > 0 AND volunteers + others > 0"
"""An officer took part, and somebody else with them."""

_ADDED = (
    "count(*), sum(volunteers + officers + others), "
    f"sum({JOINT}), sum(CASE WHEN {JOINT} THEN volunteers + officers + others ELSE 0 END), "
    + ", ".join(f"sum({name})" for name in SUMMED)
)
_ENDED = (
    f"SELECT kind, {_ADDED} FROM activity WHERE id IN (SELECT h.subject_id FROM history AS h "
    "WHERE h.room_id = ? AND h.subject = 'activity' AND {when} AND h.target = 'done' AND h.source <> 'done' "
    "AND h.step NOT IN ('undo', 'redo')) AND status = 'done' GROUP BY kind ORDER BY min(id)"
)
"""By when it was entered as done, for a shift; the day on which it was held may be another."""


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
