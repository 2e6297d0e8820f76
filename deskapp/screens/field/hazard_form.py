"""The boxes of a hazard: enter one, alone or from a request, correct it, take a step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from deskapp.domain.draft import Draft
from deskapp.domain.errors import DeskError
from deskapp.domain.hazard import Hazard
from deskapp.domain.hazard_form import CORRECTED, FIELDS, LIMITS, proposed_deadline, read_deadline, texts_of
from deskapp.domain.hazard_from import proposals
from deskapp.domain.identity import read_phone
from deskapp.domain.machine import StepField
from deskapp.domain.request import Request
from deskapp.domain.request_draft import read_occurred
from deskapp.domain.words import N_
from deskapp.screens.correct import CorrectDialog
from deskapp.screens.field.finder import Finding
from deskapp.screens.forms import FormDialog
from deskapp.screens.options import AREA, area_field, area_number
from deskapp.screens.steps import StepDialog
from deskapp.widgets.form import FieldSpec, Form

FORM = "hazard"
"""The name of the form among the drafts; one that was begun from a request has its number beside it."""

HINTS: Mapping[str, str] = {
    "measure": N_("empty: decided later"), "done": N_("unplugged; to be cleared by the property office"),
    "deadline": N_("11-25, +3d"), "finder": N_("empty: me; else badge, member no., name or pinyin"),
    "found_at": N_("now; or 14:30, yesterday 21:00, 11-20 9:00"), "owner": N_("shop, owner, property office"),
    "level": N_("empty: general"), "source": N_("empty: inspection"), "venue": N_("of the nine small venues"),
}  # fmt: skip
_KINDS = {"day": "date", "moment": "date", "finder": "person"}


def specs_of(fields: Sequence[StepField], areas: tuple[FieldSpec, ...]) -> list[FieldSpec]:
    """Fields as lines of a form; that of the area only where the room has areas."""
    found: list[FieldSpec] = []
    for field in fields:
        if field.kind == "area":
            found += areas
        else:
            found.append(
                FieldSpec(
                    field.name, field.label, _KINDS.get(field.kind, field.kind), field.required,
                    LIMITS.get(field.name, 100 if field.kind == "finder" else 0), HINTS.get(field.name, ""), (),
                    field.options, submits=field.name == "summary",
                )
            )  # fmt: skip
    return found


class AddHazard(Finding, FormDialog):
    """Asks what is unsafe, and what is done with it."""

    ABOUT = N_(
        "What is unsafe: a digit chooses the kind, another what is done at once, then a line of text; Enter saves. "
        "Ordered with a deadline proposes the day by the level. Down leads to the place, the area, who has to fix it "
        "and who found it. Esc keeps a draft, Ctrl+R brings it back, Ctrl+D discards it."
    )
    DRAFT = FORM

    def __init__(
        self,
        save: Callable[[AddHazard, dict[str, str]], None],
        draft: Draft | None = None,
        request: Request | None = None,
        usual: Mapping[str, str] | None = None,
    ) -> None:
        """`request` is the one from which it comes; `usual` is filled in, as by a patrol on which it was found."""
        super().__init__(draft)
        self._write = save
        self.request = request
        self._usual = dict(usual or {})

    @property
    def _today(self) -> date:
        return self.desk.room.calendar.day(self.desk.clock())

    def title_text(self) -> str:
        """What the box does."""
        if self.request is not None:
            return self.t(N_("Hazard from {number}"), number=self.request.number)
        return self.t(N_("New hazard"))

    def specs(self) -> Sequence[FieldSpec]:
        """The fields; from a request Enter saves from the text on."""
        return specs_of(FIELDS, area_field(self.desk))

    def preset(self) -> dict[str, str]:
        """What the request tells, or what is usual."""
        known = dict(self._usual)
        if self.request is not None:
            known = proposals(self.request, self._today) | known
            known[AREA] = area_number(self.desk, self.request.area_id)
        names = {spec.name for spec in self.specs()}
        return {name: text for name, text in known.items() if text and name in names}

    def draft_subject(self) -> str:
        """The request from which it comes."""
        return self.request.number if self.request is not None else ""

    def refill(self, values: Mapping[str, str]) -> None:
        """Begin anew; the deadline belongs to an order alone."""
        super().refill(values)
        self._propose(self.query_one(Form))

    def on_form_changed(self, message: Form.Changed) -> None:
        """Keep the draft, and propose the deadline of an order."""
        super().on_form_changed(message)
        if message.field in ("measure", "level"):
            self._propose(message.form)

    def _propose(self, form: Form) -> None:
        values = form.values()
        ordered = values["measure"] == "ordered"
        form.show_field("deadline", ordered)
        usual = proposed_deadline(values["level"] or "general", self._today)
        form.propose("deadline", usual.isoformat() if ordered else "")

    def on_form_left(self, message: Form.Left) -> None:
        """A field is checked when it is left."""
        if not message.touched:
            return
        try:
            check(message.field, message.value, self)
        except DeskError as error:
            message.form.refuse(message.field, error)
        else:
            message.form.accept(message.field)

    def save(self, given: dict[str, str]) -> None:
        """Hand over what was typed, with the number of who found it."""
        try:
            said = self.with_finder(given)
        except DeskError as error:
            self.refused(error)
        else:
            self._write(self, {name: text for name, text in said.items() if text.strip()})


def check(field: str, value: str, box: FormDialog) -> None:
    """Raise DeskError for a day or a phone that cannot be."""
    desk = box.desk
    if field == "owner_phone":
        read_phone(value)
    elif field == "deadline" and value.strip():
        read_deadline(value, desk.room.calendar.day(desk.clock()))
    elif field == "found_at":
        read_occurred(value, desk.clock(), desk.room.calendar)


class HazardCorrect(Finding, CorrectDialog):
    """A correction of a hazard: both values are kept."""

    HINTS: ClassVar[Mapping[str, str]] = HINTS
    LIMITS: ClassVar[Mapping[str, int]] = LIMITS

    def __init__(
        self, hazard: Hazard, save: Callable[[CorrectDialog, dict[str, str], str], None], draft: Draft | None = None
    ) -> None:  # fmt: skip
        super().__init__(hazard, save, draft)
        self._hazard = hazard

    def fields(self) -> Sequence[StepField]:
        """All but what steps say; a deadline only while it is ordered."""
        has_areas = bool(area_field(self.desk))
        return [
            field
            for field in CORRECTED
            if (field.name != AREA or has_areas)
            and (field.name != "deadline" or self._hazard.status == "ordered")
        ]

    def _spec(self, field: StepField) -> FieldSpec:
        found = super()._spec(field)
        return replace(found, kind=_KINDS.get(field.kind, found.kind))

    def texts(self) -> Mapping[str, str]:
        """As they stand."""
        one, desk = self._hazard, self.desk
        badges = {officer.id: officer.badge for officer in desk.officers}
        finder = one.finder or badges.get(one.found_by or 0, "")
        return texts_of(one, area_number(desk, one.area_id), finder, desk.room.calendar)

    def save(self, given: dict[str, str]) -> None:
        """Hand over what differs, with the number of who found it."""
        try:
            super().save(self.with_finder(given))
        except DeskError as error:
            self.refused(error)


class HazardStep(StepDialog):
    """Asks for the fields of a step of a hazard."""

    HINTS: ClassVar[Mapping[str, str]] = {
        "deadline": N_("11-25, +3d"), "due": N_("tomorrow 18:00, 11-25, +3d"), "owner": N_("as it stands"),
        "order_no": N_("as it stands"),
    }  # fmt: skip

    def spec(self, field: StepField) -> FieldSpec:
        """One field; a day is typed like every date."""
        found = super().spec(field)
        return replace(found, kind="date") if field.kind == "day" else found

    def preset(self) -> dict[str, str]:
        """The usual deadline of the level, where one is needed."""
        usual = {}
        record = self.record
        if isinstance(record, Hazard) and any(
            field.name == "deadline" and field.required for field in self.step.fields
        ):
            today = self.desk.room.calendar.day(self.desk.clock())
            usual = {"deadline": proposed_deadline(record.level, today).isoformat()}
        return super().preset() | usual
