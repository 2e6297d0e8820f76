"""One hazard: what it says, its rechecks and trail, and the steps that are allowed now."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.types import CSSPathType

from deskapp.domain.draft import Draft
from deskapp.domain.errors import DeskError
from deskapp.domain.hazard import Hazard
from deskapp.domain.hazard_card import card, trail
from deskapp.domain.hazard_steps import MACHINE
from deskapp.domain.machine import Machine, Step
from deskapp.domain.words import N_
from deskapp.reading import hazards as reading
from deskapp.reading import requests as request_reading
from deskapp.screens import keys
from deskapp.screens.correct import CorrectDialog
from deskapp.screens.field.hazard_form import HazardCorrect, HazardStep
from deskapp.screens.opened import OpenedScreen
from deskapp.screens.steps import NOTE, StepDialog
from deskapp.widgets.card import Card


class HazardScreen(OpenedScreen[Hazard]):
    """A hazard that was opened; opening it is kept in the audit chain."""

    CSS_PATH: ClassVar[CSSPathType | None] = "../opened.tcss"
    NAME = N_("Hazard opened")
    SUBJECT = "hazard"
    ABOUT = N_(
        "The open hazard: what is unsafe, who has to fix it and until when, each recheck, what happened; below, the "
        "steps that are allowed now on their digits. A failed recheck with a new day orders again at once. 0 adds an "
        "entry, Ctrl+E corrects, Ctrl+G opens the request from which it came."
    )
    KEYS = (keys.BACK, keys.CORRECT, keys.LINKED, keys.HELP, keys.LOG, keys.FIND, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [keys.LINKED]

    @property
    def machine(self) -> Machine:
        """The steps of hazards."""
        return MACHINE

    def more_commands(self) -> Sequence[Binding]:
        """There are none."""
        return ()

    def record(self) -> Hazard | None:
        """The hazard."""
        return reading.find(self.desk.reader, self.desk.room.id, self.number)

    def show(self, record: Hazard) -> None:
        """The hazard and its trail."""
        desk, view = self.desk, self.view()
        names = reading.finders(desk.reader, [record], desk.room, view.calendar.day(view.now), self.t)
        lines = card(record, reading.rechecks(desk.reader, record.id), view, names)
        self.query_one("#facts", Card).show((record.number, lines))
        steps = request_reading.history(desk.reader, self.SUBJECT, record.id)
        entries = request_reading.actions(desk.reader, self.SUBJECT, record.id)
        self.query_one("#trail", Card).show((self.t(N_("What happened")), trail(steps, entries, view)))

    def step_dialog(self, record: Hazard, step: Step, draft: Draft | None = None) -> StepDialog:
        """The box of a step."""
        return (StepDialog if step is NOTE else HazardStep)(
            record, step, partial(self.save_step, step), draft
        )

    def take(self, code: str, given: dict[str, str], version: int) -> object:
        """Write a step."""
        desk = self.desk
        return desk.hazards.step(self.number, code, given, desk.actor, self.t, version)

    def note(self, kind: str, text: str) -> None:
        """Write an entry."""
        self.desk.hazards.note(self.number, kind, text, self.desk.actor, self.t)

    def correct(self, given: dict[str, str], reason: str, version: int) -> str:
        """Write a correction."""
        desk = self.desk
        desk.hazards.correct(self.number, given, reason, desk.actor, self.t, version)
        return ""

    def refuse_final(self, record: Hazard) -> None:
        """What is void is not corrected."""
        if record.status in ("voided", "undone"):
            raise DeskError(
                N_("{number} is void: nothing is added to it. Enter the hazard anew: deskapp hazard add"),
                number=record.number,
            )

    def correct_dialog(self, record: Hazard, draft: Draft | None = None) -> CorrectDialog:
        """The box of a correction."""
        return HazardCorrect(record, self.save_correction, draft)

    def action_person(self) -> None:
        """Ctrl+X: no card stands here."""
        self.host.tell(N_("A hazard has no person's card: F5 finds people."))

    def action_linked(self) -> None:
        """Ctrl+G: the request from which it came."""
        record = self.record()
        if record is None or self.app.screen is not self:
            return
        if record.request:
            self.host.open_record(record.request)
        else:
            self.host.tell(N_("No other record is linked to this one."))
