"""How writes on areas are taken back."""

from __future__ import annotations

from deskapp.domain.area import OPEN
from deskapp.domain.area_card import STEP_LABELS
from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_
from deskapp.services.reversals import Records
from deskapp.services.store import Writing
from deskapp.tables.area import AreaRow, RatingRow

SUBJECT = "area"

_USERS = ("request", "dispute", "hazard", "attendance", "slot")
"""Tables whose records name their area."""


def reversal() -> Records:
    """How writes on areas are taken back."""
    return Records(SUBJECT, AreaRow, OPEN, STEP_LABELS, _check, children={"rating": RatingRow})


def _check(writing: Writing, row: AreaRow) -> None:
    """Refuse an undoing that something stands on, and a redoing whose code is taken meanwhile."""
    read = writing.session.connection().exec_driver_sql
    if row.status == "undone":
        asked = " UNION ALL ".join(
            [f"SELECT 1 FROM {table} WHERE area_id = ?1 AND status <> 'undone'" for table in _USERS]
            + ["SELECT 1 FROM area WHERE (parent_id = ?1 OR beat_id = ?1) AND status <> 'undone'"]
        )
        if read(f"SELECT 1 FROM ({asked}) LIMIT 1", (row.id,)).first():
            raise DeskError(
                N_("Records or areas stand on “{area}” by now. Nothing is changed: give it up instead, deskapp area "
                   "close."),
                area=row.name,
            )  # fmt: skip
    elif row.status == "active":
        with writing.session.no_autoflush:
            taken = read(
                "SELECT number FROM area WHERE room_id = ? AND id <> ? AND is_open = 1 AND (code = ? AND code <> '' "
                "OR name = ? AND kind = ? AND coalesce(parent_id, 0) = ?) LIMIT 1",
                (row.room_id, row.id, row.code, row.name, row.kind, row.parent_id or 0),
            ).first()
        if taken:
            raise DeskError(
                N_("{other} has the name or the number of “{area}” now. Nothing is changed: mend one of them."),
                area=row.name, other=taken[0],
            )  # fmt: skip
