"""Writes over many records at once: one entry of the journal, and one undo that takes all of it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from deskapp.domain.errors import DeskError
from deskapp.domain.journal import Entry
from deskapp.domain.words import N_
from deskapp.services import area_undo, field_undo, hazards
from deskapp.services.activity_undo import activities
from deskapp.services.cards import Cards
from deskapp.services.reversals import Records, take_all_back
from deskapp.services.store import Writing
from deskapp.services.volunteer_undo import attendances, equipment, teams, volunteers
from deskapp.tables.volunteer import BatchRow

SUBJECT, PREFIX = "batch", "PL"

_LABELS: Mapping[str, str] = {
    "import_volunteers": N_("Roster imported"), "import_areas": N_("Areas imported"),
    "check_in": N_("Signed in together"),
    "check_out": N_("Signed out together"), "confirm": N_("Confirmed together"),
    "forgotten": N_("Forgotten duties closed"), "import_activities": N_("Activities imported"),
    "plan_activities": N_("Activities planned"),
    "import_hazard": N_("Hazards imported"), "import_lead_appeal": N_("Lead appeals imported"),
    "import_custody": N_("Found things imported"), "import_lost_report": N_("Lost reports imported"),
}  # fmt: skip


def open_batch(writing: Writing, kind: str, today: date, count: int, note: str = "") -> BatchRow:
    """Begin a write over many records, before the first of them is written."""
    row = BatchRow(
        room_id=writing.actor.room_id, number=writing.next_number(PREFIX, today), kind=kind, count=count, note=note,
        at=writing.at, by_id=writing.actor.officer_id,
    )  # fmt: skip
    writing.session.add(row)
    writing.session.flush()
    writing.journal(kind, SUBJECT, row.id or 0)
    writing.audit(kind, SUBJECT, row.id or 0, row.model_dump())
    return row


@dataclass(frozen=True, slots=True)
class Batches:
    """Takes back all that a write over many records did, in the turned order of its writing."""

    records: Mapping[str, Records] = field(
        default_factory=lambda: {
            "volunteer": volunteers(cards=False),
            "team": teams(),
            "equipment": equipment(),
            "attendance": attendances(),
            "activity": activities(),
            "area": area_undo.reversal(),
            # An import makes hazards of no requests: none is looked for beside.
            "hazard": replace(hazards.reversal(), beside=None),
            **field_undo.registers(),
        }
    )
    """By subject."""

    def name(self, writing: Writing, subject_id: int) -> str:
        """The number."""
        return writing.session.get_one(BatchRow, subject_id).number

    def label(self, action: str) -> str:
        """What was done."""
        return _LABELS.get(action, action)

    def undo(self, writing: Writing, write: Entry) -> None:
        """Take the write back. Raises DeskError where something was done to one of the records since."""
        self._reverse(writing, write, write.id, "undo")

    def redo(self, writing: Writing, write: Entry, undo: Entry) -> None:
        """Take the undo back."""
        self._reverse(writing, write, undo.id, "redo")

    def _reverse(self, writing: Writing, write: Entry, taken: int, step: str) -> None:
        self._refuse_changed(writing, taken)
        batch = writing.session.get_one(BatchRow, write.subject_id)
        writing.audit(step, SUBJECT, write.subject_id, batch.model_dump())
        take_all_back(writing, self.records, taken, write.id, step)
        Cards(writing, batch.room_id).take_back(taken, step, write.id)

    def _refuse_changed(self, writing: Writing, taken: int) -> None:
        """Raise DeskError where a later write that stands changed one of the records."""
        found = (
            writing.session.connection()
            .exec_driver_sql(
                "SELECT h.subject, h.subject_id FROM history AS h JOIN history AS mine ON mine.subject = h.subject "
                "AND mine.subject_id = h.subject_id WHERE mine.write_id = ?1 AND h.write_id > ?1 "
                "AND h.subject IN ('volunteer', 'team', 'equipment', 'attendance', 'activity', 'area', "
                "'hazard', 'lead_appeal', 'custody', 'lost_report') "
                "AND h.step NOT IN ('undo', 'redo') AND "
                "(SELECT coalesce(sum(CASE kind WHEN 'undo' THEN 1 ELSE -1 END), 0) FROM journal "
                "WHERE id > h.write_id AND of_id = h.write_id) <= 0 LIMIT 1",
                (taken,),
            )
            .first()
        )
        if found:
            table = str(found[0])
            number = (
                writing.session.connection()
                .exec_driver_sql(f"SELECT number FROM {table} WHERE id = ?", (found[1],))
                .scalar_one()
            )
            raise DeskError(
                N_("{number} was changed since. Nothing is changed: correct single records instead, Ctrl+E."),
                number=number,
            )
