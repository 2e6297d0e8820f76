"""What is sealed stays whole: every fact of the shift, its people, and no row replaced by another of its key."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_FACTS = (
    "id", "room_id", "number", "day", "starts_at", "ends_at", "cutoff_at", "from_write", "open_write", "cut_write",
    "outgoing", "sent_at", "incoming", "accepted_at", "self_reason", "reason", "snapshot", "content", "digest",
    "status", "entered_at", "entered_by",
)  # fmt: skip
"""Columns that say the same for ever once the shift is sealed; copies and version go on, upwards."""

_CHANGED = " OR ".join(f"old.{name} IS NOT new.{name}" for name in _FACTS)

_SEALED = "(SELECT digest FROM shift WHERE id = {row}.shift_id) <> ''"

_STATEMENTS = (
    "DROP TRIGGER shift_sealed",
    f"""
    CREATE TRIGGER shift_sealed
    BEFORE UPDATE ON shift WHEN old.digest <> '' AND ({_CHANGED}
        OR old.copies > new.copies OR old.version > new.version)
    BEGIN SELECT RAISE(ABORT, 'an accepted handover says what it said'); END
    """,
    # OR REPLACE takes the row away that is in the way, and asks the triggers of deletion only where they recurse
    """
    CREATE TRIGGER shift_not_replaced
    BEFORE INSERT ON shift WHEN EXISTS (SELECT 1 FROM shift
        WHERE id = new.id OR room_id = new.room_id AND number = new.number)
    BEGIN SELECT RAISE(ABORT, 'a shift is never replaced'); END
    """,
    """
    CREATE TRIGGER shift_not_pushed_out
    BEFORE UPDATE ON shift WHEN EXISTS (SELECT 1 FROM shift
        WHERE id <> old.id AND (id = new.id OR room_id = new.room_id AND number = new.number))
    BEGIN SELECT RAISE(ABORT, 'a shift is never replaced'); END
    """,
    f"""
    CREATE TRIGGER shift_member_sealed
    BEFORE INSERT ON shift_member WHEN {_SEALED.format(row="new")}
        OR EXISTS (SELECT 1 FROM shift_member WHERE id = new.id)
        OR new.gone = 0 AND EXISTS (SELECT 1 FROM shift_member
            WHERE shift_id = new.shift_id AND officer_id = new.officer_id AND gone = 0)
    BEGIN SELECT RAISE(ABORT, 'the people of an accepted handover stay'); END
    """,
    f"""
    CREATE TRIGGER shift_member_kept
    BEFORE UPDATE ON shift_member WHEN old.id <> new.id OR old.shift_id <> new.shift_id
        OR old.officer_id <> new.officer_id OR old.role <> new.role OR old.gone > new.gone
        OR {_SEALED.format(row="old")}
    BEGIN SELECT RAISE(ABORT, 'people of a shift are taken out, never changed'); END
    """,
    """
    CREATE TRIGGER handover_entry_not_replaced
    BEFORE INSERT ON handover_entry WHEN EXISTS (SELECT 1 FROM handover_entry WHERE id = new.id)
        OR new.gone = 0 AND new.kind IN ('note', 'check', 'here', 'tell', 'tick') AND EXISTS (
            SELECT 1 FROM handover_entry WHERE shift_id = new.shift_id AND kind = new.kind AND about = new.about
                AND gone = 0)
    BEGIN SELECT RAISE(ABORT, 'what was said in a handover is never replaced'); END
    """,
    "DROP TRIGGER handover_entry_kept",
    f"""
    CREATE TRIGGER handover_entry_kept
    BEFORE UPDATE ON handover_entry WHEN old.id <> new.id OR old.room_id <> new.room_id OR old.kind <> new.kind
        OR old.about <> new.about OR old.text <> new.text
        OR old.shift_id <> new.shift_id OR old.at <> new.at OR old.by_id <> new.by_id
        OR old.expected IS NOT new.expected OR old.found IS NOT new.found OR old.gone > new.gone
        OR {_SEALED.format(row="old")}
    BEGIN SELECT RAISE(ABORT, 'what was said in a handover is replaced, never changed'); END
    """,
)


def upgrade() -> None:
    """Guard what the first guards of sealed handovers left open."""
    for statement in _STATEMENTS:
        op.execute(statement)
