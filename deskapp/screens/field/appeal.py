"""One lead appeal: its text with what was found in it, the replies, and the steps."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from deskapp.domain.appeal import FIELDS, Appeal
from deskapp.domain.appeal_card import card, trail
from deskapp.domain.appeal_check import findings, said_of
from deskapp.domain.appeal_steps import MACHINE, refuse_said, usual_end
from deskapp.domain.draft import Draft
from deskapp.domain.machine import Machine, Step
from deskapp.domain.text import one_line
from deskapp.domain.words import N_
from deskapp.reading import field_records as reading
from deskapp.reading import requests as request_reading
from deskapp.screens import keys
from deskapp.screens.field.copying import COPY, copy_out
from deskapp.screens.field.record import FieldRecord, FieldStep
from deskapp.screens.steps import StepDialog
from deskapp.widgets.card import Card
from deskapp.widgets.fields import Option


class AppealScreen(FieldRecord[Appeal]):
    """An appeal that was opened; who gave a clue stands here in full for police officers alone."""

    NAME = N_("Lead appeal")
    SUBJECT = "lead_appeal"
    FIELDS = FIELDS
    ABOUT = N_(
        "One appeal: 1 puts the draft out, after its text is checked; what was found is taken out with Ctrl+E or "
        "confirmed with a reason. c copies the clean text. 2 takes a reply; who told it is seen by police officers "
        "alone. 3 and 4 say what it was worth, 5 lets it run longer, 6 ends it."
    )
    KEYS = (keys.BACK, COPY, keys.CORRECT, keys.HELP, keys.FIND, keys.LANGUAGE, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [COPY]

    @property
    def machine(self) -> Machine:
        """The steps of an appeal."""
        return MACHINE

    def more_commands(self) -> Sequence[Binding]:
        """The records that belong to it."""
        return (keys.LINKED,)

    def record(self) -> Appeal | None:
        """The appeal."""
        return reading.find_appeal(self.desk.reader.execute, self.desk.room.id, self.number)

    def _minors(self, record: Appeal) -> tuple[str, ...]:
        desk = self.desk
        today = desk.room.calendar.day(desk.clock())
        return reading.minors_in(desk.reader.execute, desk.room.id, record.text, today)

    def show(self, record: Appeal) -> None:
        """The appeal, and what happened."""
        view, reader = self.view(), self.desk.reader
        lines = card(record, view, self._minors(record), sees=self.desk.sees_clues)
        self.query_one("#facts", Card).show((record.number, lines))
        history = request_reading.history(reader, self.SUBJECT, record.id)
        actions = request_reading.actions(reader, self.SUBJECT, record.id)
        self.query_one("#trail", Card).show((self.t(N_("What happened")), trail(history, actions, view)))

    def take(self, code: str, given: dict[str, str], version: int) -> object:
        """Write a step."""
        desk = self.desk
        return desk.appeals.step(self.number, code, given, desk.actor, self.t, version)

    def note(self, kind: str, text: str) -> None:
        """Write an entry."""
        self.desk.appeals.note(self.number, kind, text, self.desk.actor, self.t)

    def correct(self, given: dict[str, str], reason: str, version: int) -> str:
        """Write a correction."""
        self.desk.appeals.correct(self.number, given, reason, self.desk.actor, self.t, version)
        return ""

    def refuse_final(self, record: Appeal) -> None:
        """What was put out stays as it was said."""
        refuse_said(record)

    def step_dialog(self, record: Appeal, step: Step, draft: Draft | None = None) -> StepDialog:
        """The box of a step, with what was found in the text and what is usual."""
        desk, told = self.desk, ""
        usual: dict[str, str] = {}
        if step.code == "issue":
            found = said_of(findings(record.text, self._minors(record)), self.t)
            told = self.t(N_("Found in the text: {found}."), found=found) if found else ""
            today = desk.room.calendar.day(desk.clock())
            usual["until"] = (record.expires_on or usual_end(today)).isoformat()
        sees = desk.sees_clues
        replies = [
            Option(
                str(place), f"{reply.giver_for(sees)} {one_line(reply.text_for(sees))}"[:60].strip(),
                str(place) if place < 10 else "", local=True,
            )
            for place, reply in enumerate(record.replies, 1)
        ]  # fmt: skip
        options = {"reply": replies} if step.code == "useful" else {}
        return FieldStep(record, step, partial(self.save_step, step), draft, usual, told, options)

    def links(self, record: Appeal) -> tuple[str, ...]:
        """The request from which it comes, and the report for which it asks."""
        return (record.request, record.lost)

    def action_copy_out(self) -> None:
        """c: the clean text, for the group."""
        if self.app.screen is self:
            copy_out(self, self.number)
