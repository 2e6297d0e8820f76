"""What changed since an officer's last shift: found through the index of writes, some thousand steps at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from deskapp.domain.changes import REGISTERS, Change, Changes, Group
from deskapp.domain.times import moment

STEPS = 5_000
"""Steps that one look goes through, the newest first; what is older is read on from there."""

NAMED = 3
"""Records of a register that the page of the handover names."""

_EVER = (2**62, 2**62)

# The bound stands before the condition of the index: the first one of its kind is where SQLite begins to look.
_SQL = """
    SELECT write_id, id, subject, subject_id, at, step FROM history INDEXED BY history_write
    WHERE write_id >= ?1 AND write_id <= ?2 AND write_id > 0 AND (write_id < ?2 OR id < ?3) AND room_id = ?4
        AND step <> 'view'
    UNION ALL
    SELECT id, 0, subject, subject_id, at, action FROM journal NOT INDEXED
    WHERE id >= ?1 AND id <= ?2 AND (id < ?2 OR 0 < ?3) AND room_id = ?4 AND action = 'note' AND kind = 'write'
    ORDER BY 1 DESC, 2 DESC LIMIT ?5
"""

_FACTS: Mapping[str, str] = {
    "request": "number, status, category AS kind, '' AS name",
    "dispute": "number, status, CASE WHEN sealed THEN '' ELSE type END AS kind, '' AS name",
    "hazard": "number, status, category AS kind, '' AS name",
    "attendance": "number, status, mode AS kind, '' AS name",
    **dict.fromkeys(
        ("activity", "lead_appeal", "custody", "lost_report", "area"), "number, status, kind, '' AS name"
    ),
    "equipment": "number, status, kind, name",
    **dict.fromkeys(("volunteer", "slot", "certificate", "person", "shift"), "number, status, '' AS kind, '' AS name"),
    "team": "number, status, '' AS kind, name",
    "officer": "'' AS number, '' AS status, '' AS kind, name || ' ' || badge AS name",
    "purge": "'' AS number, '' AS status, '' AS kind, number AS name",
    "setting": "'' AS number, '' AS status, '' AS kind, name",
}  # fmt: skip
"""What a line says of a record; the name of a person stands in the record alone."""

_SEALED = frozenset({"accept", "close"})
_SHIFT_NEWS = _SEALED | {"addendum", "countersign"}
"""Steps of shifts that are news: how one was handed over, and what came after the seal."""


@dataclass(slots=True)
class _Seen:
    """Steps of one record, the newest first."""

    at: str
    steps: list[str] = field(default_factory=list)


def since(
    connection: sqlite3.Connection, room_id: int, write: int, before: tuple[int, int] | None = None, *,
    only: str = "", most: int = NAMED, steps: int = STEPS,
) -> Changes:  # fmt: skip
    """What happened from a write on, `before` a place where an earlier look ended; the newest first.

    `only` one register; `most` records of each are named, the others counted.
    """
    rows = connection.execute(_SQL, (write, *(before or _EVER), room_id, steps + 1)).fetchall()
    further = rows[steps - 1] if len(rows) > steps else None
    found: dict[str, dict[int, _Seen]] = {}
    for row in rows[:steps]:
        if only not in ("", row["subject"]) or (row["subject"] == "shift" and row["step"] not in _SHIFT_NEWS):
            continue
        records = found.setdefault(row["subject"], {})
        records.setdefault(row["subject_id"], _Seen(row["at"])).steps.append(row["step"])
    if "shift" in found:
        found["shift"] = _later(connection, room_id, found["shift"], write)
    order = (*REGISTERS, *(subject for subject in found if subject not in REGISTERS))
    groups = (_group(connection, subject, found[subject], most) for subject in order if subject in found)
    return Changes(
        tuple(group for group in groups if group.count),
        (further["write_id"], further["id"]) if further is not None else None,
        moment(rows[min(len(rows), steps) - 1]["at"]) if rows else None,
    )


def _later(
    connection: sqlite3.Connection, room_id: int, shifts: dict[int, _Seen], write: int
) -> dict[int, _Seen]:
    """The handovers without the one that the officer was part of, as far as nothing came after its seal."""
    own = connection.execute(
        "SELECT id FROM shift WHERE room_id = ? AND cut_write <= ? ORDER BY cut_write DESC LIMIT 1",
        (room_id, write),
    ).fetchone()
    return {
        key: seen for key, seen in shifts.items()
        if own is None or key != own["id"] or not _SEALED.issuperset(seen.steps)
    }  # fmt: skip


def _group(connection: sqlite3.Connection, subject: str, records: Mapping[int, _Seen], most: int) -> Group:
    if subject not in _FACTS:
        return Group(subject, len(records))
    named = list(records)[:most]
    facts = _facts(connection, subject, named)
    return Group(
        subject, len(records),
        tuple(_change(subject, facts[key], records[key]) for key in named if key in facts),
    )  # fmt: skip


def _change(subject: str, row: sqlite3.Row, seen: _Seen) -> Change:
    return Change(
        subject,
        row["number"],
        tuple(reversed(seen.steps)),
        row["status"],
        moment(seen.at),
        row["name"],
        row["kind"],
    )


def _facts(connection: sqlite3.Connection, subject: str, keys: Iterable[int]) -> dict[int, sqlite3.Row]:
    found: dict[int, sqlite3.Row] = {}
    for part in _parts(list(keys)):
        marks = ", ".join("?" * len(part))
        rows = connection.execute(
            f"SELECT id, {_FACTS[subject]} FROM {subject} WHERE id IN ({marks})",
            part,
        )
        found |= {row["id"]: row for row in rows}
    return found


def _parts(keys: Sequence[int], size: int = 500) -> Iterable[Sequence[int]]:
    return (keys[at : at + size] for at in range(0, len(keys), size))
