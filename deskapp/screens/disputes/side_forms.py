"""The boxes of a dispute's sides: a party or helper, a mediator, who presides, who is willing, who goes and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from deskapp.domain.codes import Code, CodeList
from deskapp.domain.dispute import File, Mediator, Party
from deskapp.domain.dispute_codes import MEDIATOR, ROLE
from deskapp.domain.dispute_given import PartyGiven
from deskapp.domain.dispute_steps import YES_NO
from deskapp.domain.errors import DeskError, Exit
from deskapp.domain.request_codes import DEPARTMENT
from deskapp.domain.words import N_
from deskapp.screens.disputes.parties import Side, Siding
from deskapp.screens.forms import FormDialog
from deskapp.widgets.fields import Option
from deskapp.widgets.form import FieldSpec, Form

FORM = "sides:"
"""Before the names of these forms among the drafts."""

REASON = FieldSpec("reason", N_("Reason"), "text", True, 10_000, N_("why it is so"))
MARKS = CodeList(
    "party_marks", N_("Noted"),
    Code("mandate", N_("Written mandate shown")),
    Code("own_living", N_("Over sixteen, lives on own labour")),
)  # fmt: skip
HELPERS = ("agent", "guardian")


class SideForm(FormDialog):
    """What these boxes share: the file, and whoever writes."""

    LABEL = ""
    """What the box does, in English."""

    def __init__(self, file: File, save: Callable[[Any, dict[str, str]], None]) -> None:
        """`save` gets what was typed; it closes the box, or gives the refusal to `refused`."""
        super().__init__()
        self._file = file
        self._write = save

    @property
    def file(self) -> File:
        """The file as it was when the box opened."""
        return self._file

    def title_text(self) -> str:
        """Number and what is done."""
        return f"{self._file.dispute.number}  {self.t(self.LABEL)}"

    def draft_form(self) -> str:
        """A form of its own among the drafts."""
        return FORM + type(self).__name__

    def draft_subject(self) -> str:
        """The dispute."""
        return self._file.dispute.number

    def save(self, given: dict[str, str]) -> None:
        """Hand over what was typed."""
        self._write(self, given)

    def quarrellers(self) -> tuple[Option, ...]:
        """Those for whom somebody may stand."""
        return tuple(
            Option(str(party.id), party.name or "—", str(place) if place < 10 else "", local=True)
            for place, party in enumerate(self._file.sides, 1)
        )

    def officers(self) -> tuple[Option, ...]:
        """The people of the room."""
        people = [one for one in self.desk.officers if one.active]
        return tuple(
            Option(str(one.id), one.signature(), str(place) if place < 10 else "", local=True)
            for place, one in enumerate(people, 1)
        )


WHO = Side("party", N_("Who is it"), "marks")


class AddParty(Siding, SideForm):
    """Asks who comes into the file, in which role, and for whom."""

    LABEL = N_("Add a party or helper")
    ABOUT = N_(
        "The role first, then who it is: a name, the tail of a phone or pinyin finds whom the desk knows. An agent or "
        "guardian stands for a party. The last Enter or Ctrl+S saves; Esc keeps a draft."
    )
    SIDES = (WHO,)

    def specs(self) -> Sequence[FieldSpec]:
        """Role, for whom, who, marks, ID and address."""
        phone, identity, address = WHO.fact_specs()
        return (
            FieldSpec("role", ROLE.label, "code", True, codes=ROLE),
            FieldSpec("stands_by", N_("For whom"), "code", options=self.quarrellers()),
            WHO.name_spec(),
            phone,
            FieldSpec("marks", MARKS.label, "flags", codes=MARKS),
            identity,
            address,
        )

    def refill(self, values: Mapping[str, str]) -> None:
        """Begin anew; the side that is missing is proposed."""
        super().refill(values)
        form = self.query_one(Form)
        self.recall_people(values)
        roles = {party.role for party in self._file.sides}
        form.propose("role", next((role for role in ("party_a", "party_b") if role not in roles), ""))
        self._fit()

    def typed(self) -> dict[str, str]:
        """As in every box, with the card that was chosen."""
        values = super().typed()
        return values | self.cards_of() if values else values

    def on_form_changed(self, message: Form.Changed) -> None:
        """Ask for whom only where somebody stands for another."""
        if message.field == "role":
            self._fit()
            # The field comes only now, when the caret has gone on already.
            if message.value in HELPERS and self.focused is not message.form.field("role"):
                message.form.focus_field("stands_by")

    def _fit(self) -> None:
        form = self.query_one(Form)
        role = form.values()["role"]
        form.show_field("stands_by", role in HELPERS)
        if role in HELPERS and len(self._file.sides) == 1:
            form.propose("stands_by", str(self._file.sides[0].id))

    def party(self, values: Mapping[str, str]) -> PartyGiven:
        """Who is to be added. Raises DeskError."""
        marks, role = values["marks"].split(","), values["role"]
        if not role:
            raise DeskError(
                N_("The role is not chosen yet: press a digit. What you typed is kept."),
                code=Exit.USAGE, field="role",
            )  # fmt: skip
        if role in HELPERS and not values["stands_by"]:
            raise DeskError(
                N_("It is not said for whom this person stands: press a digit. What you typed is kept."),
                code=Exit.USAGE, field="stands_by",
            )  # fmt: skip
        found = self.given(
            WHO, values, role, stands_by=int(values["stands_by"]) if role in HELPERS else 0,
            mandate="mandate" in marks, own_living="own_living" in marks,
        )  # fmt: skip
        if found is None:
            raise DeskError(
                N_("Nobody is named yet: type a name or a phone. What you typed is kept."),
                code=Exit.USAGE, field=WHO.name,
            )  # fmt: skip
        return found

    def refused(self, error: DeskError) -> None:
        """A refusal about the people of the file stands beside the name."""
        if error.field == "parties":
            error.field = WHO.name
        super().refused(error)


class ChangeParty(SideForm):
    """Asks how somebody stands in the file, and why that is corrected."""

    LABEL = N_("Correct a party")
    ABOUT = N_(
        "Mend role and marks and say why. The facts of the person stand on the card: Ctrl+X opens it from the list."
    )

    def __init__(self, file: File, party: Party, save: Callable[[Any, dict[str, str]], None]) -> None:
        super().__init__(file, save)
        self.party = party

    def title_text(self) -> str:
        """The name too."""
        return f"{super().title_text()}  {self.party.name}"

    def draft_form(self) -> str:
        """One for each party."""
        return f"{super().draft_form()}:{self.party.id}"

    def specs(self) -> Sequence[FieldSpec]:
        """Role, for whom, marks, reason."""
        return (
            FieldSpec("role", ROLE.label, "code", True, codes=ROLE),
            FieldSpec("stands_by", N_("For whom"), "code", options=self.quarrellers()),
            FieldSpec("marks", MARKS.label, "flags", codes=MARKS),
            REASON,
        )

    def preset(self) -> dict[str, str]:
        """As it stands."""
        one = self.party
        marks = [name for name in ("mandate", "own_living") if getattr(one, name)]
        return {
            "role": one.role,
            "stands_by": str(one.stands_by or ""),
            "marks": ",".join(marks),
        }

    def values_of(self, given: Mapping[str, str]) -> dict[str, object]:
        """The columns as they are to stand."""
        marks = given["marks"].split(",")
        helper = given["role"] in HELPERS
        return {
            "role": given["role"], "stands_by": int(given["stands_by"] or 0) if helper else 0,
            "mandate": "mandate" in marks, "own_living": "own_living" in marks,
        }  # fmt: skip


class TakeOut(SideForm):
    """Asks why somebody is taken out."""

    LABEL = N_("Take them out")
    ABOUT = N_("Say why; the row stays in the history of the file, and Ctrl+Z brings it back.")

    def __init__(
        self, file: File, one: Party | Mediator, name: str, save: Callable[[Any, dict[str, str]], None]
    ) -> None:
        super().__init__(file, save)
        self.one = one
        self._called = name

    def title_text(self) -> str:
        """The name too."""
        return f"{super().title_text()}  {self._called}"

    def specs(self) -> Sequence[FieldSpec]:
        """The reason."""
        return (REASON,)


class AddMediator(SideForm):
    """Asks who mediates beside the one who presides."""

    LABEL = N_("Add a mediator")
    ABOUT = N_(
        "Who mediates: an officer of the room, a volunteer, a committee, a department, an invited person."
    )

    def specs(self) -> Sequence[FieldSpec]:
        """Kind, then who; only what the kind needs is asked."""
        return (
            FieldSpec("kind", MEDIATOR.label, "code", True, codes=MEDIATOR),
            FieldSpec("officer_id", N_("Officer"), "code", options=self.officers()),
            FieldSpec("department", N_("Department"), "code", codes=DEPARTMENT),
            FieldSpec("body", N_("Committee or body"), "text", limit=200),
            FieldSpec("name", N_("Name"), "text", limit=200),
            FieldSpec("task", N_("Task"), "text", limit=200),
            FieldSpec("contact", N_("Contact"), "text", limit=200),
        )

    def refill(self, values: Mapping[str, str]) -> None:
        """Ask for what the kind needs."""
        super().refill(values)
        self._fit()

    def on_form_changed(self, message: Form.Changed) -> None:
        """Another kind asks for other things."""
        if message.field == "kind":
            self._fit()
            first = {"officer": "officer_id", "auxiliary": "officer_id", "department": "department"}
            # The field comes only now, when the caret has gone on already.
            if self.focused is not message.form.field("kind"):
                message.form.focus_field(first.get(message.value, "body"))

    def _fit(self) -> None:
        form = self.query_one(Form)
        kind = form.values()["kind"]
        staff = kind in ("officer", "auxiliary")
        form.show_field("officer_id", staff)
        form.show_field("department", kind == "department")
        form.show_field("body", kind not in ("officer", "auxiliary", "department"))
        form.show_field("name", not staff)

    def save(self, given: dict[str, str]) -> None:
        """A department stands by its code; what another kind asked for is left out."""
        staff, department = given["kind"] in ("officer", "auxiliary"), given.pop("department")
        if given["kind"] == "department":
            given["body"] = department
        if staff:
            given |= {"name": "", "body": ""}
        else:
            given["officer_id"] = ""
        super().save(given)

    def refused(self, error: DeskError) -> None:
        """Where nobody is named, say it beside what is asked."""
        if error.field == "name" and self.query_one(Form).values()["kind"] in ("officer", "auxiliary"):
            error.field = "officer_id"
        super().refused(error)


class Preside(SideForm):
    """Asks who presides."""

    LABEL = N_("Who presides")
    ABOUT = N_(
        "Who presides over the mediation. Before the police it is an officer, never an auxiliary or a volunteer."
    )

    def specs(self) -> Sequence[FieldSpec]:
        """The officer."""
        return (FieldSpec("presider", N_("Presided by"), "code", True, options=self.officers()),)

    def preset(self) -> dict[str, str]:
        """Who presides now."""
        presider = self._file.dispute.presider
        return {"presider": str(presider)} if presider else {}


class Willing(SideForm):
    """Asks who of the parties wants mediation."""

    LABEL = N_("Who is willing")
    ABOUT = N_(
        "Whether each party wants mediation, as they say it; it is kept in the history of the file. Where one does "
        "not, the matter is not accepted for mediation: the step “Do not mediate” names the lawful way."
    )

    def specs(self) -> Sequence[FieldSpec]:
        """One question for each of those who quarrel."""
        return tuple(
            FieldSpec(f"willing_{party.id}", party.name or ROLE.source_of(party.role), "code", codes=YES_NO)
            for party in self._file.sides
        )

    def preset(self) -> dict[str, str]:
        """What they said before."""
        return {f"willing_{party.id}": party.willing for party in self._file.sides if party.willing}

    def answers_of(self, given: Mapping[str, str]) -> dict[int, str]:
        """Who said what, by the key of the party."""
        found = ((party.id, given.get(f"willing_{party.id}", "")) for party in self._file.sides)
        return {key: answer for key, answer in found if answer}


LABELS = {one.__name__: one.LABEL for one in (AddParty, ChangeParty, TakeOut, AddMediator, Preside, Willing)}
"""What each of these boxes is called, in English, by its name among the drafts."""
