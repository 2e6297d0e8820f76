"""Who writes at this desk: switching by digit, adding officers and auxiliaries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from deskapp.domain.draft import Draft
from deskapp.domain.officer import KIOSK, OFFICER_KIND, Officer
from deskapp.domain.words import N_
from deskapp.screens import keys
from deskapp.screens.base import DeskDialog
from deskapp.screens.choose import Choice, Choose
from deskapp.screens.forms import FormDialog
from deskapp.screens.pins import PinDialog
from deskapp.widgets.box import Box
from deskapp.widgets.form import FieldSpec

_BY_DIGIT = 9


class AddOfficer(FormDialog):
    """A new officer or auxiliary."""

    DRAFT = "officer"

    def __init__(self, added: Callable[[Officer], None], draft: Draft | None = None) -> None:
        super().__init__(draft)
        self._added = added

    def title_text(self) -> str:
        """What the box is for."""
        return self.t(N_("Add an officer or auxiliary"))

    def specs(self) -> Sequence[FieldSpec]:
        """Name, badge number, kind."""
        return (
            FieldSpec("officer", N_("Name"), "name", True, 100),
            FieldSpec("badge", N_("Badge number"), "id", True, 40),
            FieldSpec("kind", N_("Kind of officer"), "code", codes=OFFICER_KIND, submits=True),
        )

    def preset(self) -> dict[str, str]:
        """An officer, unless something else is chosen."""
        return {"kind": "officer"}

    def save(self, given: dict[str, str]) -> None:
        """Add the person."""
        desk, t = self.desk, self.t

        def done(officer: Officer) -> None:
            self.saved()
            self.close_once(True)
            self._added(officer)

        self.act(
            lambda: desk.staff.add(desk.room, given["officer"], given["badge"], given["kind"], desk.actor, t),
            done,
            self.refused,
        )


class OfficersDialog(DeskDialog[None]):
    """One digit switches the officer; 0 adds one."""

    NAME = N_("Officers")
    MORE_KEYS = (("1–9", N_("that person writes from now on")), ("0", N_("Add an officer or auxiliary")))
    ABOUT = N_("A digit lets that person write from now on; 0 adds an officer or an auxiliary.")
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(keys.digit(number), f"pick({number})", show=False) for number in range(10)),
        Binding("enter", "all", show=False),
    ]

    def __init__(self, draft: Draft | None = None) -> None:
        """`draft` is a half-typed new person, whose form is opened at once."""
        super().__init__()
        self._draft = draft

    def begin(self) -> None:
        """Go on with a half-typed person."""
        if self._draft is not None:
            self.call_after_refresh(self.resume, self._draft)

    def compose(self) -> ComposeResult:
        """The people, then what was said."""
        with Box():
            yield Static(self.t(N_("Who writes now?")), markup=False, id="title")
            yield Static(self._people(), markup=False, id="people")
            yield Static("", markup=False, id="said")

    def _people(self) -> str:
        people = self._active()
        lines = [self._line(place, officer) for place, officer in enumerate(people[:_BY_DIGIT], 1)]
        if len(people) > _BY_DIGIT:
            lines.append("Enter " + self.t(N_("All {count} people"), count=len(people)))
        lines.append(" 0  + " + self.t(N_("Add an officer or auxiliary")))
        return "\n".join(lines)

    def _line(self, place: int, officer: Officer) -> str:
        marks = self.t.marks
        mark = marks.chosen if officer.id == self.desk.room.signed_in else marks.other
        return f" {place}  {mark} {officer.signature()}  {OFFICER_KIND.label_of(officer.kind, self.t)}"

    def _active(self) -> list[Officer]:
        return [one for one in self.desk.officers if one.active and one.kind != KIOSK]

    def resume(self, draft: Draft) -> None:
        """Open the half-typed form of a new person."""
        self.app.push_screen(AddOfficer(self._added, draft))

    def action_pick(self, digit: int) -> None:
        """Switch to a person, or open the form."""
        people = self._active()
        if digit == 0:
            self.app.push_screen(AddOfficer(self._added))
        elif digit <= min(len(people), _BY_DIGIT):
            self._switch(people[digit - 1])

    def action_all(self) -> None:
        """The full list, by two digits or name, where the digits do not reach everybody."""
        if len(self._active()) <= _BY_DIGIT:
            return
        people = {officer.badge: officer for officer in self._active()}
        choices = [Choice(badge, officer.signature()) for badge, officer in people.items()]

        def chosen(badge: str | None) -> None:
            if badge:
                self._switch(people[badge])

        self.app.push_screen(Choose(N_("Who writes now?"), choices), chosen)

    def _switch(self, officer: Officer) -> None:
        desk = self.desk

        def done(_: None) -> None:
            self.close_once()
            self.host.forget_clipboard()
            self.host.tell(N_("{name} writes from now on."), tone="good", name=officer.signature())

        if desk.has_pins and officer.id not in desk.with_pins:
            said = self.t(
                N_("{name} has no PIN yet: an administrator gives one, Ctrl+K, Officers."),
                name=officer.signature(),
            )
            self.query_one("#said", Static).update(said)
        elif desk.has_pins:
            self.app.push_screen(PinDialog(officer, lambda: done(None)))
        else:
            self.act(lambda: desk.sign_in(officer), done)

    def _added(self, officer: Officer) -> None:
        self.query_one("#people", Static).update(self._people())
        said = self.t(
            N_("{name} is added. Press the digit to switch; Esc, then Ctrl+Z undoes."),
            name=officer.signature(),
        )
        self.query_one("#said", Static).update(said)

    def relabel(self) -> None:
        """Say the people again in the other language."""
        self.query_one("#title", Static).update(self.t(N_("Who writes now?")))
        self.query_one("#people", Static).update(self._people())
        self.query_one("#said", Static).update("")
