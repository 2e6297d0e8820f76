"""The box of a dispute's correction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from deskapp.domain.codes import CodeList
from deskapp.domain.dispute import Dispute
from deskapp.domain.dispute_codes import KIND, SCALE, SOURCE, STAGE, TYPE
from deskapp.domain.dispute_correct import texts_of
from deskapp.domain.dispute_draft import FLAGS, LABELS
from deskapp.domain.draft import Draft
from deskapp.domain.machine import StepField
from deskapp.domain.words import N_
from deskapp.screens.correct import CorrectDialog
from deskapp.screens.options import AREA, area_field, area_number

if TYPE_CHECKING:
    from deskapp.screens.disputes.file import DisputeScreen

_CODES: Mapping[str, CodeList] = {
    "type": TYPE, "source": SOURCE, "kind": KIND, "scale": SCALE, "stage": STAGE, "flags": FLAGS,
}  # fmt: skip
_KINDS = {
    "summary": "long", "place": "place", "people": "number", "amount": "money", "flags": "flags",
    "occurred_at": "moment", "first_sign_at": "moment",
}  # fmt: skip


class DisputeCorrect(CorrectDialog):
    """A correction of a dispute; its risk has a step of its own."""

    HINTS: ClassVar[Mapping[str, str]] = {
        "amount": N_("in 元, like 500"),
        "occurred_at": N_("14:30, yesterday 21:00, 11-20 9:00"),
        "first_sign_at": N_("14:30, yesterday 21:00, 11-20 9:00"),
    }
    LIMITS: ClassVar[Mapping[str, int]] = {"place": 200}

    def __init__(self, dispute: Dispute, screen: DisputeScreen, draft: Draft | None = None) -> None:
        super().__init__(dispute, screen.save_correction, draft)
        self._dispute = dispute

    def fields(self) -> Sequence[StepField]:
        """The fields of the entry."""
        entry = tuple(
            StepField(name, label, _KINDS.get(name, "code"), options=_CODES.get(name))
            for name, label in LABELS.items()
            if name != "risk"
        )
        return (*entry, *([StepField(AREA, N_("Area"), "area")] if area_field(self.desk) else []))

    def texts(self) -> Mapping[str, str]:
        """As they stand."""
        found = texts_of(self._dispute, self.desk.room.calendar)
        area = {AREA: area_number(self.desk, self._dispute.area_id)}
        return {name: text for name, text in found.items() if name != "risk"} | area
