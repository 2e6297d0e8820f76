"""The form of a correction: every field of the record as it stands, and why it is changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from deskapp.domain.draft import Draft
from deskapp.domain.machine import StepField
from deskapp.domain.words import N_
from deskapp.screens.meanwhile import Meanwhile
from deskapp.screens.options import area_field
from deskapp.screens.steps import STEP, Recorded, officer_options
from deskapp.widgets.fields import Option
from deskapp.widgets.form import FieldSpec

REASON = "reason"
CORRECT = "correct"
"""The code of this form among the drafts of a record."""
_LIMIT = 10_000


class CorrectDialog(Meanwhile):
    """Asks for the right values and the reason; fields that stay as they are change nothing."""

    ABOUT = N_(
        "Mend what was typed wrong and say why. Fields that you leave as they are stay; old and new value, "
        "who, when and why are kept. Ctrl+S saves, Esc leaves all as it is."
    )
    HINTS: ClassVar[Mapping[str, str]] = {}
    """Hints of the fields, by name."""
    LIMITS: ClassVar[Mapping[str, int]] = {}
    """Characters that a field may have, where they are fewer than those of a text."""

    def __init__(
        self,
        record: Recorded,
        save: Callable[[CorrectDialog, dict[str, str], str], None],
        draft: Draft | None = None,
    ) -> None:
        """`save` writes what was typed and closes the box, or gives the refusal to `refused`."""
        super().__init__(draft)
        self._record = record
        self._write = save

    @property
    def record(self) -> Recorded:
        """The record as it was when the box opened."""
        return self._record

    def own(self) -> Recorded:
        """The record as it was when the box opened."""
        return self._record

    def fields(self) -> Sequence[StepField]:
        """The fields that can be corrected."""
        raise NotImplementedError

    def title_text(self) -> str:
        """Number and what is done."""
        return f"{self._record.number}  {self.t(N_('Correct'))}"

    def specs(self) -> Sequence[FieldSpec]:
        """Every field, then the reason."""
        return (
            *(self._spec(field) for field in self.fields()),
            FieldSpec(REASON, N_("Reason"), "text", True, _LIMIT, N_("why it is corrected")),
        )

    def _spec(self, field: StepField) -> FieldSpec:
        options: tuple[Option, ...] = ()
        if field.kind == "area":
            return area_field(self.desk)[0]
        kind = {"moment": "date", "officer": "code", "money": "number"}.get(field.kind, field.kind)
        if field.kind == "officer":
            options = officer_options(self.desk)
        limit, hint = self.LIMITS.get(field.name, _LIMIT), self.HINTS.get(field.name, "")
        return FieldSpec(field.name, field.label, kind, False, limit, hint, options, field.options)

    def preset(self) -> dict[str, str]:
        """All as it stands."""
        return dict(self.texts())

    def draft_form(self) -> str:
        """A correction is a form of its own among the drafts."""
        return STEP + CORRECT

    def draft_subject(self) -> str:
        """The record that it belongs to."""
        return self._record.number

    def save(self, given: dict[str, str]) -> None:
        """Hand over what differs."""
        reason = given.pop(REASON)
        self._write(self, self.changed(given), reason)
