"""Purges by two people: proposals, the records in them, records held back, and triggers that let a purge pass."""

from __future__ import annotations

import re

from alembic import op

from deskapp.tables.search import index

revision = "0017"
down_revision = "0015"
branch_labels = None
depends_on = None

_TABLES = (
    """
    CREATE TABLE purge (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        count INTEGER NOT NULL CHECK (count > 0),
        counts TEXT NOT NULL,
        proposed_by INTEGER NOT NULL REFERENCES officer (id),
        proposed_at TEXT NOT NULL,
        agreed_by INTEGER NOT NULL DEFAULT 0,
        agreed_at TEXT NOT NULL DEFAULT '',
        status TEXT NOT NULL DEFAULT 'proposed' CHECK (status IN ('proposed', 'running', 'done', 'withdrawn')),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        UNIQUE (room_id, number),
        CHECK (agreed_by <> proposed_by),
        CHECK ((status IN ('running', 'done')) = (agreed_by > 0)),
        CHECK ((agreed_by > 0) = (agreed_at <> ''))
    )
    """,
    "CREATE UNIQUE INDEX purge_one ON purge (room_id) WHERE status IN ('proposed', 'running')",
    """
    CREATE TABLE purge_item (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        purge_id INTEGER NOT NULL REFERENCES purge (id),
        subject TEXT NOT NULL,
        subject_id INTEGER NOT NULL,
        number TEXT NOT NULL
    )
    """,
    "CREATE INDEX purge_item_of ON purge_item (purge_id, id)",
    """
    CREATE TABLE purged (
        subject TEXT NOT NULL,
        subject_id INTEGER NOT NULL,
        purge_id INTEGER NOT NULL REFERENCES purge (id),
        PRIMARY KEY (subject, subject_id)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE purge_hold (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        subject TEXT NOT NULL,
        subject_id INTEGER NOT NULL,
        number TEXT NOT NULL,
        reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 10000),
        at TEXT NOT NULL,
        by_id INTEGER NOT NULL REFERENCES officer (id),
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    )
    """,
    "CREATE UNIQUE INDEX purge_hold_one ON purge_hold (subject, subject_id) WHERE gone = 0",
    *(
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'what was purged or held back stays told'); END"
        for table in ("purge", "purge_item", "purged", "purge_hold")
    ),
    (
        "CREATE TRIGGER purge_over BEFORE UPDATE ON purge WHEN old.status IN ('done', 'withdrawn') "
        "BEGIN SELECT RAISE(ABORT, 'a purge that is over stays as it was'); END"
    ),
)

_RUNNING = "EXISTS (SELECT 1 FROM purge WHERE status = 'running')"
"""True inside the transaction of a purge alone."""

_LET_PASS = (
    "history_no_update", "action_log_no_update", "certificate_frozen", "handover_entry_kept", "lead_appeal_frozen",
    "shift_sealed",
)  # fmt: skip
"""Triggers that keep what was said as it was said; while a purge runs they stand aside."""

_ONLY_BLANKS = (
    (
        "CREATE TRIGGER history_purged BEFORE UPDATE ON history WHEN old.id IS NOT new.id "
        "OR old.room_id IS NOT new.room_id "
        "OR old.subject IS NOT new.subject OR old.subject_id IS NOT new.subject_id OR old.at IS NOT new.at "
        "OR old.by_id IS NOT new.by_id OR old.step IS NOT new.step OR old.source IS NOT new.source "
        "OR old.target IS NOT new.target OR old.write_id IS NOT new.write_id OR new.reason <> '' "
        "OR NOT (new.detail = '' OR new.detail GLOB '{\"write\": [0-9]*}') "
        "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
    ),
    (
        "CREATE TRIGGER action_log_purged BEFORE UPDATE ON action_log WHEN old.id IS NOT new.id "
        "OR old.room_id IS NOT new.room_id OR old.subject IS NOT new.subject OR old.subject_id IS NOT new.subject_id "
        "OR old.at IS NOT new.at OR old.by_id IS NOT new.by_id OR old.kind IS NOT new.kind "
        "OR old.write_id IS NOT new.write_id OR new.text <> '—' "
        "BEGIN SELECT RAISE(ABORT, 'action_log is append-only'); END"
    ),
)
"""Of history and log a purge takes words alone: who did what when stays."""


def let_pass(sql: str) -> str:
    """The trigger, with an exception for a purge that runs."""
    head, begin, body = re.split(r"\b(BEGIN)\b", sql, maxsplit=1)
    before, when, condition = head.partition(" WHEN ")
    guarded = f" WHEN ({condition.strip()}) AND NOT {_RUNNING} " if when else f" WHEN NOT {_RUNNING} "
    return before.rstrip() + guarded + begin + body


def upgrade() -> None:
    """Make the tables; let the triggers that are there, whatever they say by now, stand aside for a purge."""
    for statement in _TABLES:
        op.execute(statement)
    execute = op.get_bind().exec_driver_sql
    for name in _LET_PASS:
        found = execute(
            "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?", (name,)
        ).scalar_one()
        execute(f"DROP TRIGGER {name}")
        execute(let_pass(" ".join(str(found).split())))
    for statement in _ONLY_BLANKS:
        execute(statement)
    for row in execute(
        "SELECT id FROM dispute WHERE sealed = 1"
    ).fetchall():  # found by their numbers from now on
        index(execute, "dispute", row[0])
    for row in execute("SELECT id FROM request WHERE category IN ('tip')").fetchall():
        index(execute, "request", row[0])
