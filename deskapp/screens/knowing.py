"""What forms share that have a field for a person: candidates, the chosen card, and what is known filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from textual.message import Message

from deskapp.domain.errors import DeskError
from deskapp.domain.identity import read_phone
from deskapp.domain.masks import identity_ends
from deskapp.domain.person import Person
from deskapp.domain.person_draft import Told, read_document
from deskapp.domain.person_fact import fact_of
from deskapp.reading import people as reading
from deskapp.reading.candidates import candidates
from deskapp.screens.base import DeskScreen, Ready
from deskapp.screens.pick_person import NOBODY, PickPerson
from deskapp.widgets.fields_person import Candidate
from deskapp.widgets.form import Form

MOST = 10
"""Candidates looked for: nine have a digit, one more tells that there are more."""

PERSON = "person"
"""Under which the number of the chosen card stands among the values of the form and in its draft."""


class PersonKnown(Message):
    """It is known whose card the form is about (`person`), or it is no longer (None)."""

    def __init__(self, person: Person | None) -> None:
        super().__init__()
        self.person = person


class Knowing:
    """Mixin of a form with a person field; `known` is the card, and PersonKnown tells when it changes.

    A card is known because it was chosen, or because name and phone, or the ID, are those of one.
    """

    NAME_FIELD = "applicant"
    AFTER_PERSON = "category"
    """The field that comes when the person is known."""

    known: Person | None = None
    picked = False
    """Whether the card was chosen, not only recognised."""

    @property
    def _screen(self) -> DeskScreen:
        return cast(DeskScreen, self)

    @property
    def _fields(self) -> Form:
        return self._screen.query_one(Form)

    def on_mount(self) -> None:
        """Hand the candidates to the field."""
        # Beside the other classes' own on_mount: Textual calls each class of the family.
        self._fields.person(self.NAME_FIELD).seek = self.candidates

    def candidates(self, text: str) -> tuple[Candidate, ...]:
        """People who may be meant by a text."""
        return candidates_for(self._screen, text)

    # -- choosing

    def on_form_person_chosen(self, message: Form.PersonChosen) -> None:
        """Fill in what is known of the person and go on."""
        self._pick(message.value)

    def on_form_person_asked(self, message: Form.PersonAsked) -> None:
        """Ask which one is meant."""

        def answered(number: str | None) -> None:
            if number == NOBODY:
                message.form.go_on(message.field)
            elif number:
                self._pick(number)

        self._screen.app.push_screen(PickPerson(message.value, message.candidates), answered)

    def _pick(self, number: str) -> None:
        desk = self._screen.desk
        person = reading.find(desk.reader, desk.room.id, number)
        if person is None:
            return
        form = self._fields
        self._forget(form)
        form.set_values({self.NAME_FIELD: person.name})
        for name, value in _facts(person).items():
            if value and not form.field(name).value_clean:
                form.set_values({name: value})
                form.accept(name)
        self._know(person, picked=True)
        # the phone stands here in full now, as in an open record
        self._screen.keep_view("person", person.id, person.number)
        form.focus_field(self.AFTER_PERSON)

    def _know(self, person: Person | None, *, picked: bool = False) -> None:
        changed = person != self.known
        self.known, self.picked = person, picked
        mark = f"{self._screen.t.marks.done} {person.number}" if person else ""
        self._fields.person(self.NAME_FIELD).mark = mark
        if changed:
            self._screen.post_message(PersonKnown(person))

    def recall_person(self, number: str) -> None:
        """Know the person of a draft again, where the card is still there."""
        desk = self._screen.desk
        person = reading.find(desk.reader, desk.room.id, number) if number else None
        self._know(person, picked=person is not None)

    def _forget(self, form: Form) -> None:
        """Know nobody; what was filled in for the person that was chosen goes."""
        if self.known is not None and self.picked:
            for name, value in _facts(self.known).items():
                if form.field(name).value_clean == value and not form.field(name).touched:
                    form.set_values({name: ""})
        self._know(None)

    # -- while typing

    def on_form_changed(self, message: Form.Changed) -> None:
        """Another name is another person."""
        if message.field == self.NAME_FIELD and self.known is not None and message.value != self.known.name:
            self._forget(message.form)

    def on_form_left(self, message: Form.Left) -> None:
        """Recognise a person by name and phone, or by the ID."""
        if message.touched and not self.picked and message.field in (self.NAME_FIELD, "phone", "id_number"):
            self.recognise()

    def recognise(self) -> None:
        """Look whose card it is by what stands in the form."""
        desk = self._screen.desk
        values = self._fields.values()
        try:
            phone = read_phone(values.get("phone", ""))
        except DeskError:  # it is told when the field is left
            phone = ""
        told = Told(values[self.NAME_FIELD], phone, read_document(values.get("id_number", "")))
        key = reading.match(desk.reader.execute, desk.room.id, told) if told else None
        self._know(reading.by_id(desk.reader, key) if key is not None else None)

    def with_person(self, values: Mapping[str, str]) -> dict[str, str]:
        """The values to be saved: with the chosen card, and its whole document number for the masked one."""
        given = dict(values)
        if self.known is not None and self.picked:
            given[PERSON] = self.known.number
            if given.get("id_number") == identity_ends(self.known.id_number):
                given["id_number"] = self.known.id_number
        return given

    def is_masked_id(self, text: str) -> bool:
        """Whether a document number is that of the known person, by its ends."""
        return self.known is not None and text == identity_ends(self.known.id_number)


def candidates_for(screen: Ready, text: str) -> tuple[Candidate, ...]:
    """People who may be meant by a text, the best first."""
    desk, view, t = screen.desk, screen.view(), screen.t
    today = view.calendar.day(view.now)
    return tuple(
        Candidate(
            hit.person.number, hit.person.shown_name(today, t), fact_of(hit.person, hit.last, view), hit.rank,
            hit.literal,
        )
        for hit in candidates(desk.reader, desk.room.id, text, MOST)
    )  # fmt: skip


def _facts(person: Person) -> dict[str, str]:
    return {
        "phone": person.phones[0] if person.phones else "", "id_number": identity_ends(person.id_number),
        "address": person.address,
    }  # fmt: skip
