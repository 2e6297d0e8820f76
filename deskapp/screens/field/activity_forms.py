"""The boxes of activities: a new one, its steps and its correction, with the fields of its kind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from deskapp.domain.activity import Told
from deskapp.domain.activity_form import typed
from deskapp.domain.activity_kinds import KIND, LABELS, TEXTS, fields_of, kind_of, step_field
from deskapp.domain.codes import Code, CodeList
from deskapp.domain.draft import Draft
from deskapp.domain.machine import Step, StepField
from deskapp.domain.tree import tree
from deskapp.domain.words import N_
from deskapp.reading import volunteers as register
from deskapp.screens.correct import CorrectDialog
from deskapp.screens.forms import FormDialog
from deskapp.screens.options import AREA, area_field, area_number, numbered
from deskapp.screens.steps import StepDialog
from deskapp.widgets.fields import Option
from deskapp.widgets.form import FieldSpec

if TYPE_CHECKING:
    from deskapp.wiring import Desk

FORM = "activity:"
"""Before the kind in the name of the form of a new one among the drafts."""

DUTY, REPEAT = "duty", "repeat"
YES = CodeList("duty_made", LABELS[DUTY], Code("yes", N_("Yes, to be confirmed")))

HINTS: Mapping[str, str] = {
    "when": N_("20:00-22:00; empty: now"),
    "people_in": N_("numbers, names, teams; * on duty"),
    "trainer": N_("number or name"),
    "served": N_("names, or numbers of cards"),
    "links": N_("LF-20261121-003; several with blanks"),
    "copies": N_("200 or 1.2万"),
    "money": N_("500 or 1200.50"),
    "outside_no": N_("as the case system has it"),
}
"""What stands in a field while it is empty."""

_LIMIT = 10_000


def team_options(desk: Desk) -> tuple[Option, ...]:
    """The teams that serve, each below the one it belongs to, the first nine on digits."""
    return numbered((team.number, team.name) for _, team in tree(register.teams(desk.reader, desk.room.id)))


def specs_of(names: Iterable[str], desk: Desk, needs: Collection[str] = ()) -> list[FieldSpec]:
    """Fields as lines of a form; that of the area only where the room has areas."""
    found: list[FieldSpec] = []
    for name in names:
        if name == AREA:
            found += area_field(desk)
        else:
            found.append(spec_of(step_field(name), desk, required=name in needs))
    return found


def places_of(told: Told, desk: Desk) -> dict[str, str]:
    """Team and area as their fields have them: by number."""
    teams = {option.label: option.code for option in team_options(desk)}
    return {"team": teams.get(told.activity.team, ""), AREA: area_number(desk, told.activity.area_id)}


def spec_of(field: StepField, desk: Desk, *, required: bool = False) -> FieldSpec:
    """A field of an activity as a line of a form."""
    kind = {
        "codes": "flags",
        "moment": "text",
        "money": "text",
        "number": "text",
        "area": "text",
        "team": "code",
    }.get(field.kind, field.kind)
    options = team_options(desk) if field.kind == "team" else ()
    limit = TEXTS.get(field.name, _LIMIT)
    hint = HINTS.get(field.name, "")
    return FieldSpec(field.name, field.label, kind, required, limit, hint, options, field.options)


class AddActivity(FormDialog):
    """Asks what is to be known of a new activity; what the kind needs stands on top."""

    ABOUT = N_(
        "A new activity. What its kind needs stands on top: Enter in the last of that saves. Down leads to what may "
        "follow. When it is says what it is: a time to come is planned, one that has been is done; a patrol without "
        "a time begins now. Esc keeps a draft, Ctrl+R brings it back, Ctrl+D discards it."
    )

    def __init__(
        self, kind: str, save: Callable[[AddActivity, dict[str, str]], None], draft: Draft | None = None,
        preset: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        """`save` writes what was typed; `preset` stands there when the box opens."""
        super().__init__(draft)
        self._kind = kind
        self._write = save
        self._preset = dict(preset or {})

    @property
    def kind(self) -> str:
        """The code of the kind."""
        return self._kind

    def title_text(self) -> str:
        """What is entered."""
        return f"{self.t(N_('New activity'))}: {KIND.label_of(self._kind, self.t)}"

    def specs(self) -> Sequence[FieldSpec]:
        """The fields of the kind, those first that it is asked for; the last of them saves."""
        kind = kind_of(self._kind)
        found = specs_of(fields_of(self._kind), self.desk, kind.needs)
        last = kind.first[-1]
        found = [replace(spec, submits=spec.name == last) for spec in found]
        return [
            *found,
            FieldSpec(REPEAT, LABELS[REPEAT], "text", False, 60, N_("12-31; 1-5 12-31; empty: once")),
            FieldSpec(DUTY, LABELS[DUTY], "code", codes=YES, submits=True),
        ]

    def preset(self) -> dict[str, str]:
        """What is known already."""
        return dict(self._preset)

    def draft_form(self) -> str:
        """Each kind has a draft of its own."""
        return FORM + self._kind

    def save(self, given: dict[str, str]) -> None:
        """Hand over what was typed."""
        self._write(self, {name: text for name, text in given.items() if text.strip()})


class ActivityStep(StepDialog):
    """Asks for the fields of a step; what ends an activity is filled with what stands there already."""

    def __init__(
        self, told: Told, step: Step, save: Callable[[StepDialog, dict[str, str]], None],
        draft: Draft | None = None,
    ) -> None:  # fmt: skip
        """The activity as it stood when the box opened."""
        super().__init__(told.activity, step, save, draft)
        self._told = told

    def title_text(self) -> str:
        """Number, kind and step."""
        kind = KIND.label_of(self._told.activity.kind, self.t)
        return f"{self.record.number}  {kind}  {self.t(self.step.label)}"

    def spec(self, field: StepField) -> FieldSpec:
        """A field of the step or of the kind."""
        found = spec_of(field, self.desk, required=field.required)
        if field.name == "at":
            return replace(found, kind="date", hint=N_("empty: now"), submits=True)
        return found

    def specs(self) -> Sequence[FieldSpec]:
        """The fields; Enter in the first one saves where nothing behind it is needed."""
        found = list(super().specs())
        return [
            replace(spec, submits=not any(one.required for one in found[at + 1 :]))
            for at, spec in enumerate(found)
        ]

    def preset(self) -> dict[str, str]:
        """What stands there already."""
        known = typed(self._told, self.desk.room.calendar)
        own = {"at", "when", "reason", "confirm"}
        return {field.name: known.get(field.name, "") for field in self.step.fields if field.name not in own}


class ActivityCorrect(CorrectDialog):
    """A correction of an activity: both values are kept."""

    def __init__(
        self,
        told: Told,
        save: Callable[[CorrectDialog, dict[str, str], str], None],
        draft: Draft | None = None,
    ) -> None:
        """The activity as it stood when the box opened."""
        super().__init__(told.activity, save, draft)
        self._told = told

    def fields(self) -> Sequence[StepField]:
        """All that its kind has."""
        names = {spec.name for spec in specs_of(fields_of(self._told.activity.kind), self.desk)}
        return [step_field(name) for name in fields_of(self._told.activity.kind) if name in names]

    def _spec(self, field: StepField) -> FieldSpec:
        return specs_of([field.name], self.desk)[0]

    def texts(self) -> Mapping[str, str]:
        """As they stand; the team by its number, as it is chosen."""
        known = typed(self._told, self.desk.room.calendar) | places_of(self._told, self.desk)
        return {field.name: known.get(field.name, "") for field in self.fields()}
