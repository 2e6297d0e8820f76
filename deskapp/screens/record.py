"""One request: what it says, its trail, and the steps that are allowed now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from deskapp.domain.activity_card import short_text
from deskapp.domain.activity_kinds import KIND
from deskapp.domain.attendance_card import on_record
from deskapp.domain.dispute import PREFIX as DISPUTE
from deskapp.domain.draft import Draft
from deskapp.domain.machine import Machine, Step, StepField
from deskapp.domain.numbers import HAZARD as YH
from deskapp.domain.repeat_lines import card_lines
from deskapp.domain.request import PREFIX as REQUEST
from deskapp.domain.request import Request
from deskapp.domain.request_card import Line, card
from deskapp.domain.request_codes import CASE_REPORT
from deskapp.domain.request_correct import AREA, fields_of, refuse_final, texts_of
from deskapp.domain.request_draft import CASE_HINT, LIMITS, NARRATIVE_NOTICE
from deskapp.domain.request_steps import machine
from deskapp.domain.request_trail import trail
from deskapp.domain.words import N_
from deskapp.reading import activities, attendances, disputes, field_records, hazards, repeats
from deskapp.reading import requests as reading
from deskapp.reading.on_shift import entered_in
from deskapp.screens import keys
from deskapp.screens.base import open_card
from deskapp.screens.choose import Choice, Choose
from deskapp.screens.correct import CorrectDialog
from deskapp.screens.earlier import Chosen, EarlierDialog, MergeStepDialog
from deskapp.screens.giving import GIVE, Giving
from deskapp.screens.opened import OpenedScreen
from deskapp.screens.options import area_field, area_number
from deskapp.screens.steps import StepDialog
from deskapp.widgets.card import Card
from deskapp.widgets.form import Form

OF_REQUEST = (
    Binding("a", "make('lead_appeal')", N_("Lead appeal"), key_display="a"),
    Binding("f", "make('custody')", N_("Found thing"), key_display="f"),
    Binding("l", "make('lost_report')", N_("Lost report"), key_display="l"),
)
"""A record of field work is made of the request at hand."""
HAZARD = Binding("h", "app.to_hazard", N_("Hazard file"), key_display="h")
"""Makes a hazard of the request, which is resolved by that."""


class RequestCorrect(CorrectDialog):
    """A correction of a request."""

    HINTS: ClassVar[Mapping[str, str]] = {
        "id_number": N_("type the whole number anew"),
        "due_at": N_("empty: from the table, counted from the entry"),
        "occurred_at": N_("14:30, yesterday 21:00, 11-20 9:00"),
    }
    LIMITS = LIMITS

    def __init__(self, request: Request, screen: RecordScreen, draft: Draft | None = None) -> None:
        super().__init__(request, screen.save_correction, draft)
        self._request = request

    def fields(self) -> Sequence[StepField]:
        """The fields of this request, and its area where the room has any."""
        found = list(fields_of(self._request))
        if area_field(self.desk):
            found.insert(next(at for at, field in enumerate(found, 1) if field.name == "place"), AREA)
        return found

    def texts(self) -> Mapping[str, str]:
        """As they stand."""
        badges = {officer.id: officer.badge for officer in self.desk.officers}
        area = {AREA.name: area_number(self.desk, self._request.area_id)}
        return texts_of(self._request, self.desk.room.calendar, badges) | area

    def on_form_changed(self, message: Form.Changed) -> None:
        """Keep the draft, and say before it is saved what becomes of the words of a case."""
        super().on_form_changed(message)
        if message.field == "category" and message.value == CASE_REPORT:
            self.said(self.t(NARRATIVE_NOTICE))


class CaseStep(StepDialog):
    """A step of a case report, whose facts are not written down here."""

    def hint(self, field: StepField) -> str:
        """Where the narrative belongs."""
        return CASE_HINT if field.kind == "long" else super().hint(field)


class RecordScreen(OpenedScreen[Request], Giving):
    """A request that was opened; opening it is kept in the audit chain."""

    NAME = N_("Record")
    SUBJECT = "request"
    ABOUT = N_(
        "The open record: everything that is known, what happened so far, and below the steps that are "
        "allowed now, each with its digit. 0 adds a call, a visit, a reply or a note; Ctrl+E corrects a field, Ctrl+B "
        "makes the slip for the visitor."
    )
    KEYS = (
        keys.BACK,
        keys.CORRECT,
        keys.HELP,
        keys.LOG,
        keys.FIND,
        keys.PERSON,
        keys.COMMANDS,
    )
    BINDINGS: ClassVar[list[BindingType]] = [keys.EARLIER, keys.LINKED, keys.SLIP, GIVE, HAZARD, *OF_REQUEST]

    @property
    def machine(self) -> Machine:
        """The steps of requests."""
        return machine()

    def request_at_hand(self) -> str:
        """The record."""
        return self.number

    def more_commands(self) -> Sequence[Binding]:
        """What came before, and what it went on as."""
        return (GIVE, keys.SLIP, HAZARD, *OF_REQUEST, keys.EARLIER, keys.LINKED, keys.DISPUTE)

    def record(self) -> Request | None:
        """The request."""
        return reading.find(self.desk.reader, self.desk.room.id, self.number)

    def show(self, record: Request) -> None:
        """The request, the other matters of the person or place, and the trail."""
        desk, view = self.desk, self.view()
        steps = reading.history(desk.reader, "request", record.id)
        entries = reading.actions(desk.reader, "request", record.id)
        found = repeats.earlier_of(desk.reader, record, self.desk.repeat_days)
        before: tuple[tuple[str, Sequence[Line]], ...] = (
            ((self.t(N_("Other matters of this person or place")), card_lines(found, view)),) if found else ()
        )
        if made := field_records.of_request(desk.reader.execute, record.id):
            line = Line(self.t(keys.LINKED.description), " ".join(made))
            before = ((self.t(N_("Made of this request")), (line,)), *before)
        led = activities.led_to(desk.reader, desk.room.id, record.number)
        if led:
            lines = tuple(
                Line(one.number, f"{KIND.label_of(one.kind, self.t)} {short_text(one, self.t)}")
                for one in (told.activity for told in led)
            )
            before = ((self.t(N_("Activities")), lines), *before)
        helped = on_record(attendances.answering(desk.reader, "request", record.id), record.number, view)
        if helped:
            before = ((self.t(N_("Volunteers on this call")), helped), *before)
        said = entered_in(
            desk.reader,
            desk.room.id,
            self.SUBJECT,
            record.id,
            record.occurred_at,
            self.t,
        )
        on = (Line(self.t(N_("Shift")), said),) if said else ()
        self.query_one("#facts", Card).show((record.number, (*card(record, view), *on)), *before)
        shown = trail(record, steps, entries, view)
        self.query_one("#trail", Card).show((self.t(N_("What happened")), shown))

    def take(self, code: str, given: dict[str, str], version: int) -> object:
        """Write a step."""
        desk = self.desk
        return desk.requests.step(self.number, code, given, desk.actor, self.t, version)

    def note(self, kind: str, text: str) -> None:
        """Write an entry."""
        self.desk.requests.note(self.number, kind, text, self.desk.actor, self.t)

    def correct(self, given: dict[str, str], reason: str, version: int) -> str:
        """Write a correction."""
        desk = self.desk
        found = desk.requests.correct(self.number, given, reason, desk.actor, self.t, version)
        return found.warnings[0] if found.warnings else ""

    def refuse_final(self, record: Request) -> None:
        """What is closed for good is not corrected."""
        refuse_final(record)

    def correct_dialog(self, record: Request, draft: Draft | None = None) -> CorrectDialog:
        """The box of a correction."""
        return RequestCorrect(record, self, draft)

    def step_dialog(self, record: Request, step: Step, draft: Draft | None = None) -> StepDialog:
        """The box of a step; merging knows the earlier matters."""
        save = partial(self.save_step, step)
        if step.code == MergeStepDialog.MERGE:
            found = repeats.earlier_of(self.desk.reader, record, self.desk.repeat_days).targets()
            return MergeStepDialog(record, step, save, found, draft)
        return (CaseStep if record.is_case else StepDialog)(record, step, save, draft)

    def action_person(self) -> None:
        """Ctrl+X: the card of the person."""
        request = self.record()
        if request is not None and self.app.screen is self:
            open_card(self, request.person_id)

    def action_linked(self) -> None:
        """Ctrl+G: the dispute as which it went on, or the record that it points to."""
        request = self.record()
        if request is None or self.app.screen is not self:
            return
        read = self.desk.reader
        made = field_records.of_request(read.execute, request.id)
        number = disputes.of_request(read, request.id) or hazards.of_request(read, request.id)
        number = number or request.linked or request.merged_into
        if not number and made:
            self._go_to_made(made)
        elif number.startswith(f"{DISPUTE}-"):
            self.host.open_dispute(number)
        elif number.startswith(f"{REQUEST}-"):
            self.host.open_record(number)
        elif number.startswith(f"{YH}-"):
            self.host.open_field(number)
        else:
            self.host.tell(N_("No other record is linked to this one."))

    def action_slip(self) -> None:
        """Ctrl+B: the slip that the visitor takes along."""
        if self.record() is not None and self.app.screen is self:
            self.host.open_slip(self.number)

    def _go_to_made(self, made: tuple[str, ...]) -> None:
        if len(made) == 1:
            self.host.open_field(made[0])
            return

        def chosen(number: str | None) -> None:
            if number:
                self.host.open_field(number)

        choices = [Choice(number, number) for number in made]
        self.app.push_screen(Choose(keys.LINKED.description, choices, direct=True), chosen)

    def action_make(self, register: str) -> None:
        """a, f, l: a lead appeal, a found thing or a lost report of this request."""
        request = self.record()
        if request is not None and self.app.screen is self:
            self.host.new_of_request(register, request.number)

    def is_here(self) -> bool:
        """Whether the request stands on the screen."""
        return super().is_here() and self.record() is not None

    def action_earlier(self) -> None:
        """Ctrl+L: the other matters of this person or place, to open one."""
        request = self.record()
        if request is None or self.app.screen is not self:
            return
        found = repeats.earlier_of(self.desk.reader, request, self.desk.repeat_days)
        if not found:
            self.host.tell(N_("Nothing else is known of this person, this place or this matter."))
            return

        def chosen(one: Chosen | None) -> None:
            if one is not None:
                self.host.open_record(one.number)

        self.app.push_screen(EarlierDialog(found, choose=True), chosen)
