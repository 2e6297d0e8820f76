"""The log form filled from the quick line: Enter saves at once, a digit takes another category."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import cast

from textual.widget import Widget

from deskapp.domain.draft import Place
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.quick import Quick, best_first
from deskapp.domain.request_codes import CASE_REPORT, CATEGORY
from deskapp.domain.request_draft import NARRATIVE_NOTICE
from deskapp.domain.words import N_
from deskapp.screens.log import LogScreen
from deskapp.widgets.fields import Option, options_of
from deskapp.widgets.fields_code import CodeField
from deskapp.widgets.form import Form


class QuickScreen(LogScreen):
    """What was picked out of one line, to be looked at and saved."""

    ABOUT = N_(
        "Filled from the quick line: what has a ? is a guess. Enter saves all of it at once, from any field; a digit "
        "takes another category, Tab and the arrows go to the other fields. Esc keeps a draft."
    )

    def __init__(self, quick: Quick, place: Place | None = None) -> None:
        """`place` is where the draft of the line is kept."""
        super().__init__()
        self._found = quick
        self._place = place

    def body(self) -> Iterable[Widget]:
        """The form of a request; Enter in any field saves."""
        for widget in super().body():
            if isinstance(widget, Form):
                self._usual = widget.specs
                widget.specs = tuple(replace(spec, submits=True) for spec in widget.specs)
            yield widget

    def begin(self) -> None:
        """What was told stands in its fields, what was guessed is marked, the caret is on the category."""
        form, found = self._form, self._found
        form.clear()
        for name, text in found.values().items():
            if name in found.guessed:
                form.propose(name, text)
            else:
                form.set_values({name: text})
        form.propose("channel", "walk_in")
        digits = best_first(found.categories, CATEGORY.here(self.t).most_used)
        self._offer(options_of(CATEGORY, self.t, digits))
        self._propose(form, form.values())
        form.focus_field("category")
        self._kept = self.typed()
        if found.category == CASE_REPORT:
            self.host.tell(NARRATIVE_NOTICE)
        elif found.category:
            self.host.tell(N_("Enter saves · a digit takes another category · Tab goes on · ? is a guess"))
        else:
            self.host.tell(N_("No category is known from these words: choose one with a digit, 0 shows all."))

    def refill(self, values: Mapping[str, str]) -> None:
        """Another draft, or none: an ordinary form from here on."""
        self._form.specs = self._usual
        self._offer(options_of(CATEGORY, self.t))
        super().refill(values)

    def typed(self) -> dict[str, str]:
        """What was told; a guessed name too, for it no longer stands in the text."""
        applicant = self._form.values()["applicant"]
        return super().typed() | ({"applicant": applicant} if applicant else {})

    def on_form_submitted(self, message: Form.Submitted) -> None:
        """A guess alone never drops the facts of a case: such a category must be chosen by a person."""
        if message.values["category"] == CASE_REPORT and "category" in message.form.proposals():
            message.prevent_default()  # Textual would go on to the log form's own answer
            error = DeskError(
                N_("It sounds like a case report, whose facts are not kept here: press 1 if it is one, or the "
                   "digit of another category. All of it is kept."),
                code=Exit.USAGE, field="category",
            )  # fmt: skip
            self._refused(error)

    def _offer(self, options: tuple[Option, ...]) -> None:
        cast(CodeField, self._form.field("category")).options = options
