"""The duty plan: slots that ask for people at a place and an hour."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_SLOT = """
    CREATE TABLE slot (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        team_id INTEGER REFERENCES team (id),
        place TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 200),
        weekdays TEXT NOT NULL DEFAULT '',
        on_day TEXT,
        begins INTEGER NOT NULL CHECK (begins BETWEEN 0 AND 1439),
        ends INTEGER NOT NULL CHECK (ends BETWEEN 0 AND 1439),
        people INTEGER NOT NULL DEFAULT 1 CHECK (people BETWEEN 1 AND 200),
        valid_from TEXT NOT NULL,
        valid_until TEXT,
        notes TEXT NOT NULL DEFAULT '' CHECK (length(notes) <= 1000),
        status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'voided', 'undone')),
        is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),
        desk_order TEXT NOT NULL DEFAULT '',
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES officer (id),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        corrected_at TEXT,
        UNIQUE (room_id, number),
        CHECK (is_open = (status = 'active')),
        CHECK ((on_day IS NULL) = (weekdays <> '')),
        CHECK (valid_until IS NULL OR valid_until >= valid_from)
    )
"""


def upgrade() -> None:
    """Make the table and what keeps its rows from being deleted."""
    op.execute(_SLOT)
    op.execute("CREATE INDEX slot_desk ON slot (room_id, desk_order, id)")
    op.execute("CREATE INDEX slot_open ON slot (room_id, valid_from) WHERE is_open = 1")
    op.execute(
        "CREATE TRIGGER slot_no_delete BEFORE DELETE ON slot "
        "BEGIN SELECT RAISE(ABORT, 'a slot of the duty plan is voided, never deleted'); END"
    )
