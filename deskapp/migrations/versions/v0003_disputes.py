"""Disputes, with their parties, mediators, sittings, instalments, visits, warnings and papers."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TABLES = (
    """
    CREATE TABLE dispute (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        kind TEXT NOT NULL DEFAULT '',
        type TEXT NOT NULL,
        source TEXT NOT NULL,
        summary TEXT NOT NULL CHECK (length(summary) <= 10000),
        place TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 200),
        scale TEXT NOT NULL DEFAULT 'individual' CHECK (scale IN ('individual', 'group', 'major_group')),
        people INTEGER NOT NULL DEFAULT 2 CHECK (people >= 1),
        amount INTEGER NOT NULL DEFAULT 0 CHECK (amount >= 0),
        stage TEXT NOT NULL DEFAULT 'open' CHECK (stage IN ('bud', 'open', 'escalating')),
        risk TEXT NOT NULL DEFAULT 'blue' CHECK (risk IN ('blue', 'yellow', 'orange', 'red')),
        threat INTEGER NOT NULL DEFAULT 0 CHECK (threat IN (0, 1)),
        domestic_violence INTEGER NOT NULL DEFAULT 0 CHECK (domestic_violence IN (0, 1)),
        petition_risk INTEGER NOT NULL DEFAULT 0 CHECK (petition_risk IN (0, 1)),
        sealed INTEGER NOT NULL DEFAULT 0 CHECK (sealed IN (0, 1)),
        request_id INTEGER REFERENCES request (id),
        responsible INTEGER NOT NULL REFERENCES officer (id),
        presider INTEGER NOT NULL DEFAULT 0,
        occurred_at TEXT NOT NULL,
        first_sign_at TEXT NOT NULL,
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES officer (id),
        status TEXT NOT NULL DEFAULT 'registered',
        is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),
        desk_order TEXT NOT NULL DEFAULT '',
        next_due TEXT NOT NULL,
        next_clock TEXT NOT NULL DEFAULT '',
        accepted_at TEXT,
        first_action_at TEXT,
        decline_reason TEXT NOT NULL DEFAULT '',
        advice TEXT NOT NULL DEFAULT '',
        receiver TEXT NOT NULL DEFAULT '',
        receiver_due TEXT,
        outcome TEXT NOT NULL DEFAULT '',
        agreement_no TEXT NOT NULL DEFAULT '',
        agreement TEXT NOT NULL DEFAULT '',
        agreed_sum INTEGER NOT NULL DEFAULT 0 CHECK (agreed_sum >= 0),
        manner TEXT NOT NULL DEFAULT '',
        deadline TEXT,
        agreed_at TEXT,
        effective_on TEXT,
        signed INTEGER NOT NULL DEFAULT 0 CHECK (signed IN (0, 1)),
        performance TEXT NOT NULL DEFAULT '',
        paid INTEGER NOT NULL DEFAULT 0 CHECK (paid >= 0),
        fulfilled_at TEXT,
        breached_at TEXT,
        breaches INTEGER NOT NULL DEFAULT 0 CHECK (breaches >= 0),
        relapses INTEGER NOT NULL DEFAULT 0 CHECK (relapses >= 0),
        confirmation TEXT NOT NULL DEFAULT '',
        confirmation_no TEXT NOT NULL DEFAULT '',
        close_way TEXT NOT NULL DEFAULT '',
        close_no TEXT NOT NULL DEFAULT '',
        closed_at TEXT,
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        corrected_at TEXT,
        UNIQUE (room_id, number),
        CHECK (status IN ('registered', 'accepted', 'mediating', 'agreed', 'performing', 'fulfilled', 'followed_up',
            'not_agreed', 'breached', 'declined', 'transferred', 'closed_other', 'archived', 'voided', 'undone')),
        CHECK (is_open = (status IN ('registered', 'accepted', 'mediating', 'agreed', 'performing', 'not_agreed',
            'breached', 'transferred'))),
        CHECK (paid <= agreed_sum)
    )
    """,
    """
    CREATE TABLE dispute_party (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dispute_id INTEGER NOT NULL REFERENCES dispute (id),
        person_id INTEGER NOT NULL REFERENCES person (id),
        role TEXT NOT NULL,
        stands_by INTEGER NOT NULL DEFAULT 0,
        mandate INTEGER NOT NULL DEFAULT 0,
        own_living INTEGER NOT NULL DEFAULT 0,
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    )
    """,
    """
    CREATE TABLE dispute_mediator (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dispute_id INTEGER NOT NULL REFERENCES dispute (id),
        kind TEXT NOT NULL,
        officer_id INTEGER NOT NULL DEFAULT 0,
        name TEXT NOT NULL DEFAULT '',
        body TEXT NOT NULL DEFAULT '',
        task TEXT NOT NULL DEFAULT '',
        contact TEXT NOT NULL DEFAULT '',
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    )
    """,
    """
    CREATE TABLE dispute_session (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dispute_id INTEGER NOT NULL REFERENCES dispute (id),
        seq INTEGER NOT NULL,
        place TEXT NOT NULL DEFAULT '',
        from_at TEXT NOT NULL,
        to_at TEXT NOT NULL,
        attendees TEXT NOT NULL DEFAULT '',
        course TEXT NOT NULL DEFAULT '',
        result TEXT NOT NULL DEFAULT '',
        "override" TEXT NOT NULL DEFAULT '',
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),
        CHECK (to_at >= from_at)
    )
    """,
    """
    CREATE TABLE dispute_instalment (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dispute_id INTEGER NOT NULL REFERENCES dispute (id),
        seq INTEGER NOT NULL,
        due_on TEXT NOT NULL,
        amount INTEGER NOT NULL,
        paid INTEGER NOT NULL DEFAULT 0,
        paid_on TEXT,
        note TEXT NOT NULL DEFAULT '',
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),
        CHECK (amount > 0 AND paid BETWEEN 0 AND amount)
    )
    """,
    """
    CREATE TABLE dispute_visit (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dispute_id INTEGER NOT NULL REFERENCES dispute (id),
        due_on TEXT NOT NULL,
        done_at TEXT,
        "by" INTEGER NOT NULL DEFAULT 0,
        result TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT '',
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    )
    """,
    """
    CREATE TABLE dispute_signal (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dispute_id INTEGER NOT NULL REFERENCES dispute (id),
        kind TEXT NOT NULL,
        params TEXT NOT NULL DEFAULT '',
        risk TEXT NOT NULL,
        at TEXT NOT NULL,
        answer TEXT NOT NULL DEFAULT '',
        word TEXT NOT NULL DEFAULT '',
        answered_at TEXT,
        answered_by INTEGER NOT NULL DEFAULT 0,
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    )
    """,
    """
    CREATE TABLE dispute_paper (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dispute_id INTEGER NOT NULL REFERENCES dispute (id),
        kind TEXT NOT NULL,
        number TEXT NOT NULL,
        at TEXT NOT NULL,
        copies INTEGER NOT NULL,
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),
        CHECK (copies >= 1)
    )
    """,
    """
    CREATE VIRTUAL TABLE search_dispute USING fts5 (
        name, sounds, tails, place, words, log, prefix='1', tokenize='unicode61 remove_diacritics 0'
    )
    """,
)

_CHILDREN = ("party", "mediator", "session", "instalment", "visit", "signal", "paper")

_INDEXES = (
    "CREATE INDEX dispute_desk ON dispute (room_id, desk_order, id)",
    "CREATE INDEX dispute_day ON dispute (room_id, day, id)",
    "CREATE INDEX dispute_open ON dispute (room_id, is_open, next_due, id)",
    "CREATE INDEX dispute_request ON dispute (request_id) WHERE request_id IS NOT NULL",
    "CREATE INDEX dispute_place ON dispute (room_id, place, entered_at) WHERE place <> ''",
    "CREATE INDEX dispute_party_person ON dispute_party (person_id, dispute_id)",
    *(f"CREATE INDEX dispute_{child}_of ON dispute_{child} (dispute_id, id)" for child in _CHILDREN),
)


def upgrade() -> None:
    """Make the tables, their indexes, and the triggers that keep rows from being deleted."""
    for statement in (*_TABLES, *_INDEXES):
        op.execute(statement)
    for table in ("dispute", *(f"dispute_{child}" for child in _CHILDREN)):
        op.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'rows of a dispute are taken out, never deleted'); END"
        )
