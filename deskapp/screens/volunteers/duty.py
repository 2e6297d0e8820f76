"""One duty: whose, when and how, what was confirmed of it, its history and its steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.types import CSSPathType

from deskapp.domain.attendance import Attendance, Duty
from deskapp.domain.attendance_card import card
from deskapp.domain.attendance_given import Given
from deskapp.domain.attendance_steps import MACHINE
from deskapp.domain.attendance_trail import trail
from deskapp.domain.dispute import PREFIX as DISPUTE
from deskapp.domain.draft import Draft
from deskapp.domain.errors import DeskError, about
from deskapp.domain.machine import Machine, Step
from deskapp.domain.number import read_number
from deskapp.domain.request import PREFIX as REQUEST
from deskapp.domain.request_card import Line
from deskapp.domain.words import N_
from deskapp.reading import attendances as reading
from deskapp.reading import certificates
from deskapp.reading import requests as request_reading
from deskapp.screens import keys
from deskapp.screens.base import open_card, open_file
from deskapp.screens.correct import CorrectDialog
from deskapp.screens.opened import OpenedScreen
from deskapp.screens.steps import StepDialog
from deskapp.screens.volunteers.duty_steps import DutyCorrect, DutyStep
from deskapp.widgets.card import Card


class DutyScreen(OpenedScreen[Attendance]):
    """A duty that was opened; opening it is kept in the audit chain, and names stand here in full."""

    CSS_PATH: ClassVar[CSSPathType | None] = "../opened.tcss"
    NAME = N_("Duty")
    SUBJECT = "attendance"
    ABOUT = N_(
        "One duty: whose it is, since when, where and with what, which calls were answered, what of it counts and "
        "who said so. Below stand the steps that are allowed now, each with its digit; Ctrl+E corrects times with a "
        "reason, Ctrl+G goes to the call, Ctrl+X to the person."
    )
    KEYS = (keys.BACK, keys.CORRECT, keys.HELP, keys.FIND, keys.PERSON, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [keys.LINKED]

    @property
    def machine(self) -> Machine:
        """The steps of duties."""
        return MACHINE

    def more_commands(self) -> Sequence[Binding]:
        """The request of a call."""
        return (keys.LINKED,)

    def duty(self) -> Duty | None:
        """The duty with all that belongs to it."""
        return reading.find(self.desk.reader, self.desk.room.id, self.number)

    def record(self) -> Attendance | None:
        """The duty."""
        duty = self.duty()
        return duty.attendance if duty else None

    def request_at_hand(self) -> str:
        """The request that is answered, or was last."""
        duty = self.duty()
        return next((call.request for call in reversed(duty.calls) if call.request), "") if duty else ""

    def show(self, record: Attendance) -> None:
        """The duty, and what happened."""
        duty, view, reader = self.duty(), self.view(), self.desk.reader
        if duty is None:
            return
        papers = certificates.covering(reader, record.volunteer_id, record.duty_day)
        lines = card(duty, view)
        if record.status == "confirmed" and papers:
            said = Line(self.t(N_("Counts in certificates")), ", ".join(one.number for one in papers))
            lines = (*lines[:-1], said, lines[-1])
        self.query_one("#facts", Card).show((record.number, lines))
        history = request_reading.history(reader, "attendance", record.id)
        actions = request_reading.actions(reader, "attendance", record.id)
        told = trail(history, actions, view)
        self.query_one("#trail", Card).show((self.t(N_("What happened")), told))

    # -- what is written

    def take(self, code: str, given: dict[str, str], version: int) -> object:
        """Write a step; who signs out here may leave a word."""
        desk, t = self.desk, self.t
        if code == "end":
            return desk.attendances.check_out(
                self.number, desk.actor, t, Given(back=given.get("back", ""), note=given.get("text", ""))
            )
        if code == "answer":
            given = given | {
                "request": request_number(desk.room.calendar.day(desk.clock()), given["request"])
            }
        return desk.attendances.step(self.number, code, given, desk.actor, t, version)

    def note(self, kind: str, text: str) -> None:
        """Write an entry."""
        self.desk.attendances.note(self.number, kind, text, self.desk.actor, self.t)

    def correct(self, given: dict[str, str], reason: str, version: int) -> str:
        """Write a correction."""
        desk = self.desk
        desk.attendances.correct(self.number, given, reason, desk.actor, self.t, version)
        return ""

    def refuse_final(self, record: Attendance) -> None:
        """What counts, or is void, is not corrected."""
        if record.status in ("confirmed", "voided", "undone"):
            raise DeskError(
                N_("{number} counts already, or is void: take the step “Look at it again” first, then correct it."),
                number=record.number,
            )  # fmt: skip

    def correct_dialog(self, record: Attendance, draft: Draft | None = None) -> CorrectDialog:
        """The box of a correction."""
        return DutyCorrect(self.duty() or Duty(record, None), self.save_correction, draft)

    def step_dialog(self, record: Attendance, step: Step, draft: Draft | None = None) -> StepDialog:
        """The box of a step, filled with what is usual."""
        duty = self.duty() or Duty(record, None)
        return DutyStep(duty, step, partial(self.save_step, step), draft)

    # -- keys

    def action_linked(self) -> None:
        """Ctrl+G: the request or dispute of the call, or of the last one."""
        duty = self.duty()
        number = next((call.record for call in reversed(duty.calls) if call.record), "") if duty else ""
        if self.app.screen is not self:
            return
        if not number:
            self.host.tell(N_("No request or dispute is linked to this duty."))
        elif number.startswith(f"{DISPUTE}-"):
            open_file(self, number)
        else:
            self.host.open_record(number)

    def action_person(self) -> None:
        """Ctrl+X: the card of whoever serves."""
        duty = self.duty()
        if duty is not None and self.app.screen is self:
            open_card(self, duty.person.id if duty.person else None)


def request_number(today: date, typed: str) -> str:
    """The number of a request as typed, whole; digits alone mean one of today. Raises DeskError."""
    with about("request"):
        return read_number(typed, REQUEST, today) if typed.strip() else ""
