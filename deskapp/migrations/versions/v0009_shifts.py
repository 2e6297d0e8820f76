"""Shifts, their people, and what is said in their handovers."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_SHIFT = """
    CREATE TABLE shift (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        starts_at TEXT,
        ends_at TEXT,
        cutoff_at TEXT,
        from_write INTEGER,
        open_write INTEGER,
        cut_write INTEGER,
        outgoing INTEGER NOT NULL DEFAULT 0,
        sent_at TEXT,
        incoming INTEGER NOT NULL DEFAULT 0,
        accepted_at TEXT,
        self_reason TEXT NOT NULL DEFAULT '' CHECK (length(self_reason) <= 10000),
        reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 10000),
        snapshot TEXT NOT NULL DEFAULT '',
        content TEXT NOT NULL DEFAULT '',
        digest TEXT NOT NULL DEFAULT '' CHECK (length(digest) IN (0, 64)),
        copies INTEGER NOT NULL DEFAULT 0 CHECK (copies >= 0),
        status TEXT NOT NULL DEFAULT 'planned' CHECK (status IN
            ('planned', 'open', 'handing_over', 'pending_accept', 'accepted', 'closed_no_relief')),
        is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),
        desk_order TEXT NOT NULL DEFAULT '',
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES officer (id),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        corrected_at TEXT,
        UNIQUE (room_id, number),
        CHECK (is_open = (status NOT IN ('accepted', 'closed_no_relief'))),
        CHECK ((status IN ('planned', 'open')) = (cut_write IS NULL)),
        CHECK ((cut_write IS NULL) = (cutoff_at IS NULL)),
        CHECK (status = 'planned' OR from_write IS NOT NULL AND starts_at IS NOT NULL),
        CHECK (cut_write IS NULL OR cut_write >= from_write),
        CHECK ((status IN ('accepted', 'closed_no_relief')) = (digest <> '')),
        CHECK (status <> 'accepted' OR incoming > 0 AND (incoming <> outgoing OR self_reason <> '')),
        CHECK (status <> 'closed_no_relief' OR reason <> '')
    )
"""

_STATEMENTS = (
    _SHIFT,
    "CREATE UNIQUE INDEX shift_one_open ON shift (room_id) WHERE status = 'open'",
    "CREATE UNIQUE INDEX shift_one_planned ON shift (room_id) WHERE status = 'planned'",
    "CREATE UNIQUE INDEX shift_one_frozen ON shift (room_id) WHERE status IN ('handing_over', 'pending_accept')",
    "CREATE INDEX shift_cut ON shift (room_id, cut_write)",
    """
    CREATE TABLE shift_member (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        shift_id INTEGER NOT NULL REFERENCES shift (id),
        officer_id INTEGER NOT NULL REFERENCES officer (id),
        role TEXT NOT NULL CHECK (role IN ('leader', 'officer', 'auxiliary')),
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    )
    """,
    "CREATE UNIQUE INDEX shift_member_once ON shift_member (shift_id, officer_id) WHERE gone = 0",
    """
    CREATE TABLE handover_entry (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        shift_id INTEGER NOT NULL REFERENCES shift (id),
        kind TEXT NOT NULL CHECK (kind IN
            ('note', 'check', 'here', 'tell', 'tick', 'question', 'addendum', 'countersign')),
        about TEXT NOT NULL DEFAULT '' CHECK (length(about) <= 200),
        text TEXT NOT NULL DEFAULT '' CHECK (length(text) <= 10000),
        expected INTEGER,
        found INTEGER,
        at TEXT NOT NULL,
        by_id INTEGER NOT NULL REFERENCES officer (id),
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    )
    """,
    "CREATE INDEX handover_entry_of ON handover_entry (shift_id, id)",
    """
    CREATE UNIQUE INDEX handover_entry_once ON handover_entry (shift_id, kind, about)
        WHERE gone = 0 AND kind IN ('note', 'check', 'here', 'tell', 'tick')
    """,
    """
    CREATE TRIGGER shift_no_delete BEFORE DELETE ON shift
    BEGIN SELECT RAISE(ABORT, 'a shift is never deleted'); END
    """,
    """
    CREATE TRIGGER shift_member_no_delete BEFORE DELETE ON shift_member
    BEGIN SELECT RAISE(ABORT, 'people of a shift are taken out, never deleted'); END
    """,
    """
    CREATE TRIGGER handover_entry_no_delete BEFORE DELETE ON handover_entry
    BEGIN SELECT RAISE(ABORT, 'what was said in a handover is never deleted'); END
    """,
    # what is sealed stays as it was accepted: only the count of copies goes on
    """
    CREATE TRIGGER shift_sealed
    BEFORE UPDATE ON shift WHEN old.digest <> '' AND (old.status <> new.status OR old.number <> new.number
        OR old.room_id <> new.room_id OR old.content <> new.content OR old.digest <> new.digest
        OR old.snapshot <> new.snapshot OR old.from_write IS NOT new.from_write OR old.cut_write IS NOT new.cut_write
        OR old.outgoing <> new.outgoing OR old.incoming <> new.incoming OR old.cutoff_at IS NOT new.cutoff_at
        OR old.accepted_at IS NOT new.accepted_at OR old.copies > new.copies)
    BEGIN SELECT RAISE(ABORT, 'an accepted handover says what it said'); END
    """,
    """
    CREATE TRIGGER handover_entry_sealed
    BEFORE INSERT ON handover_entry WHEN new.kind NOT IN ('addendum', 'countersign')
        AND (SELECT digest FROM shift WHERE id = new.shift_id) <> ''
    BEGIN SELECT RAISE(ABORT, 'an accepted handover takes addenda alone'); END
    """,
    """
    CREATE TRIGGER handover_entry_kept
    BEFORE UPDATE ON handover_entry WHEN old.kind <> new.kind OR old.about <> new.about OR old.text <> new.text
        OR old.shift_id <> new.shift_id OR old.at <> new.at OR old.by_id <> new.by_id
        OR old.expected IS NOT new.expected OR old.found IS NOT new.found OR old.gone > new.gone
        OR (SELECT digest FROM shift WHERE id = old.shift_id) <> ''
    BEGIN SELECT RAISE(ABORT, 'what was said in a handover is replaced, never changed'); END
    """,
)


def upgrade() -> None:
    """Make the tables and what keeps sealed handovers as they are."""
    for statement in _STATEMENTS:
        op.execute(statement)
