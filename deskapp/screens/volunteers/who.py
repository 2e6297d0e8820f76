"""The box of a step that names somebody of the register: number, name, pinyin or a phone's tail find them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from deskapp.domain.draft import Draft
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.machine import Step, StepField
from deskapp.domain.masks import phone_tail
from deskapp.domain.text import clean
from deskapp.domain.volunteer import Dossier
from deskapp.domain.words import N_
from deskapp.reading import team_lists
from deskapp.screens.choose import Choice, Choose
from deskapp.screens.steps import Recorded, StepDialog
from deskapp.widgets.fields import Option
from deskapp.widgets.fields_person import Candidate
from deskapp.widgets.form import FieldSpec, Form


class WhoStep(StepDialog):
    """Asks for the fields of a step of a team or of equipment."""

    HINTS: ClassVar[Mapping[str, str]] = {
        "who": N_("member no., name, pinyin or phone tail"),
        "on": N_("empty: today"),
        "due": N_("empty: open; 12-31, +30d"),
        "count": N_("empty: 1"),
    }

    def __init__(
        self, record: Recorded, step: Step, save: Callable[[StepDialog, dict[str, str]], None],
        draft: Draft | None = None, *, usual: Mapping[str, str] | None = None, loans: Sequence[Option] = (),
        name: str = "",
    ) -> None:  # fmt: skip
        """`usual` is filled in at first, `loans` are what may come back, `name` is what the record is called."""
        super().__init__(record, step, save, draft)
        self._usual = dict(usual or {})
        self._loans = tuple(loans)
        self._called = name

    def title_text(self) -> str:
        """Number, name and step."""
        return f"{self.record.number} {self._called}  {self.t(self.step.label)}"

    def on_mount(self) -> None:
        """Hand the candidates to the field."""
        # Beside the other classes' own on_mount: Textual calls each class of the family.
        if any(field.kind == "member" for field in self.step.fields):
            self.query_one(Form).person("who").seek = self._candidates

    def specs(self) -> Sequence[FieldSpec]:
        """The fields; behind the last one that is needed Enter saves, what follows is reached with Down."""
        found = super().specs()
        last = max((at for at, spec in enumerate(found) if spec.required), default=0)
        # A digit, or a person that was found, goes on by itself: Enter in the next field is the one that saves.
        saves = (last, last + 1) if found[last].kind in ("code", "person") else (last,)
        return [replace(spec, submits=at in saves) for at, spec in enumerate(found)]

    def spec(self, field: StepField) -> FieldSpec:
        """One field; people and loans are looked up."""
        found = super().spec(field)
        if field.kind == "member":
            return replace(found, kind="person", limit=100)
        return replace(found, kind="code", options=self._loans) if field.kind == "loan" else found

    def preset(self) -> dict[str, str]:
        """What is usual."""
        usual = {"post": "member", "result": "returned"} | self._usual
        names = {field.name for field in self.step.fields}
        return super().preset() | {name: value for name, value in usual.items() if name in names}

    def begin(self) -> None:
        """Begin behind what is filled in already."""
        super().begin()
        form = self.query_one(Form)
        if form.specs[0].name in self._usual and len(form.specs) > 1:
            form.focus_field(form.specs[1].name)

    # -- who is meant

    def _meant(self, text: str) -> tuple[Dossier, ...]:
        desk = self.desk
        return team_lists.meant(desk.reader, desk.room.id, text)

    def _candidates(self, text: str) -> tuple[Candidate, ...]:
        return tuple(self._candidate(one) for one in self._meant(text))

    def _candidate(self, one: Dossier) -> Candidate:
        desk, person = self.desk, one.person
        today = desk.room.calendar.day(desk.clock())
        phone = phone_tail(person.phones[0]) if person.phones and not person.is_sheltered(today) else ""
        fact = " · ".join(filter(None, (*(held.team for held in one.teams), phone)))
        name = f"{one.volunteer.member_no} {person.shown_name(today, self.t, desk.room.masks)}"
        return Candidate(one.volunteer.member_no, name, fact)

    def on_form_person_chosen(self, message: Form.PersonChosen) -> None:
        """Take the member number and go on, or save where that was all."""
        message.form.set_values({message.field: message.value})
        message.form.go_on(message.field)

    def on_form_person_asked(self, message: Form.PersonAsked) -> None:
        """Ask which one is meant."""

        def chosen(number: str | None) -> None:
            if number:
                message.form.set_values({message.field: number})
                message.form.go_on(message.field)

        choices = [Choice(one.value, one.name, one.fact) for one in message.candidates]
        self.app.push_screen(Choose(N_("Who is meant?"), choices, direct=True), chosen)

    def save(self, given: dict[str, str]) -> None:
        """Hand over with the number of who is meant; of several people ask which one."""
        if "who" not in given:
            super().save(given)
            return
        found = self._meant(given["who"])
        if len(found) == 1:
            super().save(given | {"who": found[0].volunteer.number})
        elif found:
            numbers = {one.volunteer.number: self._candidate(one) for one in found}
            choices = [Choice(number, one.name, one.fact) for number, one in numbers.items()]

            def chosen(number: str | None) -> None:
                if number:
                    super(WhoStep, self).save(given | {"who": number})

            self.app.push_screen(Choose(N_("Who is meant?"), choices, direct=True), chosen)
        else:
            self.refused(
                DeskError(
                    N_("Nobody in the register fits “{text}”: type a member number or a name. What you typed is kept."),
                    code=Exit.NOT_FOUND, field="who", text=clean(given["who"])[:40],
                )
            )  # fmt: skip
