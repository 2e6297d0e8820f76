"""Lead appeals with their replies, found things in custody, and reports of what is lost."""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_COMMON = """
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        area_id INTEGER REFERENCES area (id),
        request_id INTEGER REFERENCES request (id),
        is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),
        desk_order TEXT NOT NULL DEFAULT '',
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES officer (id),
        closed_at TEXT,
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        corrected_at TEXT,"""

_TABLES = (
    f"""
    CREATE TABLE lost_report ({_COMMON}
        kind TEXT NOT NULL,
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        sounds TEXT NOT NULL DEFAULT '',
        features TEXT NOT NULL DEFAULT '' CHECK (length(features) <= 10000),
        age INTEGER CHECK (age BETWEEN 0 AND 130),
        owner TEXT NOT NULL DEFAULT '' CHECK (length(owner) <= 100),
        phone TEXT NOT NULL DEFAULT '',
        sheltered INTEGER NOT NULL DEFAULT 0 CHECK (sheltered IN (0, 1)),
        last_place TEXT NOT NULL DEFAULT '' CHECK (length(last_place) <= 200),
        last_at TEXT,
        found_at TEXT,
        found_place TEXT NOT NULL DEFAULT '',
        found_by TEXT NOT NULL DEFAULT '',
        result TEXT NOT NULL DEFAULT '',
        receipt TEXT NOT NULL DEFAULT '',
        public_at TEXT,
        public_why TEXT NOT NULL DEFAULT '',
        found_id INTEGER,
        status TEXT NOT NULL DEFAULT 'open'
            CHECK (status IN ('open', 'found', 'closed_unfound', 'to_case', 'voided', 'undone')),
        UNIQUE (room_id, number),
        CHECK (is_open = (status = 'open'))
    )
    """,
    f"""
    CREATE TABLE custody ({_COMMON}
        kind TEXT NOT NULL,
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        sounds TEXT NOT NULL DEFAULT '',
        features TEXT NOT NULL DEFAULT '' CHECK (length(features) <= 10000),
        pieces INTEGER NOT NULL DEFAULT 1 CHECK (pieces >= 1),
        amount INTEGER NOT NULL DEFAULT 0 CHECK (amount >= 0),
        finder TEXT NOT NULL DEFAULT '' CHECK (length(finder) <= 100),
        phone TEXT NOT NULL DEFAULT '',
        sheltered INTEGER NOT NULL DEFAULT 0 CHECK (sheltered IN (0, 1)),
        locker TEXT NOT NULL DEFAULT '' CHECK (length(locker) <= 200),
        found_place TEXT NOT NULL DEFAULT '' CHECK (length(found_place) <= 200),
        found_at TEXT,
        witness TEXT NOT NULL DEFAULT '',
        due_on TEXT NOT NULL,
        noticed_on TEXT,
        notice TEXT NOT NULL DEFAULT '',
        claimant TEXT NOT NULL DEFAULT '',
        claimant_phone TEXT NOT NULL DEFAULT '',
        id_kind TEXT NOT NULL DEFAULT '',
        id_number TEXT NOT NULL DEFAULT '',
        proof TEXT NOT NULL DEFAULT '',
        delegate TEXT NOT NULL DEFAULT '',
        receiver TEXT NOT NULL DEFAULT '',
        receipts INTEGER NOT NULL DEFAULT 0 CHECK (receipts >= 0),
        lost_id INTEGER REFERENCES lost_report (id),
        status TEXT NOT NULL DEFAULT 'received'
            CHECK (status IN ('received', 'noticed', 'claimed', 'handed_up', 'expired', 'voided', 'undone')),
        UNIQUE (room_id, number),
        CHECK (is_open = (status IN ('received', 'noticed')))
    )
    """,
    f"""
    CREATE TABLE lead_appeal ({_COMMON}
        kind TEXT NOT NULL,
        channel TEXT NOT NULL,
        text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
        place TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 200),
        expires_on TEXT,
        kept_why TEXT NOT NULL DEFAULT '',
        kept_hits TEXT NOT NULL DEFAULT '',
        issued_at TEXT,
        issued_by INTEGER NOT NULL DEFAULT 0,
        copied INTEGER NOT NULL DEFAULT 0 CHECK (copied >= 0),
        result TEXT NOT NULL DEFAULT '',
        incident_no TEXT NOT NULL DEFAULT '',
        lost_id INTEGER REFERENCES lost_report (id),
        status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN
            ('draft', 'issued', 'answered', 'verified_useful', 'verified_useless', 'expired', 'voided', 'undone')),
        UNIQUE (room_id, number),
        CHECK (is_open = (status IN ('draft', 'issued', 'answered')))
    )
    """,
    """
    CREATE TABLE appeal_reply (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        appeal_id INTEGER NOT NULL REFERENCES lead_appeal (id),
        at TEXT NOT NULL,
        by_id INTEGER NOT NULL REFERENCES officer (id),
        giver TEXT NOT NULL DEFAULT '' CHECK (length(giver) <= 100),
        phone TEXT NOT NULL DEFAULT '',
        text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
        verdict TEXT NOT NULL DEFAULT '' CHECK (verdict IN ('', 'useful', 'useless')),
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    )
    """,
)

_RECORDS = ("lead_appeal", "custody", "lost_report")

_INDEXES = (
    *(f"CREATE INDEX {table}_desk ON {table} (room_id, desk_order, id)" for table in _RECORDS),
    *(f"CREATE INDEX {table}_day ON {table} (room_id, day, id)" for table in _RECORDS),
    *(f"CREATE INDEX {table}_of ON {table} (request_id) WHERE request_id IS NOT NULL" for table in _RECORDS),
    "CREATE INDEX lead_appeal_lost ON lead_appeal (lost_id) WHERE lost_id IS NOT NULL",
    "CREATE INDEX appeal_reply_of ON appeal_reply (appeal_id, id)",
    *(
        f"CREATE VIRTUAL TABLE search_{table} USING fts5 ("
        "name, sounds, tails, place, words, log, prefix='1', tokenize='ascii')"
        for table in _RECORDS
    ),
    *(
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'records of field work are voided, never deleted'); END"
        for table in (*_RECORDS, "appeal_reply")
    ),
    # what was put out stays as it was said
    (
        "CREATE TRIGGER lead_appeal_frozen BEFORE UPDATE OF text ON lead_appeal "
        "WHEN old.text <> new.text AND old.status <> 'draft' "
        "BEGIN SELECT RAISE(ABORT, 'an appeal says what it said'); END"
    ),
)


def upgrade() -> None:
    """Make the tables, their indexes and search, and the triggers that keep what was said."""
    for statement in (*_TABLES, *_INDEXES):
        op.execute(statement)
