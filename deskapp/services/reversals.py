"""How the writes of each register are taken back: records by their history, people by a mark."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import SQLModel, select

from deskapp.domain import kept
from deskapp.domain.errors import DeskError
from deskapp.domain.journal import Entry
from deskapp.domain.words import N_
from deskapp.services.staff import change_officer, refuse_headless
from deskapp.services.store import Writing
from deskapp.tables.room import OfficerRow, RoomRow
from deskapp.tables.trail import HistoryRow

OUT_OF_SIGHT = "2"
"""Where an undone record stands in the order of the board: behind all that is shown."""


@dataclass(frozen=True, slots=True)
class Records:
    """Takes writes of a register back by the old values that its history keeps.

    Its rows have `number`, `status`, `is_open`, `desk_order` and `version`; the first step comes from no state.
    """

    subject: str
    row: type[SQLModel]
    open: frozenset[str]
    labels: Mapping[str, str]
    """English texts by action."""
    check: Callable[[Writing, Any], None] = lambda writing, row: None
    """Refuses a record in the state to which it would come."""
    children: Mapping[str, type[SQLModel]] = field(default_factory=dict)
    """The rows beside a record, by the name under which its history keeps their changes."""
    beside: Callable[[Writing, Any, Mapping[str, Any], int, int, str], None] | None = None
    """Takes back what the write did to records of other registers: handed the row now and before, the key of
    the write whose history is taken back, that of the first write, and `undo` or `redo`."""
    settle: Callable[[Writing, Any], None] = lambda writing, row: None
    """Puts in order what a record in the state to which it came may not keep."""

    def name(self, writing: Writing, subject_id: int) -> str:
        """The number."""
        return str(self._row(writing, subject_id).number)

    def label(self, action: str) -> str:
        """The label of a step."""
        return self.labels.get(action, action)

    def undo(self, writing: Writing, write: Entry) -> None:
        """Take the write back."""
        self._reverse(writing, write, write.id, "undo")

    def redo(self, writing: Writing, write: Entry, undo: Entry) -> None:
        """Take the undo back."""
        self._reverse(writing, write, undo.id, "redo")

    def take_along(self, writing: Writing, subject_id: int, taken: int, write: int, step: str) -> None:
        """Take back what a write of another register did to a record of this one."""
        self._reverse(writing, Entry(write, "", "", self.subject, subject_id), taken, step)

    def _row(self, writing: Writing, subject_id: int) -> Any:
        return writing.session.get(self.row, subject_id)

    def _reverse(self, writing: Writing, write: Entry, taken: int, step: str) -> None:
        row = self._row(writing, write.subject_id)
        before = row.model_dump()
        steps = writing.session.exec(
            select(HistoryRow).where(
                HistoryRow.write_id == taken, HistoryRow.subject == self.subject,
                HistoryRow.subject_id == write.subject_id,
            ).order_by("id")
        ).all()  # fmt: skip
        rows: list[object] = []
        for taken_step in reversed(steps):
            rows += self._take_back(writing, row, taken_step)
        after = row.model_dump()
        if after != before:
            row.version += 1
        if row.status != before["status"]:
            self.check(writing, row)
        writing.session.add(row)
        writing.session.flush()
        detail: dict[str, object] = {k: [before[k], v] for k, v in after.items() if v != before[k]}
        detail.pop("status", None)
        if rows:
            detail["rows"] = rows
        writing.history(
            self.subject, write.subject_id, step, before["status"], row.status, "", detail | {"write": write.id}
        )  # fmt: skip
        self.settle(writing, row)
        writing.audit(step, self.subject, write.subject_id, row.model_dump())
        if self.beside is not None:
            self.beside(writing, row, before, taken, write.id, step)

    def _take_back(self, writing: Writing, row: Any, step: HistoryRow) -> list[object]:
        """Put back what one step changed; gives the rows beside the record that were changed by that."""
        detail: dict[str, Any] = writing.detail_of(step)
        rows: list[object] = [
            self._put_back(writing, *changed) for changed in reversed(detail.pop("rows", []))
        ]
        detail.pop("write", None)
        if detail.pop("lost", None) or kept.wiped(detail, self.subject):
            raise DeskError(
                N_("The correction of {number} took the facts of the case out of the desk, for good. "
                   "Nothing is changed: correct the category and type them anew."),
                number=row.number,
            )  # fmt: skip
        for name, (old, _) in detail.items():
            setattr(row, name, old)
        if not step.source:
            row.status, row.desk_order = "undone", OUT_OF_SIGHT
        elif step.source != step.target:
            row.status = step.source
        row.is_open = int(row.status in self.open)
        return rows

    def _put_back(
        self, writing: Writing, name: str, key: int, changes: Mapping[str, list[object]]
    ) -> list[object]:
        child = writing.session.get_one(self.children[name], key)
        for column, (old, _) in changes.items():
            setattr(child, column, old)
        writing.session.add(child)
        return [name, key, {column: [new, old] for column, (old, new) in changes.items()}]


def take_all_back(
    writing: Writing, records: Mapping[str, Records], taken: int, write: int, step: str
) -> None:
    """Take back what a write did to all records of these registers, in the turned order of its writing."""
    rows = writing.session.exec(select(HistoryRow).where(HistoryRow.write_id == taken).order_by("id")).all()
    keys = dict.fromkeys((row.subject, row.subject_id) for row in rows if row.subject in records)
    for subject, key in reversed(list(keys)):
        records[subject].take_along(writing, key, taken, write, step)


@dataclass(frozen=True)
class Together:
    """Takes writes back that changed records of several registers at once."""

    subject: str
    """The register to which such a write belongs."""
    records: Mapping[str, Records]
    """By subject."""

    def name(self, writing: Writing, subject_id: int) -> str:
        """The number."""
        return self.records[self.subject].name(writing, subject_id)

    def label(self, action: str) -> str:
        """The label of a step."""
        return self.records[self.subject].label(action)

    def undo(self, writing: Writing, write: Entry) -> None:
        """Take the write back."""
        if write.action == "note":  # an entry changed no record: only its own is told of it
            self.records[self.subject].undo(writing, write)
        else:
            take_all_back(writing, self.records, write.id, write.id, "undo")

    def redo(self, writing: Writing, write: Entry, undo: Entry) -> None:
        """Take the undo back."""
        if write.action == "note":
            self.records[self.subject].redo(writing, write, undo)
        else:
            take_all_back(writing, self.records, undo.id, write.id, "redo")


_PEOPLE_LABELS = {
    "add_officer": N_("Officer added"), "correct_officer": N_("Officer corrected"),
    "retire_officer": N_("Officer deactivated"), "return_officer": N_("Officer reactivated"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class People:
    """Takes back what was done to an officer; an adding, while that person has done nothing here."""

    def name(self, writing: Writing, subject_id: int) -> str:
        """Name and badge number."""
        row = self._row(writing, subject_id)
        return f"{row.name} {row.badge}"

    def label(self, action: str) -> str:
        """What was done to the person."""
        return _PEOPLE_LABELS[action]

    def undo(self, writing: Writing, write: Entry) -> None:
        """Bring the old facts back, or mark the person as never added: the badge number is free again."""
        row = self._row(writing, write.subject_id)
        if write.action != "add_officer":
            self._turn(writing, row, write, "undo")
            return
        self._refuse_work(writing, write, row)
        row.active, row.undone = 0, row.id or 0
        self._keep(writing, row, "undo")
        refuse_headless(writing, row.room_id, row.name)

    def redo(self, writing: Writing, write: Entry, undo: Entry) -> None:
        """Bring the new facts back, or let the person in again."""
        row = self._row(writing, write.subject_id)
        if write.action != "add_officer":
            self._turn(writing, row, write, "redo")
            return
        taken = writing.session.exec(
            select(OfficerRow).where(
                OfficerRow.room_id == row.room_id, OfficerRow.badge == row.badge, OfficerRow.undone == 0
            )
        ).first()
        if taken is not None:
            raise DeskError(
                N_("The badge number {badge} belongs to {name} now. Nothing is changed: type another number."),
                badge=row.badge, name=taken.name,
            )  # fmt: skip
        row.active, row.undone = 1, 0
        self._keep(writing, row, "redo")

    def _turn(self, writing: Writing, row: OfficerRow, write: Entry, step: str) -> None:
        kept = writing.session.exec(
            select(HistoryRow).where(HistoryRow.write_id == write.id, HistoryRow.subject == "officer")
        ).one()
        detail: dict[str, Any] = writing.detail_of(kept)
        changes = {name: pair[0 if step == "undo" else 1] for name, pair in detail.items()}
        change_officer(writing, row, changes, step)

    def _row(self, writing: Writing, subject_id: int) -> OfficerRow:
        return writing.session.get_one(OfficerRow, subject_id)

    def _keep(self, writing: Writing, row: OfficerRow, step: str) -> None:
        writing.session.add(row)
        writing.audit(step, "officer", row.id or 0, row.model_dump())

    def _refuse_work(self, writing: Writing, write: Entry, row: OfficerRow) -> None:
        execute = writing.session.connection().exec_driver_sql
        room = writing.session.get_one(RoomRow, row.room_id)
        if (
            room.signed_in == row.id
            or execute("SELECT 1 FROM audit WHERE seq > ? AND officer_id = ?", (write.id, row.id)).first()
            or execute("SELECT 1 FROM request WHERE responsible = ? LIMIT 1", (row.id,)).first()
        ):
            raise DeskError(
                N_("{name} is signed in, has written or answers for a request already: choose another step."),
                name=row.name,
            )
