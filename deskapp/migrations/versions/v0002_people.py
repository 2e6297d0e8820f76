"""Cards of people, settings of the room, and the search index."""

from __future__ import annotations

from alembic import op

from deskapp.migrations import kept, people, search
from deskapp.migrations.versions.v0001_requests import triggers

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TABLES = (
    """
    CREATE TABLE person (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        name TEXT NOT NULL DEFAULT '' CHECK (length(name) <= 100),
        sounds TEXT NOT NULL DEFAULT '',
        phones TEXT NOT NULL DEFAULT '',
        id_kind TEXT NOT NULL DEFAULT '',
        id_number TEXT NOT NULL DEFAULT '' CHECK (length(id_number) <= 40),
        sex TEXT NOT NULL DEFAULT '' CHECK (sex IN ('', 'male', 'female')),
        born TEXT,
        minor INTEGER NOT NULL DEFAULT 0 CHECK (minor IN (0, 1)),
        address TEXT NOT NULL DEFAULT '' CHECK (length(address) <= 200),
        language TEXT NOT NULL DEFAULT '',
        notes TEXT NOT NULL DEFAULT '' CHECK (length(notes) <= 10000),
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES officer (id),
        status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'merged', 'undone')),
        merged_into INTEGER REFERENCES person (id),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        corrected_at TEXT,
        UNIQUE (room_id, number),
        CHECK ((status = 'merged') = (merged_into IS NOT NULL)),
        CHECK (merged_into IS NULL OR merged_into <> id)
    )
    """,
    "ALTER TABLE request ADD COLUMN person_id INTEGER REFERENCES person (id)",
    "ALTER TABLE request ADD COLUMN sounds TEXT NOT NULL DEFAULT ''",
    """
    CREATE TABLE setting (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        UNIQUE (room_id, name)
    )
    """,
    # one index a register; its rowid is the key of the record, its words are made by domain.search_keys
    """
    CREATE VIRTUAL TABLE search_request USING fts5 (
        name, sounds, tails, place, words, log, prefix='1', tokenize='ascii'
    )
    """,
    """
    CREATE VIRTUAL TABLE search_person USING fts5 (
        name, sounds, tails, place, words, prefix='1', tokenize='ascii'
    )
    """,
)

_INDEXES = (
    # the orders of lists; reading/request_orders.py has the same expressions
    (
        "CREATE INDEX request_state ON request (room_id, instr('registered in_progress waiting transferred resolved "
        "followed_up archived declined withdrawn merged voided undone', status), id DESC)"
    ),
    "CREATE INDEX request_category ON request (room_id, category, id DESC)",
    "CREATE INDEX request_name ON request (room_id, applicant, id DESC)",
    "CREATE INDEX request_beginning ON request (room_id, substr(summary, 1, 16), id DESC)",
    "CREATE INDEX journal_of ON journal (of_id, id) WHERE of_id > 0",
    "CREATE INDEX request_person ON request (person_id, id) WHERE person_id IS NOT NULL",
    "CREATE INDEX request_place ON request (room_id, place, entered_at) WHERE place <> ''",
    "CREATE INDEX person_name ON person (room_id, name, id)",
    "CREATE INDEX person_identity ON person (room_id, id_number) WHERE id_number <> ''",
    "CREATE INDEX person_merged ON person (merged_into) WHERE merged_into IS NOT NULL",
)


def upgrade() -> None:
    """Make the tables; then a card for each applicant, and the index over all that is there."""
    for statement in (*_TABLES, *_INDEXES):
        op.execute(statement)
    op.execute(
        "CREATE TRIGGER person_no_delete BEFORE DELETE ON person "
        "BEGIN SELECT RAISE(ABORT, 'people are merged, never deleted'); END"
    )
    execute = op.get_bind().exec_driver_sql
    for statement in kept.TABLES:
        op.execute(statement)
    kept.move(execute, triggers("history"))
    people.fill(execute)
    search.fill(execute)
