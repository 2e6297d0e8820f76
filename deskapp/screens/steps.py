"""The form of one step: what it needs, asked in a box over the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Protocol

from deskapp.domain.draft import Draft
from deskapp.domain.machine import Step, StepField
from deskapp.domain.request_codes import ACTION
from deskapp.domain.words import N_
from deskapp.screens.forms import FormDialog
from deskapp.widgets.fields import Option
from deskapp.widgets.form import FieldSpec

if TYPE_CHECKING:
    from deskapp.wiring import Desk

NOTE = Step(
    "note",
    N_("Add an entry"),
    frozenset(),
    "",
    (
        StepField("kind", N_("Kind of entry"), "code", options=ACTION),
        StepField("text", N_("What was said or done")),
    ),
)
"""An entry of the action log, asked for like a step."""

_KINDS = {"moment": "date", "money": "number"}
_HINTS = {
    "moment": N_("tomorrow 18:00, 11-25, +3d"),
    "number": N_("digits alone mean a number of today"),
}
STEP = "step:"
"""Before the code of the step in the name of its form among the drafts."""

LIMIT = 10_000
"""Characters that a field of a step may have."""


class Recorded(Protocol):
    """What a box over a record knows of it, whatever its register."""

    @property
    def id(self) -> int:
        """Its key."""
        ...

    @property
    def number(self) -> str:
        """Its number."""
        ...

    @property
    def status(self) -> str:
        """Its state."""
        ...

    @property
    def version(self) -> int:
        """It grows with every change."""
        ...


class StepDialog(FormDialog):
    """Asks for the fields of a step."""

    HINTS: ClassVar[Mapping[str, str]] = {}
    """Hints of fields by their names, before those by their kinds."""

    def __init__(
        self, record: Recorded, step: Step, save: Callable[[StepDialog, dict[str, str]], None],
        draft: Draft | None = None,
    ) -> None:  # fmt: skip
        """`save` writes what was typed and closes the box, or gives the refusal to `refused`."""
        super().__init__(draft)
        self._record = record
        self._step = step
        self._save = save

    @property
    def record(self) -> Recorded:
        """The record as it was when the box opened."""
        return self._record

    @property
    def step(self) -> Step:
        """The step that is asked for."""
        return self._step

    def title_text(self) -> str:
        """Number and step."""
        return f"{self._record.number}  {self.t(self._step.label)}"

    def specs(self) -> Sequence[FieldSpec]:
        """The fields of the step, and the number again where it must be typed to confirm."""
        asked = [self.spec(field) for field in self._step.fields]
        if self._step.typed:
            asked.append(FieldSpec("confirm", N_("Type the number to confirm"), "number", True))
        return asked

    def spec(self, field: StepField) -> FieldSpec:
        """One field of the step as a line of the form."""
        options: tuple[Option, ...] = ()
        kind = _KINDS.get(field.kind, field.kind)
        if field.kind == "officer":
            options, kind = officer_options(self.desk), "code"
        return FieldSpec(
            field.name, field.label, kind, field.required, LIMIT, self.hint(field), options, field.options,
            submits=field.submits,
        )  # fmt: skip

    def hint(self, field: StepField) -> str:
        """What stands in a field while it is empty."""
        return self.HINTS.get(field.name, _HINTS.get(field.kind, ""))

    def preset(self) -> dict[str, str]:
        """The officer who writes, where one is asked for."""
        officer = self.desk.officer
        fields = [field.name for field in self._step.fields if field.kind == "officer"]
        return dict.fromkeys(fields, officer.badge) if officer is not None else {}

    def draft_form(self) -> str:
        """The step."""
        return f"{STEP}{self._step.code}"

    def draft_subject(self) -> str:
        """The record."""
        return self._record.number

    def save(self, given: dict[str, str]) -> None:
        """Hand over to whoever opened the box."""
        self._save(self, given)


def officer_options(desk: Desk) -> tuple[Option, ...]:
    """The people who work here, each on a digit as far as there are any."""
    people = [officer for officer in desk.officers if officer.active]
    return tuple(
        Option(officer.badge, officer.signature(), str(place) if place < 10 else "")
        for place, officer in enumerate(people, 1)
    )
