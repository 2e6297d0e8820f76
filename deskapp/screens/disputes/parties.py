"""Forms with one or more people in them: each side has a name field with candidates, and what is known of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, TypeVar, cast

from deskapp.domain.dispute_given import PartyGiven
from deskapp.domain.errors import DeskError
from deskapp.domain.identity import read_identity, read_phone, refuse_masked
from deskapp.domain.masks import identity_ends
from deskapp.domain.person import Person
from deskapp.domain.person_draft import Told, read_document
from deskapp.domain.request_draft import FIELD_LABELS, LIMITS, check_length
from deskapp.domain.text import clean, one_line
from deskapp.domain.words import N_
from deskapp.reading import people as reading
from deskapp.screens.base import DeskScreen
from deskapp.screens.knowing import candidates_for
from deskapp.screens.pick_person import NOBODY, PickPerson
from deskapp.widgets.fields_person import Candidate
from deskapp.widgets.form import FieldSpec, Form

T = TypeVar("T")

_FACTS = ("phone", "id", "address")
"""What stands beside a name."""


@dataclass(frozen=True, slots=True)
class Side:
    """One person of a form: the name field `name`, and `name_phone`, `name_id`, `name_address` beside it."""

    name: str
    label: str
    """English."""
    after: str
    """The field that comes when the person is known."""

    @property
    def card(self) -> str:
        """Under which the number of the chosen card stands in the draft of the form."""
        return f"{self.name}_card"

    @property
    def facts(self) -> tuple[str, ...]:
        """The fields beside the name."""
        return tuple(f"{self.name}_{fact}" for fact in _FACTS)

    def name_spec(self) -> FieldSpec:
        """The field of the name."""
        return FieldSpec(
            self.name, self.label, "person", limit=LIMITS["applicant"], hint=N_("name, phone tail or pinyin")
        )

    def fact_specs(self) -> tuple[FieldSpec, FieldSpec, FieldSpec]:
        """Phone, ID and address."""
        phone, identity, address = self.facts
        return (
            FieldSpec(phone, FIELD_LABELS["phone"], "phone"),
            FieldSpec(identity, FIELD_LABELS["id_number"], "id"),
            FieldSpec(address, FIELD_LABELS["address"], "place", limit=LIMITS["address"]),
        )


class Siding:
    """Mixin of a form with people: candidates, the chosen cards, and what is known filled in.

    A card is known because it was chosen, or because name and phone, or the ID, are those of one.
    """

    SIDES: ClassVar[tuple[Side, ...]] = ()

    known: Mapping[str, Person] = {}
    """Cards by the name of the side."""
    picked: frozenset[str] = frozenset()
    """Sides whose card was chosen, not only recognised."""

    @property
    def _here(self) -> DeskScreen:
        return cast(DeskScreen, self)

    @property
    def _fields(self) -> Form:
        return self._here.query_one(Form)

    def on_mount(self) -> None:
        """Hand the candidates to the fields."""
        # Beside the other classes' own on_mount: Textual calls each class of the family.
        for side in self.SIDES:
            self._fields.person(side.name).seek = self.candidates

    def candidates(self, text: str) -> tuple[Candidate, ...]:
        """People who may be meant by a text."""
        return candidates_for(self._here, text)

    def side(self, field: str) -> Side | None:
        """The side to which a field belongs."""
        return next((one for one in self.SIDES if field == one.name or field in one.facts), None)

    # -- choosing

    def on_form_person_chosen(self, message: Form.PersonChosen) -> None:
        """Fill in what is known of the person and go on."""
        self._pick(message.field, message.value)

    def on_form_person_asked(self, message: Form.PersonAsked) -> None:
        """Ask which one is meant."""

        def answered(number: str | None) -> None:
            if number == NOBODY:
                message.form.go_on(message.field)
            elif number:
                self._pick(message.field, number)

        self._here.app.push_screen(PickPerson(message.value, message.candidates), answered)

    def _pick(self, field: str, number: str) -> None:
        side = self.side(field)
        person = reading.find(self._here.desk.reader, self._here.desk.room.id, number)
        if side is None or person is None:
            return
        self.put(side, person)
        # the phone stands here in full now, as in an open record
        self._here.keep_view("person", person.id, person.number)
        self._fields.focus_field(side.after)

    def put(self, side: Side, person: Person) -> None:
        """Let `person` be the one of `side`, with all that the card tells."""
        form = self._fields
        self._forget(side)
        form.set_values({side.name: person.name})
        for name, value in _facts(side, person).items():
            if value and not form.field(name).value_clean:
                form.set_values({name: value})
                form.accept(name)
        self._know(side, person, picked=True)

    def _know(self, side: Side, person: Person | None, *, picked: bool = False) -> None:
        others = {name: card for name, card in self.known.items() if name != side.name}
        self.known = others | ({side.name: person} if person else {})
        self.picked = (self.picked - {side.name}) | (frozenset({side.name}) if picked else frozenset())
        mark = f"{self._here.t.marks.done} {person.number}" if person else ""
        self._fields.person(side.name).mark = mark

    def recall_people(self, values: Mapping[str, str]) -> None:
        """Know the people of a draft again, where their cards are still there."""
        desk = self._here.desk
        for side in self.SIDES:
            number = values.get(side.card, "")
            person = reading.find(desk.reader, desk.room.id, number) if number else None
            self._know(side, person, picked=person is not None)

    def cards_of(self) -> dict[str, str]:
        """The numbers of the chosen cards, for a draft."""
        return {side.card: self.known[side.name].number for side in self.SIDES if side.name in self.picked}

    def _forget(self, side: Side) -> None:
        """Know nobody; what was filled in for the person that was chosen goes."""
        form = self._fields
        if side.name in self.picked:
            for name, value in _facts(side, self.known[side.name]).items():
                if form.field(name).value_clean == value and not form.field(name).touched:
                    form.set_values({name: ""})
        self._know(side, None)

    # -- while typing

    def on_form_changed(self, message: Form.Changed) -> None:
        """Another name is another person."""
        side = next((one for one in self.SIDES if one.name == message.field), None)
        if side and side.name in self.known and message.value != self.known[side.name].name:
            self._forget(side)

    def on_form_left(self, message: Form.Left) -> None:
        """Recognise a person by name and phone, or by the ID, and check what was typed."""
        side = self.side(message.field)
        if side is None or not message.touched:
            return
        if side.name not in self.picked:
            self._recognise(side)
        try:
            self._check_fact(side, message.field, message.value)
        except DeskError as error:
            message.form.refuse(message.field, error)
        else:
            message.form.accept(message.field)

    def _check_fact(self, side: Side, field: str, value: str) -> None:
        fact = field.removeprefix(f"{side.name}_")
        if fact == "phone":
            read_phone(value)
        elif fact == "id" and not self._is_masked(side, value):
            refuse_masked(value)
            found = read_identity(value)
            if found.warning:
                raise DeskError(found.warning)
        else:
            check_length("applicant" if field == side.name else fact, value)

    def _is_masked(self, side: Side, text: str) -> bool:
        known = self.known.get(side.name)
        return known is not None and text == identity_ends(known.id_number)

    def _recognise(self, side: Side) -> None:
        """Look whose card it is by what stands in the form."""
        desk = self._here.desk
        try:
            told = self._told(side, self._fields.values())
        except DeskError:  # it is told beside its field
            told = Told()
        key = reading.match(desk.reader.execute, desk.room.id, told) if told else None
        self._know(side, reading.by_id(desk.reader, key) if key is not None else None)

    # -- what is saved

    def _told(self, side: Side, values: Mapping[str, str]) -> Told:
        """What was typed of a side. Raises DeskError about the field that is wrong."""
        phone, identity, address = side.facts
        number = values.get(identity, "")
        if self._is_masked(side, number):
            number = self.known[side.name].id_number
        _at(identity, lambda: refuse_masked(number))
        found = _at(identity, lambda: read_identity(number).number)
        return Told(
            _at(side.name, lambda: check_length("applicant", one_line(clean(values.get(side.name, ""))))),
            _at(phone, lambda: read_phone(values.get(phone, ""))),
            read_document(found),
            _at(address, lambda: check_length("address", one_line(clean(values.get(address, ""))))),
        )

    def given(self, side: Side, values: Mapping[str, str], role: str, **more: object) -> PartyGiven | None:
        """The person of a side as the register takes them; None where nothing is told. Raises DeskError."""
        told = self._told(side, values)
        chosen = self.known[side.name].number if side.name in self.picked else ""
        if not told and not chosen:
            return None
        return PartyGiven(0, role, told, chosen, **more)  # type: ignore[arg-type]


def _at(field: str, read: Callable[[], T]) -> T:
    """What `read` gives; a refusal is about `field` of this form."""
    try:
        return read()
    except DeskError as error:
        error.field = field
        raise


def _facts(side: Side, person: Person) -> dict[str, str]:
    phone, identity, address = side.facts
    return {
        phone: person.phones[0] if person.phones else "", identity: identity_ends(person.id_number),
        address: person.address,
    }  # fmt: skip
