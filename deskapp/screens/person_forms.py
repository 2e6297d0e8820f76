"""The boxes of a person's card: correct it, merge it into another, take a merge back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from rich.cells import set_cell_size
from textual.app import ComposeResult
from textual.widgets import Static

from deskapp.domain.codes import CodeList
from deskapp.domain.draft import Draft
from deskapp.domain.errors import DeskError
from deskapp.domain.number import read_number
from deskapp.domain.person import PREFIX, Person
from deskapp.domain.person_card import differences, id_text
from deskapp.domain.person_fact import fact_of
from deskapp.domain.person_form import FIELDS, texts_of
from deskapp.domain.request_card import Line
from deskapp.domain.words import N_
from deskapp.reading import people as reading
from deskapp.reading.candidates import candidates
from deskapp.screens.forms import FormDialog
from deskapp.screens.meanwhile import Meanwhile
from deskapp.screens.pick_person import NOBODY, PickPerson
from deskapp.widgets.box import Box
from deskapp.widgets.card import Card
from deskapp.widgets.fields_person import Candidate
from deskapp.widgets.form import FieldSpec, Form

PERSON = "person:"
CORRECT, MERGE, UNMERGE = f"{PERSON}correct", f"{PERSON}merge", f"{PERSON}unmerge"
"""The names of these forms among the drafts."""

REASON = FieldSpec("reason", N_("Reason"), "text", True, 10_000, N_("why it is so"))

_KINDS = {"day": "date", "phones": "text"}
_LIMITS = {"name": 100, "address": 200, "notes": 10_000}
_HINTS = {
    "phones": N_("up to five, with commas"),
    "id_number": N_("type the whole number anew"),
    "born": N_("1949-12-31; a resident ID tells it"),
    "notes": N_("what the next officer should know"),
}


class PersonForm(FormDialog):
    """What the boxes of a card share: the card, and whoever writes."""

    LABEL = ""
    """What the box does, in English."""

    def __init__(
        self, person: Person, save: Callable[[Any, dict[str, str], str], None], draft: Draft | None = None
    ) -> None:
        """`save` gets what was typed and the reason; it closes the box, or gives the refusal to `refused`."""
        super().__init__(draft)
        self._person = person
        self._write = save

    @property
    def person(self) -> Person:
        """The card as it was when the box opened."""
        return self._person

    def title_text(self) -> str:
        """Number, name and what is done."""
        return f"{self._person.number} {self._person.name}  {self.t(self.LABEL)}"

    def draft_form(self) -> str:
        """A form of its own among the drafts."""
        return self.DRAFT

    def draft_subject(self) -> str:
        """The card."""
        return self._person.number

    def save(self, given: dict[str, str]) -> None:
        """Hand over what was typed."""
        reason = given.pop(REASON.name)
        self._write(self, given, reason)


class PersonCorrect(PersonForm, Meanwhile):
    """Asks for the right facts and the reason; what stays as it is changes nothing."""

    DRAFT = CORRECT
    LABEL = N_("Correct the card")
    ABOUT = N_(
        "Mend the facts of the card and say why. The requests keep what was told on their day. Old and new value, who, "
        "when and why are kept. Ctrl+S saves, Esc leaves all as it is."
    )

    def specs(self) -> Sequence[FieldSpec]:
        """Every field, then the reason."""
        return (
            *(
                FieldSpec(
                    field.name, field.label, _KINDS.get(field.kind, field.kind), False, _LIMITS.get(field.name, 0),
                    _HINTS.get(field.name, ""), codes=field.options,
                )
                for field in FIELDS
            ),
            REASON,
        )  # fmt: skip

    def lists(self) -> dict[str, CodeList]:
        """The code lists behind the fields."""
        return {field.name: field.options for field in FIELDS if field.options is not None}

    def own(self) -> Person:
        """The card as it was when the box opened."""
        return self._person

    def texts(self) -> dict[str, str]:
        """All as it stands."""
        return texts_of(self._person)

    def preset(self) -> dict[str, str]:
        """All as it stands."""
        return self.texts()

    def save(self, given: dict[str, str]) -> None:
        """Hand over what differs."""
        super().save(self.changed(given) | {REASON.name: given[REASON.name]})


class Unmerge(PersonForm):
    """Asks why a merge is taken back."""

    DRAFT = UNMERGE
    LABEL = N_("Take a merge back")
    ABOUT = N_(
        "The card stands on its own again, with its own requests. Requests that were logged since stay with the card "
        "that they were logged for. Say why; Ctrl+Z undoes it."
    )

    def specs(self) -> Sequence[FieldSpec]:
        """The reason."""
        return (REASON,)


class MergePeople(PersonForm):
    """Asks for the other card of the same person, shows both side by side, and why they are one."""

    DRAFT = MERGE
    LABEL = N_("Merge into another card")
    ABOUT = N_(
        "Two cards are one person: this one goes into the other, whose facts count from now on. Both keep their "
        "histories and requests, and the merge can be taken back. Name, phone tail, pinyin or the number of the card "
        "finds the other one; look at both before you say why."
    )

    def specs(self) -> Sequence[FieldSpec]:
        """The other card and the reason."""
        return (
            FieldSpec("into", N_("Into which card"), "person", True, 100, N_("name, phone tail or pinyin")),
            REASON,
        )

    def compose(self) -> ComposeResult:
        """Title, form, both cards, the line for refusals, the keys."""
        with Box():
            yield Static(self.title_text(), markup=False, id="title")
            yield Form(self.specs())
            yield Card(id="both")
            yield Static("", markup=False, id="said")
            yield Static(self._foot(), markup=False, id="foot")

    def begin(self) -> None:
        """Hand the candidates to the field."""
        self.query_one(Form).person("into").seek = self.candidates
        self._shown = {self._person.id}
        super().begin()
        self._compare()

    def candidates(self, text: str) -> tuple[Candidate, ...]:
        """Other cards that may be meant."""
        desk, view, t = self.desk, self.view(), self.t
        today = view.calendar.day(view.now)
        return tuple(
            Candidate(
                hit.person.number, f"{hit.person.number} {hit.person.shown_name(today, t)}",
                fact_of(hit.person, hit.last, view), 0,
            )
            for hit in candidates(desk.reader, desk.room.id, text, 10)
            if hit.person.id != self._person.id
        )  # fmt: skip

    def on_form_person_chosen(self, message: Form.PersonChosen) -> None:
        """Take the number and show both."""
        message.form.set_values({"into": message.value})
        self.keep_soon()
        self._compare()
        message.form.focus_field(REASON.name)

    def on_form_person_asked(self, message: Form.PersonAsked) -> None:
        """Ask which card is meant."""

        def answered(number: str | None) -> None:
            if number and number != NOBODY:
                self.on_form_person_chosen(Form.PersonChosen(message.form, message.field, number))

        self.app.push_screen(PickPerson(message.value, message.candidates), answered)

    def on_form_left(self, message: Form.Left) -> None:
        """Show both where a number was typed."""
        if message.field == "into":
            self._compare()

    def _other(self) -> Person | None:
        desk = self.desk
        try:
            number = self._number(self.query_one(Form).values()["into"])
        except DeskError:
            return None
        found = reading.find(desk.reader, desk.room.id, number)
        return reading.survivor(desk.reader, found.id) if found is not None else None

    def _number(self, typed: str) -> str:
        return read_number(typed, PREFIX, self.desk.room.calendar.day(self.desk.clock()))

    def _compare(self) -> None:
        """Both cards line by line; what differs is marked and named."""
        other, t = self._other(), self.t
        shown = self.query_one("#both", Card)
        if other is None or other.id == self._person.id:
            shown.show()
            return
        if other.id not in self._shown:  # its phones stand here in full, and it need not have been opened
            self._shown.add(other.id)
            self.keep_view("person", other.id, other.number)
        wide = 30
        lines = []
        for label, *pair in self._facts(other):
            left, right = pair
            differs = bool(left and right and left != right)
            lines.append(Line(label, f"{set_cell_size(left or '—', wide)}  {'!' if differs else ' '} {right or '—'}",
                              "urgent" if differs else ""))  # fmt: skip
        named = ", ".join(label for label, *_ in differences(self._person, other, t))
        said = t(N_("They differ in: {fields}"), fields=named) if named else t(N_("Nothing contradicts."))
        shown.show(
            (f"{self._person.number} → {other.number}", lines), (said, ()),
        )  # fmt: skip

    def _facts(self, other: Person) -> list[tuple[str, str, str]]:
        t = self.t

        def facts(person: Person) -> tuple[str, ...]:
            born = person.born.isoformat() if person.born else ""
            return person.name, ", ".join(person.phones), id_text(person, t), born, person.address

        labels = (N_("Name"), N_("Phones"), N_("ID"), N_("Born"), N_("Address"))
        both = zip(labels, facts(self._person), facts(other), strict=True)
        return [(t(label), ours, theirs) for label, ours, theirs in both]

    def save(self, given: dict[str, str]) -> None:
        """Hand over the number of the other card."""
        try:
            given["into"] = self._number(given["into"])
        except DeskError as error:
            error.field = "into"
            self.refused(error)
            return
        super().save(given)


LABELS = {CORRECT: PersonCorrect.LABEL, MERGE: MergePeople.LABEL, UNMERGE: Unmerge.LABEL}
"""What each of the forms is called, in English, by its name among the drafts."""
