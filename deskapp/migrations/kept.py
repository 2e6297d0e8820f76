"""What was told of a matter, moved out of histories that were written before it stood apart."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

TABLES = (
    # what corrections replaced of the words of a record: the one part of its past that can be wiped
    """
    CREATE TABLE kept_text (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        subject TEXT NOT NULL,
        subject_id INTEGER NOT NULL,
        text TEXT
    )
    """,
    "CREATE INDEX kept_text_subject ON kept_text (subject, subject_id)",
    """
    CREATE TRIGGER kept_text_no_update BEFORE UPDATE ON kept_text
    WHEN NEW.text IS NOT NULL OR NEW.id <> OLD.id OR NEW.room_id <> OLD.room_id
        OR NEW.subject <> OLD.subject OR NEW.subject_id <> OLD.subject_id
    BEGIN SELECT RAISE(ABORT, 'a kept text is wiped or stays as it is'); END
    """,
    """
    CREATE TRIGGER kept_text_no_delete BEFORE DELETE ON kept_text
    BEGIN SELECT RAISE(ABORT, 'a kept text is wiped, never deleted'); END
    """,
)


def move(execute: Callable[..., Any], guards: list[str]) -> None:
    """Move the texts; those of case reports are wiped. `guards` make the history append-only again."""
    found = execute(
        "SELECT h.id, h.room_id, h.subject, h.subject_id, h.detail, r.category FROM history AS h "
        "JOIN request AS r ON r.id = h.subject_id WHERE h.subject = 'request' AND h.detail LIKE '%\"summary\"%'"
    ).fetchall()
    for verb in ("update", "delete"):
        execute(f"DROP TRIGGER history_no_{verb}")
    for key, room, subject, subject_id, said, category in found:
        detail = json.loads(said)
        if "summary" in detail:
            detail["summary"] = [
                _kept(execute, (room, subject, subject_id, None if category == "case_report" else text))
                if text
                else text
                for text in detail["summary"]
            ]
            again = json.dumps(detail, ensure_ascii=False, sort_keys=True)
            execute("UPDATE history SET detail = ? WHERE id = ?", (again, key))
    for guard in guards:
        execute(guard)


def _kept(execute: Callable[..., Any], values: tuple[Any, ...]) -> dict[str, int]:
    made = execute(
        "INSERT INTO kept_text (room_id, subject, subject_id, text) VALUES (?, ?, ?, ?) RETURNING id", values
    )
    return {"kept": int(made.scalar_one())}
