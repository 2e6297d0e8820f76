"""The form of a correction: every field of the record as it stands, and why it is changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from deskapp.domain.draft import Draft
from deskapp.domain.machine import StepField
from deskapp.domain.request import Request
from deskapp.domain.request_codes import CASE_REPORT
from deskapp.domain.request_correct import fields_of, texts_of
from deskapp.domain.request_draft import LIMITS, NARRATIVE_NOTICE
from deskapp.domain.words import N_
from deskapp.screens.forms import FormDialog
from deskapp.screens.steps import STEP
from deskapp.widgets.fields import Option
from deskapp.widgets.form import FieldSpec, Form

REASON = "reason"
CORRECT = "correct"
"""The code of this form among the drafts of a record."""
_LIMIT = 10_000
_HINTS = {
    "id_number": N_("type the whole number anew"),
    "due_at": N_("empty: from the table, counted from the entry"),
    "occurred_at": N_("14:30, yesterday 21:00, 11-20 9:00"),
}


class CorrectDialog(FormDialog):
    """Asks for the right values and the reason; fields that stay as they are change nothing."""

    ABOUT = N_(
        "Mend what was typed wrong and say why. Fields that you leave as they are stay; old and new value, "
        "who, when and why are kept. Ctrl+S saves, Esc leaves all as it is."
    )

    def __init__(
        self,
        request: Request,
        save: Callable[[CorrectDialog, dict[str, str], str], None],
        draft: Draft | None = None,
    ) -> None:
        """`save` writes what was typed and closes the box, or gives the refusal to `refused`."""
        super().__init__(draft)
        self._request = request
        self._write = save

    @property
    def request(self) -> Request:
        """The record as it was when the box opened."""
        return self._request

    @property
    def _fields(self) -> tuple[StepField, ...]:
        return fields_of(self._request)

    def title_text(self) -> str:
        """Number and what is done."""
        return f"{self._request.number}  {self.t(N_('Correct'))}"

    def specs(self) -> Sequence[FieldSpec]:
        """Every field, then the reason."""
        return (
            *(self._spec(field) for field in self._fields),
            FieldSpec(REASON, N_("Reason"), "text", True, _LIMIT, N_("why it is corrected")),
        )

    def _spec(self, field: StepField) -> FieldSpec:
        options: tuple[Option, ...] = ()
        kind = {"moment": "date", "officer": "code"}.get(field.kind, field.kind)
        if field.kind == "officer":
            people = [officer for officer in self.desk.officers if officer.active]
            options = tuple(
                Option(officer.badge, officer.signature(), str(place) if place < 10 else "")
                for place, officer in enumerate(people, 1)
            )
        limit = LIMITS.get(field.name, _LIMIT)
        return FieldSpec(
            field.name, field.label, kind, False, limit, _HINTS.get(field.name, ""), options, field.options
        )

    def _texts(self) -> dict[str, str]:
        badges = {officer.id: officer.badge for officer in self.desk.officers}
        return texts_of(self._request, self.desk.room.calendar, badges)

    def preset(self) -> dict[str, str]:
        """All as it stands."""
        return self._texts()

    def draft_form(self) -> str:
        """A correction is a form of its own among the drafts."""
        return STEP + CORRECT

    def draft_subject(self) -> str:
        """The record that it belongs to."""
        return self._request.number

    def on_form_changed(self, message: Form.Changed) -> None:
        """Keep the draft, and say before it is saved what becomes of the words of a case."""
        super().on_form_changed(message)
        if message.field == "category" and message.value == CASE_REPORT:
            self.said(self.t(NARRATIVE_NOTICE))

    def save(self, given: dict[str, str]) -> None:
        """Hand over what differs."""
        reason = given.pop(REASON)
        stands = self._texts()
        changed = {name: text for name, text in given.items() if text.strip() != stands[name].strip()}
        self._write(self, changed, reason)
