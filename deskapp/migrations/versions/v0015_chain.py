"""Links bind the rows of their write; what only grows refuses REPLACE on any connection, whatever its settings."""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give links a place for the rows that they bind, and close what REPLACE could still do."""
    op.execute("ALTER TABLE audit ADD COLUMN bound TEXT NOT NULL DEFAULT ''")
    op.execute(
        "CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 "
        "FROM audit) OR EXISTS (SELECT 1 FROM audit WHERE mac = NEW.mac) "
        "BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END"
    )
    for table in ("history", "action_log", "journal"):
        # a row without a key of its own has -1 here
        op.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN NEW.id > 0 AND NEW.id <= "
            f"(SELECT coalesce(max(id), 0) FROM {table}) "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
