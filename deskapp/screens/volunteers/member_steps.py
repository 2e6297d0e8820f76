"""The boxes of a volunteer: steps, teams, training, honours, equipment, and corrections."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from deskapp.domain.draft import Draft
from deskapp.domain.machine import Step, StepField
from deskapp.domain.volunteer import Dossier
from deskapp.domain.volunteer_card import loan_text
from deskapp.domain.volunteer_codes import HONOUR, TRAINING
from deskapp.domain.volunteer_form import FIELDS, LIMITS, texts_of
from deskapp.domain.words import N_
from deskapp.reading import volunteers as reading
from deskapp.screens.correct import CorrectDialog
from deskapp.screens.options import numbered
from deskapp.screens.steps import StepDialog
from deskapp.screens.volunteers.options import stock_options, team_options
from deskapp.widgets.fields import Option
from deskapp.widgets.form import FieldSpec, Form

if TYPE_CHECKING:
    from deskapp.screens.volunteers.member import MemberScreen

_TODAY = N_("empty: today")
_OPTIONS = ("team", "own_team", "stock", "loan", "entry")
"""Kinds of fields whose choices the desk looks up."""
_SINGLE = ("team", "loan", "entry")
"""Fields that are chosen already where there is but one thing to choose."""


class MemberStep(StepDialog):
    """Asks for the fields of a step of a volunteer, with what is known filled in."""

    HINTS: ClassVar[Mapping[str, str]] = {
        "on": _TODAY,
        "until": N_("empty: open; 12-31, +30d"),
        "expires": N_("empty: for good; 2027-12-31, +365d"),
        "due": N_("empty: open; 12-31, +30d"),
        "hours": N_("2 or 1.5"),
        "count": N_("empty: 1"),
    }

    def __init__(
        self, member: Dossier, step: Step, save: Callable[[StepDialog, dict[str, str]], None],
        draft: Draft | None = None,
    ) -> None:  # fmt: skip
        """The entry as it stood when the box opened."""
        super().__init__(member.volunteer, step, save, draft)
        self._member = member

    def title_text(self) -> str:
        """Number, name and step."""
        return f"{self._member.volunteer.number} {self._member.person.name}  {self.t(self.step.label)}"

    def specs(self) -> Sequence[FieldSpec]:
        """The fields; behind the last one that is needed Enter saves, what follows is reached with Down."""
        found = super().specs()
        needed = (at for at, spec in enumerate(found) if spec.required)
        last = max(needed, default=0)
        # A digit goes on by itself: behind a choice, Enter in the next field is the one that saves.
        saves = (last, last + 1) if found[last].kind == "code" else (last,)
        return [replace(spec, submits=at in saves) for at, spec in enumerate(found)]

    def spec(self, field: StepField) -> FieldSpec:
        """One field; teams, stock and loans are looked up."""
        found = super().spec(field)
        if field.kind in _OPTIONS:
            return replace(found, kind="code", options=self._options(field.kind))
        return found

    def _options(self, kind: str) -> tuple[Option, ...]:
        desk, t, member = self.desk, self.t, self._member
        if kind == "team":
            return team_options(desk)
        if kind == "stock":
            return stock_options(desk, t)
        if kind == "own_team":
            return self._own_teams()
        if kind == "loan":
            return numbered((str(loan.id), loan_text(loan, t)) for loan in member.owes)
        entries = [
            (f"training:{one.id}", f"{one.on_day} {TRAINING.label_of(one.subject, t)}")
            for one in member.trainings
        ]
        entries += [
            (f"honour:{one.id}", f"{one.on_day} {HONOUR.label_of(one.kind, t)} {one.title}")
            for one in member.honours
        ]
        return numbered(entries)

    def _own_teams(self) -> tuple[Option, ...]:
        numbers = {team.id: team.number for team in reading.teams(self.desk.reader, self.desk.room.id)}
        return numbered(
            (numbers[held.team_id], held.team) for held in self._member.teams if held.team_id in numbers
        )

    def preset(self) -> dict[str, str]:
        """What can be but one thing, and what is usual."""
        fields = {field.name: field for field in self.step.fields}
        usual = {"post": "member", "result": "returned"}
        found = super().preset() | {name: code for name, code in usual.items() if name in fields}
        for name in _SINGLE:
            options = self._options(fields[name].kind) if name in fields else ()
            if len(options) == 1:
                found[name] = options[0].code
        return found

    def begin(self) -> None:
        """Begin behind a choice that can be but one thing."""
        super().begin()
        form = self.query_one(Form)
        first = form.specs[0]
        if first.name in _SINGLE and first.name in self.preset() and len(form.specs) > 1:
            form.focus_field(form.specs[1].name)


class MemberCorrect(CorrectDialog):
    """A correction of an entry of the register; name, phone and ID stand on the person's card."""

    HINTS: ClassVar[Mapping[str, str]] = {
        "member_no": N_("what stands on the badge"),
        "insurance_until": N_("2027-05-31, +365d"),
        "pledged_on": N_("11-20 or 2026-11-20"),
        "joined_on": N_("11-20 or 2026-11-20"),
    }
    LIMITS: ClassVar[Mapping[str, int]] = LIMITS

    def __init__(self, member: Dossier, screen: MemberScreen, draft: Draft | None = None) -> None:
        super().__init__(member.volunteer, screen.save_correction, draft)
        self._member = member

    def fields(self) -> Sequence[StepField]:
        """The fields of the entry."""
        return [replace(field, kind="flags") if field.kind == "codes" else field for field in FIELDS]

    def texts(self) -> Mapping[str, str]:
        """As they stand."""
        return texts_of(self._member.volunteer)
