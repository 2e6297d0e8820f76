"""How writes on volunteers, teams and equipment are undone, with what they did to cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from deskapp.domain.attendance_card import STEP_LABELS as ATTENDANCE_LABELS
from deskapp.domain.attendance_codes import OPEN as ON_DUTY
from deskapp.domain.errors import DeskError
from deskapp.domain.volunteer_card import STEP_LABELS
from deskapp.domain.volunteer_codes import OPEN
from deskapp.domain.words import N_
from deskapp.services.cards import Cards
from deskapp.services.reversals import Records, Together
from deskapp.services.store import Writing
from deskapp.services.volunteer_book import CHILDREN, SUBJECT
from deskapp.tables.attendance import AttendanceRow, CallRow, CreditRow
from deskapp.tables.volunteer import EquipmentRow, LoanRow, TeamRow, VolunteerRow

_ACTIVE = frozenset({"active"})


def volunteers(*, cards: bool = True) -> Records:
    """Of volunteers; without `cards` where the caller takes the cards back for many at once."""
    beside = _cards if cards else None
    return Records(SUBJECT, VolunteerRow, OPEN, STEP_LABELS, _check, children=CHILDREN, beside=beside)


def teams() -> Records:
    """Of teams."""
    return Records("team", TeamRow, _ACTIVE, STEP_LABELS, _check_team)


def equipment() -> Records:
    """Of equipment."""
    return Records("equipment", EquipmentRow, _ACTIVE, STEP_LABELS, _check_stock, children={"loan": LoanRow})


def attendances() -> Records:
    """Of duties, each with its own rows; see Duties for a whole write."""
    return Records(
        "attendance", AttendanceRow, ON_DUTY, ATTENDANCE_LABELS, _check_duty,
        children={"call": CallRow, "credit": CreditRow},
    )  # fmt: skip


@dataclass(frozen=True)
class Duties(Together):
    """Takes writes on duties back, with the equipment and the earlier duty that they changed."""

    subject: str = "attendance"
    records: Mapping[str, Records] = field(
        default_factory=lambda: {"attendance": attendances(), "equipment": equipment()}
    )


def _check_duty(writing: Writing, row: AttendanceRow) -> None:
    """Refuse a state in which somebody would be on duty twice."""
    if row.volunteer_id is None or row.status in ("voided", "undone", "rejected"):
        return
    end = row.out_at or ("9999" if row.is_open else row.in_at)
    with writing.session.no_autoflush:
        found = (
            writing.session.connection()
            .exec_driver_sql(
                "SELECT number FROM attendance WHERE volunteer_id = ? AND id <> ? AND status NOT IN "
                "('voided', 'undone', 'rejected') AND (? AND is_open = 1 OR in_at < ? "
                "AND coalesce(out_at, CASE is_open WHEN 1 THEN '9999' ELSE in_at END) > ?) LIMIT 1",
                (row.volunteer_id, row.id, row.is_open, end, row.in_at),
            )
            .first()
        )
    if found:
        raise DeskError(
            N_("The same person is on duty in {other} by now: {number} cannot come back. Nothing is changed: "
               "see both, then void one."),
            other=found[0], number=row.number,
        )  # fmt: skip


def _check(writing: Writing, row: VolunteerRow) -> None:
    """Refuse an undoing that something stands on, and a redoing whose number or person is taken meanwhile."""
    read = writing.session.connection().exec_driver_sql
    if row.status in ("voided", "undone"):
        used = read(
            "SELECT 1 FROM attendance WHERE volunteer_id = ?1 AND status <> 'undone' UNION ALL "
            "SELECT 1 FROM equipment_loan WHERE volunteer_id = ?1 AND gone = 0 LIMIT 1",
            (row.id,),
        ).first()
        if used and row.status == "undone":
            raise DeskError(
                N_(
                    "{number} has served or has equipment by now. Nothing is changed: take the step “Leaves” instead."
                ),
                number=row.number,
            )
        return
    taken = read(
        "SELECT number FROM volunteer WHERE room_id = ? AND id <> ? AND status NOT IN ('voided', 'undone') "
        "AND (member_no = ? OR person_id = ?)",
        (row.room_id, row.id, row.member_no, row.person_id),
    ).first()
    if taken:
        raise DeskError(
            N_("{other} has the member number or the card of {number} now. Nothing is changed: see both, "
               "and mend one of them."),
            other=taken[0], number=row.number,
        )  # fmt: skip


def _check_team(writing: Writing, row: TeamRow) -> None:
    read = writing.session.connection().exec_driver_sql
    if row.status == "active":
        taken = read(
            "SELECT number FROM team WHERE room_id = ? AND id <> ? AND status = 'active' AND name = ?",
            (row.room_id, row.id, row.name),
        ).first()
        if taken:
            raise DeskError(
                N_("The name “{team}” belongs to {number} now. Nothing is changed: give one of them another name."),
                team=row.name, number=taken[0],
            )  # fmt: skip
        return
    used = read(
        "SELECT 1 FROM volunteer_team WHERE team_id = ?1 AND gone = 0 UNION ALL "
        "SELECT 1 FROM team WHERE parent_id = ?1 AND status <> 'undone' UNION ALL "
        "SELECT 1 FROM attendance WHERE team_id = ?1 AND status <> 'undone' LIMIT 1",
        (row.id,),
    ).first()
    if used and row.status == "undone":
        raise DeskError(
            N_(
                "“{team}” has people, teams or duties by now. Nothing is changed: close it instead, deskapp team close."
            ),
            team=row.name,
        )


def _check_stock(writing: Writing, row: EquipmentRow) -> None:
    if row.status == "undone" and (row.issued or row.damaged or row.missing or row.scrapped):
        raise DeskError(
            N_(
                "Pieces of {number} were handed out or reported by now. Nothing is changed: take them back first."
            ),
            number=row.number,
        )


def _cards(
    writing: Writing, row: VolunteerRow, before: Mapping[str, Any], taken: int, write: int, step: str
) -> None:
    """What the write did to the person's card goes with it."""
    Cards(writing, row.room_id).take_back(taken, step, write, (before["person_id"], row.person_id))
