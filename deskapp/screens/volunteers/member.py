"""One volunteer: card and warnings, teams, training, honours, equipment, hours, the trail, and all steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.types import CSSPathType

from deskapp.domain.attendance_card import hours_text
from deskapp.domain.attendance_codes import DIMENSION
from deskapp.domain.draft import Draft
from deskapp.domain.errors import DeskError
from deskapp.domain.machine import Bar, Machine, Step
from deskapp.domain.request_card import Line
from deskapp.domain.rewards import said_of
from deskapp.domain.volunteer import Dossier, Volunteer
from deskapp.domain.volunteer_beside import (
    BESIDE,
    HONOURED,
    ISSUE,
    JOIN,
    LEAVE_TEAM,
    TAKE_BACK,
    TAKE_OUT,
    TRAIN,
)
from deskapp.domain.volunteer_card import card, trail
from deskapp.domain.volunteer_steps import MACHINE
from deskapp.domain.volunteer_warnings import register_warnings
from deskapp.domain.words import N_, Way
from deskapp.reading import attendances, hours
from deskapp.reading import requests as request_reading
from deskapp.reading import volunteers as reading
from deskapp.screens import keys
from deskapp.screens.base import open_card
from deskapp.screens.choose import Choice, Choose
from deskapp.screens.correct import CorrectDialog
from deskapp.screens.opened import OpenedScreen
from deskapp.screens.steps import StepDialog
from deskapp.screens.volunteers.certificate import issue_for
from deskapp.screens.volunteers.member_steps import MemberCorrect, MemberStep
from deskapp.widgets.card import Card

TEAMS, TRAINING, SERVICE, EQUIPMENT = 5, 6, 7, 8
"""The digits of what is done beside the steps."""

_LABELS: Mapping[int, str] = {
    TEAMS: N_("Teams"), TRAINING: N_("Training"), SERVICE: N_("Honour"), EQUIPMENT: N_("Equipment"),
}  # fmt: skip
_GONE = ("voided", "undone")


CERTIFICATE = Binding("ctrl+b", "certificate", N_("Certificate"), key_display="Ctrl+B")


class MemberScreen(OpenedScreen[Volunteer]):
    """An entry of the register that was opened; opening it is kept in the audit chain."""

    CSS_PATH: ClassVar[CSSPathType | None] = "../opened.tcss"
    NAME = N_("Volunteer")
    SUBJECT = "volunteer"
    ABOUT = N_(
        "A volunteer's entry: state, warnings, teams, training, honours, equipment in hand, hours, and what happened. "
        "Below stand the steps that are allowed now; 5 joins or leaves teams, 6 adds a training, 7 an honour, 8 hands "
        "equipment out or takes it back. Ctrl+E corrects, Ctrl+B issues a certificate of service, Ctrl+X opens the "
        "person's card, Ctrl+G the duty of now."
    )
    MORE_KEYS = (
        *OpenedScreen.MORE_KEYS,
        ("5–8", N_("teams, training, record of service, equipment")),
    )
    KEYS = (keys.BACK, keys.CORRECT, keys.HELP, CERTIFICATE, keys.FIND, keys.PERSON, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [keys.LINKED, CERTIFICATE]

    @property
    def machine(self) -> Machine:
        """The steps of volunteers."""
        return MACHINE

    def more_commands(self) -> Sequence[Binding]:
        """The duty of now, and what was entered by mistake."""
        return (keys.LINKED, Binding("", "take_out", TAKE_OUT.label))

    def member(self) -> Dossier | None:
        """The entry with all that belongs to it."""
        return reading.find(self.desk.reader, self.desk.room.id, self.number)

    def record(self) -> Volunteer | None:
        """The entry."""
        member = self.member()
        return member.volunteer if member else None

    def offered(self, record: Volunteer, against: Mapping[str, Bar] | None = None) -> dict[int, str]:
        """The steps of the state, and what is done beside them."""
        beside = {} if record.status in _GONE else dict(_LABELS)
        return super().offered(record, against) | beside

    # -- what is seen

    def show(self, record: Volunteer) -> None:
        """The card with warnings and hours, and the trail."""
        member, desk, view, t = self.member(), self.desk, self.view(), self.t
        if member is None:
            return
        warned = register_warnings(member, desk.limits, view.calendar.day(view.now))
        lines = card(member, warned, view)
        self.query_one("#facts", Card).show((record.number, (*lines[:-1], *self._served(record), lines[-1])))
        history = request_reading.history(desk.reader, self.SUBJECT, record.id)
        actions = request_reading.actions(desk.reader, self.SUBJECT, record.id)
        self.query_one("#trail", Card).show((t(N_("What happened")), trail(history, actions, view)))

    def _served(self, record: Volunteer) -> tuple[Line, ...]:
        """The duty of now, and the hours that count: of this year, by dimension, and in all."""
        desk, view, t = self.desk, self.view(), self.t
        today, room = view.calendar.day(view.now), desk.room.id
        now = attendances.open_of(desk.reader, record.id)
        first = today.replace(month=1, day=1)
        found = attendances.hours(desk.reader, room, "dimension", first, today, record.id)
        whole = attendances.hours(desk.reader, room, "member", date(1900, 1, 1), today, record.id)
        year = sum(one.minutes for one in found)
        by = " · ".join(f"{DIMENSION.label_of(one.key, t)} {hours_text(one.minutes, t)}" for one in found)
        total = t(
            N_("this year {year} · in all {all} · duties: {times}"),
            year=hours_text(year, t), all=hours_text(sum(one.minutes for one in whole), t),
            times=sum(one.times for one in whole),
        )  # fmt: skip
        duty = now.attendance if now else None
        here = (
            t(N_("since {time} · {number} · Ctrl+G"), time=view.when(duty.in_at), number=duty.number)
            if duty
            else ""
        )
        lines = (
            Line(t(N_("On duty")), here),
            Line(t(N_("Hours that count")), "\n".join(filter(None, (total, by))) if whole else ""),
            Line(t(N_("Stars and points")), self._rewarded(record)),
        )
        return tuple(line for line in lines if line.text)

    def _rewarded(self, record: Volunteer) -> str:
        """Stars and points, where the room shows them."""
        rules, member = self.desk.rewards, self.member()
        if rules is None or member is None:
            return ""
        return said_of(hours.minutes_of(self.desk.reader, record.id), member.honours, rules, self.t)

    # -- what is written

    def action_certificate(self) -> None:
        """Ctrl+B: a certificate of service, from confirmed hours."""
        record = self.record()
        if record is None or self.app.screen is not self:
            return
        if record.status in _GONE:
            self.host.tell(
                N_("{number} is void and gets no certificate. Esc goes back."), number=record.number
            )
        else:
            issue_for(self, record.id)

    def take(self, code: str, given: dict[str, str], version: int) -> object:
        """Write a step, or what is done beside them."""
        desk, number, t = self.desk, self.number, self.t
        actor, verbs = desk.actor, desk.volunteers
        if code == JOIN.code:
            return verbs.join(number, given["team"], actor, t, given["on"], given["post"], version)
        if code == LEAVE_TEAM.code:
            return verbs.leave_team(number, given["team"], given["text"], actor, given["on"], version)
        if code == TRAIN.code:
            return verbs.train(number, given, actor, t, version)
        if code == HONOURED.code:
            return verbs.honour(number, given, actor, t, version)
        if code == ISSUE.code:
            desk.stock.issue(given["equipment"], number, actor, given["count"], given["due"])
            return None
        if code == TAKE_BACK.code:
            desk.stock.take_back(int(given["loan"] or 0), actor, t, given["result"], given["note"])
            return None
        if code == TAKE_OUT.code:
            kind, _, key = given["entry"].partition(":")
            return verbs.take_out(number, kind, int(key or 0), given["text"], actor, version)
        return verbs.step(number, code, given, actor, t, version)

    def note(self, kind: str, text: str) -> None:
        """Write an entry."""
        self.desk.volunteers.note(self.number, kind, text, self.desk.actor, self.t)

    def correct(self, given: dict[str, str], reason: str, version: int) -> str:
        """Write a correction."""
        desk = self.desk
        desk.volunteers.correct(self.number, given, reason, desk.actor, self.t, version)
        return ""

    def refuse_final(self, record: Volunteer) -> None:
        """What is void is not corrected."""
        if record.status in _GONE:
            raise DeskError(
                N_("{number} is void: nothing is added to it. Register the person anew: {way}"),
                number=record.number, way=Way(N_("F6, 2, then Insert"), "deskapp volunteer add"),
            )  # fmt: skip

    def correct_dialog(self, record: Volunteer, draft: Draft | None = None) -> CorrectDialog:
        """The box of a correction."""
        return MemberCorrect(self.member() or self._alone(), self, draft)

    def step_dialog(self, record: Volunteer, step: Step, draft: Draft | None = None) -> StepDialog:
        """The box of a step."""
        return MemberStep(self.member() or self._alone(), step, partial(self.save_step, step), draft)

    def _alone(self) -> Dossier:
        found = self.member()
        assert found is not None
        return found

    def step_of(self, code: str) -> Step:
        """The step of a draft."""
        return BESIDE.get(code) or super().step_of(code)

    # -- keys

    def action_step(self, digit: int) -> None:
        """Take the step of a digit, or what stands beside the steps."""
        member = self.member()
        if digit not in _LABELS or member is None or member.volunteer.status in _GONE:
            super().action_step(digit)
            return
        record = self.ready_for()
        if record is None:
            return
        if digit == TEAMS:
            self._choose_step(record, [JOIN, LEAVE_TEAM] if member.teams else [JOIN])
        elif digit == TRAINING:
            self.ask(record, TRAIN)
        elif digit == SERVICE:
            self.ask(record, HONOURED)
        else:
            self._choose_step(record, [ISSUE, TAKE_BACK] if member.owes else [ISSUE])

    def _choose_step(self, record: Volunteer, steps: Sequence[Step]) -> None:
        """Ask which of two is meant, where both are possible."""
        if len(steps) == 1:
            self._ask_beside(record, steps[0])
            return

        def chosen(code: str | None) -> None:
            if code:
                self._ask_beside(record, BESIDE[code])

        choices = [Choice(step.code, self.t(step.label), other=step.label) for step in steps]
        self.app.push_screen(Choose(N_("What is to be done?"), choices, direct=True), chosen)

    def _ask_beside(self, record: Volunteer, step: Step) -> None:
        desk = self.desk
        if step is JOIN and not reading.teams(desk.reader, desk.room.id):
            self.host.tell(N_("There is no team yet: F6, then 4 and Insert make one."), "bad")
        elif step is ISSUE and not any(one.in_stock for one in reading.equipment(desk.reader, desk.room.id)):
            self.host.tell(N_("Nothing lies in stock: F6, then 5 and Insert add equipment."), "bad")
        else:
            self.ask(record, step)

    def action_take_out(self) -> None:
        """Take a training or an entry of service out that was entered by mistake."""
        record, member = self.ready_for(), self.member()
        if record is None or member is None:
            return
        if member.trainings or member.honours:
            self.ask(record, TAKE_OUT)
        else:
            self.host.tell(N_("There is no training and no entry of service to take out."))

    def action_linked(self) -> None:
        """Ctrl+G: the duty of now."""
        record = self.record()
        if record is None or self.app.screen is not self:
            return
        duty = attendances.open_of(self.desk.reader, record.id)
        if duty is not None:
            self.host.open_duty(duty.attendance.number)
        else:
            self.host.tell(N_("{number} is not on duty now."), number=record.number)

    def action_person(self) -> None:
        """Ctrl+X: the card of the person."""
        member = self.member()
        if member is not None and self.app.screen is self:
            open_card(self, member.person.id)
