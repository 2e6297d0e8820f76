"""A call may be a dispute, grids are rated, and of a request it is kept what came back and how pressing it was."""

from __future__ import annotations

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


_STATEMENTS = (
    "ALTER TABLE attendance_call ADD COLUMN dispute_id INTEGER REFERENCES dispute (id)",
    "CREATE INDEX attendance_call_dispute ON attendance_call (dispute_id) WHERE dispute_id IS NOT NULL",
    "ALTER TABLE request ADD COLUMN pressing TEXT NOT NULL DEFAULT '' CHECK (pressing IN ('', 'yes', 'no'))",
    "ALTER TABLE request ADD COLUMN recovered INTEGER NOT NULL DEFAULT 0 CHECK (recovered >= 0)",
    """
    CREATE TABLE area_rating (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        area_id INTEGER NOT NULL REFERENCES area (id),
        first TEXT NOT NULL CHECK (first GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        last TEXT NOT NULL CHECK (last GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        verdict TEXT NOT NULL CHECK (verdict IN ('safe', 'not_yet')),
        text TEXT NOT NULL DEFAULT '' CHECK (length(text) <= 200),
        at TEXT NOT NULL,
        by_id INTEGER NOT NULL REFERENCES officer (id),
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),
        CHECK (first <= last)
    )
    """,
    "CREATE INDEX area_rating_of ON area_rating (area_id, last, id)",
    """
    CREATE TRIGGER area_rating_no_delete BEFORE DELETE ON area_rating
    BEGIN SELECT RAISE(ABORT, 'rows of field work are taken out, never deleted'); END
    """,
)


def upgrade() -> None:
    """Make the columns, the table, and the trigger that keeps its rows."""
    for statement in _STATEMENTS:
        op.execute(statement)
