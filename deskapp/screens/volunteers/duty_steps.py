"""The boxes of a duty's steps and of its correction, filled with what is usual."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from deskapp.domain.attendance import Duty
from deskapp.domain.attendance_codes import MODE, USUAL
from deskapp.domain.attendance_steps import call_minutes, parts_text, usual_parts
from deskapp.domain.draft import Draft
from deskapp.domain.equipment import RESULT
from deskapp.domain.machine import Step, StepField
from deskapp.domain.words import N_
from deskapp.screens.correct import CorrectDialog
from deskapp.screens.options import AREA, area_field, area_number
from deskapp.screens.steps import StepDialog
from deskapp.screens.volunteers.duty_forms import team_options
from deskapp.widgets.form import FieldSpec

FIELDS = (
    StepField("in_at", N_("On duty from"), "moment"),
    StepField("out_at", N_("To"), "moment"),
    StepField("mode", MODE.label, "code", options=MODE),
    StepField("team", N_("Team"), "text"),
    StepField("place", N_("Place"), "place"),
)
"""What of a duty can be corrected."""

_TIME = N_("14:30, yesterday 21:00, 11-20 9:00")


class DutyStep(StepDialog):
    """Asks for the fields of a step of a duty; a confirmation is filled with the usual of the kind of duty."""

    HINTS: ClassVar[Mapping[str, str]] = {
        "until": _TIME,
        "at": N_("empty: now"),
        "request": N_("LF-… or JF-…; digits alone mean a request of today"),
        "parts": N_("patrol/patrol 1.5; dispute/mediation 0.5"),
        "hours": N_("like 2, 1.5 or 90min; empty: all of it"),
    }

    def __init__(
        self, duty: Duty, step: Step, save: Callable[[StepDialog, dict[str, str]], None],
        draft: Draft | None = None,
    ) -> None:  # fmt: skip
        """The duty as it stood when the box opened."""
        super().__init__(duty.attendance, step, save, draft)
        self._duty = duty

    def title_text(self) -> str:
        """Number, whose it is, and the step."""
        desk = self.desk
        today = desk.room.calendar.day(desk.clock())
        name = self._duty.shown_name(today, self.t, desk.room.masks)
        return f"{self.record.number}  {name}  {self.t(self.step.label)}"

    def specs(self) -> Sequence[FieldSpec]:
        """The fields; when a duty ended is asked only where nobody knows it, and stands on top then."""
        found = [replace(spec, submits=spec.name in ("hours", "incident")) for spec in super().specs()]
        if self.step.code == "end" and self._duty.out_now:
            back = N_("empty: it stays out, and that is noted")
            return [FieldSpec("back", RESULT.label, "code", hint=back, codes=RESULT), *found]
        if self.step.code != "confirm":
            return found
        fields = {spec.name: spec for spec in found}
        order = ["dimension", "service", "hours", "parts", "text"]
        if self._open_end:
            fields["until"] = replace(fields["until"], required=True)
            fields["text"] = replace(fields["text"], required=True, label=N_("How that is known"))
            order = ["until", "text", "dimension", "service", "hours", "parts"]
        return [fields[name] for name in order]

    @property
    def _open_end(self) -> bool:
        return self._duty.attendance.out_at is None

    def preset(self) -> dict[str, str]:
        """What such a duty usually counts for, and all of its time."""
        if self.step.code != "confirm":
            return super().preset()
        one = self._duty.attendance
        if call_minutes(self._duty) and not self._open_end:
            return {"parts": parts_text(usual_parts(self._duty, one.minutes()))}
        dimension, service = USUAL.get(one.mode, ("service", "other"))
        found = {"dimension": dimension, "service": service}
        if not self._open_end:
            minutes = one.minutes()
            found["hours"] = f"{minutes}min" if minutes % 6 else f"{minutes / 60:.1f}".removesuffix(".0")
        return found


class DutyCorrect(CorrectDialog):
    """A correction of a duty: both values are kept."""

    HINTS: ClassVar[Mapping[str, str]] = {"in_at": _TIME, "out_at": _TIME}
    LIMITS: ClassVar[Mapping[str, int]] = {"place": 200}

    def __init__(
        self,
        duty: Duty,
        save: Callable[[CorrectDialog, dict[str, str], str], None],
        draft: Draft | None = None,
    ) -> None:
        """The duty as it stood when the box opened."""
        super().__init__(duty.attendance, save, draft)
        self._duty = duty

    def fields(self) -> Sequence[StepField]:
        """When it ended is corrected only once it has."""
        found = [field for field in FIELDS if field.name != "out_at" or not self._duty.attendance.is_open]
        return [*found, *([StepField(AREA, N_("Area"), "area")] if area_field(self.desk) else [])]

    def _spec(self, field: StepField) -> FieldSpec:
        found = super()._spec(field)
        if field.name == "team":
            return replace(found, kind="code", options=team_options(self.desk))
        return found

    def texts(self) -> Mapping[str, str]:
        """As they stand, on the room's clock."""
        one, local = self._duty.attendance, self.desk.room.calendar.local
        teams = {option.label: option.code for option in team_options(self.desk)}
        found = {
            "in_at": f"{local(one.in_at):%Y-%m-%d %H:%M}",
            "out_at": f"{local(one.out_at):%Y-%m-%d %H:%M}" if one.out_at else "",
            "mode": one.mode, "team": teams.get(self._duty.team, ""), "place": one.place,
            AREA: area_number(self.desk, one.area_id),
        }  # fmt: skip
        names = {field.name for field in self.fields()}
        return {name: text for name, text in found.items() if name in names}
