"""Areas as a tree with the points in them, hazards with their rechecks, and the area of requests, disputes, duties."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_DAY = "TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]')"

_AREA = f"""
    CREATE TABLE area (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day {_DAY},
        kind TEXT NOT NULL,
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        sounds TEXT NOT NULL DEFAULT '',
        code TEXT NOT NULL DEFAULT '' CHECK (length(code) <= 30),
        parent_id INTEGER REFERENCES area (id),
        beat_id INTEGER REFERENCES area (id),
        place_kind TEXT NOT NULL DEFAULT '',
        address TEXT NOT NULL DEFAULT '' CHECK (length(address) <= 200),
        contact TEXT NOT NULL DEFAULT '' CHECK (length(contact) <= 100),
        phone TEXT NOT NULL DEFAULT '',
        people INTEGER CHECK (people >= 0),
        hectares INTEGER CHECK (hectares >= 0),
        stamped_on TEXT,
        notes TEXT NOT NULL DEFAULT '' CHECK (length(notes) <= 10000),
        status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'closed', 'undone')),
        is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),
        desk_order TEXT NOT NULL DEFAULT '',
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES officer (id),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        corrected_at TEXT,
        UNIQUE (room_id, number),
        CHECK (is_open = (status = 'active')),
        CHECK (parent_id IS NULL OR parent_id <> id)
    )
"""

_HAZARD = f"""
    CREATE TABLE hazard (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day {_DAY},
        category TEXT NOT NULL,
        venue TEXT NOT NULL DEFAULT '',
        level TEXT NOT NULL,
        summary TEXT NOT NULL CHECK (length(summary) BETWEEN 1 AND 10000),
        place TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 200),
        area_id INTEGER REFERENCES area (id),
        source TEXT NOT NULL,
        found_at TEXT NOT NULL,
        found_by INTEGER REFERENCES officer (id),
        volunteer_id INTEGER REFERENCES volunteer (id),
        request_id INTEGER REFERENCES request (id),
        activity_id INTEGER,
        owner TEXT NOT NULL DEFAULT '' CHECK (length(owner) <= 100),
        owner_phone TEXT NOT NULL DEFAULT '',
        measure TEXT NOT NULL DEFAULT '' CHECK (length(measure) <= 10000),
        order_no TEXT NOT NULL DEFAULT '' CHECK (length(order_no) <= 60),
        deadline TEXT,
        receiver TEXT NOT NULL DEFAULT '',
        receiver_due TEXT,
        next_due TEXT NOT NULL,
        rechecks INTEGER NOT NULL DEFAULT 0 CHECK (rechecks >= 0),
        ordered_at TEXT,
        closed_at TEXT,
        status TEXT NOT NULL DEFAULT 'found',
        is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),
        desk_order TEXT NOT NULL DEFAULT '',
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES officer (id),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        corrected_at TEXT,
        UNIQUE (room_id, number),
        CHECK ((found_by IS NULL) <> (volunteer_id IS NULL)),
        CHECK (is_open = (status IN ('found', 'ordered', 'recheck_failed', 'transferred'))),
        CHECK (status <> 'ordered' OR deadline IS NOT NULL)
    )
"""

_RECHECK = """
    CREATE TABLE hazard_recheck (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        hazard_id INTEGER NOT NULL REFERENCES hazard (id),
        at TEXT NOT NULL,
        by_id INTEGER NOT NULL REFERENCES officer (id),
        passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
        text TEXT NOT NULL DEFAULT '',
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    )
"""

_SEARCHED = (
    """
    CREATE VIRTUAL TABLE search_area USING fts5 (
        name, sounds, tails, place, words, prefix='1', tokenize='ascii'
    )
    """,
    """
    CREATE VIRTUAL TABLE search_hazard USING fts5 (
        name, sounds, tails, place, words, log, prefix='1', tokenize='ascii'
    )
    """,
)

_INDEXES = (
    "CREATE UNIQUE INDEX area_code ON area (room_id, code) WHERE status = 'active' AND code <> ''",
    "CREATE INDEX area_desk ON area (room_id, desk_order, id)",
    "CREATE INDEX area_under ON area (parent_id, desk_order, id)",
    "CREATE INDEX area_beat ON area (beat_id) WHERE beat_id IS NOT NULL",
    "CREATE INDEX hazard_desk ON hazard (room_id, desk_order, id)",
    "CREATE INDEX hazard_day ON hazard (room_id, day, id)",
    "CREATE INDEX hazard_open ON hazard (room_id, next_due) WHERE is_open = 1",
    "CREATE INDEX hazard_area ON hazard (area_id, day) WHERE area_id IS NOT NULL",
    "CREATE INDEX hazard_request ON hazard (request_id) WHERE request_id IS NOT NULL",
    "CREATE INDEX hazard_activity ON hazard (activity_id) WHERE activity_id IS NOT NULL",
    "CREATE INDEX hazard_recheck_of ON hazard_recheck (hazard_id, id)",
)

_WITH_AREA = ("request", "dispute", "attendance", "slot")
"""Tables whose records can name their area from now on."""

_HELD = ("area", "hazard", "hazard_recheck")


def upgrade() -> None:
    """Make the tables, their indexes, the columns, and the triggers that keep rows from being deleted."""
    for statement in (_AREA, _HAZARD, _RECHECK, *_SEARCHED, *_INDEXES):
        op.execute(statement)
    for table in _WITH_AREA:
        op.execute(f"ALTER TABLE {table} ADD COLUMN area_id INTEGER REFERENCES area (id)")
        op.execute(f"CREATE INDEX {table}_area ON {table} (area_id) WHERE area_id IS NOT NULL")
    for table in _HELD:
        op.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'rows of field work are taken out, never deleted'); END"
        )
