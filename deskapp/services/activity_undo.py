"""How writes on activities are undone, with the duties that they made."""

from __future__ import annotations

from deskapp.domain.activity_codes import OPEN
from deskapp.domain.activity_steps import STEP_LABELS
from deskapp.domain.errors import DeskError
from deskapp.domain.words import N_
from deskapp.services.activity_book import SUBJECT
from deskapp.services.reversals import Records, Together
from deskapp.services.store import Writing
from deskapp.services.volunteer_undo import attendances
from deskapp.tables.activity import ActivityRow, LinkRow, PartakerRow


def activities() -> Records:
    """Of activities, each with its own rows."""
    return Records(
        SUBJECT, ActivityRow, OPEN, STEP_LABELS, _check, children={"person": PartakerRow, "link": LinkRow}
    )  # fmt: skip


def reversal() -> Together:
    """Of whole writes, with the duties that were entered along with an activity."""
    return Together(SUBJECT, {SUBJECT: activities(), "attendance": attendances()})


def _check(writing: Writing, row: ActivityRow) -> None:
    """Refuse to undo what another activity names by now."""
    if row.status != "undone":
        return
    found = writing.session.connection().exec_driver_sql(
        "SELECT a.number FROM activity_link AS l JOIN activity AS a ON a.id = l.activity_id WHERE l.number = ? "
        "AND l.gone = 0 AND a.status <> 'undone' UNION ALL "
        "SELECT number FROM hazard WHERE activity_id = ? AND status <> 'undone' LIMIT 1",
        (row.number, row.id),
    ).first()  # fmt: skip
    if found:
        raise DeskError(
            N_("{other} names {number} by now. Nothing is changed: take it out there first, or void {number}."),
            other=found[0], number=row.number,
        )  # fmt: skip
