"""The short way from the list: the form of one outcome, prefilled; all steps to it are taken when it is saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from deskapp.domain.codes import CodeList
from deskapp.domain.dispute import File
from deskapp.domain.dispute_outcome import FORM, OUTCOMES, form_fields, kind_of
from deskapp.domain.dispute_shown import shown_names
from deskapp.domain.dispute_steps import AGREED
from deskapp.domain.draft import Draft
from deskapp.domain.machine import Step
from deskapp.domain.words import N_
from deskapp.screens.choose import Choice, Choose
from deskapp.screens.disputes.steps import DisputeStep, now_text, present
from deskapp.screens.steps import StepDialog
from deskapp.widgets.fields import Option
from deskapp.widgets.form import Form


class OutcomeDialog(DisputeStep):
    """Asks for what an outcome needs; the guards of every step on the way hold as if each were taken alone."""

    ABOUT: ClassVar[str] = N_(
        "How the mediation ended. What is needed stands on top: Enter goes on, Enter on the last of it saves. Down "
        "reaches what may stay empty. Acceptance, sitting, agreement and performance are written as steps of their "
        "own, each checked; Ctrl+Z takes all of them back at once."
    )

    def __init__(
        self, file: File, form: str, save: Callable[[StepDialog, dict[str, str]], None],
        draft: Draft | None = None,
    ) -> None:  # fmt: skip
        """`form` is the outcome, a code of `OUTCOMES`."""
        step = Step(FORM.code, FORM.label, FORM.sources, "", form_fields(file, form))
        super().__init__(file, step, save, draft)
        self._form = form

    def title_text(self) -> str:
        """Number, what is written, and who quarrels, as lists show it."""
        names = shown_names(self.file, self.t, self.desk.room.masks)
        return f"{self.record.number}  {self.t(OUTCOMES.label)}  {names}"

    def _forms(self, codes: CodeList) -> tuple[Option, ...]:
        """Those that need the same fields: agreements, or ends without one."""
        agreed = self._form in AGREED
        return tuple(option for option in super()._forms(codes) if (option.code in AGREED) == agreed)

    def preset(self) -> dict[str, str]:
        """The outcome, and for a sitting that is to be written its end and who was there."""
        found = {"form": self._form, "kind": kind_of(self.file, self._form), "to": now_text(self)}
        if not self.file.sheltered:  # the file is not open: no name beyond those of the list
            found["attendees"] = present(self.file)
        names = {field.name for field in self.step.fields}
        return {name: text for name, text in found.items() if name in names}

    def on_form_ask_all(self, message: Form.AskAll) -> None:
        """All outcomes that can be chosen here."""
        if message.field != "form":
            super().on_form_ask_all(message)
            return
        choices = [Choice(o.code, o.say(self.t), other=o.label) for o in self._forms(OUTCOMES)]

        def chosen(code: str | None) -> None:
            if code:
                message.form.choose("form", code)

        self.app.push_screen(Choose(OUTCOMES.label, choices), chosen)
