"""The form of one step: what it needs, asked in a box over the record."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from deskapp.domain.codes import CodeList
from deskapp.domain.errors import DeskError
from deskapp.domain.machine import Step, StepField
from deskapp.domain.request import Request
from deskapp.domain.request_codes import ACTION
from deskapp.domain.words import N_
from deskapp.screens.base import DeskDialog
from deskapp.screens.choose import Choice, Choose
from deskapp.widgets.fields import Option
from deskapp.widgets.form import FieldSpec, Form

NOTE = Step(
    "note", N_("Add an entry"), frozenset(), "",
    (StepField("kind", N_("Kind of entry"), "code", options=ACTION), StepField("text", N_("What was said or done"))),
)  # fmt: skip
"""An entry of the action log, asked for like a step."""

_KINDS = {"moment": "date"}


def options_of(codes: CodeList) -> tuple[Option, ...]:
    """The entries of a code list, the nine most used first and with their digits."""
    used = codes.most_used[:9]
    rest = [entry.code for entry in codes if entry.code not in used]
    return (
        *(Option(code, codes.label_of(code), str(place)) for place, code in enumerate(used, 1)),
        *(Option(code, codes.label_of(code), "") for code in rest),
    )


class StepDialog(DeskDialog[bool]):
    """Asks for the fields of a step; what was typed stays until it is saved or the box is left."""

    ABOUT = N_(
        "Fill in what the step needs: Enter goes on, the last Enter or Ctrl+S saves, Esc leaves all as it is."
    )

    def __init__(
        self, request: Request, step: Step, save: Callable[[StepDialog, dict[str, str]], None]
    ) -> None:
        super().__init__()
        self._request = request
        self._step = step
        self._save = save

    @property
    def request(self) -> Request:
        """The record as it was when the box opened."""
        return self._request

    def compose(self) -> ComposeResult:
        """Title, form, the line for refusals."""
        with Vertical(classes="box"):
            yield Static(self._title(), markup=False, id="title")
            yield Form([self._spec(field) for field in self._step.fields] + self._confirm())
            yield Static("", markup=False, id="said")
            yield Static(self._foot(), markup=False, id="foot")

    def _title(self) -> str:
        return f"{self._request.number}  {self.t(self._step.label)}"

    def _foot(self) -> str:
        return self.t(N_("Enter next · Ctrl+S save · Esc back"))

    def _spec(self, field: StepField) -> FieldSpec:
        options = options_of(field.options) if field.options is not None else ()
        kind = _KINDS.get(field.kind, field.kind)
        hint = ""
        if field.kind == "officer":
            people = [o for o in self.desk.officers if o.active]
            options = tuple(
                Option(o.badge, o.signature(), str(i) if i < 10 else "") for i, o in enumerate(people, 1)
            )
            kind = "code"
        elif field.kind == "moment":
            hint = N_("tomorrow 18:00, 11-25, +3d")
        elif field.kind == "number":
            hint = N_("digits alone mean a number of today")
        return FieldSpec(field.name, field.label, kind, field.required, 10_000, hint, options)

    def _confirm(self) -> list[FieldSpec]:
        if not self._step.typed:
            return []
        return [FieldSpec("confirm", N_("Type the number to confirm"), "number", True)]

    def begin(self) -> None:
        """Fill in what is known and put the caret into the first field."""
        form = self.query_one(Form)
        for field in self._step.fields:
            if field.kind == "officer" and self.desk.officer is not None:
                form.set_values({field.name: self.desk.officer.badge})
        form.focus_field(form.specs[0].name)

    def on_form_submitted(self, message: Form.Submitted) -> None:
        """Save what was typed."""
        message.form.clear_errors()
        self._say("")
        self._save(self, message.values)

    def on_form_notice(self, message: Form.Notice) -> None:
        """Say what a field has to say."""
        self._say(message.text)

    def on_form_ask_all(self, message: Form.AskAll) -> None:
        """Show the full list of a code field."""
        field = next(f for f in self._step.fields if f.name == message.field)
        if field.options is None:
            return
        choices = [Choice(entry.code, self.t(entry.label)) for entry in field.options]

        def chosen(code: str | None) -> None:
            if code:
                message.form.choose(message.field, code)

        self.app.push_screen(Choose(field.label, choices), chosen)

    def refused(self, error: DeskError) -> None:
        """Show a refusal beside its field, with everything typed still there."""
        form = self.query_one(Form)
        said = error.say(self.t)
        if any(spec.name == error.field for spec in form.specs):
            form.refuse(error.field, error)
            form.focus_field(error.field)
        else:
            self._say(said)

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(text)

    def relabel(self) -> None:
        """Say the box again in the other language."""
        self.query_one("#title", Static).update(self._title())
        self.query_one("#foot", Static).update(self._foot())
        self._say("")
