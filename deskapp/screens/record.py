"""One request: what it says, its trail, and the steps that are allowed now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from deskapp.domain.attendance import Duty
from deskapp.domain.attendance_card import on_request
from deskapp.domain.dispute import PREFIX as DISPUTE
from deskapp.domain.draft import Draft
from deskapp.domain.machine import Machine, Step, StepField
from deskapp.domain.repeat_lines import card_lines
from deskapp.domain.request import PREFIX as REQUEST
from deskapp.domain.request import Request
from deskapp.domain.request_card import Line, card
from deskapp.domain.request_codes import CASE_REPORT
from deskapp.domain.request_correct import fields_of, refuse_final, texts_of
from deskapp.domain.request_draft import CASE_HINT, LIMITS, NARRATIVE_NOTICE
from deskapp.domain.request_steps import machine
from deskapp.domain.request_trail import trail
from deskapp.domain.words import N_
from deskapp.reading import attendances, disputes, repeats
from deskapp.reading import requests as reading
from deskapp.reading.on_shift import entered_in
from deskapp.screens import keys
from deskapp.screens.base import open_card
from deskapp.screens.choose import Choice, Choose
from deskapp.screens.correct import CorrectDialog
from deskapp.screens.earlier import Chosen, EarlierDialog, MergeStepDialog
from deskapp.screens.opened import OpenedScreen
from deskapp.screens.steps import StepDialog
from deskapp.widgets.card import Card
from deskapp.widgets.form import Form

GIVE = Binding("v", "give", N_("Give to a volunteer"), key_display="v")
"""Who is on duty answers the request: 有警接警."""


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
        """The fields of this request."""
        return fields_of(self._request)

    def texts(self) -> Mapping[str, str]:
        """As they stand."""
        badges = {officer.id: officer.badge for officer in self.desk.officers}
        return texts_of(self._request, self.desk.room.calendar, badges)

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


class RecordScreen(OpenedScreen[Request]):
    """A request that was opened; opening it is kept in the audit chain."""

    NAME = N_("Record")
    SUBJECT = "request"
    ABOUT = N_(
        "The open record: everything that is known, what happened so far, and below the steps that are "
        "allowed now, each with its digit. 0 adds a call, a visit, a reply or a note; Ctrl+E corrects a field."
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
    BINDINGS: ClassVar[list[BindingType]] = [keys.EARLIER, keys.LINKED, GIVE]

    @property
    def machine(self) -> Machine:
        """The steps of requests."""
        return machine()

    def request_at_hand(self) -> str:
        """The record."""
        return self.number

    def more_commands(self) -> Sequence[Binding]:
        """What came before, and what it went on as."""
        return (GIVE, keys.EARLIER, keys.LINKED, keys.DISPUTE)

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
        helped = on_request(attendances.answering(desk.reader, record.id), record.id, view)
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
        number = disputes.of_request(self.desk.reader, request.id) or request.linked or request.merged_into
        if number.startswith(f"{DISPUTE}-"):
            self.host.open_dispute(number)
        elif number.startswith(f"{REQUEST}-"):
            self.host.open_record(number)
        else:
            self.host.tell(N_("No other record is linked to this one."))

    def action_give(self) -> None:
        """v: somebody on duty answers this request; who is out on another call is not offered."""
        request = self.record()
        if request is None or self.app.screen is not self:
            return
        desk, t = self.desk, self.t
        view = self.view()
        free = {
            duty.attendance.number: duty
            for duty in attendances.here(desk.reader, desk.room.id)
            if duty.attendance.status == "on_duty"
        }
        if not free:
            self.host.tell(N_("Nobody is free on duty: F6 shows who is here and signs people in."), "bad")
            return

        def chosen(number: str | None) -> None:
            if number:
                self._give(free[number], request.number)

        choices = [
            Choice(
                number, f"{duty.shown_name(view.calendar.day(view.now), t, view.masks)}  {duty.member_no}".rstrip(),
                " · ".join(filter(None, (duty.team, duty.attendance.place, view.when(duty.attendance.in_at)))),
            )
            for number, duty in free.items()
        ]  # fmt: skip
        self.app.push_screen(Choose(GIVE.description, choices, direct=True), chosen)

    def _give(self, duty: Duty, number: str) -> None:
        desk, t, one = self.desk, self.t, duty.attendance

        def done(_found: Duty) -> None:
            self.host.tell(
                N_("{name} is out on {call} · Ctrl+Z undoes"), "good", call=number,
                name=duty.shown_name(desk.room.calendar.day(desk.clock()), t, desk.room.masks),
            )  # fmt: skip
            self.reload()

        given = {"request": number}
        self.act(lambda: desk.attendances.step(one.number, "answer", given, desk.actor, t, one.version), done)

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
