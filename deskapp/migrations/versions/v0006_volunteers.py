"""Volunteers with their teams, equipment and duty times."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_DAY = "TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]')"

_RECORD = f"""
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day {_DAY}"""

_KEPT = """
        is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),
        desk_order TEXT NOT NULL DEFAULT '',
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES officer (id),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        corrected_at TEXT,
        UNIQUE (room_id, number)"""

_GONE = "gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))"

_TABLES = (
    f"""
    CREATE TABLE team ({_RECORD},
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        kind TEXT NOT NULL,
        parent_id INTEGER REFERENCES team (id),
        mode TEXT NOT NULL DEFAULT 'patrol',
        place TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 200),
        notes TEXT NOT NULL DEFAULT '' CHECK (length(notes) <= 10000),
        status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'closed', 'undone')),{_KEPT},
        CHECK (is_open = (status = 'active')),
        CHECK (parent_id IS NULL OR parent_id <> id)
    )
    """,
    f"""
    CREATE TABLE volunteer ({_RECORD},
        member_no TEXT NOT NULL CHECK (length(member_no) BETWEEN 1 AND 20),
        person_id INTEGER NOT NULL REFERENCES person (id),
        identity TEXT NOT NULL DEFAULT '',
        employer TEXT NOT NULL DEFAULT '' CHECK (length(employer) <= 100),
        roles TEXT NOT NULL DEFAULT '',
        skills TEXT NOT NULL DEFAULT '' CHECK (length(skills) <= 200),
        grid TEXT NOT NULL DEFAULT '' CHECK (length(grid) <= 100),
        insurance_no TEXT NOT NULL DEFAULT '' CHECK (length(insurance_no) <= 60),
        insurance_until TEXT,
        consent TEXT NOT NULL DEFAULT '',
        pledged_on TEXT,
        joined_on TEXT,
        left_on TEXT,
        leave_until TEXT,
        rejoined INTEGER NOT NULL DEFAULT 0 CHECK (rejoined >= 0),
        team_id INTEGER REFERENCES team (id),
        status TEXT NOT NULL DEFAULT 'active',{_KEPT},
        CHECK (status IN ('applicant', 'active', 'leave', 'suspended', 'left', 'voided', 'undone')),
        CHECK (is_open = (status IN ('applicant', 'active', 'leave', 'suspended')))
    )
    """,
    f"""
    CREATE TABLE volunteer_team (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        volunteer_id INTEGER NOT NULL REFERENCES volunteer (id),
        team_id INTEGER NOT NULL REFERENCES team (id),
        post TEXT NOT NULL DEFAULT 'member',
        from_on TEXT NOT NULL,
        to_on TEXT,
        {_GONE},
        CHECK (to_on IS NULL OR to_on >= from_on)
    )
    """,
    f"""
    CREATE TABLE volunteer_training (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        volunteer_id INTEGER NOT NULL REFERENCES volunteer (id),
        subject TEXT NOT NULL,
        on_day TEXT NOT NULL,
        minutes INTEGER NOT NULL CHECK (minutes > 0),
        expires_on TEXT,
        teacher TEXT NOT NULL DEFAULT '',
        {_GONE}
    )
    """,
    f"""
    CREATE TABLE volunteer_honour (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        volunteer_id INTEGER NOT NULL REFERENCES volunteer (id),
        kind TEXT NOT NULL,
        title TEXT NOT NULL,
        on_day TEXT NOT NULL,
        given_by TEXT NOT NULL DEFAULT '',
        {_GONE}
    )
    """,
    f"""
    CREATE TABLE equipment ({_RECORD},
        kind TEXT NOT NULL,
        name TEXT NOT NULL DEFAULT '' CHECK (length(name) <= 100),
        in_stock INTEGER NOT NULL DEFAULT 0 CHECK (in_stock >= 0),
        issued INTEGER NOT NULL DEFAULT 0 CHECK (issued >= 0),
        damaged INTEGER NOT NULL DEFAULT 0 CHECK (damaged >= 0),
        missing INTEGER NOT NULL DEFAULT 0 CHECK (missing >= 0),
        scrapped INTEGER NOT NULL DEFAULT 0 CHECK (scrapped >= 0),
        status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'undone')),{_KEPT},
        CHECK (is_open = (status = 'active'))
    )
    """,
    f"""
    CREATE TABLE attendance ({_RECORD},
        duty_day TEXT NOT NULL,
        volunteer_id INTEGER REFERENCES volunteer (id),
        guest_name TEXT NOT NULL DEFAULT '' CHECK (length(guest_name) <= 100),
        guest_phone TEXT NOT NULL DEFAULT '',
        team_id INTEGER REFERENCES team (id),
        mode TEXT NOT NULL,
        place TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 200),
        in_at TEXT NOT NULL,
        out_at TEXT,
        seen_at TEXT NOT NULL,
        flags TEXT NOT NULL DEFAULT '',
        late_reason TEXT NOT NULL DEFAULT '',
        credited INTEGER NOT NULL DEFAULT 0 CHECK (credited >= 0),
        judged_at TEXT,
        judged_by INTEGER NOT NULL DEFAULT 0,
        status TEXT NOT NULL DEFAULT 'on_duty',{_KEPT},
        CHECK (status IN ('on_duty', 'out_on_call', 'ended', 'auto_closed', 'confirmed', 'rejected', 'voided',
            'undone')),
        CHECK (is_open = (status IN ('on_duty', 'out_on_call'))),
        CHECK ((volunteer_id IS NULL) = (guest_name <> '')),
        CHECK (out_at IS NULL OR out_at >= in_at),
        CHECK (is_open = 0 OR out_at IS NULL),
        CHECK (status = 'confirmed' OR credited = 0),
        CHECK (credited = 0 OR out_at IS NOT NULL AND
            credited <= (julianday(out_at) - julianday(in_at)) * 1440 + 0.001)
    )
    """,
    f"""
    CREATE TABLE attendance_call (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        attendance_id INTEGER NOT NULL REFERENCES attendance (id),
        request_id INTEGER REFERENCES request (id),
        incident_no TEXT NOT NULL DEFAULT '',
        out_at TEXT NOT NULL,
        back_at TEXT,
        {_GONE},
        CHECK (back_at IS NULL OR back_at >= out_at)
    )
    """,
    f"""
    CREATE TABLE attendance_credit (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        attendance_id INTEGER NOT NULL REFERENCES attendance (id),
        dimension TEXT NOT NULL,
        service TEXT NOT NULL,
        minutes INTEGER NOT NULL CHECK (minutes > 0),
        note TEXT NOT NULL DEFAULT '',
        {_GONE}
    )
    """,
    f"""
    CREATE TABLE equipment_loan (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        equipment_id INTEGER NOT NULL REFERENCES equipment (id),
        volunteer_id INTEGER NOT NULL REFERENCES volunteer (id),
        attendance_id INTEGER REFERENCES attendance (id),
        count INTEGER NOT NULL CHECK (count > 0),
        out_at TEXT NOT NULL,
        due_on TEXT,
        back_at TEXT,
        result TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT '',
        {_GONE}
    )
    """,
    # one write over many records, so that it is undone as one
    """
    CREATE TABLE batch (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        kind TEXT NOT NULL,
        count INTEGER NOT NULL,
        note TEXT NOT NULL DEFAULT '',
        at TEXT NOT NULL,
        by_id INTEGER NOT NULL REFERENCES officer (id),
        UNIQUE (room_id, number)
    )
    """,
    """
    CREATE VIRTUAL TABLE search_volunteer USING fts5 (
        name, sounds, tails, place, words, log, prefix='1', tokenize='ascii'
    )
    """,
)

_INDEXES = (
    "CREATE UNIQUE INDEX team_name ON team (room_id, name) WHERE status = 'active'",
    "CREATE UNIQUE INDEX volunteer_member ON volunteer (room_id, member_no) WHERE status NOT IN ('voided', 'undone')",
    "CREATE UNIQUE INDEX volunteer_person ON volunteer (person_id) WHERE status NOT IN ('voided', 'undone')",
    "CREATE INDEX volunteer_desk ON volunteer (room_id, desk_order, id)",
    "CREATE INDEX volunteer_day ON volunteer (room_id, day, id)",
    "CREATE INDEX volunteer_in_team ON volunteer (team_id, id) WHERE team_id IS NOT NULL",
    "CREATE INDEX volunteer_team_of ON volunteer_team (volunteer_id, id)",
    "CREATE INDEX volunteer_team_in ON volunteer_team (team_id, from_on)",
    "CREATE INDEX volunteer_training_of ON volunteer_training (volunteer_id, id)",
    "CREATE INDEX volunteer_honour_of ON volunteer_honour (volunteer_id, id)",
    "CREATE INDEX equipment_loan_of ON equipment_loan (equipment_id, id)",
    "CREATE INDEX equipment_loan_with ON equipment_loan (volunteer_id, id)",
    "CREATE UNIQUE INDEX attendance_one ON attendance (volunteer_id) WHERE is_open = 1 AND volunteer_id IS NOT NULL",
    (
        "CREATE UNIQUE INDEX attendance_guest ON attendance (room_id, guest_name, guest_phone) "
        "WHERE is_open = 1 AND volunteer_id IS NULL"
    ),
    "CREATE INDEX attendance_desk ON attendance (room_id, desk_order, id)",
    "CREATE INDEX attendance_in ON attendance (room_id, in_at, id)",
    "CREATE INDEX attendance_state ON attendance (room_id, status, in_at, id)",
    "CREATE INDEX attendance_open ON attendance (room_id, in_at) WHERE is_open = 1",
    "CREATE INDEX attendance_of ON attendance (volunteer_id, in_at) WHERE volunteer_id IS NOT NULL",
    "CREATE INDEX attendance_duty ON attendance (room_id, duty_day, status)",
    "CREATE INDEX attendance_call_of ON attendance_call (attendance_id, id)",
    "CREATE INDEX attendance_call_request ON attendance_call (request_id) WHERE request_id IS NOT NULL",
    "CREATE INDEX attendance_credit_of ON attendance_credit (attendance_id, id)",
)

_HELD = (
    "team", "volunteer", "volunteer_team", "volunteer_training", "volunteer_honour", "equipment", "equipment_loan",
    "attendance", "attendance_call", "attendance_credit", "batch",
)  # fmt: skip


def upgrade() -> None:
    """Make the tables, their indexes, and the triggers that keep rows from being deleted."""
    for statement in (*_TABLES, *_INDEXES):
        op.execute(statement)
    for table in _HELD:
        op.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'rows of volunteers are taken out, never deleted'); END"
        )
