"""What opened lead appeals, found things and lost reports share: corrections, steps with what is usual, links."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.types import CSSPathType

from deskapp.domain.draft import Draft
from deskapp.domain.field_form import texts_of
from deskapp.domain.machine import Step, StepField
from deskapp.domain.request import PREFIX as REQUEST
from deskapp.domain.words import N_
from deskapp.screens import keys
from deskapp.screens.choose import Choice, Choose
from deskapp.screens.correct import CorrectDialog
from deskapp.screens.field.new_record import HINTS, spec_of
from deskapp.screens.opened import OpenedScreen
from deskapp.screens.options import AREA, area_field, area_number
from deskapp.screens.steps import Recorded, StepDialog
from deskapp.widgets.fields import Option
from deskapp.widgets.form import FieldSpec

RecordT = TypeVar("RecordT", bound=Recorded)

LINK = Step("link", N_("Link to another record"), frozenset(), "", (
    StepField("other", N_("Number of the other record"), "number"),))  # fmt: skip
"""Asked for like a step, where the desk proposes nothing."""

MATCH = Binding("m", "match", N_("What fits"), key_display="m")


class FieldStep(StepDialog):
    """A step of a record of field work, filled with what is usual."""

    HINTS = {
        "until": N_("12-05 or +7d"),
        "on": N_("empty: today"),
        "at": N_("empty: now"),
        "keep": N_("needed where something was found"),
        "giver": N_("police officers alone see it"),
        "reason": N_("needed for a minor"),
    }

    def __init__(
        self,
        record: Recorded,
        step: Step,
        save: Callable[[StepDialog, dict[str, str]], None],
        draft: Draft | None = None,
        usual: Mapping[str, str] | None = None,
        told: str = "",
        options: Mapping[str, Sequence[Option]] | None = None,
    ) -> None:
        """`usual` is filled in, `told` stands under the form when it opens; `options` are those of code fields."""
        super().__init__(record, step, save, draft)
        self._usual = dict(usual or {})
        self._told = told
        self._options = dict(options or {})

    def spec(self, field: StepField) -> FieldSpec:
        """One field; what can be chosen is on digits."""
        found = super().spec(field)
        if field.name in self._options:
            return replace(found, kind="code", options=tuple(self._options[field.name]))
        return replace(found, kind={"reply": "number"}.get(found.kind, found.kind))

    def preset(self) -> dict[str, str]:
        """What is usual."""
        return super().preset() | self._usual

    def begin(self) -> None:
        """Say what is to be known before somebody types."""
        super().begin()
        if self._told:
            self.said(self._told)


class FieldCorrect(CorrectDialog):
    """A correction of a record of field work: both values are kept."""

    HINTS = HINTS

    def __init__(
        self,
        record: Recorded,
        fields: Sequence[StepField],
        save: Callable[[CorrectDialog, dict[str, str], str], None],
        draft: Draft | None = None,
    ) -> None:
        """`fields` are those of the register."""
        super().__init__(record, save, draft)
        self._fields = tuple(fields)

    def fields(self) -> Sequence[StepField]:
        """All of them; the area only where the room has areas."""
        has_areas = bool(area_field(self.desk))
        return [field for field in self._fields if has_areas or field.kind != "area"]

    def _spec(self, field: StepField) -> FieldSpec:
        found = area_field(self.desk)[0] if field.kind == "area" else spec_of(field)
        return replace(found, required=False, submits=False)

    def texts(self) -> Mapping[str, str]:
        """As they stand."""
        found = texts_of(self._fields, self.record, self.desk.room.calendar)
        if area_field(self.desk):
            found[AREA] = area_number(self.desk, getattr(self.record, "area_id", None))
        return found


class FieldRecord(OpenedScreen[RecordT]):
    """An opened record of field work."""

    CSS_PATH: ClassVar[CSSPathType | None] = "../opened.tcss"
    EVEN = True
    FIELDS: ClassVar[tuple[StepField, ...]] = ()
    BINDINGS: ClassVar[list[BindingType]] = [keys.LINKED]

    def more_commands(self) -> Sequence[Binding]:
        """The records that belong to it."""
        return (keys.LINKED,)

    def correct_dialog(self, record: RecordT, draft: Draft | None = None) -> CorrectDialog:
        """The box of a correction."""
        return FieldCorrect(record, self.FIELDS, self.save_correction, draft)

    def links(self, record: RecordT) -> tuple[str, ...]:
        """The numbers of the records that belong to it."""
        raise NotImplementedError

    def action_linked(self) -> None:
        """Ctrl+G: the request, the lost report or the found thing that belongs to it."""
        record = self.record()
        if record is None or self.app.screen is not self:
            return
        found = [number for number in self.links(record) if number]
        if len(found) == 1:
            self._go(found[0])
        elif found:
            choices = [Choice(number, number) for number in found]
            self.app.push_screen(Choose(keys.LINKED.description, choices, direct=True), self._go)
        else:
            self.host.tell(N_("No other record is linked to this one."))

    def _go(self, number: str | None) -> None:
        if not number:
            return
        if number.startswith(f"{REQUEST}-"):
            self.host.open_record(number)
        else:
            self.host.open_field(number)

    def action_person(self) -> None:
        """Ctrl+X: no card belongs to these records."""
        self.host.tell(N_("The people of this record have no card here: F5 finds them by name or phone."))
