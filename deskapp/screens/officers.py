"""Who writes at this desk: switching by digit, adding officers and auxiliaries."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from deskapp.domain.errors import DeskError
from deskapp.domain.officer import OFFICER_KIND, Officer
from deskapp.domain.words import N_
from deskapp.screens.base import DeskDialog
from deskapp.screens.steps import options_of
from deskapp.widgets.form import FieldSpec, Form


class OfficersDialog(DeskDialog[None]):
    """One digit switches the officer; 0 adds one."""

    ABOUT = N_("A digit lets that person write from now on; 0 adds an officer or an auxiliary.")
    BINDINGS = [
        *(Binding(f"{digit},fullwidth_digit_{digit}", f"pick({digit})", show=False) for digit in range(10)),
        Binding("ctrl+s", "save", N_("Save"), show=False),
    ]

    def compose(self) -> ComposeResult:
        """The people, then the form for a new one."""
        with Vertical(classes="box"):
            yield Static(self.t(N_("Who writes now?")), markup=False, id="title")
            yield Static(self._people(), markup=False, id="people")
            yield Form(self._specs())
            yield Static("", markup=False, id="said")

    def _specs(self) -> list[FieldSpec]:
        return [
            FieldSpec("name", N_("Officer"), "name", True, 100),
            FieldSpec("badge", N_("Badge number"), "id", True, 40),
            FieldSpec("kind", N_("Kind of officer"), "code", options=options_of(OFFICER_KIND), submits=True),
        ]

    def _people(self) -> str:
        lines = []
        for place, officer in enumerate(self._active()[:9], 1):
            mark = "●" if officer.id == self.desk.room.signed_in else "○"
            lines.append(
                f" {place}  {mark} {officer.signature()}  {self.t(OFFICER_KIND.label_of(officer.kind))}"
            )
        lines.append(f" 0  + {self.t(N_('Add an officer or auxiliary'))}")
        return "\n".join(lines)

    def _active(self) -> list[Officer]:
        return [officer for officer in self.desk.officers if officer.active]

    def begin(self) -> None:
        """Wait for a digit."""
        self.query_one(Form).display = False

    def action_pick(self, digit: int) -> None:
        """Switch to a person, or open the form."""
        people = self._active()
        if digit == 0:
            form = self.query_one(Form)
            form.display = True
            form.set_values({"kind": "officer"})
            form.focus_field("name")
        elif digit <= len(people):
            self._switch(people[digit - 1])

    def _switch(self, officer: Officer) -> None:
        desk = self.desk

        def done(_: None) -> None:
            self.close_once()
            self.host.tell(N_("{name} writes from now on."), tone="good", name=officer.signature())

        self.act(lambda: desk.sign_in(officer), done)

    def action_save(self) -> None:
        """Ctrl+S in the form."""
        if self.query_one(Form).display:
            self.query_one(Form).submit()

    def on_form_submitted(self, message: Form.Submitted) -> None:
        """Add the person."""
        desk, t, given = self.desk, self.t, message.values
        message.form.clear_errors()

        def done(officer: Officer) -> None:
            self.query_one("#people", Static).update(self._people())
            message.form.clear()
            message.form.display = False
            self.set_focus(None)
            self._say(t(N_("{name} is added. Press the digit to switch."), name=officer.signature()))

        self.act(
            lambda: desk.staff.add(desk.room, given["name"], given["badge"], given["kind"], desk.actor, t),
            done,
            self._refused,
        )

    def _refused(self, error: DeskError) -> None:
        field = {"officer": "name", "badge": "badge"}.get(error.field, "")
        if field:
            self.query_one(Form).refuse(field, error)
            self.query_one(Form).focus_field(field)
        else:
            self._say(error.say(self.t))

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(text)

    def on_form_notice(self, message: Form.Notice) -> None:
        """Say what a field has to say."""
        self._say(message.text)

    def relabel(self) -> None:
        """Say the people again in the other language."""
        self.query_one("#title", Static).update(self.t(N_("Who writes now?")))
        self.query_one("#people", Static).update(self._people())
