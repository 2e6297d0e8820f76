"""One found thing: where it lies and until when, what fits of the lost reports, receipt, notice and claim."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from deskapp.domain.custody import FIELDS, MACHINE, FoundItem
from deskapp.domain.custody_card import card, trail
from deskapp.domain.custody_steps import refuse_final
from deskapp.domain.draft import Draft
from deskapp.domain.machine import Machine, Step
from deskapp.domain.words import N_
from deskapp.reading import field_records as reading
from deskapp.reading import requests as request_reading
from deskapp.screens import keys
from deskapp.screens.field.matching import ask, offer
from deskapp.screens.field.receipt import ReceiptScreen
from deskapp.screens.field.record import LINK, MATCH, FieldRecord, FieldStep
from deskapp.screens.steps import STEP, StepDialog
from deskapp.widgets.card import Card

RECEIPT = Binding("ctrl+b", "papers", N_("Receipt"), key_display="Ctrl+B")


class FoundItemScreen(FieldRecord[FoundItem]):
    """A found thing that was opened; names and phones stand here in full."""

    NAME = N_("Found thing")
    SUBJECT = "custody"
    FIELDS = FIELDS
    ABOUT = N_(
        "One found thing: Ctrl+B makes the receipt for the finder. 1 notes the notice, from which the year counts; 2 "
        "gives it to its owner, who shows a paper and how it is theirs; 3 hands it up, 4 puts it into another locker, "
        "5 closes it after the year. m shows what fits of the lost reports, with the reasons, and links it."
    )
    KEYS = (keys.BACK, MATCH, RECEIPT, keys.CORRECT, keys.HELP, keys.FIND, keys.LANGUAGE, keys.COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = [MATCH, RECEIPT]

    @property
    def machine(self) -> Machine:
        """The steps of a found thing."""
        return MACHINE

    def more_commands(self) -> Sequence[Binding]:
        """The records that belong to it."""
        return (keys.LINKED,)

    def record(self) -> FoundItem | None:
        """The thing."""
        return reading.find_item(self.desk.reader.execute, self.desk.room.id, self.number)

    def show(self, record: FoundItem) -> None:
        """The thing with what fits, and what happened."""
        view, reader = self.view(), self.desk.reader
        fitting = reading.matches_of_item(reader.execute, record) if record.is_open else ()
        self.query_one("#facts", Card).show((record.number, card(record, view, fitting)))
        history = request_reading.history(reader, self.SUBJECT, record.id)
        actions = request_reading.actions(reader, self.SUBJECT, record.id)
        self.query_one("#trail", Card).show((self.t(N_("What happened")), trail(history, actions, view)))

    def take(self, code: str, given: dict[str, str], version: int) -> object:
        """Write a step."""
        desk = self.desk
        return desk.custody.step(self.number, code, given, desk.actor, self.t, version)

    def note(self, kind: str, text: str) -> None:
        """Write an entry."""
        self.desk.custody.note(self.number, kind, text, self.desk.actor, self.t)

    def correct(self, given: dict[str, str], reason: str, version: int) -> str:
        """Write a correction."""
        self.desk.custody.correct(self.number, given, reason, self.desk.actor, self.t, version)
        return ""

    def refuse_final(self, record: FoundItem) -> None:
        """What does not lie here any more is not corrected."""
        refuse_final(record)

    def step_dialog(self, record: FoundItem, step: Step, draft: Draft | None = None) -> StepDialog:
        """The box of a step; the owner of a linked report is filled in."""
        usual: dict[str, str] = {}
        if step.code == "claim" and record.lost_id is not None:
            lost = reading.report_by_id(self.desk.reader.execute, record.lost_id)
            if lost is not None:
                self.keep_view("lost_report", lost.id, lost.number)
                usual = {"claimant": lost.owner, "phone": lost.phone}
        return FieldStep(record, step, partial(self.save_step, step), draft, usual)

    def links(self, record: FoundItem) -> tuple[str, ...]:
        """The request from which it comes, and the report to which it is linked."""
        return (record.request, record.lost)

    def pair(self, lost: str) -> tuple[str, str]:
        """This thing and a report."""
        return self.number, lost

    def action_match(self) -> None:
        """m: what fits, to link it; or the link, to take it away."""
        record = self.record()
        if record is not None and self.app.screen is self:
            fitting = reading.matches_of_item(self.desk.reader.execute, record)
            offer(self, record, record.lost, fitting, self.pair)

    def action_papers(self) -> None:
        """Ctrl+B: the receipt for the finder."""
        if self.app.screen is self:
            self.app.push_screen(ReceiptScreen(self.number))

    def resume(self, draft: Draft) -> None:
        """Open a half-typed box; that of a link is none of the steps."""
        record = self.record()
        if draft.place.kind == STEP + LINK.code and record is not None:
            ask(self, record, self.pair)
        else:
            super().resume(draft)
