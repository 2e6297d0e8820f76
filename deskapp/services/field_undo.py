"""How writes on lead appeals, found things and lost reports are undone, with all that they did beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from deskapp.domain.appeal import OPEN as APPEALS_OPEN
from deskapp.domain.appeal_steps import STEP_LABELS as APPEAL_LABELS
from deskapp.domain.custody import OPEN as CUSTODY_OPEN
from deskapp.domain.custody import STEP_LABELS as CUSTODY_LABELS
from deskapp.domain.journal import Entry
from deskapp.domain.lost import OPEN as LOST_OPEN
from deskapp.domain.lost import STEP_LABELS as LOST_LABELS
from deskapp.services import appeals, custody, lost_reports, requests
from deskapp.services.field_book import APPEAL, CUSTODY, LOST
from deskapp.services.reversals import Records
from deskapp.services.store import Writing
from deskapp.services.volunteer_undo import take_all_back
from deskapp.tables.field_records import AppealRow, CustodyRow, LostRow, ReplyRow


def records() -> dict[str, Records]:
    """How each register takes its own part of a write back; a request goes with it."""
    return {
        APPEAL: Records(
            APPEAL, AppealRow, APPEALS_OPEN, APPEAL_LABELS, appeals.check, children={"reply": ReplyRow}
        ),
        CUSTODY: Records(CUSTODY, CustodyRow, CUSTODY_OPEN, CUSTODY_LABELS, custody.check),
        LOST: Records(LOST, LostRow, LOST_OPEN, LOST_LABELS, lost_reports.check),
        requests.SUBJECT: requests.reversal(),
    }


@dataclass(frozen=True, slots=True)
class FieldWrites:
    """Takes whole writes back that begin in the register `subject`."""

    subject: str
    records: Mapping[str, Records]

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


def reversals() -> dict[str, FieldWrites]:
    """By subject."""
    known = records()
    return {subject: FieldWrites(subject, known) for subject in (APPEAL, CUSTODY, LOST)}
