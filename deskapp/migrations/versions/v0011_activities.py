"""Activities of all kinds in one register, with who took part and what they led to."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_TEXTS = (
    ("place", 200), ("route", 200), ("unit", 200), ("outside_no", 60), ("handed_to", 200), ("season", 200),
    ("text", 10_000), ("missed", 10_000),
)  # fmt: skip
_CODES = (
    "place_type", "topic", "scam", "form", "audience", "mode", "subject", "method", "services", "certificate", "way",
    "info", "assist", "persuasion", "drill", "bodies", "mechanism", "dimension",
)  # fmt: skip
_NUMBERS = (
    "people", "copies", "forwards", "items", "opinions", "times", "refused", "used", "vehicles", "rescued", "suspects",
    "units", "households", "frauds", "money", "volunteers", "officers", "others", "served", "teams",
)  # fmt: skip
_COLUMNS = ",\n        ".join(
    (
        *(f"{name} TEXT NOT NULL DEFAULT '' CHECK (length({name}) <= {limit})" for name, limit in _TEXTS),
        *(f"{name} TEXT NOT NULL DEFAULT ''" for name in _CODES),
        *(f"{name} INTEGER NOT NULL DEFAULT 0 CHECK ({name} >= 0)" for name in _NUMBERS),
    )
)
_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'"

_ACTIVITY = f"""
    CREATE TABLE activity (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day {_DAY}),
        kind TEXT NOT NULL,
        held_on TEXT NOT NULL CHECK (held_on {_DAY}),
        area_id INTEGER,
        team_id INTEGER REFERENCES team (id),
        plan_from TEXT,
        plan_to TEXT,
        start_at TEXT,
        end_at TEXT,
        minutes INTEGER NOT NULL DEFAULT 0 CHECK (minutes BETWEEN 0 AND 1440),
        {_COLUMNS},
        status TEXT NOT NULL DEFAULT 'done'
            CHECK (status IN ('planned', 'running', 'done', 'missed', 'voided', 'undone')),
        is_open INTEGER NOT NULL DEFAULT 0 CHECK (is_open IN (0, 1)),
        desk_order TEXT NOT NULL DEFAULT '',
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES officer (id),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        corrected_at TEXT,
        UNIQUE (room_id, number),
        CHECK (is_open = (status IN ('planned', 'running'))),
        CHECK (status <> 'planned' OR plan_from IS NOT NULL),
        CHECK (status NOT IN ('running', 'done') OR start_at IS NOT NULL),
        CHECK (end_at IS NULL OR end_at >= start_at),
        CHECK (plan_to IS NULL OR plan_to >= plan_from)
    )
"""

_STATEMENTS = (
    _ACTIVITY,
    """
    CREATE TABLE activity_person (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        activity_id INTEGER NOT NULL REFERENCES activity (id),
        role TEXT NOT NULL DEFAULT 'member',
        volunteer_id INTEGER REFERENCES volunteer (id),
        officer_id INTEGER REFERENCES officer (id),
        person_id INTEGER REFERENCES person (id),
        name TEXT NOT NULL DEFAULT '' CHECK (length(name) <= 100),
        team_id INTEGER REFERENCES team (id),
        attendance_id INTEGER REFERENCES attendance (id),
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),
        CHECK ((volunteer_id IS NOT NULL) + (officer_id IS NOT NULL) + (person_id IS NOT NULL) + (name <> '') = 1)
    )
    """,
    """
    CREATE TABLE activity_link (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        activity_id INTEGER NOT NULL REFERENCES activity (id),
        number TEXT NOT NULL,
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    )
    """,
    """
    CREATE VIRTUAL TABLE search_activity USING fts5 (
        name, sounds, tails, place, words, log, prefix='1', tokenize='ascii'
    )
    """,
    "CREATE INDEX activity_desk ON activity (room_id, desk_order, id)",
    "CREATE INDEX activity_kind ON activity (room_id, kind, desk_order, id)",
    "CREATE INDEX activity_day ON activity (room_id, day, id)",
    # figures of a period are added up from this index alone
    """
    CREATE INDEX activity_done ON activity (
        room_id, held_on, kind, area_id, team_id, dimension, people, copies, forwards, items, opinions, times, refused,
        vehicles, rescued, suspects, households, frauds, money, volunteers, officers, others, served, minutes, status
    ) WHERE status = 'done'
    """,
    "CREATE INDEX activity_plan ON activity (room_id, kind, plan_from, status) WHERE plan_from IS NOT NULL",
    "CREATE INDEX activity_person_of ON activity_person (activity_id, id)",
    (
        "CREATE INDEX activity_person_volunteer ON activity_person (volunteer_id, activity_id) "
        "WHERE volunteer_id IS NOT NULL"
    ),
    (
        "CREATE INDEX activity_person_officer ON activity_person (officer_id, activity_id) "
        "WHERE officer_id IS NOT NULL"
    ),
    "CREATE INDEX activity_person_card ON activity_person (person_id) WHERE person_id IS NOT NULL",
    "CREATE INDEX activity_person_served ON activity_person (activity_id, person_id, name) WHERE role = 'served'",
    "CREATE INDEX activity_link_of ON activity_link (activity_id, id)",
    "CREATE INDEX activity_link_to ON activity_link (number, activity_id)",
)


def upgrade() -> None:
    """Make the tables, their indexes, and the triggers that keep rows from being deleted."""
    for statement in _STATEMENTS:
        op.execute(statement)
    for table in ("activity", "activity_person", "activity_link"):
        op.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'rows of activities are voided or taken out, never deleted'); END"
        )
