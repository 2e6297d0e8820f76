"""What each party of a dispute said of mediation, and indexes for the columns by which all disputes are sorted."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_STATES = (
    "registered accepted mediating agreed performing fulfilled followed_up not_agreed breached declined transferred "
    "closed_other archived voided undone"
)
_SORTED = {
    "time": "entered_at, id",
    "state": f"instr('{_STATES}', status), id DESC",
    "risk": "instr('blue yellow orange red', risk), id DESC",
    "type": "type, id DESC",
    "what": "substr(summary, 1, 16), id DESC",
    "clock": "next_clock, id DESC",
    "due": "(desk_order < '1') DESC, next_due DESC, id DESC",
}
"""As reading.dispute_orders sorts; an index runs both ways."""


def upgrade() -> None:
    """Add the answer to the parties, and the indexes."""
    op.execute(
        "ALTER TABLE dispute_party ADD COLUMN willing TEXT NOT NULL DEFAULT '' CHECK (willing IN ('', 'yes', 'no'))"
    )
    for name, columns in _SORTED.items():
        op.execute(f"CREATE INDEX dispute_by_{name} ON dispute (room_id, {columns})")
