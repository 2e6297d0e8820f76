"""Certificates of service, and an index from which hours are added up without reading the duties themselves."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_CERTIFICATE = """
    CREATE TABLE certificate (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        volunteer_id INTEGER NOT NULL REFERENCES volunteer (id),
        first TEXT NOT NULL,
        last TEXT NOT NULL,
        minutes INTEGER NOT NULL CHECK (minutes > 0),
        content TEXT NOT NULL,
        digest TEXT NOT NULL CHECK (length(digest) = 64),
        copies INTEGER NOT NULL DEFAULT 0 CHECK (copies >= 0),
        status TEXT NOT NULL DEFAULT 'issued' CHECK (status IN ('issued', 'voided', 'undone')),
        is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),
        desk_order TEXT NOT NULL DEFAULT '',
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES officer (id),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        corrected_at TEXT,
        UNIQUE (room_id, number),
        CHECK (first <= last),
        CHECK (is_open = (status = 'issued'))
    )
"""

_STATEMENTS = (
    _CERTIFICATE,
    "CREATE INDEX certificate_of ON certificate (volunteer_id, first)",
    "CREATE INDEX certificate_day ON certificate (room_id, day, id)",
    # wider than before: who, team and times stand in it, so that a page of hours reads the index alone
    "DROP INDEX attendance_duty",
    """
    CREATE INDEX attendance_duty
        ON attendance (room_id, duty_day, status, volunteer_id, team_id, credited, in_at, out_at)
    """,
    """
    CREATE TRIGGER certificate_no_delete BEFORE DELETE ON certificate
    BEGIN SELECT RAISE(ABORT, 'rows of volunteers are taken out, never deleted'); END
    """,
    # what was issued stays as it was said
    """
    CREATE TRIGGER certificate_frozen
    BEFORE UPDATE OF number, volunteer_id, first, last, minutes, content, digest ON certificate
    WHEN old.number <> new.number OR old.volunteer_id <> new.volunteer_id OR old.first <> new.first
        OR old.last <> new.last OR old.minutes <> new.minutes OR old.content <> new.content OR old.digest <> new.digest
    BEGIN SELECT RAISE(ABORT, 'a certificate says what it said'); END
    """,
)


def upgrade() -> None:
    """Make the table, its indexes, and the triggers that keep what was said."""
    for statement in _STATEMENTS:
        op.execute(statement)
