"""What a person can do with the duty plan: put slots into it, correct them, void them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import select

from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.officer import Actor
from deskapp.domain.rights import VOID
from deskapp.domain.slot import OPEN, PREFIX, STEP_LABELS
from deskapp.domain.slot_form import read_slot, refuse_never
from deskapp.domain.text import clean, narrow
from deskapp.domain.words import N_, Words
from deskapp.services.area_book import key_of_area
from deskapp.services.keeping import keep, key_of, read_reason, refuse_moved
from deskapp.services.reversals import Records
from deskapp.services.store import Writing
from deskapp.services.volunteer_book import VolunteerBook
from deskapp.tables.slot import SlotRow

SUBJECT = "slot"


class Rosters(VolunteerBook):
    """The verbs of the duty plan."""

    def add(self, given: Mapping[str, str], actor: Actor, t: Words) -> str:
        """Put a slot into the plan; see domain.slot_form. Gives its number. Raises DeskError."""
        with self.store.write(actor) as writing:
            today = self.today
            columns = read_slot(given, today, t, new=True)
            row = SlotRow(
                room_id=self.room.id, number=writing.next_number(PREFIX, today), day=today.isoformat(), begins=0,
                ends=0, valid_from=today.isoformat(), entered_at=writing.at, entered_by=actor.officer_id,
            )  # fmt: skip
            if given.get("team", "").strip():
                columns["team_id"] = self.team(writing, given["team"]).id
            columns["area_id"] = key_of_area(writing, self.room.id, given.get("area"))
            self._set(row, columns)
            writing.session.add(row)
            writing.session.flush()
            writing.journal("add_slot", SUBJECT, key_of(row))
            keep(writing, SUBJECT, row, {}, "add_slot", fresh=True)
            return row.number

    def correct(
        self,
        number: str,
        given: Mapping[str, str],
        reason: str,
        actor: Actor,
        t: Words,
        version: int | None = None,
    ) -> None:
        """Correct a slot; both values are kept. Raises DeskError."""
        with self.store.write(actor) as writing:
            row = self._row(writing, number)
            refuse_moved(row, version)
            columns = read_slot(given, self.today, t, new=False)
            if "team" in given:
                columns["team_id"] = self.team(writing, given["team"]).id if given["team"].strip() else None
            if "area" in given:
                columns["area_id"] = key_of_area(writing, self.room.id, given["area"])
            if not any(value != getattr(row, name) for name, value in columns.items()):
                raise DeskError(
                    N_(
                        "Nothing would be changed: all of it stands there already. Change a value, or press Esc."
                    ),
                    code=Exit.USAGE,
                )
            said = read_reason(reason)
            writing.journal("correct", SUBJECT, key_of(row))
            before = row.model_dump()
            self._set(row, columns)
            row.corrected_at = writing.at
            keep(writing, SUBJECT, row, before, "correct", said)

    def void(self, number: str, reason: str, actor: Actor, version: int | None = None) -> None:
        """Take a slot out of the plan, for all its days. Raises DeskError."""
        with self.store.write(actor, VOID) as writing:
            row = self._row(writing, number)
            refuse_moved(row, version)
            said = read_reason(reason)
            writing.journal("void", SUBJECT, key_of(row))
            before = row.model_dump()
            row.status, row.is_open = "voided", 0
            self._place(row)
            keep(writing, SUBJECT, row, before, "void", said)

    def _set(self, row: SlotRow, columns: Mapping[str, object]) -> None:
        for name, value in columns.items():
            setattr(row, name, value)
        refuse_never(row.valid_from, row.valid_until, row.on_day)
        self._place(row)

    def _place(self, row: SlotRow) -> None:
        """What holds stands first, by the hour at which it begins."""
        row.desk_order = f"{1 - row.is_open}{row.begins:04d}{row.on_day or ''}"

    def _row(self, writing: Writing, number: str) -> SlotRow:
        said = narrow(clean(number)).upper()
        found = writing.session.exec(
            select(SlotRow).where(SlotRow.room_id == self.room.id, SlotRow.number == said)
        ).first()
        if found is None:
            raise no_slot(number)
        if found.status not in OPEN:
            raise DeskError(
                N_("{number} is in the duty plan no more: put in a new slot, deskapp roster add."), number=found.number
            )  # fmt: skip
        return found


def no_slot(number: str) -> DeskError:
    """The sentence for a number that no slot has."""
    return DeskError(
        N_("There is no slot {number} in the duty plan. Look: deskapp roster list"),
        code=Exit.NOT_FOUND, number=clean(number)[:40],
    )  # fmt: skip


def reversal() -> Records:
    """How writes on the duty plan are taken back."""
    return Records(SUBJECT, SlotRow, OPEN, STEP_LABELS)
