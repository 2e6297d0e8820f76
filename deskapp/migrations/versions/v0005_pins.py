"""PINs of officers, the tries to guess them, the recovery code, and more kinds of people."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_KINDS = (
    """
    CREATE TABLE officer_again (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        badge TEXT NOT NULL CHECK (length(badge) BETWEEN 1 AND 40),
        kind TEXT NOT NULL CHECK (kind IN ('officer', 'auxiliary', 'duty_leader', 'administrator', 'kiosk',
            'read_only')),
        active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
        created_at TEXT NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, id)),
        UNIQUE (room_id, badge, undone)
    )
    """,
    (
        "INSERT INTO officer_again (id, room_id, name, badge, kind, active, created_at, undone) "
        "SELECT id, room_id, name, badge, kind, active, created_at, undone FROM officer ORDER BY id"
    ),
    "DROP TABLE officer",
    "ALTER TABLE officer_again RENAME TO officer",
)
"""SQLite changes no CHECK: the table is made again; foreign keys rest meanwhile and are looked at in the end."""

_TABLES = (
    """
    CREATE TABLE officer_pin (
        officer_id INTEGER PRIMARY KEY REFERENCES officer (id),
        hash TEXT NOT NULL CHECK (hash GLOB '$argon2id$*'),
        set_at TEXT NOT NULL,
        set_by INTEGER NOT NULL REFERENCES officer (id)
    )
    """,
    """
    CREATE TABLE pin_tries (
        room_id INTEGER NOT NULL REFERENCES room (id),
        who TEXT NOT NULL,
        fails INTEGER NOT NULL CHECK (fails > 0),
        wait REAL NOT NULL CHECK (wait >= 0),
        boot TEXT NOT NULL,
        seconds REAL NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (room_id, who)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE recovery (
        room_id INTEGER PRIMARY KEY REFERENCES room (id),
        hash TEXT NOT NULL CHECK (hash GLOB '$argon2id$*'),
        made_at TEXT NOT NULL,
        made_by INTEGER NOT NULL REFERENCES officer (id)
    )
    """,
)


def upgrade() -> None:
    """Let officers be of more kinds, and make the tables."""
    for statement in (*_KINDS, *_TABLES):
        op.execute(statement)
